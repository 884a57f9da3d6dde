#include "core/image/verify.hpp"

#include "core/base/json.hpp"
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

Check compare_document(std::string part, const Digest& expected, std::string_view document) {
    const Digest found = digest_of(std::as_bytes(std::span(document)), expected.algorithm);
    return compare(std::move(part), "digest", expected.text(), found.text());
}

/// Whether anything in the archive says what the manifest's digest is: skopeo's dir: has a manifest and no name for it.
bool states_manifest(const Listing& listing, const ImageRecord& image) {
    return image.manifest_digest &&
           (listing.kind != ArchiveKind::skopeo_dir || image.target_digest != image.manifest_digest);
}

void check_documents(const Listing& listing, const ImageRecord& image, const Limits& limits,
                     std::vector<Check>& checks) {
    if (image.manifest_document.empty()) return;
    if (states_manifest(listing, image))
        checks.push_back(compare_document("manifest", image.manifest_digest, image.manifest_document));
    const auto manifest = parse_json(image.manifest_document, limits);
    if (!manifest) return;
    const JsonValue config = manifest->root()["config"];
    const auto digest = parse_digest(config["digest"].string_or(""));
    if (!digest || image.config.document.empty()) return;
    checks.push_back(compare_document("config", *digest, image.config.document));
    if (const auto size = config["size"].unsigned_integer())
        checks.push_back(compare("config", "size", text(*size), text(image.config.document.size())));
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
    check_documents(listing, image, options.layer.limits, checks);
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
