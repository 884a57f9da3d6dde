// What tells of the rows of a history where one image ends and another begins: times, builders, layers.
#pragma once

#include "core/model/listing.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace strata {

inline constexpr std::int64_t minute = 60; ///< in seconds
inline constexpr std::int64_t hour = 60 * minute;

/// How many of the lowest layers the first `rows` rows made.
[[nodiscard]] std::uint32_t layers_below(const ImageRecord& image, std::uint32_t rows);

/// Seconds from the row before to this one, which is not the first; nullopt where either has no time that can be
/// believed.
[[nodiscard]] std::optional<std::int64_t> gap_before(const std::vector<HistoryRow>& history, std::uint32_t row);

inline constexpr std::string_view buildpacks = "buildpacks";

/// "BuildKit", "kaniko", `buildpacks`…; "" for what no known builder writes. buildah writes as the classic builder
/// does.
[[nodiscard]] std::string_view builder_of(const HistoryRow& row);

} // namespace strata
