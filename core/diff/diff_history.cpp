#include "core/diff/diff_history.hpp"

#include "core/diff/likeness.hpp"
#include "core/diff/match_sequences.hpp"

#include <map>
#include <string_view>
#include <utility>

namespace strata {
namespace {

constexpr double least_likeness = 0.35;

using Numbers = std::map<std::pair<std::string_view, bool>, std::uint32_t>;

/// Equal numbers for rows of the same instruction.
std::vector<std::uint32_t> number_rows(const std::vector<HistoryRow>& rows, Numbers& numbers) {
    std::vector<std::uint32_t> sequence;
    for (const HistoryRow& row : rows) {
        const auto next = static_cast<std::uint32_t>(numbers.size());
        sequence.push_back(numbers.try_emplace({row.created_by, row.empty_layer}, next).first->second);
    }
    return sequence;
}

std::uint8_t differing_parts(const HistoryRow& a, const HistoryRow& b, IgnoreSet ignore) {
    if (ignore.has(Ignore::history)) return 0;
    unsigned parts = 0;
    if (!ignore.has(Ignore::image_times) && a.created != b.created) parts |= history_created;
    if (a.created_by != b.created_by) parts |= history_created_by;
    if (a.author != b.author) parts |= history_author;
    if (a.comment != b.comment) parts |= history_comment;
    if (a.empty_layer != b.empty_layer) parts |= history_empty_layer;
    return static_cast<std::uint8_t>(parts);
}

/// Pairs of alike rows in a stretch that no match covers.
std::vector<Pair> pair_stretch(std::span<const HistoryRow> a, std::span<const HistoryRow> b) {
    std::vector<Sketch> of_a;
    std::vector<Sketch> of_b;
    for (const HistoryRow& row : a) of_a.push_back(sketch_words(row.created_by));
    for (const HistoryRow& row : b) of_b.push_back(sketch_words(row.created_by));
    return pair_by_likeness(static_cast<std::uint32_t>(a.size()), static_cast<std::uint32_t>(b.size()), least_likeness,
                            [&](std::uint32_t i, std::uint32_t j) { return jaccard(of_a[i], of_b[j]); });
}

} // namespace

std::vector<HistoryDiffRow> diff_history(const ImageConfig& a, const ImageConfig& b, IgnoreSet ignore) {
    std::vector<HistoryDiffRow> rows;
    std::uint32_t next_a = 0;
    std::uint32_t next_b = 0;
    const auto lone_until = [&](std::uint32_t end_a, std::uint32_t end_b) {
        for (; next_a < end_a; ++next_a) rows.push_back({RowChange::removed, next_a, no_index, 0});
        for (; next_b < end_b; ++next_b) rows.push_back({RowChange::added, no_index, next_b, 0});
    };
    const auto pair = [&](std::uint32_t in_a, std::uint32_t in_b) {
        lone_until(in_a, in_b);
        const std::uint8_t parts = differing_parts(a.history[in_a], b.history[in_b], ignore);
        rows.push_back({parts == 0 ? RowChange::same : RowChange::changed, in_a, in_b, parts});
        ++next_a, ++next_b;
    };
    Numbers numbers;
    const auto of_a = number_rows(a.history, numbers);
    const auto of_b = number_rows(b.history, numbers);
    auto matches = match_sequences(of_a, of_b);
    matches.push_back({static_cast<std::uint32_t>(of_a.size()), static_cast<std::uint32_t>(of_b.size()), 0});
    for (const Match& match : matches) {
        const std::uint32_t from_a = next_a;
        const std::uint32_t from_b = next_b;
        for (const Pair& alike : pair_stretch(std::span(a.history).subspan(from_a, match.a_begin - from_a),
                                              std::span(b.history).subspan(from_b, match.b_begin - from_b)))
            pair(from_a + alike.a, from_b + alike.b);
        lone_until(match.a_begin, match.b_begin);
        for (std::uint32_t i = 0; i < match.length; ++i) pair(match.a_begin + i, match.b_begin + i);
    }
    return rows;
}

} // namespace strata
