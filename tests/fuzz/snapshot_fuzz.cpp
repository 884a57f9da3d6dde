// Snapshots from strangers: reading never crashes, and what was read writes and reads back as itself.
#include "core/model/snapshot.hpp"

#include <cstdlib>
#include <xxhash.h>

using namespace strata;

namespace {

/// The fuzzer can't guess a hash: it is made to fit.
std::string with_hash(const std::uint8_t* data, std::size_t size) {
    std::string bytes(snapshot_magic);
    bytes.append(reinterpret_cast<const char*>(data), size);
    const std::uint64_t hash = XXH3_64bits(bytes.data(), bytes.size());
    for (unsigned i = 0; i < 8; i++) bytes.push_back(static_cast<char>(hash >> (8 * i)));
    return bytes;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    (void)read_snapshot(std::as_bytes(std::span(data, size)));
    const std::string bytes = with_hash(data, size);
    if (const auto inspection = read_snapshot(std::as_bytes(std::span(bytes)))) {
        const std::string written = write_snapshot(*inspection);
        const auto again = read_snapshot(std::as_bytes(std::span(written)));
        if (!again || write_snapshot(*again) != written) std::abort();
    }
    if (const auto layer = read_layer_bytes(std::as_bytes(std::span(bytes)))) {
        for (EntryIndex i = 0; i < layer->tree.entries.size(); i++) (void)layer->tree.name(i);
        const std::string written = write_layer(*layer);
        if (read_layer_bytes(std::as_bytes(std::span(written))) != *layer) std::abort();
    }
    return 0;
}
