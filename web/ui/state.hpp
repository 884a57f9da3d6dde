// What the person chose to see. A value: equal states draw equal pages, and the address keeps the part worth keeping.
#pragma once

#include "core/tree/rows.hpp"
#include "web/ui/theme.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>

namespace strata::ui {

enum class View : std::uint8_t { files, treemap, waste, layers, config, history };
enum class Scope : std::uint8_t { this_layer, up_to_here };
enum class Preview : std::uint8_t { text, hex, picture, difference, side_by_side };
enum class SchemeChoice : std::uint8_t { system, dark, light };
enum class Popup : std::uint8_t { none, palette, help, export_menu, image_menu, compare_menu, context_menu };

/// Bits of FileFilter::changes.
enum ChangeMask : std::uint8_t {
    show_added = 1,
    show_changed = 2,
    show_removed = 4,
    show_unchanged = 8,
    show_all = 15
};

struct FileFilter {
    std::string text; ///< plain text, a glob (has * or ?), or /regex/
    std::uint8_t changes = show_all;
    std::uint64_t larger_than = 0; ///< bytes
    bool only_metadata = false;    ///< compare: nothing but attributes differ
    bool ignore_times = false;     ///< compare
    friend bool operator==(const FileFilter&, const FileFilter&) = default;
};

struct State {
    std::uint32_t shown = 0;   ///< OpenImage::number; 0: the landing
    std::uint32_t against = 0; ///< the older image of a comparison; 0: none
    View view = View::files;
    std::uint32_t layer = 0;
    Scope scope = Scope::up_to_here;
    NodeIndex node = no_node; ///< the selected file or folder
    std::unordered_set<NodeIndex> expanded;
    FileFilter filter;
    bool filter_focus = false; ///< for one frame: the filter takes the keyboard
    bool reveal = false;       ///< for one frame: lists scroll to what is selected
    SortBy sort = SortBy::name;
    SortOrder order = SortOrder::usual;
    Preview preview = Preview::text;
    bool wrap = false;
    std::string search; ///< in the preview, the config, the history

    Popup popup = Popup::none;
    std::string palette_text;
    SchemeChoice scheme = SchemeChoice::system;
    float text_scale = 1;
    float left_width = 340, right_width = 380;  ///< CSS pixels
    bool left_open = false, right_open = false; ///< as drawers on a narrow page
};

[[nodiscard]] inline bool comparing(const State& state) { return state.shown != 0 && state.against != 0; }

} // namespace strata::ui
