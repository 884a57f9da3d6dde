#include "web/ui/possible.hpp"

#include "web/ui/selection.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

bool is_verifying(const Session& session) {
    return std::ranges::any_of(session.images, [](const OpenImage& image) {
        return std::ranges::find(image.layers, LayerSlot::Proof::checking, &LayerSlot::proof) != image.layers.end();
    });
}

/// What App::read_again() would read; a file without a request the browser itself could not open.
bool can_read_again(const Session& session) {
    for (const OpenFile& file : session.files)
        if (file.stage == Stage::failed && file.request != 0) return true;
    for (const OpenImage& image : session.images)
        for (std::uint32_t i = 0; i < image.layers.size(); i++)
            if (can_read_again(image, i)) return true;
    return false;
}

Selection selection(const Screen& screen) {
    return selection_of(screen.derived, *screen.image, screen.against, screen.state);
}

/// What App::with_whole_file() would copy or save.
bool has_content(const Selection& selection) {
    return (selection.shown ? selection.shown : selection.earlier).is_file();
}

} // namespace

bool is_reading(const Session& session) {
    const auto reading = [](const auto& thing) { return thing.stage == Stage::reading; };
    return std::ranges::any_of(session.files, reading) ||
           std::ranges::any_of(session.images,
                               [&](const OpenImage& image) { return std::ranges::any_of(image.layers, reading); });
}

bool is_possible(const Screen& screen, Action action) {
    switch (action) {
    case Action::open_files:
    case Action::open_sample:
    case Action::palette:
    case Action::help:
    case Action::toggle_scheme:
    case Action::text_larger:
    case Action::text_smaller:
    case Action::text_normal:
    case Action::close_popup: return true;
    case Action::go_home: return screen.image != nullptr || !screen.session.files.empty();
    case Action::cancel: return is_reading(screen.session) || is_verifying(screen.session);
    case Action::read_again: return can_read_again(screen.session);
    case Action::view_layers:
    case Action::swap_sides:
    case Action::stop_comparing: return screen.against != nullptr;
    case Action::copy_path: return screen.image && selection(screen);
    case Action::copy_content:
    case Action::save_file: return screen.image && has_content(selection(screen));
    default: return screen.image != nullptr;
    }
}

} // namespace strata::ui
