#include "core/insight/base_image.hpp"

#include "core/base/text.hpp"
#include "core/insight/base_guess.hpp"
#include "core/insight/base_name.hpp"
#include "core/insight/base_recorded.hpp"

#include <algorithm>
#include <optional>

namespace strata {

namespace {

using History = std::vector<HistoryRow>;

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

bool is_named(const ImageRecord& image, const RecordedName& named) {
    if (!named.digest.empty() &&
        (image.manifest_digest.text() == named.digest || image.target_digest.text() == named.digest))
        return true;
    const auto is_name = [&](const Reference& each) { return is_same_name(each.text(), named.name); };
    return !named.name.empty() && std::ranges::any_of(image.names, is_name);
}

/// The largest of the known images that `image` may be built on; only what is recorded where anything is: others may
/// be built on that as well.
std::optional<BaseImage> base_among(const ImageRecord& image, std::span<const ImageRecord* const> known,
                                    const RecordedName& named) {
    std::optional<BaseImage> found;
    for (const ImageRecord* other : known) {
        if (other == &image || other->layers.empty() || other->config_digest == image.config_digest) continue;
        if ((!named.name.empty() || !named.digest.empty()) && !is_named(*other, named)) continue;
        const std::uint32_t common = common_layers(image, *other);
        if (common != other->layers.size() || !begins_with(image.config.history, other->config.history)) continue;
        if (common == image.layers.size() && other->config.history.size() >= image.config.history.size()) continue;
        BaseImage base{.evidence = BaseEvidence::layers,
                       .layers = common,
                       .rows = rows_of_base(image, *other, common),
                       .name = !named.name.empty()    ? named.name
                               : other->names.empty() ? ""
                                                      : other->names.front().text(),
                       .digest = named.digest,
                       .name_is_guess = false,
                       .reason = text("by layers: ", name_of(*other), " is the lowest ", layers_text(common))};
        if (!found || std::pair(found->layers, found->rows) < std::pair(base.layers, base.rows))
            found = std::move(base);
    }
    return found;
}

/// What annotations or labels say, and how that is known. A digest stands with the name that it was recorded with.
void add_name(const RecordedName& named, BaseImage& base) {
    if (base.name.empty() || is_same_name(base.name, named.name)) base.digest = named.digest;
    if (!base.name.empty() || named.name.empty()) return;
    base.name = named.name;
    const std::string by = text("by ", named.from, " org.opencontainers.image.base.name");
    base.reason = base.evidence == BaseEvidence::none    ? text("named ", by, "; nothing tells where it ends")
                  : base.evidence == BaseEvidence::guess ? text("named ", by, "; where it ends is a ", base.reason)
                                                         : text(base.reason, "; named ", by);
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
    const RecordedName named = recorded_base_name(image);
    if (auto base = base_among(image, known, named)) return *std::move(base);
    auto recorded = recorded_base(image);
    BaseImage base = recorded ? *std::move(recorded) : guess_base(image);
    add_name(named, base);
    if (base.name.empty() && base.layers > 0) {
        base.name = guess_base_name(std::span(image.config.history).first(base.rows));
        base.name_is_guess = !base.name.empty();
    }
    return base;
}

} // namespace strata
