// What each command does.

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "web/ui/app.hpp"

namespace strata::ui {

void App::on(const DoAction& command) { run(command.action); }

void App::on(const ShowImage& command) { show(command.number); }

void App::on(const ChooseImage& command) {
    if (const OpenFile* file = session_.file(command.file)) open_image(*file, command.index, Asked::by_person);
}

void App::on(const SelectChoice& command) { state_.choice = command.row; }

void App::on(const CompareWith& command) {
    state_.against = command.number == state_.shown ? 0 : command.number;
    forget_selection();
}

void App::on(const CompareWithRow& command) {
    const std::uint32_t newer = state_.shown;
    const OpenFile* file = session_.file(command.row.file);
    if (!file || newer == 0) return;
    pair_.clear();
    open_image(*file, command.row.index, Asked::by_person);
    const std::uint32_t older = state_.shown;
    if (older == newer) return;
    show(newer);
    state_.against = older;
}

void App::on(const ShowView& command) {
    if (command.view == View::layers && state_.against == 0) return; // one image has them beside every view
    state_.view = command.view;
    state_.reveal = true; // what is selected there
}

void App::on(const ShowLayer& command) {
    state_.layer = command.layer;
    state_.history_row = state_.history.text_row = no_index;
    state_.reveal = state_.reveal || state_.view == View::history; // the step that made it
}

void App::on(const ShowScope& command) { state_.scope = command.scope; }

void App::on(const SelectNode& command) {
    state_.node = command.node;
    state_.node_in_older = no_node;
    state_.found = 0;
    state_.line = 0;
    state_.right_open = state_.right_open || selects_file();
}

void App::on(const SelectDifference& command) {
    state_.node = command.node;
    state_.node_in_older = command.in_older;
    state_.right_open = state_.right_open || selects_file();
}

void App::on(const SetExpandedInOlder& command) {
    if (command.expanded)
        state_.expanded_in_older.insert(command.node);
    else
        state_.expanded_in_older.erase(command.node);
}

void App::on(const SetWaste& command) {
    state_.list_focus = state_.list_focus || (command.choice.only && command.choice.only != state_.waste.only);
    state_.waste = command.choice;
}

void App::on(const SetPackages& command) { state_.packages = command.choice; }

void App::on(const SelectFinding& command) { state_.finding_row = command.row; }

void App::on(const SetOrigins& command) {
    state_.origins = command.origins;
    state_.finding_row = no_index;
    state_.packages.row = PackageChoice{}.row;
}

void App::on(const GoToLine& command) {
    state_.line = command.line;
    state_.line_wanted = true;
    state_.preview = Preview::text;
}

void App::on(const LineShown&) { state_.line_wanted = false; }

void App::on(const SetTreemap& command) { state_.treemap = command.choice; }

void App::on(const SetHistory& command) { state_.history = command.choice; }

void App::on(const SelectHistory& command) { select_history(command.row); }

void App::on(const SelectSetting& command) { state_.setting_row = command.row; }

void App::on(const GoToNode& command) {
    go_to(command.node);
    state_.list_focus = true;
}

void App::on(const SetExpanded& command) {
    if (command.expanded)
        state_.expanded.insert(command.node);
    else
        state_.expanded.erase(command.node);
}

void App::on(const SetFilter& command) { state_.filter = command.filter; }

void App::on(const SetSort& command) {
    state_.sort = command.by;
    state_.order = command.order;
}

void App::on(const SetPreview& command) { state_.preview = command.preview; }

void App::on(const SetSearch& command) {
    state_.search = command.text;
    state_.setting_row = state_.finding_row = no_index;
    state_.packages.row = PackageChoice{}.row;
    state_.history.text_row = no_index;
    state_.found = 0;
    state_.reveal = true;
}

void App::on(const ShowPopup& command) {
    state_.popup = command.popup;
    state_.popup_at = command.at;
    state_.popup_row = 0;
}

void App::on(const SetPaletteText& command) {
    state_.palette_text = command.text;
    state_.popup_row = 0;
}

void App::on(const SetColumns& command) {
    state_.left_width = command.left;
    state_.right_width = command.right;
}

void App::on(const CopyText& command) {
    if (command.text.size() <= most_copied) return copy(command.text, "Copied");
    state_.notice = text("What is selected has more than ", human_size(most_copied),
                         ", the most that the page copies. Save the file instead.");
}

void App::on(const WantContent& command) { want_content({command.image, command.place}, command.limit); }

void App::on(const NextFound& command) {
    state_.found += command.backwards ? -1 : 1; // whoever shows it counts round
    state_.reveal = true;
}

void App::on(const SetPopupRow& command) {
    state_.popup_row = command.row;
    state_.reveal = true;
}

void App::on(const AskText& command) { ui_.selection.wish = command.wish; }

void App::on(const CancelFile& command) {
    if (OpenFile* file = session_.file(command.file)) cancel(*file);
}

void App::on(const DismissNotice&) { state_.notice.clear(); }

void App::on(const DismissFile& command) {
    if (OpenFile* file = session_.file(command.file)) file->dismissed = true;
}

void App::on(const ShowFiles&) {
    state_.shown = state_.against = 0;
    state_.at_start = false;
}

void App::on(const WantPicture& command) {
    const ContentKey key{command.image, command.place};
    const Content* content = contents_.find(key);
    if (!content || !content->complete() || pictures_.find(key)) return;
    const auto info = read_picture_info(content->bytes);
    if (!info || !picture_refusal(*info, content->size).empty()) return;
    effects_.push_back(DecodePicture{
        .number = pictures_.asked(key), .media_type = picture_media_type(info->kind), .bytes = content->bytes});
}

} // namespace strata::ui
