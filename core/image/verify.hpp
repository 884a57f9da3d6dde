// Checks what an image's documents say of its blobs against the blobs themselves.
#pragma once

#include "core/image/inspect.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace strata {

enum class CheckResult : std::uint8_t {
    right,
    wrong,
    missing,   ///< the blob is not in the archive
    damaged,   ///< the blob can't be unpacked to its end, or the document can't be read
    unchecked, ///< nothing states it, or the blob is meant to be elsewhere or is encrypted
};

struct Check {
    std::string part; ///< "config", "manifest", "layer 3"
    std::string what; ///< "digest", "size", "diff_id"
    CheckResult result = CheckResult::unchecked;
    std::string expected; ///< as the documents say; "" where they say nothing
    std::string found;    ///< "" where it could not be told
    friend bool operator==(const Check&, const Check&) = default;
};

/// Reads every byte of every layer: digest and size of its blob by its descriptor, diff_id by the config. The manifest
/// is checked by the index and the config by the manifest or by its file name. Bottom layer first.
[[nodiscard]] std::vector<Check> verify_image(const Archive& archive, const Listing& listing, const ImageRecord& image,
                                              const InspectOptions& options);

/// Whether nothing is wrong, missing or damaged.
[[nodiscard]] bool all_right(const std::vector<Check>& checks);

} // namespace strata
