#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/address.hpp"
#include "web/ui/app.hpp"
#include "web/ui/splitter.hpp"
#include "web/ui/view_address.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace strata::ui {

namespace {

constexpr std::string_view view_names[] = {"files",  "treemap", "waste",    "layers",
                                           "config", "history", "packages", "findings"};
constexpr std::string_view dockerfile_name = "dockerfile"; // the history, in its other form
constexpr std::string_view scheme_names[] = {"system", "dark", "light"};

/// libc++ 19 has no from_chars for floating-point numbers; the page uses no locale but "C".
float number_or(std::string_view words, float otherwise) {
    const std::string text(words);
    char* end = nullptr;
    const float number = std::strtof(text.c_str(), &end);
    return end != text.c_str() && std::isfinite(number) ? number : otherwise;
}

/// Whether Back leads from one to the other: another image or view is a place of its own, another layer or file is not.
bool is_new_place(std::string_view from, std::string_view to) {
    constexpr std::array places = {"image", "image_config", "against", "against_config", "view"};
    return std::ranges::any_of(
        places, [&](std::string_view what) { return address_value(from, what) != address_value(to, what); });
}

/// One part of an address: "&image=…", with another sign at its front. What is empty is left out.
void add_part(std::string& address, char front, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    address += address.empty() ? front : '&';
    address.append(name).append(1, '=').append(address_encoded(value));
}

/// The part that tells images of one name apart by the start of their config's digest.
std::string_view config_part(std::string_view which) { return which == "image" ? "image_config" : "against_config"; }

bool means(std::string_view fragment, std::string_view which, const ImageRecord& record, std::string_view source) {
    if (address_value(fragment, which) != title_of(record, source)) return false;
    const std::string config = address_value(fragment, config_part(which));
    return config.empty() || config == record.config_digest.short_hex();
}

void add_image(std::string& fragment, const Session& session, std::string_view which, const OpenImage& image) {
    const std::string title = image.title();
    add_part(fragment, '#', which, title);
    for (const OpenFile& file : session.files)
        for (const ImageRecord& record : file.listing.images)
            if (record.available && record.config_digest != image.record.config_digest &&
                title_of(record, file.name) == title)
                return add_part(fragment, '#', config_part(which), image.record.config_digest.short_hex());
}

} // namespace

std::string App::address() const {
    const OpenImage* image = session_.image(state_.shown);
    if (!image) return {};
    std::string fragment;
    add_image(fragment, session_, "image", *image);
    if (const OpenImage* against = session_.image(state_.against)) add_image(fragment, session_, "against", *against);
    const bool shows_dockerfile = state_.view == View::history && state_.history.list == HistoryList::dockerfile;
    const View view = state_.view == View::layers && state_.against == 0 ? View::files : state_.view; // as the tabs do
    fragment += text("&layer=", state_.layer + 1, state_.scope == Scope::this_layer ? "&only=layer" : "",
                     "&view=", shows_dockerfile ? dockerfile_name : view_names[static_cast<std::size_t>(view)]);
    if (!selected_path_.empty()) fragment += text("&path=", address_encoded(selected_path_));
    return fragment + address_of_views(state_);
}

std::string App::query() const {
    if (state_.shown == 0) return state_.at_start ? "" : last_query_; // an archive's images are to choose from
    const auto url_of = [&](std::uint32_t number) {
        const OpenImage* image = session_.image(number);
        const OpenFile* file = image ? session_.file(image->file) : nullptr;
        return file ? file->url : "";
    };
    const std::string newer = url_of(state_.shown), older = url_of(state_.against);
    std::string query;
    add_part(query, '?', "image", newer);
    if (older != newer) add_part(query, '?', "against", older);
    return query;
}

std::string App::selected_path() {
    const bool older = state_.node == no_node; // comparing: a file that only the older image has
    const OpenImage* image = session_.image(older ? state_.against : state_.shown);
    const NodeIndex node = older ? state_.node_in_older : state_.node;
    if (!image || node == no_node || node >= derived_.timeline(*image).size()) return {};
    return derived_.timeline(*image).path(node);
}

void App::select_path(std::string_view path) {
    const OpenImage *image = session_.image(state_.shown), *against = session_.image(state_.against);
    const NodeIndex node = image ? derived_.timeline(*image).find(path) : no_node;
    const Timeline* older = against ? &derived_.timeline(*against) : nullptr;
    const NodeIndex gone = older ? older->find(path) : no_node;
    const bool only_older = gone != no_node && (node == no_node || !derived_.timeline(*image).final(node));
    if (!only_older) {
        select(node);
        return;
    }
    for (NodeIndex at = older->parent(gone); at != no_node; at = older->parent(at)) {
        const NodeIndex newer = derived_.timeline(*image).find(older->path(at));
        if (newer != no_node)
            state_.expanded.insert(newer);
        else
            state_.expanded_in_older.insert(at);
    }
    state_.node_in_older = gone;
    state_.reveal = true;
}

void App::keep_place() {
    take_place();
    const OpenImage* image = session_.image(state_.shown);
    selected_path_ = selected_path();
    if (!image && !address_kept_) return;
    // What a reload asked for stays in the address until its image is there.
    if (wanted_address_.empty()) {
        std::string now = address(), from = query();
        if (now != last_address_ || from != last_query_) {
            const bool new_place = is_new_place(last_address_, now);
            effects_.push_back(SetAddress{last_query_ = std::move(from), last_address_ = std::move(now), new_place});
        }
        address_kept_ = true;
    }
}

const OpenImage* App::wanted(std::string_view which) const {
    const std::string url = catalog_url(catalog_, address_value(wanted_address_, which));
    const auto is_wanted = [&](const OpenImage& image) {
        const OpenFile* file = session_.file(image.file);
        return means(wanted_address_, which, image.record, image.source) || (!url.empty() && file && file->url == url);
    };
    const auto found = std::ranges::find_if(session_.images, is_wanted);
    return found == session_.images.end() ? nullptr : &*found;
}

void App::choose_wanted() {
    for (const std::string_view which : {"against", "image"}) {
        if (wanted(which)) continue;
        unsigned found = 0;
        ArchiveRow row;
        for (const OpenFile& file : session_.files)
            for (std::uint32_t i = 0; i < file.listing.images.size(); i++)
                if (const ImageRecord& one = file.listing.images[i];
                    one.available && means(wanted_address_, which, one, file.name)) {
                    row = {file.id, i};
                    found++;
                }
        if (found == 1) open_image(*session_.file(row.file), row.index, Asked::by_person);
    }
}

void App::leave_wanted() {
    const OpenImage* image = session_.image(state_.shown);
    if (!image || is_reading() || wanted("image") || wanted("against")) return;
    state_.notice = text("This link leads into ", printable(address_value(wanted_address_, "image")),
                         ", but that is not what was opened.");
    wanted_address_.clear();
}

void App::take_place() {
    if (wanted_address_.empty()) return;
    choose_wanted();
    leave_wanted();
    const OpenImage *found = wanted("image"), *against = wanted("against");
    if (!found || !found->complete()) return;
    if (!against && !address_value(wanted_address_, "against").empty()) return;
    const std::string fragment = std::exchange(wanted_address_, {});
    show(found->number);
    if (against && against != found) state_.against = against->number;
    const std::string layer = address_value(fragment, "layer"), path = address_value(fragment, "path");
    const float number = number_or(layer, 0);
    if (number >= 1 && number <= static_cast<float>(found->layers.size()))
        state_.layer = static_cast<std::uint32_t>(number) - 1;
    state_.scope = address_value(fragment, "only") == "layer" ? Scope::this_layer : Scope::up_to_here;
    if (!path.empty()) select_path(path);
    state_ = with_views(std::move(state_), fragment);
    const std::string name_of_view = address_value(fragment, "view");
    if (name_of_view == dockerfile_name) run(Action::view_dockerfile);
    const auto view = std::ranges::find(view_names, name_of_view);
    if (view != std::end(view_names)) state_.view = static_cast<View>(view - std::begin(view_names));
}

void App::restore_address(std::string_view place) {
    const std::size_t sharp = std::min(place.find('#'), place.size());
    const std::string_view fragment = place.substr(sharp);
    if (fragment == last_address_) return;
    last_address_ = fragment; // Back or Forward led there: the browser's history has it
    wanted_query_ = place.substr(0, sharp);
    const std::string name = address_value(fragment, "image");
    wanted_address_ = name.empty() ? "" : std::string(fragment);
    if (!wanted("image") && (state_.shown != 0 || !is_reading())) run(Action::go_home);
    open_wanted();
}

/// Whether a file of that address is on its way, as one is that the page's own address names.
bool App::is_being_opened(std::string_view url) const {
    return std::ranges::any_of(session_.files, [&](const OpenFile& file) {
        return file.stage == Stage::reading && file.name == base_name(url);
    });
}

void App::open_wanted() {
    if (wanted_address_.empty()) return;
    // Only what the page's own catalog names, or its address, is opened without being asked.
    for (const std::string_view which : {"against", "image"}) {
        std::string url = address_value(wanted_query_, which);
        if (url.empty()) url = catalog_url(catalog_, address_value(wanted_address_, which));
        if (!url.empty() && !wanted(which) && !is_being_opened(url)) effects_.push_back(OpenAddresses{{url}});
    }
}

void App::restore_setting(std::string_view name, std::string_view value) {
    kept_[std::string(name)] = value;
    if (name == "scheme") {
        const auto found = std::ranges::find(scheme_names, value);
        if (found != std::end(scheme_names))
            state_.scheme = static_cast<SchemeChoice>(found - std::begin(scheme_names));
    } else if (name == "text") {
        state_.text_scale = std::clamp(number_or(value, 100) / 100, 0.75f, 2.0f);
    } else if (name == "left") {
        state_.left_width = std::clamp(number_or(value, 340), narrowest_column, widest_column);
    } else if (name == "right") {
        state_.right_width = std::clamp(number_or(value, 380), narrowest_column, widest_column);
    }
}

void App::keep_settings() {
    const auto keep = [&](const std::string& name, std::string value, std::string_view usual) {
        const auto known = kept_.find(name);
        if (value == (known == kept_.end() ? usual : known->second)) return;
        kept_[name] = value;
        effects_.push_back(KeepSetting{name, std::move(value)});
    };
    keep("scheme", std::string(scheme_names[static_cast<std::size_t>(state_.scheme)]), "system");
    keep("text", text(static_cast<int>(state_.text_scale * 1000) / 10), "100");
    keep("left", text(static_cast<int>(state_.left_width)), "340");
    keep("right", text(static_cast<int>(state_.right_width)), "380");
}

} // namespace strata::ui
