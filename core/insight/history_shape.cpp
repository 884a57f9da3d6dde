#include "core/insight/history_shape.hpp"

#include "core/base/format.hpp"
#include "core/model/instruction.hpp"

namespace strata {

namespace {

constexpr std::int64_t first_believed_time = 978'307'200; // 2001: builds that are to be reproducible write 1970 or 1980

std::optional<std::int64_t> time_of(const HistoryRow& row) {
    const auto time = parse_time(row.created);
    if (!time || time->seconds < first_believed_time) return std::nullopt;
    return time->seconds;
}

bool is_of_buildpacks(std::string_view created_by) {
    return created_by.starts_with("Buildpacks ") || created_by == "Application Layer" ||
           (created_by.starts_with("Layer: '") && created_by.find("', Created by buildpack: ") != created_by.npos);
}

} // namespace

std::uint32_t layers_below(const ImageRecord& image, std::uint32_t rows) {
    std::uint32_t layers = 0;
    for (std::uint32_t i = 0; i < image.layers.size(); i++)
        if (image.layers[i].history < rows) layers = i + 1;
    return layers;
}

std::optional<std::int64_t> gap_before(const std::vector<HistoryRow>& history, std::uint32_t row) {
    const auto before = time_of(history[row - 1]);
    const auto after = time_of(history[row]);
    if (!before || !after) return std::nullopt;
    return *after - *before;
}

std::string_view builder_of(const HistoryRow& row) {
    if (row.comment.starts_with("buildkit")) return "BuildKit";
    if (row.author == "kaniko") return "kaniko";
    if (row.author == "ko") return "ko";
    if (row.author == "Jib") return "Jib";
    if (is_of_buildpacks(row.created_by)) return buildpacks;
    const bool shell = shell_length(row.created_by) > 0 || row.created_by.starts_with('|');
    return shell ? "the classic builder" : "";
}

} // namespace strata
