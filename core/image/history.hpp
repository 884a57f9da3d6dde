// Which row of an image's history made which layer.
#pragma once

#include "core/model/config.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace strata {

enum class HistoryFit : std::uint8_t {
    exact,   ///< as many rows that are not marked empty as there are layers
    guessed, ///< the marks are wrong or rows are missing; the pairs are the best that can be told
    none,    ///< there is no history
};

struct AlignedHistory {
    HistoryFit fit = HistoryFit::none;
    std::vector<std::uint32_t> rows; ///< for each layer its row, or no_index
};

/// Rows marked `empty_layer` made none. Where that doesn't come out even, instructions tell: ENV, LABEL, CMD and their
/// like never make a layer, RUN, COPY and ADD nearly always do. Where that doesn't help either, rows and layers are
/// paired from the bottom: builders that write too little history (bazel, .NET's SDK) add their layers on top of a base
/// that has its rows.
[[nodiscard]] AlignedHistory align_history(std::span<const HistoryRow> history, std::size_t layers);

} // namespace strata
