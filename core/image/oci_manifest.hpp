// One OCI image manifest: an image, an attestation of one, or something else.
#pragma once

#include "core/image/draft.hpp"

namespace strata {

enum class ManifestKind : std::uint8_t { image, attestation, other };

/// By its content: a config that is an image's and layers that are not all statements (image-spec, manifest.md).
[[nodiscard]] ManifestKind manifest_kind(Documents& documents, JsonValue manifest, const Descriptor& descriptor);

/// The image of a manifest whose descriptor is `descriptor`.
[[nodiscard]] Draft read_manifest(Documents& documents, Document manifest, const Descriptor& descriptor);

/// The attestation of a manifest.
[[nodiscard]] Attestation read_attestation(JsonValue manifest, const Descriptor& descriptor);

/// What the manifest of an artifact says it is: its artifactType, or its config's media type.
[[nodiscard]] std::string artifact_type(JsonValue manifest);

/// What an artifact that is no image is, for messages: "a Helm chart", "a BuildKit cache".
[[nodiscard]] std::string artifact_name(std::string_view media_type);

/// Whether a descriptor in an index says that it is an attestation (BuildKit,
/// docs/attestations/attestation-storage.md).
[[nodiscard]] bool is_attestation(const Descriptor& descriptor);

} // namespace strata
