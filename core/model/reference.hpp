// An image reference: repository, tag and digest, with docker's rules for what people may leave out.
#pragma once

#include "core/base/result.hpp"
#include "core/model/digest.hpp"

#include <string>
#include <string_view>

namespace strata {

struct Reference {
    std::string repository; ///< as docker shows it: "nginx", "ghcr.io/a/b"; never with "docker.io/library/"; "" for a
                            ///< bare tag, as OCI layouts have it
    std::string tag;        ///< "" when there is none
    Digest digest;

    /// "repository[:tag][@digest]"; a tag without a repository stands alone: "latest".
    [[nodiscard]] std::string text() const;
    friend bool operator==(const Reference&, const Reference&) = default;
};

/// Reads a reference and shortens it to docker's familiar form (distribution/reference, `FamiliarString`):
/// "docker.io/library/nginx:1" is "nginx:1". The tag stays empty when none is written.
[[nodiscard]] Result<Reference> parse_reference(std::string_view text);

/// The same for a name that an archive carries: one that breaks the grammar is kept as it is written, so that it can be
/// shown.
[[nodiscard]] Reference read_reference(std::string_view text);

} // namespace strata
