// A tar of images as an Archive, indexed once by seeking from header to header.
#pragma once

#include "core/archive/archive.hpp"
#include "core/base/limits.hpp"

#include <memory>
#include <vector>

namespace strata {

/// A tar's bytes, and those of the file it lies in.
struct TarBytes {
    std::unique_ptr<Source> stored;   ///< the file as it is
    std::unique_ptr<Source> unpacked; ///< what is inside when it is packed; may read from `stored`
    Compression outer = Compression::none;
    std::vector<Problem> problems; ///< of unpacking

    [[nodiscard]] const Source& tar() const { return unpacked ? *unpacked : *stored; }
};

/// Indexes the tar. Where it breaks off or is damaged, what came before is kept and there is a problem; without any
/// entry before, it is an error.
[[nodiscard]] Result<std::unique_ptr<Archive>> open_tar(TarBytes bytes, const Limits& limits = {});

} // namespace strata
