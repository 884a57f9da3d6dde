#include "core/bytes/hash.hpp"

#include <mbedtls/sha256.h>
#include <mbedtls/sha512.h>

namespace strata {

// The functions of mbedTLS fail only where a chip of its own computes the hash: here they can't.

struct DigestHasher::State {
    explicit State(DigestAlgorithm wanted) : algorithm(wanted) {
        mbedtls_sha256_init(&sha256);
        mbedtls_sha512_init(&sha512);
        if (algorithm == DigestAlgorithm::sha256)
            mbedtls_sha256_starts_ret(&sha256, 0);
        else
            mbedtls_sha512_starts_ret(&sha512, algorithm == DigestAlgorithm::sha384 ? 1 : 0);
    }
    ~State() {
        mbedtls_sha256_free(&sha256);
        mbedtls_sha512_free(&sha512);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    DigestAlgorithm algorithm;
    mbedtls_sha256_context sha256;
    mbedtls_sha512_context sha512;
};

DigestHasher::DigestHasher(DigestAlgorithm algorithm) : state_(std::make_unique<State>(algorithm)) {}
DigestHasher::~DigestHasher() = default;
DigestHasher::DigestHasher(DigestHasher&&) noexcept = default;
DigestHasher& DigestHasher::operator=(DigestHasher&&) noexcept = default;

void DigestHasher::update(std::span<const std::byte> bytes) {
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    switch (state_->algorithm) {
    case DigestAlgorithm::sha256: mbedtls_sha256_update_ret(&state_->sha256, data, bytes.size()); break;
    case DigestAlgorithm::sha384:
    case DigestAlgorithm::sha512: mbedtls_sha512_update_ret(&state_->sha512, data, bytes.size()); break;
    case DigestAlgorithm::none: break;
    }
}

Digest DigestHasher::finish() {
    Digest digest{.algorithm = state_->algorithm};
    // mbedTLS 2 writes all 64 bytes also where SHA-384 has 48.
    unsigned char bytes[64] = {};
    switch (state_->algorithm) {
    case DigestAlgorithm::sha256: mbedtls_sha256_finish_ret(&state_->sha256, bytes); break;
    case DigestAlgorithm::sha384:
    case DigestAlgorithm::sha512: mbedtls_sha512_finish_ret(&state_->sha512, bytes); break;
    case DigestAlgorithm::none: break;
    }
    for (std::size_t i = 0; i < digest_size(digest.algorithm); ++i) digest.bytes[i] = bytes[i];
    return digest;
}

} // namespace strata
