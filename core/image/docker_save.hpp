// manifest.json as a list: the archives of docker save since 1.10, podman, kaniko, crane, jib, bazel, nix and BuildKit.
#pragma once

#include "core/image/draft.hpp"

namespace strata {

/// Whether `root` is such a list, and not some other JSON of that name.
[[nodiscard]] bool is_docker_manifest(JsonValue root);

/// Entries with the same config and layers are one image with the names of all. An entry that can't be read is a
/// problem (moby, image/tarexport).
[[nodiscard]] Drafts list_docker_save(Documents& documents, const Document& manifest);

/// The names of docker save before 1.10, a `repositories` file or folders with `json`, `VERSION` and `layer.tar`, each
/// a layer that knows its parent.
[[nodiscard]] bool has_legacy_folders(const Documents& documents);
[[nodiscard]] Drafts list_legacy_save(Documents& documents);

} // namespace strata
