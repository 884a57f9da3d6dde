#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/image/draft.hpp"
#include "core/image/history.hpp"
#include "core/image/layer_blobs.hpp"
#include "core/image/read_config.hpp"

#include <algorithm>
#include <utility>

namespace strata {

namespace {

void add(std::vector<Problem>& problems, std::vector<Problem> more) {
    std::ranges::move(more, std::back_inserter(problems));
}

std::string config_name(const Draft& draft) {
    return draft.config_name.empty() ? std::string("config") : text("config ", quote(draft.config_name));
}

/// Reads the config of `draft` into its image; what is wrong with it becomes a problem there.
Draft read_image_config(Documents& documents, Draft draft) {
    ImageRecord& image = draft.image;
    image.config_digest = draft.config_digest;
    const bool has_config = draft.config != no_member || !draft.config_data.empty();
    image.stated_config = StatedDocument{draft.config_digest, draft.config_size, has_config};
    if (!has_config) {
        image.available = false;
        image.problems.push_back({Severity::error, draft.config_name.empty()
                                                       ? std::string("the manifest names no config")
                                                       : config_name(draft) + " is not in the archive"});
        return draft;
    }
    auto document =
        draft.config != no_member ? documents.read(draft.config) : documents.parse(std::move(draft.config_data));
    if (!document) {
        image.problems.push_back(
            {Severity::error, text(config_name(draft), ": ", std::move(document).error().message)});
        return draft;
    }
    if (const auto byte = document->json.first_bad_byte())
        image.problems.push_back({Severity::warning, text(config_name(draft), ": byte ", *byte,
                                                          " is no UTF-8; such bytes are shown as U+FFFD")});
    if (draft.config_digest.algorithm == DigestAlgorithm::sha256 && draft.config_digest != document->digest)
        image.problems.push_back({Severity::warning, text(config_name(draft), " does not match its digest: it has ",
                                                          document->digest.text())});
    image.config_digest = document->digest;
    ReadConfig read = read_config(document->json.root(), documents.limits());
    add(image.problems, std::move(read.problems));
    image.config = std::move(read.config);
    image.config.document = std::move(document->bytes);
    return draft;
}

/// The config knows the platform best; the index may know the variant.
Platform merged_platform(const Platform& config, const Platform& index) {
    if (config.os.empty() && config.architecture.empty()) return index;
    Platform out = config;
    const bool same = config.os == index.os && config.architecture == index.architecture;
    if (same && out.variant.empty()) out.variant = index.variant;
    if (same && out.os_version.empty()) out.os_version = index.os_version;
    return out;
}

void align(ImageRecord& image) {
    AlignedHistory aligned = align_history(image.config.history, image.layers.size());
    for (std::size_t i = 0; i < image.layers.size(); i++) image.layers[i].history = aligned.rows[i];
    if (aligned.fit != HistoryFit::guessed) return;
    const auto marked =
        std::ranges::count_if(image.config.history, [](const HistoryRow& row) { return !row.empty_layer; });
    image.problems.push_back(
        {Severity::warning, text("the history has ", marked, " rows that made a layer, the image has ",
                                 image.layers.size(), " layers; which row made which is a guess")});
}

} // namespace

ImageRecord finish_image(Documents& documents, Draft draft) {
    const bool has_config = !draft.config_is_read;
    if (has_config) draft = read_image_config(documents, std::move(draft));
    ImageRecord image = std::move(draft.image);
    image.platform = merged_platform(image.config.platform, image.platform);

    LayerBlobs sniffed = sniff_layers(documents, std::move(image.layers));
    LayerBlobs spare = sniff_layers(documents, std::move(draft.other_layers));
    LayerBlobs paired = pair_layers(documents, std::move(sniffed.layers), image.config.diff_ids, spare.layers);
    image.layers = std::move(paired.layers);
    add(image.problems, std::move(sniffed.problems));
    add(image.problems, std::move(paired.problems));
    const bool aligned = !image.layers.empty() && image.layers.front().history != no_index;
    if (!aligned) align(image);
    return image;
}

} // namespace strata
