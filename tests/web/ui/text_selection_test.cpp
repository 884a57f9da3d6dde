#include "core/base/text.hpp"
#include "tests/kit/answer_on_stage.hpp"
#include "tests/kit/layer_text.hpp"
#include "tests/kit/open_on_stage.hpp"
#include "web/ui/text_selection.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <optional>

using namespace strata;

namespace {

/// Two versions of a file, on screen with the newer one chosen.
struct Reading {
    kit::Stage stage;
    Inspection inspection;

    Reading(const std::string& older, const std::string& newer) {
        inspection = kit::inspection_from_text(
            {text("notes.txt=x size:", older.size()), text("notes.txt=y size:", newer.size())});
        inspection.source = "notes.tar";
        for (std::uint32_t i = 0; i < 2; i++) {
            inspection.image.layers[i].state = BlobState::present;
            inspection.image.layers[i].member = i;
        }
        kit::open_on_stage(stage, inspection);
        REQUIRE(stage.click("notes.txt, changed"));
        content = [older, newer](std::uint32_t layer, const std::string&) { return layer == 0 ? older : newer; };
        answer();
    }
    void answer() { kit::answer_on_stage(stage, inspection, content); }

    /// What Ctrl+C puts on the clipboard.
    std::optional<std::string> copied() {
        (void)stage.effects();
        stage.key(ImGuiKey_C, ImGuiMod_Ctrl);
        for (const ui::Effect& effect : stage.effects())
            if (const auto* put = std::get_if<ui::PutOnClipboard>(&effect)) return put->text;
        return std::nullopt;
    }

    std::function<std::string(std::uint32_t, const std::string&)> content;
};

ui::RowTexts rows_of(const std::vector<ui::RowText>& rows) {
    return [&rows](std::size_t row) { return rows[row]; };
}

} // namespace

TEST_CASE("text of a file is selected with the mouse and copied as it is") {
    Reading reading("", "first\n\tsecond\tline\nthird\n");
    REQUIRE(reading.stage.drag("    second  line", "third"));
    INFO(reading.stage.transcript());
    CHECK(reading.copied() == "\tsecond\tline\nthird");
}

TEST_CASE("selecting upwards takes the same text") {
    Reading reading("", "first\nsecond\nthird\n");
    REQUIRE(reading.stage.drag("third", "first"));
    CHECK(reading.copied() == "\nsecond\n");
}

TEST_CASE("a double click selects a word, a third one its line") {
    const std::string word(60, 'w');
    Reading reading("", text("(", word, ")\nnext\n"));
    const std::string line = text("(", word, ")");
    REQUIRE(reading.stage.double_click(line));
    CHECK(reading.copied() == word);
    REQUIRE(reading.stage.click(line));
    CHECK(reading.copied() == "/notes.txt"); // nothing is selected any more: Ctrl+C copies the path
}

TEST_CASE("text is scrolled and selected with the keyboard alone") {
    std::string many;
    for (int i = 1; i <= 200; i++) many += text("line ", i, '\n');
    Reading reading("", many);
    REQUIRE(reading.stage.focus("Content"));
    reading.stage.key(ImGuiKey_End);
    CHECK(reading.stage.shows("line 200"));
    CHECK_FALSE(reading.stage.shows("line 1"));
    reading.stage.key(ImGuiKey_Home);
    REQUIRE(reading.stage.shows("line 1"));
    reading.stage.key(ImGuiKey_DownArrow, ImGuiMod_Shift);
    reading.stage.key(ImGuiKey_RightArrow, ImGuiMod_Shift);
    CHECK(reading.copied() == "line 1\nl");
    reading.stage.key(ImGuiKey_A, ImGuiMod_Ctrl);
    CHECK(reading.copied() == many.substr(0, many.size() - 1));
}

TEST_CASE("the keyboard goes into a text and out of it, also when it is shown another way meanwhile") {
    Reading reading("", "first\nsecond\n");
    REQUIRE(reading.stage.focus("Content"));
    REQUIRE(reading.stage.find("Content")->states & ui::state_focused);
    reading.stage.app().apply({ui::DoAction{ui::Action::preview_hex}});
    reading.stage.settle();
    const ui::MirrorNode* hex = reading.stage.find("Content in hex");
    REQUIRE(hex);
    CHECK(hex->states & ui::state_focused);
    reading.stage.key(ImGuiKey_Tab); // the first only shows where the keyboard is
    reading.stage.key(ImGuiKey_Tab);
    CHECK_FALSE(reading.stage.find("Content in hex")->states & ui::state_focused);
    reading.stage.key(ImGuiKey_Tab, ImGuiMod_Shift);
    CHECK(reading.stage.find("Content in hex")->states & ui::state_focused);
}

TEST_CASE("what is selected is not selected any more when its lines are broken anew") {
    const std::string line(300, 'x');
    Reading reading("", text(line, "\nlast\n"));
    REQUIRE(reading.stage.focus("Content"));
    reading.stage.key(ImGuiKey_DownArrow, ImGuiMod_Shift);
    CHECK(reading.copied() == text(line, '\n'));
    reading.stage.app().apply({ui::DoAction{ui::Action::toggle_wrap}});
    reading.stage.settle();
    CHECK(reading.copied() == "/notes.txt");
}

TEST_CASE("Shift alone selects nothing; its arrows start where the text is scrolled to") {
    std::string many;
    for (int i = 1; i <= 200; i++) many += text("line ", i, '\n');
    Reading reading("", many);
    REQUIRE(reading.stage.focus("Content"));
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
    reading.stage.settle();
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
    reading.stage.settle();
    for (int i = 0; i < 10; i++) reading.stage.key(ImGuiKey_PageDown);
    CHECK_FALSE(reading.stage.shows("line 1"));
    reading.stage.key(ImGuiKey_DownArrow, ImGuiMod_Shift);
    const auto copied = reading.copied();
    REQUIRE(copied);
    CHECK(copied->starts_with("line "));
    CHECK(*copied != "line 1\n");
}

TEST_CASE("the caret never stands inside of a character") {
    Reading reading("", "ab\na\u00e9\n");
    REQUIRE(reading.stage.focus("Content"));
    reading.stage.key(ImGuiKey_RightArrow, ImGuiMod_Shift);
    reading.stage.key(ImGuiKey_RightArrow, ImGuiMod_Shift);
    reading.stage.key(ImGuiKey_DownArrow, ImGuiMod_Shift);
    CHECK(reading.copied() == "ab\na\u00e9");
    reading.stage.key(ImGuiKey_LeftArrow, ImGuiMod_Shift);
    CHECK(reading.copied() == "ab\na");
}

TEST_CASE("more than the clipboard should take is refused in words") {
    Reading reading("", "short\n");
    reading.stage.app().apply({ui::CopyText{std::string(ui::most_copied + 1, 'y')}});
    reading.stage.settle();
    for (const ui::Effect& effect : reading.stage.effects())
        CHECK_FALSE(std::holds_alternative<ui::PutOnClipboard>(effect));
    CHECK(reading.stage.shows(
        "What is selected has more than 16.8 MB, the most that the page copies. Save the file instead."));
    // Nor is all of it put together before.
    const std::vector<ui::RowText> rows(200, {std::string(1'000'000, 'z')});
    ui::TextSelection selection{.list = 1};
    ui::select_all(selection, rows.size(), rows_of(rows));
    CHECK(ui::selected_text(selection, rows.size(), rows_of(rows)).size() < ui::most_copied + 2'000'000);
}

TEST_CASE("lines broken to be shown are copied whole") {
    std::string line;
    while (line.size() < 2000) line += "words without end ";
    Reading reading("", line + "\nlast\n");
    REQUIRE(reading.stage.focus("Content"));
    reading.stage.key(ImGuiKey_A, ImGuiMod_Ctrl);
    CHECK(reading.copied() == line + "\nlast");
}

TEST_CASE("of two texts side by side one is selected, without the lines that only the other has") {
    Reading reading("same\nold one\nold two\nend\n", "same\nnew one\nend\n");
    REQUIRE(reading.stage.click("Diff to layer 1"));
    REQUIRE(reading.stage.click("Side by side"));
    reading.answer();
    INFO(reading.stage.transcript());
    REQUIRE(reading.stage.focus("Difference"));
    reading.stage.key(ImGuiKey_A, ImGuiMod_Ctrl);
    CHECK(reading.copied() == "same\nold one\nold two\nend");
    REQUIRE(reading.stage.click("- old one → + new one")); // its middle is in the newer text
    reading.stage.key(ImGuiKey_A, ImGuiMod_Ctrl);
    CHECK(reading.copied() == "same\nnew one\nend");
}

TEST_CASE("what is selected of a file is not selected of the next") {
    Reading reading("old\n", "new\n");
    REQUIRE(reading.stage.focus("Content"));
    reading.stage.key(ImGuiKey_A, ImGuiMod_Ctrl);
    CHECK(reading.copied() == "new");
    REQUIRE(reading.stage.click("layer 1: added · "));
    reading.answer();
    REQUIRE(reading.stage.shows("old"));
    REQUIRE(reading.stage.focus("Content"));
    CHECK(reading.copied() == "/notes.txt");
}

TEST_CASE("the place after the last is the last, before the first the first") {
    const std::vector<ui::RowText> rows = {{"aé"}, {""}, {"z"}};
    std::vector<ui::TextPlace> on, back;
    ui::TextPlace at;
    for (int i = 0; i < 7; i++) on.push_back(at = ui::next_place(at, rows.size(), rows_of(rows)));
    using P = ui::TextPlace;
    CHECK(on == std::vector<P>{{0, 1}, {0, 3}, {1, 0}, {2, 0}, {2, 1}, {2, 1}, {2, 1}});
    for (int i = 0; i < 6; i++) back.push_back(at = ui::previous_place(at, rows_of(rows)));
    CHECK(back == std::vector<P>{{2, 0}, {1, 0}, {0, 3}, {0, 1}, {0, 0}, {0, 0}});
}

TEST_CASE("the caret passes what is drawn as one in one step") {
    const std::vector<ui::RowText> rows = {{"a \u05d0\u05d1\u05d2 b"}};
    const ui::TextPlace word = ui::next_place(ui::next_place({}, 1, rows_of(rows)), 1, rows_of(rows));
    CHECK(word.byte == 2);
    const ui::TextPlace behind = ui::next_place(word, 1, rows_of(rows));
    CHECK(behind.byte == 8);
    CHECK(ui::previous_place(behind, rows_of(rows)) == word);
    CHECK(ui::stop_before(rows[0].text, 5) == 2);
    CHECK(ui::stop_behind(rows[0].text, 5) == 8);
}

TEST_CASE("a word ends where another kind of sign begins") {
    struct Case {
        std::size_t byte;
        std::string_view word;
    };
    const auto [byte, word] = GENERATE(values<Case>({{0, "PATH_2"}, {3, "PATH_2"}, {6, "=/"}, {9, "usr"}, {12, "  "}}));
    const std::string with_blanks = "PATH_2=/ usr  bin";
    ui::TextSelection selection{.list = 1};
    ui::select_word(selection, {0, byte}, with_blanks);
    const ui::ByteRange range = selection.in_row(0, with_blanks.size());
    CHECK(with_blanks.substr(range.begin, range.end - range.begin) == word);
}

TEST_CASE("the right button on a text opens a menu that copies what is selected, or selects all of it") {
    Reading reading("", "first\nsecond\nthird\n");
    REQUIRE(reading.stage.drag("second", "second"));
    (void)reading.stage.effects();
    REQUIRE(reading.stage.right_click("second"));
    INFO(reading.stage.transcript());
    REQUIRE(reading.stage.click("Copy"));
    const auto copied = [&]() -> std::optional<std::string> {
        for (const ui::Effect& effect : reading.stage.effects())
            if (const auto* put = std::get_if<ui::PutOnClipboard>(&effect)) return put->text;
        return std::nullopt;
    };
    CHECK(copied() == "second");
    REQUIRE(reading.stage.right_click("third"));
    REQUIRE(reading.stage.click("Select all"));
    REQUIRE(reading.stage.right_click("third"));
    REQUIRE(reading.stage.click("Copy"));
    CHECK(copied() == "first\nsecond\nthird");
}
