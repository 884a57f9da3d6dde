#include "core/base/text.hpp"
#include "core/diff/diff_lines.hpp"
#include "web/ui/views/compare.hpp"
#include "web/ui/views/file_parts.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

/// Whether the two images' versions are texts that differ and are there to be compared at once.
bool are_other_texts(const Screen& screen, const Selection& selection, const Content* content) {
    if (!can_compare(screen) || selection.node == no_node) return false;
    if (std::max(selection.shown.entry->size, selection.earlier.entry->size) > first_bytes) return false;
    if (content && is_binary(content->bytes)) return false;
    const Difference* item =
        screen.derived.comparison(*screen.against, *screen.image, screen.state).at_newer(selection.node);
    return item && (item->reasons & reason_content) != 0;
}

} // namespace

std::vector<PreviewChoice> preview_choices(const Screen& screen, const Selection& selection, const Content* content,
                                           const PictureInfo* picture) {
    // What differs between two archives lies inside; as texts they tell nothing.
    if (offers_inside(screen, selection)) return {{Preview::inside, "Inside"}, {Preview::hex, "Hex"}};
    std::vector<PreviewChoice> choices;
    const bool drawn = picture && picture->kind == PictureKind::svg;
    if (picture && !drawn) choices.push_back({Preview::picture, "Picture"});
    if (!picture || drawn) choices.push_back({Preview::text, "Text"});
    if (drawn) choices.push_back({Preview::picture, "Picture"});
    choices.push_back({Preview::hex, "Hex"});
    if (!selection.shown.is_file() || !selection.earlier.is_file()) return choices;
    const bool first = (!picture || drawn) && are_other_texts(screen, selection, content);
    choices.insert(first ? choices.begin() : choices.end(),
                   {{Preview::difference, screen.against ? std::string("Difference")
                                                         : text("Diff to layer ", selection.earlier.stated.layer + 1)},
                    {Preview::side_by_side, "Side by side"}});
    return choices;
}

} // namespace strata::ui
