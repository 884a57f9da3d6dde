// A page of HTML in one file: nothing to fetch, nothing to run, light and dark by the reader's preference.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// A stranger's text, made printable and escaped for content and attributes.
[[nodiscard]] std::string html_text(std::string_view raw);
/// The same of several lines: line ends stay.
[[nodiscard]] std::string html_lines(std::string_view raw);
/// In a <code>, with the whole of it as its title where it is cut to `most` characters.
[[nodiscard]] std::string html_code(std::string_view raw, std::size_t most = 160);

enum class HtmlColumn : std::uint8_t { words, number, code };

/// Rows under heads. Cells are HTML.
class HtmlTable {
public:
    struct Head {
        std::string_view name;
        HtmlColumn column = HtmlColumn::words;
    };
    explicit HtmlTable(std::vector<Head> heads) : heads_(std::move(heads)) {}
    /// As many cells as heads; `mark` is "added", "changed", "removed" or "".
    void add(const std::vector<std::string>& cells, std::string_view mark = {});
    [[nodiscard]] bool empty() const { return rows_.empty(); }
    [[nodiscard]] std::string text() const;

private:
    std::vector<Head> heads_;
    std::string rows_;
};

class HtmlPage {
public:
    /// `title` is a stranger's text, `line` below it is HTML.
    HtmlPage(std::string_view title, std::string_view line);
    /// A number in large letters and what it counts, in a row below the title. Both are HTML.
    void card(std::string_view number, std::string_view what);
    /// A part with a heading that the list on top leads to; `count` stands beside it. `body` is HTML.
    void section(std::string_view id, std::string_view heading, std::string_view count, std::string_view body);
    [[nodiscard]] std::string text() const;

private:
    std::string title_, line_, cards_, links_, sections_;
};

/// "and 120 more" below a table that was cut; "" where nothing is left out.
[[nodiscard]] std::string html_rest(std::size_t left_out);
/// A bar filled to a part of 1, for a cell.
[[nodiscard]] std::string html_bar(std::uint64_t part, std::uint64_t whole);

} // namespace strata
