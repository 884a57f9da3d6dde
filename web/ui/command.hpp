// Everything a person can do, in one list: menus, palette, keyboard and help all read it.
#pragma once

#include "web/ui/state.hpp"
#include "web/ui/text_selection.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace strata::ui {

/// What can be done without saying more.
enum class Action : std::uint8_t {
    open_files,
    open_sample,
    close_image,
    go_home,
    view_files,
    view_treemap,
    view_waste,
    view_packages,
    view_findings,
    view_layers,
    view_config,
    view_history,
    view_dockerfile,
    next_layer,
    previous_layer,
    scope_layer,
    scope_image,
    focus_filter,
    clear_filter,
    expand_all,
    collapse_all,
    swap_sides,
    stop_comparing,
    copy_path,
    copy_content,
    copy_digest,
    save_file,
    preview_text,
    preview_hex,
    preview_picture,
    preview_difference,
    preview_side_by_side,
    toggle_wrap,
    verify,
    cancel,
    read_again,
    export_json,
    export_markdown,
    export_html,
    export_snapshot,
    export_csv,
    copy_link,
    palette,
    help,
    toggle_layers,
    toggle_file,
    toggle_scheme,
    text_larger,
    text_smaller,
    text_normal,
    close_popup,
};

struct Command; ///< below
/// Commands that carry what they are about.
struct DoAction {
    Action action;
};
struct ShowImage {
    std::uint32_t number = 0;
};
struct ChooseImage {
    std::uint32_t file = 0;
    std::uint32_t index = 0;
}; ///< from an archive that holds several
struct SelectChoice {
    ArchiveRow row;
}; ///< one of them, to be opened by Enter
struct CompareWith {
    std::uint32_t number = 0;
}; ///< the shown image with an older one
struct CompareWithRow {
    ArchiveRow row;
}; ///< the shown image with one that is not open yet: another of the archive,
struct CompareWithEntry {
    CatalogPlace place;
}; ///< or one of the catalog
struct CompareWithFile {}; ///< or a file that is picked now
struct OpenCatalogEntry {
    CatalogPlace place;
}; ///< alone, or compared with the one that was chosen for that
struct SelectCatalogEntry {
    CatalogPlace place;
};
struct CompareCatalogEntry {
    std::optional<CatalogPlace> place;
}; ///< the next one that is opened is compared with it
struct SetCatalogOpen {
    std::size_t image = 0;
    bool open = true;
}; ///< shows all its tags
struct SetCatalogSearch {
    std::string text;
};
struct ShowView {
    View view = View::files;
};
struct ShowLayer {
    std::uint32_t layer = 0;
};
struct ShowScope {
    Scope scope = Scope::up_to_here;
};
struct SelectNode {
    NodeIndex node = no_node;
};
/// Comparing: a row of the differences. Where the file is only in one image, the other node is no_node.
struct SelectDifference {
    NodeIndex node = no_node;
    NodeIndex in_older = no_node;
};
struct SetExpandedInOlder {
    NodeIndex node = no_node;
    bool expanded = true;
};
struct SetWaste {
    WasteChoice choice;
};
struct SetTreemap {
    TreemapChoice choice;
};
struct SetPackages {
    PackageChoice choice;
};
struct SelectFinding {
    std::uint32_t row = no_index;
};
struct SetOrigins {
    std::uint8_t origins = show_both;
};
struct SetHistory {
    HistoryChoice choice;
};
struct SelectHistory {
    std::uint32_t row = no_index;
};
struct SelectSetting {
    std::uint32_t row = no_index;
};
struct GoToNode {
    NodeIndex node = no_node;
}; ///< opens its folders, selects it, shows the files
struct GoToLine {
    std::uint32_t line = 0; ///< from 1
}; ///< of the selected file, as text
struct LineShown {}; ///< it was scrolled to
struct SetExpanded {
    NodeIndex node = no_node;
    bool expanded = true;
};
struct SetFilter {
    FileFilter filter;
};
struct SetSort {
    SortBy by = SortBy::name;
    SortOrder order = SortOrder::usual;
};
struct SetPreview {
    Preview preview = Preview::text;
};
struct SetSearch {
    std::string text;
};
struct ShowPopup {
    Popup popup = Popup::none;
    std::optional<ImVec2> at = {}; ///< pixels; a menu without a place finds its own
};
struct SetPaletteText {
    std::string text;
};
struct SetColumns {
    float left = 340;
    float right = 380;
};
struct CopyText {
    std::string text;
};
/// The first bytes of a file are needed to show it.
struct WantContent {
    std::uint32_t image = 0;
    Place place;
    std::uint64_t limit = 0; ///< bytes
};
/// A content that is there as a picture.
struct WantPicture {
    std::uint32_t image = 0;
    Place place;
};
/// Comparing: two files that may be archives are looked into, to tell what differs inside.
struct WantInside {
    Place older;
    Place newer;
};
struct NextFound {
    bool backwards = false;
}; ///< on to the next place where the search was found
struct SetPopupRow {
    std::size_t row = 0;
};
struct AskText {
    TextWish wish = TextWish::none;
}; ///< of the text in which something is selected
struct CancelFile {
    std::uint32_t file = 0;
};
struct DismissFile {
    std::uint32_t file = 0;
}; ///< what was said about it was read
struct DismissNotice {}; ///< what was said about an action was read
struct ShowFiles {};     ///< what is being opened, with the choice between the images of an archive

struct Command {
    std::variant<DoAction, ShowImage, ChooseImage, CompareWith, OpenCatalogEntry, SelectCatalogEntry,
                 CompareCatalogEntry, SetCatalogOpen, SetCatalogSearch, ShowView, ShowLayer, ShowScope, SelectNode,
                 SelectDifference, SetExpandedInOlder, SetWaste, SetPackages, SelectFinding, SetOrigins, GoToLine,
                 LineShown, SetTreemap, SetHistory, SelectHistory, SelectSetting, GoToNode, SetExpanded, SetFilter,
                 SetSort, SetPreview, SetSearch, ShowPopup, SetPaletteText, SetColumns, CopyText, CancelFile,
                 DismissFile, DismissNotice, ShowFiles, SelectChoice, CompareWithRow, CompareWithEntry, CompareWithFile,
                 AskText, WantContent, WantInside, WantPicture, NextFound, SetPopupRow>
        what;
};

/// What views hand out; the App applies them after the frame.
class Commands {
public:
    template <class What>
    void add(What what) {
        list_.push_back(Command{std::move(what)});
    }
    void add(Action action) { list_.push_back(Command{DoAction{action}}); }
    [[nodiscard]] std::vector<Command> take() { return std::exchange(list_, {}); }
    [[nodiscard]] bool empty() const { return list_.empty(); }

private:
    std::vector<Command> list_;
};

/// A row of the one table of commands.
struct ActionInfo {
    Action action;
    std::string_view name;     ///< "Show the waste"
    std::string_view shortcut; ///< "3", "Ctrl+K F1" for either, "" for none
    std::string_view group;    ///< heading in the help: "Views", "Files"
};
[[nodiscard]] std::span<const ActionInfo> action_table();
[[nodiscard]] const ActionInfo& info_of(Action action);

} // namespace strata::ui
