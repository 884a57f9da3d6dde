// The first byte chooses the format, the second the size of the pieces; the rest is unpacked, then again from each
// checkpoint.

#include "core/bytes/checkpoints.hpp"
#include "core/bytes/unpacked_source.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace strata;

namespace {

constexpr std::uint64_t most = 2 * mebibyte;

std::string drain(Reader& reader) {
    std::string bytes;
    for (auto next = reader.next(); next && !next->empty() && bytes.size() < most; next = reader.next())
        bytes.append(reinterpret_cast<const char*>(next->data()), next->size());
    return bytes;
}

/// Without its stream's front a reader knows no checksum, so it may get further, but never to other bytes.
void require_same_start(std::string_view one, std::string_view other) {
    const std::size_t common = std::min(one.size(), other.size());
    if (one.substr(0, common) != other.substr(0, common)) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const auto compression = static_cast<Compression>(data[0] % 5);
    const std::size_t piece = 1 + data[1] * data[1];
    Limits limits;
    limits.unpacked_bytes = most;
    limits.zstd_window = limits.xz_memory = 16 * mebibyte;
    const std::string stored(reinterpret_cast<const char*>(data) + 2, size - 2);
    const auto blob = make_memory_source(stored);

    auto reader = make_decompressor(make_source_reader(*blob, 0, piece), compression, limits,
                                    {.checkpoint_spacing = 500, .start = {}});
    if (!reader) return 0;
    const std::string whole = drain(**reader);
    const auto& checkpoints = (*reader)->checkpoints();
    for (std::size_t i = 0; i < checkpoints.size(); i += 1 + checkpoints.size() / 4) {
        const std::uint64_t offset = checkpoints[i].unpacked_offset + i;
        const auto later = open_at(*blob, compression, checkpoints, offset, limits);
        if (!later) std::abort();
        require_same_start(drain(**later), std::string_view(whole).substr(std::min<std::size_t>(offset, whole.size())));
    }

    const auto unpacked = make_unpacked_source(make_memory_source(stored), compression, limits);
    if (!unpacked || unpacked->source->size() < 10) return 0;
    std::string part(10, '\0');
    const std::uint64_t offset = unpacked->source->size() - part.size();
    const auto count = unpacked->source->read_at(offset, std::as_writable_bytes(std::span(part)));
    if (count && offset < whole.size())
        require_same_start(part.substr(0, *count), std::string_view(whole).substr(offset));
    return 0;
}
