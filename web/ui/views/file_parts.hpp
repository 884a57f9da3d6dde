// The parts of the list of files, and of the right panel, which shows the selected one.
#pragma once

#include "web/ui/code_box.hpp"
#include "web/ui/code_list.hpp"
#include "web/ui/selection.hpp"
#include "web/ui/syntax.hpp"
#include "web/ui/views/views.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace strata::ui {

/// Above the list: which of the files it shows.
void draw_file_filters(const Screen& screen, Commands& commands);
/// In the place of the list, when it is empty: why.
void draw_no_files(const Screen& screen, Commands& commands, ImVec2 corner);
/// Below the list: what matches the filter's text and is not in it; pixels.
[[nodiscard]] float left_out_height(const Screen& screen);
void draw_left_out(const Screen& screen, Commands& commands, ImVec2 corner);

/// Where the link at `node` leads in the image up to the layer that is looked at, through other links too; no_node for
/// what is no link, or leads nowhere.
[[nodiscard]] NodeIndex link_end(const Screen& screen, NodeIndex node);
void go_to_end(const Screen& screen, Commands& commands, NodeIndex end);

/// Height in pixels that draw_facts needs.
[[nodiscard]] float facts_height(const Screen& screen, const Selection& selection);
/// Size, mode, owner and so on, and what became of the path layer by layer.
void draw_facts(const Screen& screen, Commands& commands, const Selection& selection);
/// The content in `room`, and how it is to be shown.
void draw_preview(const Screen& screen, Commands& commands, const Selection& selection, const ImVec4& room);

/// Bytes of a file that are read before somebody asks for more.
inline constexpr std::uint64_t first_bytes = std::uint64_t{1} << 20;

/// Instead of the number of a line, where the one above goes on.
inline constexpr std::string_view goes_on = "…";

/// The most of a file that is read to be shown.
inline constexpr std::uint64_t most_shown = std::uint64_t{64} << 20;

/// A way to show a content.
struct PreviewChoice {
    Preview preview;
    std::string name;
};
/// The ways there are for the selected file; the first is taken unless another is wanted. Two images: what differs,
/// where something does. `content`, `picture`: nullptr where they are not known.
[[nodiscard]] std::vector<PreviewChoice> preview_choices(const Screen& screen, const Selection& selection,
                                                         const Content* content, const PictureInfo* picture);

/// Which of `count` places found is the one looked at; `count` is not 0.
[[nodiscard]] std::size_t found_now(const State& state, std::size_t count);
struct FoundShown {
    std::size_t begin = 0, length = 0; ///< bytes of the line
    bool looked_at = false;
};
/// The ground of a place found in the line of code that begins at `room.x`.
void draw_found(const Ui& ui, const ImVec4& room, std::string_view line, const FoundShown& shown);
struct TextSearch {
    std::string_view name = "Find in this file";
    float before = 0; ///< pixels of the room that are left in front of it
    bool take_focus = false;
};
/// At the top of `room`: the search of a text in which `found` places were found, the way through them, and whether
/// long lines are wrapped. Returns the height of that, pixels.
float draw_search_tools(const Screen& screen, Commands& commands, std::size_t found, const ImVec4& room,
                        const TextSearch& look = {});

/// Two versions of a file.
struct DifferenceShown {
    struct Version {
        ContentKey key;
        const Content& content;
        std::string name = {}; ///< "A", "layer 3"
    };
    std::string_view path; ///< tells the language
    Version older, newer;
    DifferenceShape shape;
    Contents& contents; ///< where both are kept
    EqualLines equal_lines = EqualLines::folded;
    TextSearch search = {};
};
/// What differs, line by line, in `room`, below their search; or why that can't be said.
void draw_difference(const Screen& screen, Commands& commands, const DifferenceShown& shown, const ImVec4& room);

/// Comparing: whether both versions of the file differ and may be archives.
[[nodiscard]] bool offers_inside(const Screen& screen, const Selection& selection);
/// What differs inside both, in `room`; asks for it where it is not known.
void draw_inside(const Screen& screen, Commands& commands, const Selection& selection, const ImVec4& room);

/// Offsets, bytes in hex, and the letters they stand for.
void draw_hex(Ui& ui, Commands& commands, const ContentKey& key, std::string_view bytes, const ImVec4& box);

/// The id of a list that shows a content in the way `how`.
[[nodiscard]] std::string list_id(std::string_view how, const ContentKey& key);
void copy_selected(Commands& commands, std::optional<std::string> copied);

/// Bars where the lines will be, and what is being done in `words`.
void draw_skeleton(Ui& ui, const ImVec4& box, std::string_view words);
/// Words instead of a content, at the top of its box.
void draw_words(Ui& ui, const ImVec4& box, ImU32 colour, std::string_view words);

/// A content that is a picture.
struct PictureShown {
    ContentKey key;
    const Content& content;
    PictureInfo info;
    bool selected = true; ///< what "Save the file" saves
};
/// The picture in `box`, as large as it fits, or why it is not shown.
void draw_picture(const Screen& screen, Commands& commands, const PictureShown& shown, const ImVec4& box);
/// Both versions, beside or above each other as the box allows.
void draw_pictures(const Screen& screen, Commands& commands, const DifferenceShown& shown, const ImVec4& box);

/// The colour of what happened to a file; `unchanged` where nothing did.
[[nodiscard]] ImU32 change_ink(const Colours& colours, Change change, ImU32 unchanged);

} // namespace strata::ui
