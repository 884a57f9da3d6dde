// Two texts line by line: what was taken out, what was put in, and the unified form of it.
#pragma once

#include "core/diff/match_sequences.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// Lines keep their "\n", so a last line without one differs from the same line with one. Views into the texts that
/// diff_lines was given: valid as long as those.
struct LineDiff {
    std::vector<std::string_view> a;
    std::vector<std::string_view> b;
    std::vector<Match> matches; ///< equal runs; all between them differs
    std::uint32_t removed = 0;  ///< lines of a that no match has
    std::uint32_t added = 0;    ///< lines of b that no match has

    [[nodiscard]] bool same() const { return removed == 0 && added == 0; }
};

enum class LineKind : std::uint8_t { same, removed, added };

/// A run of lines of one kind; what is removed stands before what is added in its place. For side by side.
struct LineRun {
    LineKind kind = LineKind::same;
    std::uint32_t a_begin = 0;
    std::uint32_t b_begin = 0;
    std::uint32_t length = 0;
    friend bool operator==(const LineRun&, const LineRun&) = default;
};

/// Whether diff and git would call it binary: a NUL byte among the first 8000.
[[nodiscard]] bool is_binary(std::string_view text);
[[nodiscard]] LineDiff diff_lines(std::string_view a, std::string_view b);
[[nodiscard]] std::vector<LineRun> line_runs(const LineDiff& diff);

struct UnifiedOptions {
    std::string_view name_a; ///< behind "--- "
    std::string_view name_b; ///< behind "+++ "
    std::uint32_t context = 3;
};
/// As `diff -u` writes it, "\ No newline at end of file" included; "" where nothing differs.
[[nodiscard]] std::string unified_diff(const LineDiff& diff, const UnifiedOptions& options);

} // namespace strata
