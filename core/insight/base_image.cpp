#include "core/insight/base_image.hpp"

#include "core/base/format.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/insight/base_name.hpp"
#include "core/model/instruction.hpp"

#include <algorithm>
#include <optional>

namespace strata {

namespace {

constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t first_believed_time = 978'307'200; // 2001: builds that are to be reproducible write 1970 or 1980

using History = std::vector<HistoryRow>;

std::uint32_t layers_below(const ImageRecord& image, std::uint32_t rows) {
    std::uint32_t layers = 0;
    for (std::uint32_t i = 0; i < image.layers.size(); i++)
        if (image.layers[i].history < rows) layers = i + 1;
    return layers;
}

bool same_row(const HistoryRow& a, const HistoryRow& b) {
    return a.created_by == b.created_by && a.created == b.created && a.empty_layer == b.empty_layer;
}

/// What is built FROM an image has all rows of its history; two builds of one Dockerfile may have but the layers.
bool begins_with(const History& whole, const History& front) {
    return std::ranges::mismatch(whole, front, same_row).in2 == front.end();
}

/// The rows of `base` that `image` begins with, or up to the row of its last layer of the base's.
std::uint32_t rows_of_base(const ImageRecord& image, const ImageRecord& base, std::uint32_t layers) {
    const History& own = image.config.history;
    const History& other = base.config.history;
    const auto differ = std::ranges::mismatch(own, other, same_row);
    const auto same = static_cast<std::uint32_t>(differ.in1 - own.begin());
    const std::uint32_t last = layers == 0 ? no_index : image.layers[layers - 1].history;
    return std::max(same, last == no_index ? 0 : last + 1);
}

std::string name_of(const ImageRecord& image) {
    return image.names.empty() ? image.config_digest.short_hex() : image.names.front().text();
}

std::string layers_text(std::uint32_t count) { return text(count, count == 1 ? " layer" : " layers"); }

/// The largest of the known images that `image` may be built on.
std::optional<BaseImage> base_among(const ImageRecord& image, std::span<const ImageRecord* const> known) {
    std::optional<BaseImage> found;
    for (const ImageRecord* other : known) {
        if (other == &image || other->layers.empty() || other->config_digest == image.config_digest) continue;
        const std::uint32_t common = common_layers(image, *other);
        if (common != other->layers.size() || !begins_with(image.config.history, other->config.history)) continue;
        if (common == image.layers.size() && other->config.history.size() >= image.config.history.size()) continue;
        BaseImage base{.evidence = BaseEvidence::layers,
                       .layers = common,
                       .rows = rows_of_base(image, *other, common),
                       .name = other->names.empty() ? "" : other->names.front().text(),
                       .digest = "",
                       .name_is_guess = false,
                       .reason = text("by layers: ", name_of(*other), " is the lowest ", layers_text(common))};
        if (!found || std::pair(found->layers, found->rows) < std::pair(base.layers, base.rows))
            found = std::move(base);
    }
    return found;
}

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

std::optional<std::int64_t> time_of(const HistoryRow& row) {
    const auto time = parse_time(row.created);
    if (!time || time->seconds < first_believed_time) return std::nullopt;
    return time->seconds;
}

/// Seconds from one row to the next; nullopt where either has no time that can be believed.
std::optional<std::int64_t> gap_before(const History& history, std::uint32_t row) {
    const auto before = time_of(history[row - 1]);
    const auto after = time_of(history[row]);
    if (!before || !after) return std::nullopt;
    return *after - *before;
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

constexpr std::string_view buildpacks = "buildpacks";

bool is_of_buildpacks(std::string_view created_by) {
    return created_by.starts_with("Buildpacks ") || created_by == "Application Layer" ||
           (created_by.starts_with("Layer: '") && created_by.find("', Created by buildpack: ") != created_by.npos);
}

/// "" for what no known builder writes. buildah writes as the classic builder does.
std::string_view builder_of(const HistoryRow& row) {
    if (row.comment.starts_with("buildkit")) return "BuildKit";
    if (row.author == "kaniko") return "kaniko";
    if (row.author == "ko") return "ko";
    if (row.author == "Jib") return "Jib";
    if (is_of_buildpacks(row.created_by)) return buildpacks;
    const bool shell = shell_length(row.created_by) > 0 || row.created_by.starts_with('|');
    return shell ? "the classic builder" : "";
}

/// A row that brings a whole root file system: the first layer of nearly every base.
bool is_root_file_system(const HistoryRow& row) {
    const Instruction read = read_instruction(row.created_by);
    const std::string_view words = read.arguments;
    if (read.verb == "ADD") return words.ends_with(" /") || words.ends_with(" in /");
    if (!read.verb.empty()) return false;
    const auto starts = [&](std::string_view front) { return words.starts_with(front); };
    return words.empty() || starts("# debian.sh") || starts("KIWI") || starts("apko") || starts("Apply image") ||
           starts("Install update") || starts("Created by Image Factory");
}

bool is_last_word(const HistoryRow& row) {
    const std::string_view verb = read_instruction(row.created_by).verb;
    return verb == "CMD" || verb == "ENTRYPOINT";
}

/// Judges one place between two rows of the history.
class Boundary {
public:
    Boundary(const ImageRecord& image, std::uint32_t row)
        : before_(image.config.history[row - 1]),
          after_(image.config.history[row]),
          gap_(gap_before(image.config.history, row)),
          layers_(layers_below(image, row)),
          layers_follow_(layers_ < image.layers.size()) {}

    /// Why an image may end here; "" for no reason.
    [[nodiscard]] std::string reason() const {
        if (layers_ == 0) return "";
        const std::string later = gap_ && *gap_ >= hour ? text(", made ", human_duration(*gap_), " later") : "";
        if (is_last_word(before_) && !is_last_word(after_) && ends_here())
            return text("guess: its ", read_instruction(before_.created_by).verb, " is followed by more steps", later);
        if (is_root_file_system(before_) && layers_follow_ && !is_root_file_system(after_) && !is_last_word(after_))
            return text("guess: a root file system is followed by other steps", later);
        const std::string_view builder = builder_of(after_);
        if (!builder.empty() && builder != builder_of(before_) && layers_follow_)
            return text("guess: the later steps were made by ", builder, ", those before not", later);
        return "";
    }

private:
    /// Settings behind a CMD are mostly the same Dockerfile's, and so are layers made moments later.
    [[nodiscard]] bool ends_here() const {
        return layers_follow_ ? !gap_ || *gap_ >= 10 * minute : gap_ && *gap_ >= hour;
    }

    const HistoryRow& before_;
    const HistoryRow& after_;
    std::optional<std::int64_t> gap_;
    std::uint32_t layers_;
    bool layers_follow_;
};

BaseImage guessed(const ImageRecord& image) {
    for (auto row = static_cast<std::uint32_t>(image.config.history.size()); row-- > 1;)
        if (std::string reason = Boundary(image, row).reason(); !reason.empty())
            return {.evidence = BaseEvidence::guess,
                    .layers = layers_below(image, row),
                    .rows = row,
                    .name = "",
                    .digest = "",
                    .name_is_guess = false,
                    .reason = std::move(reason)};
    return {.reason = "nothing tells where a base image ends"};
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

/// What OCI's annotations or labels say, and how that is known.
void add_recorded_name(const ImageRecord& image, BaseImage& base) {
    constexpr std::string_view name = "org.opencontainers.image.base.name";
    constexpr std::string_view digest = "org.opencontainers.image.base.digest";
    const StringMap& labels = image.config.settings.labels;
    for (const auto& [map, what] : {std::pair(&image.annotations, "annotation "), std::pair(&labels, "label ")}) {
        if (base.digest.empty()) base.digest = value_of(*map, digest);
        if (!base.name.empty() || value_of(*map, name).empty()) continue;
        base.name = value_of(*map, name);
        const std::string named = text("by ", what, name);
        base.reason = base.evidence == BaseEvidence::none ? text("named ", named, "; nothing tells where it ends")
                      : base.evidence == BaseEvidence::guess
                          ? text("named ", named, "; where it ends is a ", base.reason)
                          : text(base.reason, "; named ", named);
    }
}

} // namespace

std::uint32_t common_layers(const ImageRecord& a, const ImageRecord& b) {
    std::uint32_t count = 0;
    while (count < std::min(a.layers.size(), b.layers.size()) && a.layers[count].diff_id &&
           a.layers[count].diff_id == b.layers[count].diff_id)
        count++;
    return count;
}

BaseImage base_given(const ImageRecord& image, const ImageRecord& base) {
    const std::uint32_t common = common_layers(image, base);
    const std::string whole = common == base.layers.size() ? "" : text(" of ", base.layers.size());
    return {.evidence = BaseEvidence::layers,
            .layers = common,
            .rows = common == 0 ? 0 : rows_of_base(image, base, common),
            .name = base.names.empty() ? "" : base.names.front().text(),
            .digest = base.manifest_digest.text(),
            .name_is_guess = false,
            .reason = text("by layers: ", name_of(base), " has the lowest ", common, whole, " in common")};
}

BaseImage find_base(const ImageRecord& image, std::span<const ImageRecord* const> known) {
    const History& history = image.config.history;
    if (auto base = base_among(image, known)) {
        add_recorded_name(image, *base);
        return *std::move(base);
    }
    BaseImage base;
    if (auto recorded = run_image(image)) {
        base = *std::move(recorded);
    } else if (const auto row = first_row_after_from(history)) {
        std::string_view name;
        for (const HistoryRow& step : history)
            if (const std::string_view from = recorded_from(step); !from.empty()) name = from;
        base = {.evidence = BaseEvidence::recorded,
                .layers = layers_below(image, *row),
                .rows = *row,
                .name = std::string(name),
                .digest = "",
                .name_is_guess = false,
                .reason = text("by the history's comment \"FROM ", name, '"')};
    } else {
        base = guessed(image);
    }
    add_recorded_name(image, base);
    if (base.name.empty() && base.layers > 0) {
        base.name = guess_base_name(std::span(history).first(base.rows));
        base.name_is_guess = !base.name.empty();
    }
    return base;
}

} // namespace strata
