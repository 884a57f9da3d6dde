#include "core/insight/base_recorded.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/insight/history_shape.hpp"
#include "core/model/reference.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace strata {

namespace {

using History = std::vector<HistoryRow>;

std::string_view value_of(const StringMap& map, std::string_view key) {
    const auto found = std::ranges::find(map, key, &StringMap::value_type::first);
    return found == map.end() ? std::string_view() : std::string_view(found->second);
}

/// "FROM localhost/base:1" in a comment of buildah; the ids of images between two steps name nothing.
std::string_view recorded_from(const HistoryRow& row) {
    constexpr std::string_view from = "FROM ";
    std::string_view comment = row.comment;
    if (!comment.starts_with(from)) return {};
    comment.remove_prefix(from.size());
    const bool is_id = comment.size() >= 12 && comment.find_first_not_of("0123456789abcdef") == comment.npos;
    return is_id || comment == "scratch" ? std::string_view() : comment;
}

/// buildah names the base at the first step of its own, or, when it makes one layer of all steps, at the last.
std::optional<std::uint32_t> first_row_after_from(const History& history) {
    std::optional<std::uint32_t> row;
    for (std::uint32_t i = 0; i < history.size(); i++)
        if (!recorded_from(history[i]).empty()) row = i;
    if (!row || *row + 1 != history.size()) return row;
    const auto is_step_of_the_same_build = [&](std::uint32_t at) {
        const auto gap = gap_before(history, at);
        return history[at - 1].empty_layer && history[at - 1].comment.empty() && (!gap || *gap < hour);
    };
    while (*row > 0 && is_step_of_the_same_build(*row)) --*row;
    return row;
}

/// All rows in front of the next layer's.
std::uint32_t rows_of_run_image(const ImageRecord& image, std::uint32_t layers) {
    const auto all = static_cast<std::uint32_t>(image.config.history.size());
    const std::uint32_t next = layers < image.layers.size() ? image.layers[layers].history : no_index;
    return std::min(all, next == no_index ? image.layers[layers - 1].history + 1 : next);
}

/// What the lifecycle of Cloud Native Buildpacks writes of the run image that it puts its layers on (its label
/// io.buildpacks.lifecycle.metadata: platform specification, "Run Image Metadata"). An image that was built on top with
/// something else has inherited the label: then it tells nothing of that image's base.
std::optional<BaseImage> run_image(const ImageRecord& image) {
    constexpr std::string_view label = "io.buildpacks.lifecycle.metadata";
    const auto document = parse_json(value_of(image.config.settings.labels, label));
    if (!document) return std::nullopt;
    const JsonValue metadata = document->root();
    const std::string_view top = metadata["runImage"]["topLayer"].string_or("");
    const auto found =
        std::ranges::find(image.layers, top, [](const LayerRecord& each) { return each.diff_id.text(); });
    if (found == image.layers.end()) return std::nullopt;
    const auto layers = static_cast<std::uint32_t>(found - image.layers.begin()) + 1;
    const std::uint32_t rows = found->history == no_index ? 0 : rows_of_run_image(image, layers);
    const History& history = image.config.history;
    for (std::size_t row = rows; row < history.size(); row++)
        if (const auto by = builder_of(history[row]); !by.empty() && by != buildpacks) return std::nullopt;
    std::string_view name = metadata["runImage"]["reference"].string_or("");
    // Built for a daemon it is the id of an image there, which names nothing elsewhere.
    if (name.find('/') == name.npos) name = metadata["runImage"]["image"].string_or("");
    if (name.empty()) name = metadata["stack"]["runImage"]["image"].string_or("");
    return BaseImage{.evidence = BaseEvidence::recorded,
                     .layers = layers,
                     .rows = rows,
                     .name = std::string(name),
                     .digest = "",
                     .name_is_guess = false,
                     .reason = text("by label ", label)};
}

std::optional<BaseImage> by_comment(const ImageRecord& image) {
    const History& history = image.config.history;
    const auto row = first_row_after_from(history);
    if (!row) return std::nullopt;
    std::string_view name;
    for (const HistoryRow& step : history)
        if (const std::string_view from = recorded_from(step); !from.empty()) name = from;
    return BaseImage{.evidence = BaseEvidence::recorded,
                     .layers = layers_below(image, *row),
                     .rows = *row,
                     .name = std::string(name),
                     .digest = "",
                     .name_is_guess = false,
                     .reason = text("by the history's comment \"FROM ", name, '"')};
}

/// "alpine:latest" of "docker.io/library/alpine".
std::string whole_name(std::string_view name) {
    Reference reference = read_reference(name);
    if (reference.tag.empty() && !reference.digest) reference.tag = "latest";
    return reference.text();
}

} // namespace

RecordedName recorded_base_name(const ImageRecord& image) {
    constexpr std::string_view name = "org.opencontainers.image.base.name";
    constexpr std::string_view digest = "org.opencontainers.image.base.digest";
    const RecordedName by_annotation{.name = std::string(value_of(image.annotations, name)),
                                     .digest = std::string(value_of(image.annotations, digest)),
                                     .from = "annotation"};
    const StringMap& labels = image.config.settings.labels;
    RecordedName by_label{
        .name = std::string(value_of(labels, name)), .digest = std::string(value_of(labels, digest)), .from = "label"};
    const bool annotated = !by_annotation.name.empty() || (by_label.name.empty() && !by_annotation.digest.empty());
    return annotated ? by_annotation : by_label;
}

bool is_same_name(std::string_view a, std::string_view b) { return whole_name(a) == whole_name(b); }

std::optional<BaseImage> recorded_base(const ImageRecord& image) {
    auto base = run_image(image);
    return base ? base : by_comment(image);
}

} // namespace strata
