// What the COPY and ADD of an image's layers say: from where, which sources, to what place.
#pragma once

#include "core/model/inspection.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

struct CopyStep {
    bool is_copy = false;              ///< COPY or ADD; false of all other layers, which have nothing below
    bool adds = false;                 ///< ADD, which unpacks archives and downloads
    std::optional<std::string> stage;  ///< of --from, which BuildKit does not record
    std::vector<std::string> sources;  ///< as written; none where one of them is a pattern, or a hash is recorded
    std::optional<std::string> target; ///< absolute; nullopt where its words are no words
};

/// By layer, those below `lowest` left empty.
[[nodiscard]] std::vector<CopyStep> read_copy_steps(const ImageRecord& image, std::uint32_t lowest);

/// What the step brought to `path` in the words of its own sources: "dist/app.tgz", "wheels/a.whl" of `COPY wheels
/// /tmp/req`, "https://…"; "" where that is not known.
[[nodiscard]] std::string copy_source(const CopyStep& step, std::string_view path);

/// The path as it is from the root on, "." and double slashes left out.
[[nodiscard]] std::string absolute_path(std::string_view path, std::string_view working_dir);

} // namespace strata
