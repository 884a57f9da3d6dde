// Builds images in memory and lays the same image out as every tool would write it.
#pragma once

#include "core/model/config.hpp"
#include "tests/kit/packing.hpp"
#include "tests/kit/tar_writer.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace strata::kit {

/// One line of a Dockerfile: a row of the history and, where it changed files, a layer.
struct Step {
    std::string created_by;
    std::optional<std::string> layer = {}; ///< the bytes of its tar; none: a row of the history alone
    std::string created = "2026-11-02T14:03:00Z";
    std::string author = {};
    std::string comment = {};
    bool in_history = true; ///< false: a layer the history knows nothing of
};

struct ImagePlan {
    std::vector<std::string> names; ///< "shop/api:1.0", as docker shows them; none for an image saved by its id
    Platform platform = {.os = "linux", .architecture = "amd64", .variant = {}, .os_version = {}};
    std::string created = "2026-11-02T14:03:00Z";
    std::string author = {};
    ContainerSettings settings = {};
    std::vector<Step> steps = {};
    std::string config = {}; ///< the config document, instead of the one made from the above
};

/// Whose way of writing an archive.
enum class Layout : std::uint8_t {
    docker_save_v1, ///< docker before 1.10: `<id>/{VERSION,json,layer.tar}` and `repositories`; a layer for every step
    docker_save,    ///< docker 1.10 to 24: the same and manifest.json; a layer two images share is a symbolic link
    hybrid,         ///< docker 25 and later: blobs/, index.json, manifest.json with LayerSources, repositories
    containerd, ///< docker's containerd store: blobs/, an index of its own for each name, attestations, manifest.json
    oci,        ///< an OCI layout; images of one name and several platforms share an index
    skopeo_dir, ///< skopeo's dir: bare hex names and a manifest.json that is an object; the first image alone
    podman,     ///< podman and skopeo docker-archive: `<diff_id>.tar` and folders of symbolic links to them
    crane,      ///< crane and kaniko: config `sha256:<hex>`, layers `<hex>.tar.gz`
    root_filesystem, ///< docker export: the first layer of the first image, nothing else
};

struct LayoutOptions {
    Layout layout = Layout::docker_save;
    Packing layers = Packing::none;
    Packing outer = Packing::none;
    TarOptions tar = {.dialect = TarDialect::ustar}; ///< of the archive itself
};

[[nodiscard]] std::string_view name_of(Layout layout);

/// The config document that the plan asks for, with docker's keys in docker's order.
[[nodiscard]] std::string config_of(const ImagePlan& image);
/// "sha256:…" of each layer's tar, bottom first.
[[nodiscard]] std::vector<std::string> diff_ids_of(const ImagePlan& image);

/// The archive's members in the order of the tool that is imitated.
[[nodiscard]] std::vector<TarFile> lay_out(std::span<const ImagePlan> images, const LayoutOptions& options);
/// The members as one tar inside its outer compression: what would lie in the file.
[[nodiscard]] std::string build_archive(std::span<const ImagePlan> images, const LayoutOptions& options);
[[nodiscard]] std::string build_archive(const ImagePlan& image, const LayoutOptions& options);
/// The members as files below `folder`, which is made. Only files, folders and symbolic links.
void write_folder(std::span<const TarFile> files, const std::filesystem::path& folder);

} // namespace strata::kit
