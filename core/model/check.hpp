// What an archive's documents say of a blob, against the blob itself.
#pragma once

#include "core/model/listing.hpp"

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

/// Right or wrong; unchecked where `expected` is "".
[[nodiscard]] Check make_check(std::string part, std::string what, std::string expected, std::string found);

/// What reading a layer to its end computed; empty where that could not be done.
struct LayerDigests {
    Digest blob;
    Digest diff_id;
};
/// Size and digest of the blob of layer `index` by its descriptor, diff_id by the config. Empty where nothing is said.
[[nodiscard]] std::vector<Check> check_layer(std::size_t index, const LayerRecord& record, const LayerDigests& found);

/// Whether nothing is wrong, missing or damaged.
[[nodiscard]] bool all_right(const std::vector<Check>& checks);
/// Whether anything could be compared at all, and is as it should be.
[[nodiscard]] bool any_right(const std::vector<Check>& checks);

} // namespace strata
