#include "core/bytes/hash.hpp"

#include <openssl/evp.h>

namespace strata {

namespace {

const EVP_MD* evp(DigestAlgorithm algorithm) {
    switch (algorithm) {
    case DigestAlgorithm::sha256: return EVP_sha256();
    case DigestAlgorithm::sha384: return EVP_sha384();
    case DigestAlgorithm::sha512: return EVP_sha512();
    case DigestAlgorithm::none: break;
    }
    return nullptr;
}

} // namespace

struct DigestHasher::State {
    explicit State(DigestAlgorithm wanted) : algorithm(wanted), context(EVP_MD_CTX_new()) {
        if (evp(algorithm)) EVP_DigestInit_ex(context, evp(algorithm), nullptr);
    }
    ~State() { EVP_MD_CTX_free(context); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    DigestAlgorithm algorithm;
    EVP_MD_CTX* context;
};

DigestHasher::DigestHasher(DigestAlgorithm algorithm) : state_(std::make_unique<State>(algorithm)) {}
DigestHasher::~DigestHasher() = default;
DigestHasher::DigestHasher(DigestHasher&&) noexcept = default;
DigestHasher& DigestHasher::operator=(DigestHasher&&) noexcept = default;

void DigestHasher::update(std::span<const std::byte> bytes) {
    if (state_->algorithm != DigestAlgorithm::none) EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
}

Digest DigestHasher::finish() {
    Digest digest{.algorithm = state_->algorithm};
    if (digest) EVP_DigestFinal_ex(state_->context, digest.bytes.data(), nullptr);
    return digest;
}

} // namespace strata
