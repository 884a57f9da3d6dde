// Characters that only make sense together: words of right-to-left and joined scripts, letters with marks on them,
// emoji of several parts. Dear ImGui draws text a character at a time; here such a run becomes one character of
// Unicode's private area, which the platform, whose own text layout knows how, draws as a whole.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace strata::ui {

class TextRuns {
public:
    /// `text` itself where it has no runs; else a copy in `kept`, each run as one character. The first 6000 different
    /// runs get a character; text with others stays as it is.
    [[nodiscard]] std::string_view replaced(std::string_view text, std::string& kept);
    /// What a character stands for; "" where it is none of ours.
    [[nodiscard]] std::string_view run(char32_t character) const;

private:
    [[nodiscard]] char32_t character_of(std::string_view run); ///< 0 where there is none left

    std::map<std::string, char32_t, std::less<>> characters_;
    std::vector<std::string_view> runs_; ///< by character, less the first
};

/// The bytes before which a cursor may stand: where a character begins that is drawn by itself, or a run; and the end.
[[nodiscard]] std::vector<std::size_t> cursor_stops(std::string_view text);

} // namespace strata::ui
