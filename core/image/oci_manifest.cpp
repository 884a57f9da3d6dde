#include "core/image/oci_manifest.hpp"

#include "core/base/base64.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/image/layer_blobs.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace strata {

namespace {

constexpr std::string_view reference_type = "vnd.docker.reference.type";
constexpr std::string_view predicate_type = "in-toto.io/predicate-type";

bool is_image_config(std::string_view media_type) {
    return media_type == "application/vnd.oci.image.config.v1+json" ||
           media_type == "application/vnd.docker.container.image.v1+json";
}

bool is_statement(JsonValue layer) {
    const std::string_view media_type = layer["mediaType"].string_or("");
    return media_type.starts_with("application/vnd.in-toto") || layer["annotations"][predicate_type];
}

/// Whether the layers can be none of an image: cosign's signatures hide behind an image's config.
bool has_only_json(JsonValue layers) {
    if (layers.size() == 0) return false;
    return std::ranges::all_of(layers.items().begin(), layers.items().end(),
                               [](JsonValue layer) { return layer["mediaType"].string_or("").ends_with("json"); });
}

} // namespace

bool is_attestation(const Descriptor& descriptor) {
    return std::ranges::any_of(descriptor.annotations, [](const auto& annotation) {
        return annotation.first == reference_type && annotation.second == "attestation-manifest";
    });
}

ManifestKind manifest_kind(Documents& documents, JsonValue manifest, const Descriptor& descriptor) {
    const JsonValue layers = manifest["layers"];
    const auto all = layers.items();
    if (is_attestation(descriptor)) return ManifestKind::attestation;
    if (layers.size() > 0 && std::ranges::all_of(all.begin(), all.end(), is_statement))
        return ManifestKind::attestation;
    if (has_only_json(layers)) return ManifestKind::other;
    const std::string_view config_type = manifest["config"]["mediaType"].string_or("");
    if (is_image_config(config_type)) return ManifestKind::image;
    // Builders write odd media types: what the config is decides. WebAssembly images are images too.
    const auto config = read_described(documents, read_descriptor(manifest["config"]), inline_data(manifest["config"]));
    if (!config && config_type.empty()) return ManifestKind::image;
    if (!config) return ManifestKind::other;
    return config->json.root()["rootfs"]["diff_ids"].is(JsonKind::array) ? ManifestKind::image : ManifestKind::other;
}

Draft read_manifest(Documents& documents, Document manifest, const Descriptor& descriptor) {
    Draft draft;
    ImageRecord& image = draft.image;
    const JsonValue root = manifest.json.root();
    image.manifest_digest = descriptor.digest ? descriptor.digest : manifest.digest;
    image.target_digest = image.manifest_digest;
    image.manifest_media_type = root["mediaType"].string_or(descriptor.media_type);
    image.annotations = read_string_map(root["annotations"]);
    std::set<std::string> known;
    for (const auto& [key, value] : image.annotations) known.insert(key);
    for (const auto& annotation : descriptor.annotations)
        if (!known.contains(annotation.first)) image.annotations.push_back(annotation);
    if (descriptor.platform) image.platform = *descriptor.platform;
    if (const Digest& stated = descriptor.digest;
        stated.algorithm == DigestAlgorithm::sha256 && stated != manifest.digest)
        image.problems.push_back({Severity::warning, text("the manifest does not match its digest ", stated.text(),
                                                          ": it has ", manifest.digest.text())});
    if (descriptor.digest) image.stated_manifest = StatedDocument{descriptor.digest, descriptor.size, true};
    draft.config_digest = read_descriptor(root["config"]).digest;
    draft.config_size = root["config"]["size"].unsigned_or(0);
    draft.config_name = root["config"]["digest"].string_or("");
    if (const auto member = documents.find_blob(draft.config_digest))
        draft.config = *member;
    else
        draft.config_data = decode_base64(inline_data(root["config"]));
    const JsonValue layers = root["layers"];
    if (layers && !layers.is(JsonKind::array))
        image.problems.push_back(
            {Severity::error, text("the manifest's layers are ", json_kind_name(layers.kind()), ", not a list")});
    const std::size_t granted = documents.grant_layers(layers.size());
    if (granted < layers.size())
        image.problems.push_back(
            {Severity::error, text("the manifest has ", layers.size(), " layers, of which ", granted, " are read")});
    for (const JsonValue item : layers.items()) {
        if (image.layers.size() == granted) break;
        LayerRecord layer;
        layer.descriptor = read_descriptor(item);
        if (!layer.descriptor.digest) {
            const auto digest = parse_digest(item["digest"].string_or(""));
            image.problems.push_back(
                {Severity::error, text("layer ", image.layers.size() + 1, ": ", digest ? "" : digest.error().message)});
        }
        image.layers.push_back(std::move(layer));
    }
    image.layers = find_members(documents, std::move(image.layers));
    for (std::size_t at = 0; at < image.layers.size(); at++)
        if (image.layers[at].member == no_member && !inline_data(layers[at]).empty())
            image.problems.push_back(
                {Severity::warning,
                 text("layer ", at + 1,
                      ": the manifest itself has its bytes (\"data\"), which are not read from there")});
    image.manifest_document = std::move(manifest.bytes);
    return draft;
}

Attestation read_attestation(JsonValue manifest, const Descriptor& descriptor) {
    Attestation attestation{.manifest = descriptor, .present = true};
    std::set<std::string_view> known;
    for (const JsonValue layer : manifest["layers"].items()) {
        attestation.statements.push_back(read_descriptor(layer));
        const std::string_view type = layer["annotations"][predicate_type].string_or("");
        if (!type.empty() && known.insert(type).second) attestation.predicates.emplace_back(type);
    }
    return attestation;
}

std::string artifact_type(JsonValue manifest) {
    const std::string_view type = manifest["artifactType"].string_or("");
    if (!type.empty()) return std::string(type);
    const JsonValue first = manifest["layers"][std::size_t{0}];
    const std::string_view config = manifest["config"]["mediaType"].string_or("");
    const bool says_nothing = is_image_config(config) || config == "application/vnd.oci.empty.v1+json";
    return std::string(says_nothing ? first["mediaType"].string_or(config) : config);
}

std::string artifact_name(std::string_view media_type) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> known = {
        {{"helm", "a Helm chart"},
         {"buildkit.cacheconfig", "a BuildKit cache"},
         {"cosign", "a cosign signature"},
         {"in-toto", "an attestation"},
         {"sigstore", "a Sigstore bundle"},
         {"wasm", "a WebAssembly module"},
         {"spdx", "a software bill of materials"},
         {"cyclonedx", "a software bill of materials"}}};
    for (const auto& [part, name] : known)
        if (media_type.find(part) != media_type.npos) return text(name, " (", quote(media_type), ")");
    return media_type.empty() ? std::string("an artifact of no stated type")
                              : text("an artifact (", quote(media_type), ")");
}

} // namespace strata
