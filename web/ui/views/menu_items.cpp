#include "web/ui/views/menu_items.hpp"

#include "core/base/text.hpp"
#include "core/report/instruction.hpp"
#include "core/report/text.hpp"
#include "web/ui/possible.hpp"
#include "web/ui/shortcuts.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

/// An image of the shown one's archive that is not open.
struct Other {
    ArchiveRow row;
    std::string title, platform;
};
std::vector<Other> others_of_archive(const Screen& screen) {
    std::vector<Other> others;
    const OpenFile* file = screen.image ? screen.session.file(screen.image->file) : nullptr;
    for (std::uint32_t i = 0; file && i < file->listing.images.size(); i++) {
        const ImageRecord& record = file->listing.images[i];
        const bool open = std::ranges::any_of(
            screen.session.images, [&](const OpenImage& one) { return one.file == file->id && one.index == i; });
        if (!open && record.available)
            others.push_back(
                {.row = {file->id, i}, .title = title_of(record, file->name), .platform = record.platform.text()});
    }
    return others;
}

/// Tags of the catalog that are not open: all of the shown image's own, then the newest of every other image.
void add_catalog(const Screen& screen, std::vector<MenuItem>& items) {
    const std::vector<Reference>& names = screen.image->record.names;
    const auto is_own = [&](const CatalogImage& image) {
        return std::ranges::any_of(names, [&](const Reference& name) { return name.repository == image.name; });
    };
    for (const bool own : {true, false})
        for (std::size_t i = 0; i < screen.catalog.images.size(); i++) {
            const CatalogImage& image = screen.catalog.images[i];
            if (is_own(image) != own) continue;
            for (std::size_t tag = 0; tag < (own ? image.tags.size() : 1); tag++) {
                const std::string title = catalog_title(image, image.tags[tag]);
                if (std::ranges::find(screen.session.images, title, &OpenImage::title) == screen.session.images.end())
                    items.push_back({printable(title),
                                     printable(catalog_age(image.tags[tag].created, screen.clock)),
                                     {{CompareWithEntry{{i, tag}}}}});
            }
        }
}

} // namespace

MenuItem item_of(Action action) {
    const ActionInfo& info = info_of(action);
    return {std::string(info.name), shown_shortcut(info.shortcut), {{DoAction{action}}}};
}

std::vector<MenuItem> image_items(const Screen& screen) {
    std::vector<MenuItem> items;
    for (const OpenImage& image : screen.session.images) {
        // The other side of a comparison can't stand on both: the two change places.
        if (&image == screen.against)
            items.push_back({image.title(), "A, swaps the two", {{DoAction{Action::swap_sides}}}});
        else
            items.push_back({image.title(), image.record.platform.text(), {{ShowImage{image.number}}}});
    }
    for (const Other& other : others_of_archive(screen))
        items.push_back({text("Open ", other.title), other.platform, {{ChooseImage{other.row.file, other.row.index}}}});
    items.push_back(item_of(Action::open_files));
    if (screen.against) items.push_back(item_of(Action::stop_comparing));
    items.push_back(item_of(Action::close_image));
    return items;
}

std::vector<MenuItem> compare_items(const Screen& screen) {
    std::vector<MenuItem> items;
    for (const OpenImage& image : screen.session.images)
        if (&image != screen.image) items.push_back({image.title(), image.source, {{CompareWith{image.number}}}});
    for (const Other& other : others_of_archive(screen))
        items.push_back({other.title, other.platform, {{CompareWithRow{other.row}}}});
    if (screen.image) add_catalog(screen, items);
    items.push_back({std::string(info_of(Action::open_files).name), "", {{CompareWithFile{}}}});
    if (screen.against) items.push_back(item_of(Action::stop_comparing));
    return items;
}

std::vector<MenuItem> export_items() {
    std::vector<MenuItem> items;
    for (const Action action : {Action::export_json, Action::export_markdown, Action::export_html,
                                Action::export_snapshot, Action::export_csv, Action::copy_link})
        items.push_back(item_of(action));
    return items;
}

std::vector<MenuItem> text_items(const Screen& screen) {
    std::vector<MenuItem> items;
    if (!screen.ui.selection.empty()) items.push_back({"Copy", "Ctrl+C", {{AskText{TextWish::copy}}}});
    items.push_back({"Select all", "Ctrl+A", {{AskText{TextWish::select_all}}}});
    return items;
}

std::vector<MenuItem> context_items(const Screen& screen) {
    std::vector<MenuItem> items;
    for (const Action action : {Action::copy_path, Action::copy_content, Action::save_file})
        if (is_possible(screen, action)) items.push_back(item_of(action));
    if (!screen.image || screen.against) return items;
    const Timeline& timeline = screen.derived.timeline(*screen.image);
    if (screen.state.node >= timeline.size()) return items;
    for (const Event& event : timeline.events(screen.state.node))
        items.push_back({text("Show in layer ", event.layer + 1),
                         printable(readable_instruction(layer_title(screen.image->record, event.layer))),
                         {{ShowLayer{event.layer}}}});
    return items;
}

} // namespace strata::ui
