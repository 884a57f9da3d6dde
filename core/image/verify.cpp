#include "core/image/verify.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/bytes/hash.hpp"

#include <algorithm>
#include <iterator>
#include <span>

namespace strata {

namespace {

Check compare_document(std::string part, const Digest& expected, std::string_view document) {
    const Digest found = digest_of(std::as_bytes(std::span(document)), expected.algorithm);
    return make_check(std::move(part), "digest", expected.text(), found.text());
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
        checks.push_back(make_check("config", "size", text(*size), text(image.config.document.size())));
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
        std::ranges::move(
            check_layer(i, image.layers[i],
                        {.blob = inspection.layers[i]->blob_digest, .diff_id = inspection.layers[i]->diff_id}),
            std::back_inserter(checks));
    return checks;
}

} // namespace strata
