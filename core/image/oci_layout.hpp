// OCI manifests and indexes: layouts as folder and as tar, BuildKit, the containerd store, and what skopeo's dir:
// holds.
#pragma once

#include "core/image/draft.hpp"

namespace strata {

/// Whether `root` is an OCI or docker index, manifest, or schema 1 manifest, by its content.
[[nodiscard]] bool is_index(JsonValue root);
[[nodiscard]] bool is_manifest(JsonValue root);
[[nodiscard]] bool is_schema1(JsonValue root);

/// Everything index.json leads to (image-spec, image-layout.md): indexes in indexes, each blob once; platforms that are
/// not in the archive as images that are not available; attestations with the image they speak of; what is no image in
/// `others`. Bounded by Limits::index_depth, index_entries and images.
[[nodiscard]] Drafts list_oci_layout(Documents& documents, const Document& index);

/// What skopeo's dir: holds: `manifest` is one image or an index.
[[nodiscard]] Drafts list_skopeo_dir(Documents& documents, Document manifest);

/// An image from a schema 1 manifest (docker's registry before 1.10): config and history from its v1Compatibility
/// strings; layers that they call `throwaway`, and the well-known empty one, are no layers.
[[nodiscard]] Draft read_schema1(Documents& documents, const Document& manifest);

} // namespace strata
