#include "core/image/layer_stream.hpp"

#include "core/bytes/checkpoints.hpp"
#include "core/bytes/decompress.hpp"

#include <array>

namespace strata {

Compression sniff_blob(const Source& blob) {
    std::array<std::byte, sniff_bytes> head{};
    return sniff(std::span(head).first(blob.read_at(0, head).value_or(0)));
}

Result<std::unique_ptr<Reader>> open_tar_at(const Source& blob, std::span<const Checkpoint> checkpoints,
                                            std::uint64_t offset, std::size_t slice, const Limits& limits) {
    const Compression compression = sniff_blob(blob);
    if (compression == Compression::none) return make_source_reader(blob, offset, slice);
    return open_at(blob, compression, checkpoints, offset, limits);
}

} // namespace strata
