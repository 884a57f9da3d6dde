// How each tool lays an image out in its archive; used through image_builder.
#pragma once

#include "tests/kit/image_builder.hpp"

namespace strata::kit {

/// Docker before 25, with or without manifest.json.
[[nodiscard]] std::vector<TarFile> lay_out_docker_save(std::span<const ImagePlan> images, const LayoutOptions& options);
[[nodiscard]] std::vector<TarFile> lay_out_podman(std::span<const ImagePlan> images, const LayoutOptions& options);
[[nodiscard]] std::vector<TarFile> lay_out_crane(std::span<const ImagePlan> images, const LayoutOptions& options);
[[nodiscard]] std::vector<TarFile> lay_out_skopeo_dir(const ImagePlan& image, const LayoutOptions& options);
/// The layouts with `blobs/`: hybrid, containerd and oci.
[[nodiscard]] std::vector<TarFile> lay_out_blobs(std::span<const ImagePlan> images, const LayoutOptions& options);

/// "shop/api:1.0" as its repository and its tag.
struct NameParts {
    std::string repository;
    std::string tag;
};
[[nodiscard]] NameParts split_name(const std::string& name);

} // namespace strata::kit
