#include "core/base/saturating.hpp"
#include "core/base/text.hpp"
#include "core/report/docker.hpp"
#include "core/report/text.hpp"

#include <algorithm>

namespace strata {
namespace {

constexpr std::int64_t year_2000 = 946'684'800;
constexpr std::int64_t year_1 = -62'135'596'800;
constexpr std::size_t created_by_width = 45;

std::string shown_id(const Digest& digest, Ids ids) { return ids == Ids::cut ? digest.short_hex() : digest.text(); }

/// docker says "N/A" for times that stand for none: what is before 2000 was written to make builds repeatable.
std::string since(const std::optional<Time>& time, Time now) {
    if (!time || time->seconds <= year_2000) return "N/A";
    return human_duration(now.seconds - time->seconds) + " ago";
}

/// None for Go's zero time too, which a builder writes that knows none (time.Time.IsZero).
std::optional<Time> time_of(std::string_view written) {
    const auto time = parse_time(written);
    return time && time->seconds != year_1 ? std::optional(*time) : std::nullopt;
}

Value history_row(const HistoryRow& row, std::string id, LayerSize size, const DockerStyle& style) {
    const std::optional<Time> created = time_of(row.created);
    std::string created_by = row.created_by;
    std::ranges::replace(created_by, '\t', ' ');
    if (style.ids == Ids::cut) created_by = ellipsis(created_by, created_by_width);
    const std::string created_at = format_time(created ? created->seconds : year_1);
    return Value::record({{"Comment", row.comment},
                          {"CreatedAt", created_at},
                          {"CreatedBy", std::move(created_by)},
                          {"CreatedSince", style.numbers == Numbers::human ? since(created, style.now) : created_at},
                          {"ID", std::move(id)},
                          {"Size", shown_size(size, style.numbers)}});
}

} // namespace

std::string shown_size(LayerSize size, Numbers numbers) {
    return text(size.exact ? "" : "~", numbers == Numbers::human ? docker_size(size.bytes) : text(size.bytes));
}

LayerSize sum_of(std::span<const LayerSize> sizes) {
    LayerSize sum;
    for (const LayerSize& size : sizes) {
        sum.bytes = add_saturating(sum.bytes, size.bytes);
        sum.exact = sum.exact && size.exact;
    }
    return sum;
}

std::vector<Value> docker_history(const ImageRecord& image, std::span<const LayerSize> sizes,
                                  const DockerStyle& style) {
    struct Step {
        const HistoryRow* row;
        LayerSize size;
    };
    static const HistoryRow unknown{.created_by = "<missing>", .comment = "no history for this layer"};
    const std::vector<HistoryRow>& history = image.config.history;
    std::vector<Step> steps;
    std::size_t layer = 0;
    const auto has_row = [&](std::size_t index) { return image.layers[index].history < history.size(); };
    for (std::size_t row = 0; row < history.size(); ++row) {
        // Layers without a row stand below the next layer that has one.
        for (; layer < sizes.size() && !has_row(layer); ++layer) steps.push_back({&unknown, sizes[layer]});
        Step step{&history[row], {}};
        for (; layer < sizes.size() && image.layers[layer].history == row; ++layer) step.size = sizes[layer];
        steps.push_back(step);
    }
    for (; layer < sizes.size(); ++layer) steps.push_back({&unknown, sizes[layer]});
    std::vector<Value> rows;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        // Loaded images know but their own id: those of the steps before are private to the daemon that built them.
        const std::string id = step == steps.rbegin() ? shown_id(image_id(image), style.ids) : "<missing>";
        rows.push_back(history_row(*step->row, id, step->size, style));
    }
    return rows;
}

std::span<const Reference> listed_names(const ImageRecord& image) {
    static const Reference none;
    return image.names.empty() ? std::span(&none, 1) : std::span(image.names);
}

Value docker_image_row(const ImageRow& row, const Reference& name, const DockerStyle& style) {
    const ImageRecord& image = *row.image;
    const std::optional<Time> created = time_of(image.config.created);
    const Digest digest = registry_digest(image, row.kind);
    std::string created_at = "N/A";
    if (created) {
        created_at = format_time(created->seconds);
        created_at.replace(10, 1, " ").replace(19, 1, " +0000 UTC");
    }
    return Value::record(
        {{"Archive", row.archive},
         {"Available", image.available},
         {"Containers", "N/A"},
         {"CreatedAt", created_at},
         {"CreatedSince", created ? human_duration(style.now.seconds - created->seconds) + " ago" : "N/A"},
         {"Digest", digest ? digest.text() : "<none>"},
         {"ID", shown_id(image_id(image), style.ids)},
         {"Number", static_cast<std::int64_t>(row.number)},
         {"Platform", image.platform.text()},
         {"Repository", name.repository.empty() ? std::string("<none>") : name.repository},
         {"SharedSize", "N/A"},
         {"Size", image.available ? shown_size(row.size, style.numbers) : "N/A"},
         {"Tag", name.tag.empty() ? std::string("<none>") : name.tag},
         {"UniqueSize", "N/A"}});
}

} // namespace strata
