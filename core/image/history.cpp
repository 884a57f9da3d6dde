#include "core/image/history.hpp"

#include "core/model/listing.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace strata {

namespace {

constexpr std::array<std::string_view, 18> instructions = {
    "ADD",   "ARG", "CMD",        "COPY",    "ENTRYPOINT", "ENV",  "EXPOSE", "FROM",    "HEALTHCHECK",
    "LABEL", "RUN", "MAINTAINER", "ONBUILD", "SHELL",      "USER", "VOLUME", "WORKDIR", "STOPSIGNAL"};

bool makes_a_layer(std::string_view instruction) {
    return instruction == "RUN" || instruction == "COPY" || instruction == "ADD";
}

/// Never a layer; WORKDIR is neither here nor there: BuildKit makes one for it, docker does not always.
bool makes_no_layer(std::string_view instruction) {
    return !instruction.empty() && !makes_a_layer(instruction) && instruction != "WORKDIR" && instruction != "FROM";
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
        [](const HistoryRow& row) { return is_marked(row) && !makes_no_layer(instruction_of(row.created_by)); },
        [](const HistoryRow& row) {
            const std::string_view instruction = instruction_of(row.created_by);
            return is_marked(row) && !makes_no_layer(instruction) && instruction != "WORKDIR";
        },
        [](const HistoryRow& row) { return is_marked(row) || makes_a_layer(instruction_of(row.created_by)); },
        [](const HistoryRow& row) { return !makes_no_layer(instruction_of(row.created_by)); }};
    for (const Judge judge : judges)
        if (auto rows = rows_where(history, layers, judge)) return rows;
    return std::nullopt;
}

} // namespace

std::string_view instruction_of(std::string_view created_by) {
    const auto strip = [&](std::string_view front) {
        const bool there = created_by.starts_with(front);
        if (there) created_by.remove_prefix(front.size());
        return there;
    };
    const bool shell = strip("/bin/sh -c ") || strip("cmd /S /C ") || strip("powershell -Command ");
    created_by.remove_prefix(std::min(created_by.find_first_not_of(" \t"), created_by.size()));
    const bool no_operation = strip("#(nop)");
    created_by.remove_prefix(std::min(created_by.find_first_not_of(" \t"), created_by.size()));
    if (shell && !no_operation) return "RUN";
    if (created_by.starts_with('|')) return "RUN"; // |1 NAME=value /bin/sh -c …
    const std::string_view word = created_by.substr(0, created_by.find_first_of(" \t\n"));
    const auto* const found = std::ranges::find(instructions, word);
    return found == instructions.end() ? std::string_view() : *found;
}

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
        if (is_marked(history[i]) && !makes_no_layer(instruction_of(history[i].created_by)))
            out.rows[layer++] = static_cast<std::uint32_t>(i);
    return out;
}

} // namespace strata
