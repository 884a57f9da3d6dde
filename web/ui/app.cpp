#include "web/ui/app.hpp"

#include "web/ui/layout.hpp"
#include "web/ui/shortcuts.hpp"
#include "web/ui/views/treemap_side.hpp"

#include <algorithm>
#include <utility>

namespace strata::ui {

namespace {

constexpr float smallest_text = 0.75f, largest_text = 2.0f;

} // namespace

App::App(Fonts fonts) {
    ui_.fonts = fonts;
    ui_.theme = make_theme(Scheme::dark, 1);
}

void App::set_system_scheme(Scheme scheme) {
    system_scheme_ = scheme;
    restyled_ = false;
}

void App::restyle() {
    const Scheme scheme = state_.scheme == SchemeChoice::system ? system_scheme_
                          : state_.scheme == SchemeChoice::dark ? Scheme::dark
                                                                : Scheme::light;
    if (restyled_ && ui_.theme.scheme == scheme && ui_.theme.scale == state_.text_scale) return;
    ui_.theme = make_theme(scheme, state_.text_scale);
    apply_theme(ui_.theme);
    restyled_ = true;
}

Screen App::screen() {
    return {.ui = ui_,
            .state = state_,
            .session = session_,
            .derived = derived_,
            .contents = contents_,
            .pictures = pictures_,
            .catalog = catalog_,
            .image = std::as_const(session_).image(state_.shown),
            .against = std::as_const(session_).image(state_.against),
            .now = now_,
            .clock = clock_ == 0 ? 0 : clock_ + static_cast<std::int64_t>(now_),
            .settled = is_settled(),
            .wanted_address = wanted_address_};
}

/// Closes what lies on top of the page, else the drawers, and leaves the choice of an image to compare with; where
/// nothing of that is there, the folder that fills the treemap.
void App::step_back() {
    if (state_.popup != Popup::none) {
        state_.popup = Popup::none;
        return;
    }
    const Frame frame = make_frame(ui_.theme, state_, ImGui::GetIO().DisplaySize);
    const bool drawer = (frame.left_is_drawer && state_.left_open) || (frame.right_is_drawer && state_.right_open);
    state_.left_open = state_.right_open = false;
    state_.catalog.compared.reset();
    if (drawer || ImGui::GetIO().WantTextInput || state_.view != View::treemap) return;
    const NodeIndex above = folder_above_treemap(screen());
    if (above == no_node) return;
    state_.treemap.top = above;
    state_.list_focus = true; // Dear ImGui takes the keyboard from the map at Esc
}

void App::draw(double now) {
    now_ = now;
    restyle();
    open_differences();
    const bool revealed = state_.reveal, focused = state_.filter_focus, jumped = state_.list_focus;
    ui_.mirror.begin_frame();
    ui_.frame_in = -1;
    Commands commands;
    const Screen screen = this->screen();
    draw_page(screen, commands);
    use_shortcuts(screen, commands);
    if (revealed) state_.reveal = false;
    if (focused) state_.filter_focus = false;
    if (jumped) state_.list_focus = false;
    for (const Command& command : commands.take()) apply(command);
    for (const ImTextureID texture : pictures_.take_unused()) effects_.push_back(DropTexture{texture});
    want_hashes();
    want_inside();
    export_when_settled();
    keep_place();
    keep_settings();
}

void App::set_clock(std::int64_t seconds_since_1970) {
    clock_ = seconds_since_1970 - static_cast<std::int64_t>(now_);
    derived_.set_clock(seconds_since_1970);
}

void App::works_offline() { state_.works_offline = true; }

void App::picture_arrived(std::uint32_t number, Picture picture) { pictures_.arrived(number, std::move(picture)); }

void App::forget_pictures() {
    pictures_.forget_all();
    (void)pictures_.take_unused();
}

std::vector<Effect> App::take_effects() { return std::exchange(effects_, {}); }

void App::apply(const Command& command) {
    std::visit([this](const auto& what) { on(what); }, command.what);
}

void App::show(std::uint32_t number) {
    const OpenImage* image = session_.image(number);
    if (!image && number != 0) return;
    if (state_.against == number) state_.against = 0;
    state_.shown = number;
    state_.at_start = false;
    state_.layer = image && !image->layers.empty() ? static_cast<std::uint32_t>(image->layers.size() - 1) : 0;
    forget_selection();
    state_.reveal = true; // the layer that is chosen
    state_.popup = Popup::none;
}

void App::forget_selection() {
    state_.node = state_.node_in_older = no_node;
    state_.expanded = {root_node};
    state_.expanded_in_older = {};
    state_.waste.row = WasteChoice{}.row;
    state_.treemap = {.colour = state_.treemap.colour};
    state_.history_row = state_.setting_row = state_.finding_row = no_index;
    state_.packages.row = PackageChoice{}.row;
    state_.history.text_row = no_index;
    state_.line = 0;
}

void App::select_history(std::uint32_t row) {
    state_.history_row = row;
    state_.history.text_row = no_index;
    const OpenImage* image = session_.image(state_.shown);
    if (!image || state_.against) return;
    for (std::uint32_t i = 0; i < image->record.layers.size(); i++)
        if (image->record.layers[i].history == row) state_.layer = i;
}

bool App::select(NodeIndex node) {
    const OpenImage* image = session_.image(state_.shown);
    if (!image || node == no_node) return false;
    const Timeline& timeline = derived_.timeline(*image);
    if (node >= timeline.size()) return false;
    for (NodeIndex at = timeline.parent(node); at != no_node; at = timeline.parent(at)) state_.expanded.insert(at);
    state_.node = node;
    state_.line = 0;
    state_.reveal = true;
    return true;
}

void App::go_to(NodeIndex node) {
    if (!select(node)) return;
    state_.view = View::files;
    state_.filter = {.removed_too = !state_.against && state_.scope == Scope::up_to_here &&
                                    is_gone(derived_.timeline(*session_.image(state_.shown)), node, state_.layer)};
    state_.popup = Popup::none;
}

void App::close(std::uint32_t number) {
    const OpenImage* closed = session_.image(number);
    if (!closed) return;
    drop_requests(*closed);
    const FileId of_file = closed->file;
    std::erase_if(session_.images, [&](const OpenImage& image) { return image.number == number; });
    derived_.forget(number);
    contents_.forget(number);
    pictures_.forget(number);
    forget_inside(number);
    // An archive of several images is offered once more; of one there is nothing left to choose.
    const auto offers_choice = [](const OpenFile& file) {
        return std::ranges::count(file.listing.images, true, &ImageRecord::available) > 1;
    };
    std::erase_if(session_.files, [&](const OpenFile& file) { return file.id == of_file && !offers_choice(file); });
    if (OpenFile* file = session_.file(of_file)) file->dismissed = true; // whoever closed its image knows of it
    if (state_.against == number) state_.against = 0;
    if (state_.shown == number)
        show(state_.against ? state_.against : session_.images.empty() ? 0 : session_.images.back().number);
    const bool choice = std::ranges::any_of(session_.files, offers_choice);
    if (session_.images.empty() && !is_reading() && !choice) state_.at_start = true;
}

void App::step_layer(int by) {
    const OpenImage* image = session_.image(state_.shown);
    if (!image || image->layers.empty()) return;
    const auto last = static_cast<std::int64_t>(image->layers.size()) - 1;
    state_.layer = static_cast<std::uint32_t>(std::clamp<std::int64_t>(std::int64_t(state_.layer) + by, 0, last));
}

void App::show_history(HistoryList list) {
    on(ShowView{View::history});
    state_.history.list = list;
}

void App::swap_sides() {
    if (state_.against == 0) return;
    const std::string path = selected_path();
    show(std::exchange(state_.against, state_.shown));
    open_differences();
    if (!path.empty()) select_path(path);
}

void App::run(Action action) {
    switch (action) {
    case Action::open_files:
        compared_next_.reset();
        effects_.push_back(PickFiles{});
        break;
    case Action::open_sample: effects_.push_back(OpenAddresses{{"samples/shop-api-1.1.tar"}}); break;
    case Action::close_image: close(state_.shown); break;
    case Action::go_home:
        state_.shown = state_.against = 0;
        state_.at_start = true;
        break;
    case Action::view_files: on(ShowView{View::files}); break;
    case Action::view_treemap: on(ShowView{View::treemap}); break;
    case Action::view_waste: on(ShowView{View::waste}); break;
    case Action::view_packages: on(ShowView{View::packages}); break;
    case Action::view_findings: on(ShowView{View::findings}); break;
    case Action::view_layers: on(ShowView{View::layers}); break;
    case Action::view_config: on(ShowView{View::config}); break;
    case Action::view_history: show_history(HistoryList::rows); break;
    case Action::view_dockerfile: show_history(HistoryList::dockerfile); break;
    case Action::next_layer: step_layer(1); break;
    case Action::previous_layer: step_layer(-1); break;
    case Action::scope_layer: state_.scope = Scope::this_layer; break;
    case Action::scope_image: state_.scope = Scope::up_to_here; break;
    case Action::focus_filter: state_.filter_focus = true; break;
    case Action::clear_filter: state_.filter = {}; break;
    case Action::collapse_all:
        state_.expanded = {root_node};
        state_.expanded_in_older.clear();
        break;
    case Action::swap_sides: swap_sides(); break;
    case Action::stop_comparing:
        state_.against = 0;
        forget_selection();
        break;
    case Action::preview_text: state_.preview = Preview::text; break;
    case Action::preview_hex: state_.preview = Preview::hex; break;
    case Action::preview_picture: state_.preview = Preview::picture; break;
    case Action::preview_difference: state_.preview = Preview::difference; break;
    case Action::preview_side_by_side: state_.preview = Preview::side_by_side; break;
    case Action::toggle_wrap: state_.wrap = !state_.wrap; break;
    case Action::palette:
        state_.popup = Popup::palette;
        state_.palette_text.clear();
        state_.popup_row = 0;
        break;
    case Action::help: state_.popup = Popup::help; break;
    case Action::close_popup: step_back(); break;
    case Action::toggle_layers: state_.left_open = !state_.left_open; break;
    case Action::toggle_file: state_.right_open = !state_.right_open; break;
    case Action::toggle_scheme:
        state_.scheme = ui_.theme.scheme == Scheme::dark ? SchemeChoice::light : SchemeChoice::dark;
        break;
    case Action::text_larger: state_.text_scale = std::min(largest_text, state_.text_scale + 0.125f); break;
    case Action::text_smaller: state_.text_scale = std::max(smallest_text, state_.text_scale - 0.125f); break;
    case Action::text_normal: state_.text_scale = 1; break;
    default: run_on_selection(action); break;
    }
}

} // namespace strata::ui
