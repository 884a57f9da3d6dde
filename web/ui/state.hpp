// What the person chose to see. A value: equal states draw equal pages, and the address keeps the part worth keeping.
#pragma once

#include "core/insight/waste.hpp"
#include "core/tree/rows.hpp"
#include "web/ui/theme.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>

namespace strata::ui {

enum class View : std::uint8_t { files, treemap, waste, layers, config, history, packages, findings };
enum class Scope : std::uint8_t { this_layer, up_to_here };
/// `usual`: whatever tells most of the file.
enum class Preview : std::uint8_t { usual, text, hex, picture, difference, side_by_side, inside };
enum class SchemeChoice : std::uint8_t { system, dark, light };
enum class Popup : std::uint8_t {
    none,
    palette,
    help,
    problems,
    export_menu,
    image_menu,
    compare_menu,
    context_menu,
    text_menu
};

/// The ledger of waste: by which list, what of it, in which order, and the selected row.
enum class WasteList : std::uint8_t { layers, files, classes, advice };
enum class WasteSort : std::uint8_t { bytes, cause, layer, path };
struct WasteChoice {
    WasteList list = WasteList::layers;
    std::optional<ByteClass> only = {}; ///< by file: none but those of this class
    WasteSort sort = WasteSort::bytes;
    SortOrder order = SortOrder::usual;
    bool older = false;                             ///< comparing, by file: those of the older image
    std::size_t row = static_cast<std::size_t>(-1); ///< of the list as it is sorted; -1: none
    friend bool operator==(const WasteChoice&, const WasteChoice&) = default;
};

/// The packages: in which order, and the selected row.
enum class PackageSort : std::uint8_t { ecosystem, name, version, size, layer, licence };
struct PackageChoice {
    PackageSort sort = PackageSort::ecosystem;
    SortOrder order = SortOrder::usual;
    std::size_t row = static_cast<std::size_t>(-1); ///< of those that the search leaves, sorted; -1: none
    friend bool operator==(const PackageChoice&, const PackageChoice&) = default;
};

/// The history of one image: as its rows are stored, or as the Dockerfile that they give.
enum class HistoryList : std::uint8_t { rows, dockerfile };
struct HistoryChoice {
    HistoryList list = HistoryList::rows;
    std::uint32_t text_row = no_index; ///< of the Dockerfile; no_index: the selected layer's own
    friend bool operator==(const HistoryChoice&, const HistoryChoice&) = default;
};

/// `usual`: of one image by layer, of two by what differs.
enum class TreemapColour : std::uint8_t { usual, layer, change };
struct TreemapChoice {
    NodeIndex top = root_node; ///< the folder that fills the view
    TreemapColour colour = TreemapColour::usual;
    bool older = false; ///< comparing: the older image's bytes, of which `top` is a folder
    friend bool operator==(const TreemapChoice&, const TreemapChoice&) = default;
};

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
    bool removed_too = false;      ///< the image up to here: what is gone has rows too
    bool only_metadata = false;    ///< compare: nothing but attributes differ
    bool ignore_times = false;     ///< compare
    friend bool operator==(const FileFilter&, const FileFilter&) = default;
};

/// Bits of State::origins: rows that the base image brought, and those of one's own build.
enum OriginMask : std::uint8_t { show_base = 1, show_own = 2, show_both = 3 };

/// One tag of the catalog.
struct CatalogPlace {
    std::size_t image = 0, tag = 0; ///< in Catalog::images, in CatalogImage::tags
    friend bool operator==(const CatalogPlace&, const CatalogPlace&) = default;
};
/// One image of an archive that holds several.
struct ArchiveRow {
    std::uint32_t file = 0; ///< OpenFile::id
    std::uint32_t index = 0;
    friend bool operator==(const ArchiveRow&, const ArchiveRow&) = default;
};
/// What is chosen on the start page.
struct CatalogChoice {
    std::string search;
    std::optional<CatalogPlace> row;
    std::optional<CatalogPlace> compared; ///< to be compared with the one that is chosen next
    std::unordered_set<std::size_t> open; ///< images that show all their tags
};

struct State {
    std::uint32_t shown = 0;   ///< OpenImage::number; 0: the landing, or what is being opened
    bool at_start = false;     ///< nothing shown: the landing, although files are open
    std::uint32_t against = 0; ///< the older image of a comparison; 0: none
    View view = View::files;
    std::uint32_t layer = 0;
    Scope scope = Scope::up_to_here;
    NodeIndex node = no_node; ///< the selected file or folder
    /// Comparing: the selected file in the older image, where it is gone or was moved or changed; no_node where only
    /// the newer has it, and while one image is shown.
    NodeIndex node_in_older = no_node;
    std::unordered_set<NodeIndex> expanded;
    std::unordered_set<NodeIndex> expanded_in_older; ///< comparing: folders that only the older image has
    FileFilter filter;
    bool filter_focus = false; ///< for one frame: the filter takes the keyboard
    bool reveal = false;       ///< for one frame: lists scroll to what is selected
    bool list_focus = false;   ///< for one frame: the files take the keyboard, because a jump led to one of them
    SortBy sort = SortBy::name;
    SortOrder order = SortOrder::usual;
    Preview preview = Preview::usual;
    bool wrap = false;
    std::string search;     ///< in the preview, the config, the history
    std::int64_t found = 0; ///< which of the places found is the one looked at; counted round, below the first too

    CatalogChoice catalog;
    std::optional<ArchiveRow> choice; ///< where the keyboard is among the images of an archive
    std::uint32_t line = 0;           ///< of the preview's text, from 1: it is marked; 0: none
    bool line_wanted = false;         ///< it is to be scrolled to as soon as the text is there

    WasteChoice waste;
    PackageChoice packages;
    std::uint32_t finding_row = no_index; ///< of those that the search leaves
    std::uint8_t origins = show_both;     ///< of packages, findings, files that differ; OriginMask
    TreemapChoice treemap;
    HistoryChoice history;
    std::uint32_t history_row = no_index; ///< comparing: of the rows of both together; no_index: the layer's own row
    std::uint32_t setting_row = no_index; ///< of the settings that the search leaves

    bool dragging = false;      ///< files are held over the page
    bool works_offline = false; ///< the browser keeps all of the page by now

    std::string notice;    ///< why something could not be done; until it is dismissed
    std::string said;      ///< what was done that can't be seen: "Copied the path"
    double said_until = 0; ///< seconds of the page's clock
    Popup popup = Popup::none;
    std::optional<ImVec2> popup_at; ///< pixels: where a menu was asked for with the pointer
    std::string palette_text;
    std::size_t popup_row = 0; ///< the row of a menu or the palette that Enter takes
    SchemeChoice scheme = SchemeChoice::system;
    float text_scale = 1;
    float left_width = 340, right_width = 380;  ///< CSS pixels
    bool left_open = false, right_open = false; ///< as drawers on a narrow page
};

[[nodiscard]] inline bool comparing(const State& state) { return state.shown != 0 && state.against != 0; }

} // namespace strata::ui
