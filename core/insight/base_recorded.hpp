// What builders wrote down of the image that theirs was built on.
#pragma once

#include "core/insight/base_image.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace strata {

/// What OCI's annotations `org.opencontainers.image.base.name` and `.digest` say, else the labels of that name. They do
/// not tell where the base ends.
struct RecordedName {
    std::string name;      ///< "docker.io/library/alpine:3.19"; "" for none
    std::string digest;    ///< from where the name is; "" for none
    std::string_view from; ///< "annotation", "label"
};
[[nodiscard]] RecordedName recorded_base_name(const ImageRecord& image);

/// Whether two names mean the same image: "docker.io/library/alpine" is "alpine:latest".
[[nodiscard]] bool is_same_name(std::string_view a, std::string_view b);

/// The base that a builder wrote down together with where it ends: the lifecycle of buildpacks in its label, buildah
/// and podman in comments of the history; nullopt where none did.
[[nodiscard]] std::optional<BaseImage> recorded_base(const ImageRecord& image);

} // namespace strata
