#include "web/ui/text_runs.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

using namespace strata;

namespace {

/// Characters of the private area in UTF-8 are three bytes from EE 80 80 on.
std::vector<std::string> runs_in(ui::TextRuns& runs, std::string_view text) {
    std::string kept;
    const std::string shown(runs.replaced(text, kept));
    std::vector<std::string> found;
    for (std::size_t at = 0; at + 2 < shown.size(); at++) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(shown[at + i]); };
        if (byte(0) != 0xEE) continue;
        found.emplace_back(runs.run(char32_t((byte(0) & 15u) << 12 | (byte(1) & 63u) << 6 | (byte(2) & 63u))));
    }
    return found;
}

} // namespace

TEST_CASE("text that is drawn a character at a time stays as it is") {
    ui::TextRuns runs;
    for (const std::string_view text : {"", "/usr/bin/node", "größe.txt", "日本語.txt", "файл", "photo 😀.png"}) {
        std::string kept;
        CHECK(runs.replaced(text, kept).data() == text.data());
    }
    CHECK(runs.run(U'a').empty());
    CHECK(runs.run(0xE000).empty());
}

TEST_CASE("characters that only make sense together become one") {
    ui::TextRuns runs;
    CHECK(runs_in(runs, "/srv/\u05E9\u05DC\u05D5\u05DD.txt") ==
          std::vector<std::string>{"\u05E9\u05DC\u05D5\u05DD"});                   // Hebrew
    CHECK(runs_in(runs, "cafe\u0301.txt") == std::vector<std::string>{"e\u0301"}); // as macOS writes é
    CHECK(runs_in(runs, "\u0928\u092E\u0938\u094D\u0924\u0947/a") ==
          std::vector<std::string>{"\u0928\u092E\u0938\u094D\u0924\u0947"});                           // Devanagari
    CHECK(runs_in(runs, "\U0001F1E9\U0001F1EA!") == std::vector<std::string>{"\U0001F1E9\U0001F1EA"}); // a flag
    const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
    CHECK(runs_in(runs, "a " + family + " b") == std::vector<std::string>{family});
    const std::string persian = "\u0645\u06CC\u200C\u062E\u0648"; // two shapes, one word
    CHECK(runs_in(runs, "/" + persian + "/x") == std::vector<std::string>{persian});
    CHECK(runs_in(runs, "\u2764\uFE0F") == std::vector<std::string>{"\u2764\uFE0F"});
}

TEST_CASE("what stands between two words from right to left goes with them, what lies around them does not") {
    ui::TextRuns runs;
    const std::string words = "\u05D0\u05D1 12-\u05D2";
    CHECK(runs_in(runs, "x " + words + " 3.txt") == std::vector<std::string>{words});
    CHECK(runs_in(runs, "\u05D0/\u05D1") == std::vector<std::string>{"\u05D0", "\u05D1"}); // parts of a path
}

TEST_CASE("the same run is the same character, and a character of the private area is never taken for one") {
    ui::TextRuns runs;
    std::string first, second;
    CHECK(runs.replaced("e\u0301", first) == runs.replaced("e\u0301", second));
    CHECK(runs_in(runs, "\uE000") == std::vector<std::string>{"\uE000"});
}

TEST_CASE("runs are not kept without end") {
    ui::TextRuns runs;
    std::string kept;
    for (int i = 0; i < 20000; i++) {
        std::string word;
        for (int left = i; left > 0; left /= 20) word += std::string("\xD7") + char(0x90 + left % 20);
        (void)runs.replaced(word, kept);
    }
    const std::string_view late = "\u05EA\u05EA\u05EA\u05EA\u05EA\u05EA\u05EA";
    CHECK(runs.replaced(late, kept) == late);
    std::string marks = "a";
    for (int i = 0; i < 1000; i++) marks += "\u0301";
    CHECK(runs.replaced(marks, kept) == marks); // none are left
}
