#include "core/image/verify.hpp"

#include "core/base/text.hpp"
#include "core/bytes/hash.hpp"

#include <algorithm>
#include <iterator>
#include <span>

namespace strata {

namespace {

void check_document(std::string_view part, const std::optional<StatedDocument>& stated, std::string_view document,
                    std::vector<Check>& checks) {
    if (!stated) return;
    const Digest& digest = stated->digest;
    if (document.empty()) {
        const CheckResult result = stated->present ? CheckResult::damaged : CheckResult::missing;
        checks.push_back({std::string(part), "digest", result, digest.text(), ""});
        return;
    }
    const auto found = [&] { return digest_of(std::as_bytes(std::span(document)), digest.algorithm).text(); };
    if (digest) checks.push_back(make_check(std::string(part), "digest", digest.text(), found()));
    if (stated->size > 0)
        checks.push_back(make_check(std::string(part), "size", text(stated->size), text(document.size())));
}

/// The row of a layer of which nothing is stated (docker before 1.10, a root file system): that is an answer too.
Check unstated(std::size_t index, const LayerRecord& record, const Digest& found) {
    CheckResult result = CheckResult::unchecked;
    if (record.state == BlobState::missing) result = CheckResult::missing;
    if (record.state == BlobState::present && !found) result = CheckResult::damaged;
    return {text("layer ", index + 1), "digest", result, "", found.text()};
}

} // namespace

std::vector<Check> verify_image(const Archive& archive, const Listing& listing, const ImageRecord& image,
                                const InspectOptions& options) {
    InspectOptions reading = options;
    reading.layer.digests = true;
    reading.layer.hashing = Hashing::none;
    std::vector<Check> checks;
    check_document("manifest", image.stated_manifest, image.manifest_document, checks);
    check_document("config", image.stated_config, image.config.document, checks);
    const Inspection inspection = inspect(archive, listing, image, reading);
    for (std::size_t i = 0; i < inspection.layers.size(); i++) {
        const Layer& layer = *inspection.layers[i];
        auto rows = check_layer(i, image.layers[i], {.blob = layer.blob_digest, .diff_id = layer.diff_id});
        if (rows.empty()) rows.push_back(unstated(i, image.layers[i], layer.blob_digest));
        std::ranges::move(rows, std::back_inserter(checks));
    }
    return checks;
}

} // namespace strata
