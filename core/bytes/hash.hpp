// Hashes of streams: digests as documents state them, and the quick hash by which Strata tells files apart.
#pragma once

#include "core/model/digest.hpp"

#include <cstddef>
#include <memory>
#include <span>

namespace strata {

/// SHA-256, SHA-384 or SHA-512 of bytes as they pass.
class DigestHasher {
public:
    explicit DigestHasher(DigestAlgorithm algorithm = DigestAlgorithm::sha256);
    ~DigestHasher();
    DigestHasher(DigestHasher&&) noexcept;
    DigestHasher& operator=(DigestHasher&&) noexcept;

    void update(std::span<const std::byte> bytes);
    /// Of all bytes so far; call it once, last. Empty for DigestAlgorithm::none.
    [[nodiscard]] Digest finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The digest of bytes that are all there.
[[nodiscard]] Digest digest_of(std::span<const std::byte> bytes, DigestAlgorithm algorithm = DigestAlgorithm::sha256);

/// XXH3, 128 bits, of one file after the other.
class ContentHasher {
public:
    ContentHasher();
    ~ContentHasher();
    ContentHasher(ContentHasher&&) noexcept;
    ContentHasher& operator=(ContentHasher&&) noexcept;

    void update(std::span<const std::byte> bytes);
    /// The hash of the bytes since the last finish; never all zero, which means "not hashed".
    [[nodiscard]] ContentHash finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace strata
