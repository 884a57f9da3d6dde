// How large layers are once unpacked, found out as cheaply as it can be.
#pragma once

#include "core/insight/docker_layer_size.hpp"
#include "shell/input.hpp"

#include <map>
#include <vector>

namespace strata {

enum class SizeEffort : std::uint8_t {
    cheap, ///< read a few megabytes of an archive at most; where that does not suffice, tell the stored size
    exact, ///< read as much as it takes
};

/// Of a plain layer only the tar headers are read; a compressed one is unpacked. Each layer of an archive is measured
/// once. Cheap means 4 MiB of headers of plain layers and 32 MiB of compressed layers.
class LayerSizes {
public:
    LayerSizes(const Input& input, const Arguments& arguments, Console& console, SizeEffort effort);
    /// Of each layer of the image, bottom first.
    [[nodiscard]] std::vector<LayerSize> of(const ImageRecord& image);

private:
    LayerSize measure(const LayerRecord& layer);
    LayerSize walk_headers(const Source& blob, const LayerRecord& layer);
    LayerSize unpack(const Source& blob, const LayerRecord& layer);

    const Input& input_;
    const Limits limits_;
    Console& console_;
    std::uint64_t headers_left_; ///< bytes of headers that may still be read
    std::uint64_t packed_left_;  ///< bytes of compressed layers that may still be unpacked
    std::map<MemberIndex, LayerSize> known_;
};

} // namespace strata
