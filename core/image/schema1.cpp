#include "core/base/base64.hpp"
#include "core/base/text.hpp"
#include "core/bytes/hash.hpp"
#include "core/image/layer_blobs.hpp"
#include "core/image/oci_layout.hpp"
#include "core/image/read_config.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace strata {

namespace {

/// The gzipped tar without entries that stands for every row without a layer.
constexpr std::string_view empty_layer_digest =
    "sha256:a3ed95caeb02ffe68cdd9fd84406680ae93d633cb16422d00e8a7c22955b46d4";

/// Without padding; nullopt on any other character.
std::optional<std::string> read_base64url(std::string_view text) {
    if (!std::ranges::all_of(text, [](char c) { return base64_value(c) >= 0; })) return std::nullopt;
    return decode_base64(text);
}

/// The digest of a signed manifest is that of the text before it was signed, which the signature describes (libtrust,
/// JSON signature: formatLength bytes of the document, then formatTail).
Digest payload_digest(const Document& manifest) {
    const JsonValue signature = manifest.json.root()["signatures"][std::size_t{0}];
    const auto header_text = read_base64url(signature["protected"].string_or(""));
    if (!signature || !header_text) return manifest.digest;
    const auto header = parse_json(*header_text);
    if (!header) return manifest.digest;
    const std::uint64_t length = header->root()["formatLength"].unsigned_or(0);
    const auto tail = read_base64url(header->root()["formatTail"].string_or(""));
    if (!tail || length > manifest.bytes.size()) return manifest.digest;
    const std::string payload = manifest.bytes.substr(0, static_cast<std::size_t>(length)) + *tail;
    return digest_of(std::as_bytes(std::span(payload)));
}

} // namespace

Draft read_schema1(Documents& documents, const Document& manifest) {
    Draft draft;
    ImageRecord& image = draft.image;
    draft.config_is_read = true;
    image.manifest_digest = image.target_digest = payload_digest(manifest);
    image.manifest_media_type = "application/vnd.docker.distribution.manifest.v1+prettyjws";
    image.manifest_document = manifest.bytes;
    const JsonValue root = manifest.json.root();
    std::vector<std::string_view> blobs;
    for (const JsonValue layer : root["fsLayers"].items()) blobs.push_back(layer["blobSum"].string_or(""));
    const std::size_t granted = documents.grant_layers(blobs.size());

    ImageConfig& config = image.config;
    std::size_t at = 0;
    for (const JsonValue item : root["history"].items()) { // newest first
        if (at == granted) break;
        const std::string_view blob = blobs[at++];
        const auto compatibility = parse_json(item["v1Compatibility"].string_or(""), documents.limits());
        if (!compatibility)
            image.problems.push_back(
                {Severity::error, text("history, row ", at, ": v1Compatibility ", compatibility.error().message)});
        const JsonValue v1 = compatibility ? compatibility->root() : JsonValue();
        if (at == 1) {
            ReadConfig read = read_v1_config(v1);
            config = std::move(read.config);
            config.document = item["v1Compatibility"].string_or("");
            std::ranges::move(read.problems, std::back_inserter(image.problems));
        }
        HistoryRow row = read_v1_history(v1);
        row.empty_layer = row.empty_layer || blob == empty_layer_digest;
        if (!row.empty_layer) image.layers.push_back({.descriptor = {.digest = parse_digest(blob).value_or(Digest{})}});
        config.history.push_back(std::move(row));
    }
    if (at < blobs.size())
        image.problems.push_back(
            {Severity::error, text("the manifest has ", blobs.size(), " layers, of which ", at,
                                   " are read: its history has ", root["history"].size(), " rows")});
    std::ranges::reverse(config.history);
    std::ranges::reverse(image.layers);
    image.layers = find_members(documents, std::move(image.layers));
    image.problems.push_back(
        {Severity::note, "a schema 1 manifest: it states no diff_ids, and its config is made from its history"});
    return draft;
}

} // namespace strata
