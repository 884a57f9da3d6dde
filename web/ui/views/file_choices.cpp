#include "core/base/text.hpp"
#include "core/diff/diff_lines.hpp"
#include "web/ui/views/compare.hpp"
#include "web/ui/views/file_parts.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

/// Whether the two images' versions have other bytes.
bool differ(const Screen& screen, const Selection& selection) {
    if (!can_compare(screen) || selection.node == no_node) return false;
    const Difference* item =
        screen.derived.comparison(*screen.against, *screen.image, screen.state).at_newer(selection.node);
    return item && (item->reasons & reason_content) != 0;
}

/// Whether they may be texts that are there to be compared at once.
bool may_be_texts(const Selection& selection, const Content* content) {
    const bool small = std::max(selection.shown.entry->size, selection.earlier.entry->size) <= first_bytes;
    return small && !(content && is_binary(content->bytes));
}

} // namespace

std::vector<PreviewChoice> preview_choices(const Screen& screen, const Selection& selection, const Content* content,
                                           const PictureInfo* picture) {
    // What differs between two archives lies inside; as texts they tell nothing.
    if (offers_inside(screen, selection)) return {{Preview::inside, "Inside"}, {Preview::hex, "Hex"}};
    std::vector<PreviewChoice> choices;
    const bool drawn = picture && picture->kind == PictureKind::svg;
    if (picture && !drawn) choices.push_back({Preview::picture, "Picture"});
    // Bytes that are no text are shown in hex, whatever is asked for.
    const bool binary = content && is_binary(content->bytes);
    if (drawn || (!picture && !binary)) choices.push_back({Preview::text, "Text"});
    if (drawn) choices.push_back({Preview::picture, "Picture"});
    choices.push_back({Preview::hex, "Hex"});
    if (!selection.shown.is_file() || !selection.earlier.is_file()) return choices;
    const bool as_pictures = picture && !drawn;
    std::vector<PreviewChoice> both = {{Preview::side_by_side, "Side by side"}};
    if (!as_pictures)
        both.insert(both.begin(),
                    {Preview::difference, screen.against ? std::string("Difference")
                                                         : text("Diff to layer ", selection.earlier.stated.layer + 1)});
    const bool first = (as_pictures || may_be_texts(selection, content)) && differ(screen, selection);
    choices.insert(first ? choices.begin() : choices.end(), both.begin(), both.end());
    return choices;
}

} // namespace strata::ui
