#include "core/bytes/hash.hpp"

#include <xxhash.h>

namespace strata {

struct ContentHasher::State {
    State() : xxh3(XXH3_createState()) { XXH3_128bits_reset(xxh3); }
    ~State() { XXH3_freeState(xxh3); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    XXH3_state_t* xxh3;
};

Digest digest_of(std::span<const std::byte> bytes, DigestAlgorithm algorithm) {
    DigestHasher hasher(algorithm);
    hasher.update(bytes);
    return hasher.finish();
}

ContentHasher::ContentHasher() : state_(std::make_unique<State>()) {}
ContentHasher::~ContentHasher() = default;
ContentHasher::ContentHasher(ContentHasher&&) noexcept = default;
ContentHasher& ContentHasher::operator=(ContentHasher&&) noexcept = default;

void ContentHasher::update(std::span<const std::byte> bytes) {
    XXH3_128bits_update(state_->xxh3, bytes.data(), bytes.size());
}

ContentHash ContentHasher::finish() {
    const XXH128_hash_t hash = XXH3_128bits_digest(state_->xxh3);
    XXH3_128bits_reset(state_->xxh3);
    const ContentHash content{.low = hash.low64, .high = hash.high64};
    return content ? content : ContentHash{.low = 1, .high = 0};
}

} // namespace strata
