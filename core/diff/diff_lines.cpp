#include "core/diff/diff_lines.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace strata {
namespace {

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return lines;
}

/// Equal lines get equal numbers. By sorting and not by hashing: no text can make it slow.
std::vector<std::uint32_t> number_lines(const LineDiff& diff) {
    const auto line = [&](std::uint32_t i) { return i < diff.a.size() ? diff.a[i] : diff.b[i - diff.a.size()]; };
    std::vector<std::uint32_t> order(diff.a.size() + diff.b.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t left, std::uint32_t right) { return line(left) < line(right); });
    std::vector<std::uint32_t> numbers(order.size());
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i > 0 && line(order[i - 1]) != line(order[i])) ++number;
        numbers[order[i]] = number;
    }
    return numbers;
}

/// Where a run of added or removed lines could stand higher or lower, it goes as low as it can, as git and people
/// prefer: what is added is then the function, not the brace before it and the half of the next one.
std::vector<Match> slide_down(std::span<const Match> matches, std::span<const std::uint32_t> a,
                              std::span<const std::uint32_t> b) {
    std::vector<Match> slid = {{0, 0, 0}};
    for (Match below : matches) {
        Match& above = slid.back();
        const auto a_end = [&] { return above.a_begin + above.length; };
        const auto b_end = [&] { return above.b_begin + above.length; };
        const bool one_sided = a_end() == below.a_begin || b_end() == below.b_begin;
        while (one_sided && below.length > 0 && a[a_end()] == b[b_end()]) {
            ++above.length;
            ++below.a_begin, ++below.b_begin, --below.length;
        }
        if (below.length > 0) slid.push_back(below);
    }
    if (slid.front().length == 0) slid.erase(slid.begin());
    return slid;
}

/// "12,3" of a hunk's head: the first line counted from 1 and how many; "12" for one, "11,0" for none behind line 11.
std::string hunk_range(std::uint32_t begin, std::uint32_t length) {
    if (length == 0) return text(begin, ",0");
    return length == 1 ? text(begin + 1) : text(begin + 1, ',', length);
}

void append_line(std::string& out, char mark, std::string_view line) {
    out += mark;
    out += line;
    if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

void append_hunk(std::string& out, const LineDiff& diff, std::span<const LineRun> runs) {
    std::uint32_t lines_a = 0;
    std::uint32_t lines_b = 0;
    for (const LineRun& run : runs) {
        if (run.kind != LineKind::added) lines_a += run.length;
        if (run.kind != LineKind::removed) lines_b += run.length;
    }
    out += text("@@ -", hunk_range(runs.front().a_begin, lines_a), " +", hunk_range(runs.front().b_begin, lines_b),
                " @@\n");
    for (const LineRun& run : runs) {
        for (std::uint32_t i = 0; i < run.length; ++i) {
            if (run.kind == LineKind::added)
                append_line(out, '+', diff.b[run.b_begin + i]);
            else
                append_line(out, run.kind == LineKind::removed ? '-' : ' ', diff.a[run.a_begin + i]);
        }
    }
}

LineRun shortened(LineRun run, std::uint32_t skip, std::uint32_t length) {
    return {run.kind, run.a_begin + skip, run.b_begin + skip, length};
}

} // namespace

bool is_binary(std::string_view text) { return text.substr(0, 8000).find('\0') != std::string_view::npos; }

LineDiff diff_lines(std::string_view a, std::string_view b) {
    LineDiff diff{split_lines(a), split_lines(b), {}, 0, 0};
    const std::vector<std::uint32_t> numbers = number_lines(diff);
    const auto of_a = std::span(numbers).first(diff.a.size());
    const auto of_b = std::span(numbers).subspan(diff.a.size());
    diff.matches = slide_down(match_sequences(of_a, of_b), of_a, of_b);
    std::uint32_t matched = 0;
    for (const Match& match : diff.matches) matched += match.length;
    diff.removed = static_cast<std::uint32_t>(diff.a.size()) - matched;
    diff.added = static_cast<std::uint32_t>(diff.b.size()) - matched;
    return diff;
}

std::vector<LineRun> line_runs(const LineDiff& diff) {
    std::vector<LineRun> runs;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    const auto until = [&](std::uint32_t a_end, std::uint32_t b_end) {
        if (a < a_end) runs.push_back({LineKind::removed, a, b, a_end - a});
        if (b < b_end) runs.push_back({LineKind::added, a_end, b, b_end - b});
    };
    for (const Match& match : diff.matches) {
        until(match.a_begin, match.b_begin);
        runs.push_back({LineKind::same, match.a_begin, match.b_begin, match.length});
        a = match.a_begin + match.length;
        b = match.b_begin + match.length;
    }
    until(static_cast<std::uint32_t>(diff.a.size()), static_cast<std::uint32_t>(diff.b.size()));
    return runs;
}

std::string unified_diff(const LineDiff& diff, const UnifiedOptions& options) {
    if (diff.same()) return {};
    const std::uint32_t context = options.context;
    std::string out = text("--- ", options.name_a, "\n+++ ", options.name_b, '\n');
    std::vector<LineRun> hunk;
    const std::vector<LineRun> runs = line_runs(diff);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const LineRun& run = runs[i];
        if (run.kind != LineKind::same) {
            hunk.push_back(run);
            continue;
        }
        const bool first = i == 0;
        const bool last = i + 1 == runs.size();
        if (!first && !last && run.length <= 2 * std::uint64_t{context}) {
            hunk.push_back(run);
            continue;
        }
        const std::uint32_t kept = std::min(run.length, context);
        if (!first) {
            if (kept > 0) hunk.push_back(shortened(run, 0, kept));
            append_hunk(out, diff, hunk);
            hunk.clear();
        }
        if (!last && kept > 0) hunk.push_back(shortened(run, run.length - kept, kept));
    }
    if (!hunk.empty()) append_hunk(out, diff, hunk);
    return out;
}

} // namespace strata
