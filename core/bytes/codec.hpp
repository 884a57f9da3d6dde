// One packed format, unpacked step by step; what Decompressor drives.
#pragma once

#include "core/base/limits.hpp"
#include "core/base/result.hpp"
#include "core/model/layer.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace strata {

/// Stored bytes on their way into a codec.
struct StoredInput {
    std::span<const std::byte> bytes; ///< at hand, not used yet
    std::uint64_t offset = 0;         ///< of bytes[0] in the stored stream
    bool ended = false;               ///< nothing follows `bytes`

    void drop(std::size_t count) {
        bytes = bytes.subspan(count);
        offset += count;
    }
};

/// What is found on the way beside the bytes.
struct UnpackNotes {
    std::uint64_t checkpoint_spacing = 0; ///< 0: leave none
    std::uint64_t first_unpacked = 0;     ///< where this pass began
    std::vector<Checkpoint> checkpoints;
    std::vector<Problem> problems;

    /// Whether a checkpoint at this offset of the unpacked stream is far enough from the last one.
    [[nodiscard]] bool wants_checkpoint(std::uint64_t unpacked_offset) const;
    /// Adds a checkpoint. Where there would be too many, leaves out every second one and doubles the spacing, so that
    /// their memory stays small however long the stream is.
    void leave(Checkpoint checkpoint);
};

/// 32 MiB of windows at most.
inline constexpr std::size_t most_checkpoints = 1024;

class Codec {
public:
    virtual ~Codec() = default;
    /// Uses stored bytes from the front of `input` and returns what they unpack to, valid until the next call. Returns
    /// nothing only when all of `input.bytes` was used; nothing at all with `input.ended` means that the stream ended
    /// where it may. Errors are sentences without the format's name: "bad CRC at byte 81920".
    [[nodiscard]] virtual Result<std::span<const std::byte>> unpack(StoredInput& input, UnpackNotes& notes) = 0;
};

/// `start`: nullptr, or the checkpoint at which the stored bytes begin.
[[nodiscard]] Result<std::unique_ptr<Codec>> make_gzip_codec(const Checkpoint* start);
[[nodiscard]] Result<std::unique_ptr<Codec>> make_zstd_codec(const Checkpoint* start, const Limits& limits);
[[nodiscard]] Result<std::unique_ptr<Codec>> make_xz_codec(const Limits& limits);
[[nodiscard]] Result<std::unique_ptr<Codec>> make_bzip2_codec();

} // namespace strata
