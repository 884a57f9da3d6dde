#include "core/image/verify.hpp"

#include "core/base/text.hpp"
#include "core/bytes/hash.hpp"

#include <algorithm>
#include <span>

namespace strata {

namespace {

Check compare(std::string part, std::string what, std::string expected, std::string found) {
    const CheckResult result = expected.empty()    ? CheckResult::unchecked
                               : expected == found ? CheckResult::right
                                                   : CheckResult::wrong;
    return {std::move(part), std::move(what), result, std::move(expected), std::move(found)};
}

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
    if (digest) checks.push_back(compare(std::string(part), "digest", digest.text(), found()));
    if (stated->size > 0)
        checks.push_back(compare(std::string(part), "size", text(stated->size), text(document.size())));
}

/// What is the case with a layer that was not read to its end.
CheckResult reason(const LayerRecord& record) {
    switch (record.state) {
    case BlobState::present: return CheckResult::damaged;
    case BlobState::missing: return CheckResult::missing;
    case BlobState::foreign:
    case BlobState::encrypted: break;
    }
    return CheckResult::unchecked;
}

void check_layer(std::size_t index, const LayerRecord& record, const Layer& layer, std::vector<Check>& checks) {
    const std::string part = text("layer ", index + 1);
    const Descriptor& stated = record.descriptor;
    const auto add = [&](std::string_view what, std::string expected, std::string found) {
        if (expected.empty()) return;
        checks.push_back(compare(part, std::string(what), std::move(expected), std::move(found)));
        if (checks.back().found.empty()) checks.back().result = reason(record);
    };
    const bool present = record.state == BlobState::present;
    if (stated.size > 0) add("size", text(stated.size), present ? text(record.stored_size) : std::string());
    add("digest", stated.digest.text(), layer.blob_digest.text());
    add("diff_id", record.diff_id.text(), layer.diff_id.text());
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
    for (std::size_t i = 0; i < inspection.layers.size(); i++)
        check_layer(i, image.layers[i], *inspection.layers[i], checks);
    return checks;
}

bool all_right(const std::vector<Check>& checks) {
    return std::ranges::all_of(checks, [](const Check& check) {
        return check.result == CheckResult::right || check.result == CheckResult::unchecked;
    });
}

} // namespace strata
