#include "core/base/text.hpp"
#include "tests/kit/layouts.hpp"

#include <nlohmann/json.hpp>
#include <set>

namespace strata::kit {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* oci_index = "application/vnd.oci.image.index.v1+json";
constexpr const char* oci_manifest = "application/vnd.oci.image.manifest.v1+json";
constexpr const char* oci_config = "application/vnd.oci.image.config.v1+json";

std::string_view suffix_of(Packing packing) {
    switch (packing) {
    case Packing::none: return "";
    case Packing::gzip:
    case Packing::gzip_members: return "+gzip";
    case Packing::zstd:
    case Packing::zstd_frames: return "+zstd";
    case Packing::xz: return "+xz";
    case Packing::bzip2: return "+bzip2";
    }
    return "";
}

/// Blobs of an OCI layout, each once, in the order in which they were put there.
class Blobs {
public:
    /// Keeps the blob and returns its descriptor.
    Json put(std::string bytes, const std::string& media_type) {
        const std::string hex = sha256_hex(bytes);
        Json descriptor = {{"mediaType", media_type}, {"digest", "sha256:" + hex}, {"size", bytes.size()}};
        if (seen_.insert(hex).second) files_.push_back(file("blobs/sha256/" + hex, std::move(bytes)));
        return descriptor;
    }
    [[nodiscard]] std::vector<TarFile> take() { return std::move(files_); }

private:
    std::vector<TarFile> files_ = {folder("blobs"), folder("blobs/sha256")};
    std::set<std::string> seen_;
};

Json platform_of(const ImagePlan& image) {
    Json platform = {{"architecture", image.platform.architecture}, {"os", image.platform.os}};
    if (!image.platform.variant.empty()) platform["variant"] = image.platform.variant;
    return platform;
}

/// One image's blobs as they stand in an archive.
struct Stored {
    Json config;
    std::vector<Json> layers;
    Json manifest; ///< its descriptor
};

Stored store(Blobs& blobs, const ImagePlan& image, Packing packing) {
    Stored stored;
    for (const Step& step : image.steps)
        if (step.layer)
            stored.layers.push_back(blobs.put(pack(*step.layer, packing),
                                              text("application/vnd.oci.image.layer.v1.tar", suffix_of(packing))));
    stored.config = blobs.put(config_of(image), oci_config);
    const Json document = {
        {"schemaVersion", 2}, {"mediaType", oci_manifest}, {"config", stored.config}, {"layers", stored.layers}};
    stored.manifest = blobs.put(document.dump(), oci_manifest);
    return stored;
}

/// BuildKit's provenance, in the form it has when it was not saved along: a descriptor without its blob.
Json absent_attestation(const Json& manifest) {
    return {
        {"mediaType", oci_manifest},
        {"digest", "sha256:" + sha256_hex("attestation of " + manifest["digest"].get<std::string>())},
        {"size", 566},
        {"annotations",
         {{"vnd.docker.reference.digest", manifest["digest"]}, {"vnd.docker.reference.type", "attestation-manifest"}}},
        {"platform", {{"architecture", "unknown"}, {"os", "unknown"}}}};
}

std::string full_name(const NameParts& name) {
    const auto slash = name.repository.find('/');
    const std::string host = name.repository.substr(0, slash == std::string::npos ? 0 : slash);
    const bool has_host = host == "localhost" || host.find_first_of(".:") != std::string::npos;
    const std::string prefix = has_host ? "" : (slash == std::string::npos ? "docker.io/library/" : "docker.io/");
    return text(prefix, name.repository, ":", name.tag);
}

/// The rows of index.json for one descriptor: one a name, or a bare one.
void add_rows(Json& rows, const Json& descriptor, const ImagePlan& image, Layout layout) {
    if (image.names.empty()) rows.push_back(descriptor);
    for (const std::string& name : image.names) {
        const NameParts parts = split_name(name);
        Json row = descriptor;
        if (layout == Layout::oci) {
            row["annotations"]["org.opencontainers.image.ref.name"] = text(parts.repository, ":", parts.tag);
        } else {
            row["annotations"]["io.containerd.image.name"] = full_name(parts);
            row["annotations"]["org.opencontainers.image.ref.name"] = parts.tag;
        }
        rows.push_back(std::move(row));
    }
}

Json manifest_row(const ImagePlan& image, const Stored& stored, Layout layout) {
    const auto path = [](const Json& descriptor) {
        return "blobs/sha256/" + descriptor["digest"].get<std::string>().substr(7);
    };
    Json row = {{"Config", path(stored.config)}};
    row["RepoTags"] = image.names.empty() ? Json(nullptr) : Json(image.names);
    row["Layers"] = stored.layers.empty() ? Json(nullptr) : Json::array();
    for (const Json& layer : stored.layers) row["Layers"].push_back(path(layer));
    if (layout == Layout::hybrid) {
        const auto diff_ids = diff_ids_of(image);
        for (std::size_t at = 0; at < stored.layers.size(); ++at) row["LayerSources"][diff_ids[at]] = stored.layers[at];
    }
    return row;
}

/// The end of the run of images that share their names, hence an index of several platforms.
std::size_t end_of_group(std::span<const ImagePlan> images, std::size_t begin) {
    std::size_t end = begin + 1;
    while (end < images.size() && !images[begin].names.empty() && images[end].names == images[begin].names) ++end;
    return end;
}

} // namespace

std::vector<TarFile> lay_out_blobs(std::span<const ImagePlan> images, const LayoutOptions& options) {
    Blobs blobs;
    Json rows = Json::array();
    Json manifest = Json::array();
    Json repositories = Json::object();
    const bool nested = options.layout == Layout::containerd;
    for (std::size_t begin = 0; begin < images.size();) {
        const std::size_t end = end_of_group(images, begin);
        Json children = Json::array();
        for (const ImagePlan& image : images.subspan(begin, end - begin)) {
            const Stored stored = store(blobs, image, options.layers);
            children.push_back(stored.manifest);
            if (nested || end - begin > 1) children.back()["platform"] = platform_of(image);
            if (nested) children.push_back(absent_attestation(stored.manifest));
            manifest.push_back(manifest_row(image, stored, options.layout));
            for (const std::string& name : image.names)
                repositories[split_name(name).repository][split_name(name).tag] =
                    stored.layers.empty() ? "" : stored.layers.back()["digest"].get<std::string>().substr(7);
        }
        Json target = children.front();
        if (children.size() > 1) {
            const Json index = {{"schemaVersion", 2}, {"mediaType", oci_index}, {"manifests", children}};
            target = blobs.put(index.dump(), oci_index);
        }
        add_rows(rows, target, images[begin], options.layout);
        begin = end;
    }
    std::vector<TarFile> files = blobs.take();
    const Json index = {{"schemaVersion", 2}, {"mediaType", oci_index}, {"manifests", rows}};
    files.push_back(file("index.json", index.dump()));
    if (options.layout != Layout::oci) files.push_back(file("manifest.json", manifest.dump()));
    files.push_back(file("oci-layout", R"({"imageLayoutVersion":"1.0.0"})"));
    if (options.layout == Layout::hybrid) files.push_back(file("repositories", repositories.dump() + "\n"));
    return files;
}

std::vector<TarFile> lay_out_skopeo_dir(const ImagePlan& image, const LayoutOptions& options) {
    std::vector<TarFile> files = {file("version", "Directory Transport Version: 1.1\n")};
    const auto put = [&files](std::string bytes, const std::string& media_type) {
        const std::string hex = sha256_hex(bytes);
        Json descriptor = {{"mediaType", media_type}, {"size", bytes.size()}, {"digest", "sha256:" + hex}};
        files.push_back(file(hex, std::move(bytes)));
        return descriptor;
    };
    Json document = {{"schemaVersion", 2}, {"mediaType", "application/vnd.docker.distribution.manifest.v2+json"}};
    document["config"] = put(config_of(image), "application/vnd.docker.container.image.v1+json");
    document["layers"] = Json::array();
    // Docker has one media type for layers, packed or not.
    for (const Step& step : image.steps)
        if (step.layer)
            document["layers"].push_back(
                put(pack(*step.layer, options.layers), "application/vnd.docker.image.rootfs.diff.tar.gzip"));
    files.push_back(file("manifest.json", document.dump()));
    return files;
}

} // namespace strata::kit
