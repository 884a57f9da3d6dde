// The 32 KiB before a checkpoint, deflated as a Checkpoint keeps them.
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

struct libdeflate_compressor;

namespace strata {

/// Deflates windows; makes what it needs for that once.
class WindowPacker {
public:
    /// `window` as a raw DEFLATE stream, whatever its bytes; "" when there is no memory for it.
    [[nodiscard]] std::string pack(std::span<const std::uint8_t> window);

private:
    struct Free {
        void operator()(libdeflate_compressor* compressor) const;
    };
    std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

/// The window that WindowPacker packed: at most Inflate::window bytes. Fails where it is damaged or has more.
[[nodiscard]] Result<std::vector<std::uint8_t>> unpack_window(const std::string& packed);

} // namespace strata
