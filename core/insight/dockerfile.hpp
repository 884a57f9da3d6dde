// A Dockerfile that could have made an image, put together from its history.
#pragma once

#include "core/insight/base_image.hpp"
#include "core/model/layer.hpp"
#include "core/model/listing.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace strata {

/// One step. Strangers' text: make it printable, line by line, before showing it.
struct DockerfileLine {
    std::string text; ///< as a Dockerfile has it, on several lines where it needs them; "" for a step that no
                      ///< instruction is known for
    std::vector<std::string> notes; ///< what can't be known of it, without a full stop
    std::uint32_t row = no_index;   ///< of the history; no_index for FROM and for what no row tells of
    std::uint32_t layer = no_index; ///< that it made
    bool in_base = false;           ///< of the base image's own Dockerfile
};

struct Dockerfile {
    char escape = '\\'; ///< '`' for Windows, whose paths hold backslashes
    std::vector<DockerfileLine> lines;
};

enum class BaseSteps : std::uint8_t {
    hidden, ///< FROM the base image by its name; its steps are shown only where it has none that is known
    shown,  ///< as a first stage
};

/// Knows the histories of docker's classic builder, BuildKit, buildah and podman, kaniko, and Windows images. No
/// builder records the stages of a build, RUN --mount, and where in its context a COPY finds its files; docker's
/// classic builder writes hashes in place of names. Names are then taken from what the layer holds, and a note says so.
/// Settings that the configuration records and no row tells of stand at the end.
/// `layers` are those of the image, or none where they were not read.
[[nodiscard]] Dockerfile reconstruct_dockerfile(const ImageRecord& image,
                                                std::span<const std::shared_ptr<const Layer>> layers,
                                                const BaseImage& base, BaseSteps steps);

} // namespace strata
