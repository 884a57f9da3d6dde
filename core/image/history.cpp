#include "core/image/history.hpp"

#include "core/model/instruction.hpp"
#include "core/model/listing.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace strata {

namespace {

std::string_view verb_of(std::string_view created_by) { return read_instruction(created_by).verb; }

bool makes_a_layer(std::string_view verb) { return verb == "RUN" || verb == "COPY" || verb == "ADD"; }

/// Never a layer; WORKDIR is neither here nor there: BuildKit makes one for it, docker does not always.
bool makes_no_layer(std::string_view verb) {
    return !verb.empty() && !makes_a_layer(verb) && verb != "WORKDIR" && verb != "FROM";
}

/// The rows that made a layer by `judge`, where they are as many as the layers.
template <class Judge>
std::optional<std::vector<std::uint32_t>> rows_where(std::span<const HistoryRow> history, std::size_t layers,
                                                     Judge judge) {
    std::vector<std::uint32_t> chosen;
    for (std::size_t i = 0; i < history.size(); i++)
        if (judge(history[i])) chosen.push_back(static_cast<std::uint32_t>(i));
    if (chosen.size() != layers) return std::nullopt;
    return chosen;
}

bool is_marked(const HistoryRow& row) { return !row.empty_layer; }

/// What the instructions tell where the marks don't come out even.
std::optional<std::vector<std::uint32_t>> rows_by_instruction(std::span<const HistoryRow> history, std::size_t layers) {
    using Judge = bool (*)(const HistoryRow&);
    constexpr std::array<Judge, 4> judges = {
        [](const HistoryRow& row) { return is_marked(row) && !makes_no_layer(verb_of(row.created_by)); },
        [](const HistoryRow& row) {
            const std::string_view verb = verb_of(row.created_by);
            return is_marked(row) && !makes_no_layer(verb) && verb != "WORKDIR";
        },
        [](const HistoryRow& row) { return is_marked(row) || makes_a_layer(verb_of(row.created_by)); },
        [](const HistoryRow& row) { return !makes_no_layer(verb_of(row.created_by)); }};
    for (const Judge judge : judges)
        if (auto rows = rows_where(history, layers, judge)) return rows;
    return std::nullopt;
}

} // namespace

AlignedHistory align_history(std::span<const HistoryRow> history, std::size_t layers) {
    AlignedHistory out;
    out.rows.assign(layers, no_index);
    if (history.empty()) return out;
    if (auto rows = rows_where(history, layers, is_marked)) return {HistoryFit::exact, *std::move(rows)};
    out.fit = HistoryFit::guessed;
    if (auto rows = rows_by_instruction(history, layers)) {
        out.rows = *std::move(rows);
        return out;
    }
    std::size_t layer = 0;
    for (std::size_t i = 0; i < history.size() && layer < layers; i++)
        if (is_marked(history[i]) && !makes_no_layer(verb_of(history[i].created_by)))
            out.rows[layer++] = static_cast<std::uint32_t>(i);
    return out;
}

} // namespace strata
