#include "web/ui/text_rows.hpp"

#include "core/base/ascii.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

constexpr std::size_t longest_row = 4096, most_found = 10'000;
constexpr std::uint32_t context = 3; // equal lines around a difference, as in `diff -u`

std::string_view without_end(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

/// The most bytes of `line` that fit `columns` without cutting a character.
std::size_t whole_characters(std::string_view line, std::size_t columns) {
    if (line.size() <= columns) return line.size();
    std::size_t end = columns;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) end--;
    if (end == 0) return columns;
    // A backslash stays with what it escapes, so that the row below is not taken for the end of a string.
    const std::size_t slash = line.find_last_not_of('\\', end - 1);
    const std::size_t slashes = end - 1 - (slash == line.npos ? end - 1 : slash);
    return slashes % 2 == 1 && end > 1 ? end - 1 : end;
}

/// What the rows of a difference are made from, run by run.
class DiffLineMaker {
public:
    DiffLineMaker(const LineDiff& diff, DifferenceShape shape, EqualLines equal_lines)
        : diff_(diff), shape_(shape), equal_lines_(equal_lines) {}

    std::vector<DiffLine> make() {
        const std::vector<LineRun> runs = line_runs(diff_);
        for (std::size_t i = 0; i < runs.size(); i++) {
            const LineRun& run = runs[i];
            if (run.kind == LineKind::same)
                add_same(run, i == 0, i + 1 == runs.size());
            else if (shape_ == DifferenceShape::side_by_side && run.kind == LineKind::removed && i + 1 < runs.size() &&
                     runs[i + 1].kind == LineKind::added)
                add_pair(run, runs[++i]);
            else
                for (std::uint32_t line = 0; line < run.length; line++) add(run, line);
        }
        return std::move(rows_);
    }

private:
    void add(const LineRun& run, std::uint32_t line) {
        DiffLine row{.kind = run.kind};
        if (run.kind != LineKind::added) {
            row.a_line = run.a_begin + line + 1;
            row.a = without_end(diff_.a[run.a_begin + line]);
        }
        if (run.kind != LineKind::removed) {
            row.b_line = run.b_begin + line + 1;
            row.b = without_end(diff_.b[run.b_begin + line]);
        }
        rows_.push_back(row);
    }

    void add_same(const LineRun& run, bool first, bool last) {
        const std::uint32_t head = first ? 0 : context, tail = last ? 0 : context;
        if (run.length <= head + tail + 1 || equal_lines_ == EqualLines::shown) {
            for (std::uint32_t line = 0; line < run.length; line++) add(run, line);
            return;
        }
        for (std::uint32_t line = 0; line < head; line++) add(run, line);
        rows_.push_back({.folded = run.length - head - tail});
        for (std::uint32_t line = run.length - tail; line < run.length; line++) add(run, line);
    }

    void add_pair(const LineRun& removed, const LineRun& added) {
        for (std::uint32_t line = 0; line < std::max(removed.length, added.length); line++) {
            const bool left = line < removed.length, right = line < added.length;
            add(left ? removed : added, line);
            if (!left || !right) continue;
            rows_.back().b_line = added.b_begin + line + 1;
            rows_.back().b = without_end(diff_.b[added.b_begin + line]);
        }
    }

    const LineDiff& diff_;
    DifferenceShape shape_;
    EqualLines equal_lines_;
    std::vector<DiffLine> rows_;
};

} // namespace

std::vector<TextRow> split_rows(std::string_view text, Language language, std::uint32_t columns) {
    const std::size_t most = columns == 0 ? longest_row : std::min<std::size_t>(columns, longest_row);
    std::vector<TextRow> rows;
    SyntaxState state = SyntaxState::code;
    std::uint32_t line = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t newline = std::min(text.find('\n', at), text.size());
        std::string_view rest = without_end(text.substr(at, newline - at));
        std::size_t offset = at;
        line++;
        bool first = true;
        do {
            const std::string_view part = rest.substr(0, whole_characters(rest, most));
            rows.push_back({.offset = static_cast<std::uint32_t>(offset),
                            .length = static_cast<std::uint32_t>(part.size()),
                            .line = first ? line : 0,
                            .state = state});
            state = highlight(language, part, state).after;
            offset += part.size();
            rest.remove_prefix(part.size());
            first = false;
        } while (!rest.empty());
        state = behind_line(state);
        at = newline + 1;
    }
    return rows;
}

std::vector<DiffLine> diff_line_rows(std::string_view a, std::string_view b, DifferenceShape shape,
                                     EqualLines equal_lines) {
    const LineDiff diff = diff_lines(a, b);
    if (diff.same() && equal_lines == EqualLines::folded) return {};
    return DiffLineMaker(diff, shape, equal_lines).make();
}

std::vector<DiffLine> wrapped_rows(const std::vector<DiffLine>& rows, Language language, std::uint32_t columns) {
    std::vector<DiffLine> wrapped;
    const auto take = [&](std::string_view& rest, SyntaxState& state) {
        const std::string_view part = rest.substr(0, whole_characters(rest, columns));
        state = highlight(language, part, state).after;
        rest.remove_prefix(part.size());
        return part;
    };
    for (const DiffLine& line : rows) {
        std::string_view a = line.a, b = line.b;
        DiffLine row = line;
        do {
            SyntaxState a_next = row.a_state, b_next = row.b_state;
            row.a = take(a, a_next);
            row.b = take(b, b_next);
            wrapped.push_back(row);
            row = {.kind = line.kind, .goes_on = true, .a_state = a_next, .b_state = b_next};
        } while (!a.empty() || !b.empty());
    }
    return wrapped;
}

std::vector<DiffPlace> find_in_rows(const std::vector<DiffLine>& rows, std::string_view words) {
    std::vector<DiffPlace> found;
    for (std::size_t row = 0; row < rows.size() && found.size() < most_found; row++) {
        const DiffLine& line = rows[row];
        if (line.kind == LineKind::removed)
            for (const std::size_t byte : find_all(line.a, words)) found.push_back({row, false, byte});
        for (const std::size_t byte : find_all(line.b, words)) found.push_back({row, true, byte});
    }
    return found;
}

std::vector<std::size_t> find_all(std::string_view text, std::string_view words) {
    std::vector<std::size_t> found;
    if (words.empty()) return found;
    for (std::size_t at = 0; found.size() < most_found; at += words.size()) {
        at = find_ignoring_case(text, words, at);
        if (at == text.npos) break;
        found.push_back(at);
    }
    return found;
}

} // namespace strata::ui
