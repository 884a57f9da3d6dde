// What docker's own commands say of an image: the JSON of inspect, the rows of history and of image ls.
#pragma once

#include "core/base/format.hpp"
#include "core/insight/docker_layer_size.hpp"
#include "core/model/listing.hpp"
#include "core/report/value.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

enum class Ids : std::uint8_t { cut, whole };       ///< 12 digits, or "sha256:" and 64
enum class Numbers : std::uint8_t { human, exact }; ///< "8.46MB" and "2 weeks ago", or bytes and times

struct DockerStyle {
    Ids ids = Ids::cut;
    Numbers numbers = Numbers::human;
    Time now; ///< for "2 weeks ago"
};

/// "8.46MB", or "8460000"; with "~" in front where the size is not exact.
[[nodiscard]] std::string shown_size(LayerSize size, Numbers numbers);
[[nodiscard]] LayerSize sum_of(std::span<const LayerSize> sizes);

/// "sha256:…" of the config, as the classic image store names images; of the manifest where there is no config.
[[nodiscard]] Digest image_id(const ImageRecord& image);
/// The digest by which a registry would know the image; empty where its manifest was only made while saving (docker's
/// classic store, 25 and later) or there is none.
[[nodiscard]] Digest registry_digest(const ImageRecord& image, ArchiveKind kind);

/// `docker image inspect` (docker 26), keys in its order. What only a daemon knows is empty: Parent, GraphDriver,
/// Metadata.
[[nodiscard]] Value docker_inspect(const ImageRecord& image, ArchiveKind kind, std::uint64_t size);

/// One row of `docker history` for each row of the config's history and each layer that no row made, newest first:
/// Comment, CreatedAt, CreatedBy, CreatedSince, ID, Size. `sizes` are those of image.layers.
[[nodiscard]] std::vector<Value> docker_history(const ImageRecord& image, std::span<const LayerSize> sizes,
                                                const DockerStyle& style);

/// The names of an image as `docker image ls` has a row for each: where there is none, one that is empty.
[[nodiscard]] std::span<const Reference> listed_names(const ImageRecord& image);

/// A row of `docker image ls`: Containers, CreatedAt, CreatedSince, Digest, ID, Repository,
/// SharedSize, Size, Tag, UniqueSize, and our own Archive, Available, Number, Platform.
struct ImageRow {
    const ImageRecord* image = nullptr;
    ArchiveKind kind = ArchiveKind::docker_archive;
    std::string_view archive; ///< as the person named it
    std::size_t number = 0;   ///< counts from 1
    LayerSize size;
};
[[nodiscard]] Value docker_image_row(const ImageRow& row, const Reference& name, const DockerStyle& style);

} // namespace strata
