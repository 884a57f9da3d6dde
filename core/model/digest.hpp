// A content digest as OCI and Docker write it: an algorithm and its bytes.
#pragma once

#include "core/base/result.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace strata {

enum class DigestAlgorithm : std::uint8_t { none, sha256, sha384, sha512 };

/// Bytes a digest of this algorithm has: 32, 48, 64, or 0 for none.
[[nodiscard]] std::size_t digest_size(DigestAlgorithm algorithm);

struct Digest {
    DigestAlgorithm algorithm = DigestAlgorithm::none; ///< `none`: there is no digest
    std::array<std::uint8_t, 64> bytes{};              ///< unused bytes are zero

    explicit operator bool() const { return algorithm != DigestAlgorithm::none; }
    friend auto operator<=>(const Digest&, const Digest&) = default;

    /// "sha256:" and 64 hex digits; "" for none.
    [[nodiscard]] std::string text() const;
    /// The hex digits alone; "" for none.
    [[nodiscard]] std::string hex() const;
    /// The first 12 hex digits, as docker shortens ids; "" for none.
    [[nodiscard]] std::string short_hex() const;
};

/// Reads `algorithm:hex` by the grammar of the OCI descriptor specification; anything else is an error, path tricks
/// included.
[[nodiscard]] Result<Digest> parse_digest(std::string_view text);
/// Reads 64 bare hex digits as sha256, as skopeo's `dir:` and old archives name blobs.
[[nodiscard]] Result<Digest> parse_bare_sha256(std::string_view hex);

/// Identity of a file's bytes within Strata (XXH3, 128 bits); all zero means "not hashed".
struct ContentHash {
    std::uint64_t low = 0;
    std::uint64_t high = 0;

    explicit operator bool() const { return (low | high) != 0; }
    friend auto operator<=>(const ContentHash&, const ContentHash&) = default;
};

} // namespace strata
