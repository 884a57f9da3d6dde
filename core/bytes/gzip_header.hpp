// The header of a gzip member (RFC 1952, section 2.3), read from pieces of any size.
#pragma once

#include "core/bytes/codec.hpp"

#include <array>

namespace strata {

class GzipHeader {
public:
    enum class Step : std::uint8_t {
        more,     ///< all input is used and the header goes on
        complete, ///< the deflate stream comes next
        foreign,  ///< not gzip: the first two bytes are not its magic number
    };
    /// Uses header bytes from the front of `input`. Fails on what RFC 1952 does not allow: another method than deflate,
    /// reserved flags, a wrong header checksum. Names and comments of any length are passed over, not kept.
    [[nodiscard]] Result<Step> read(StoredInput& input);
    /// Whether nothing of the next header was read yet.
    [[nodiscard]] bool untouched() const { return part_ == Part::complete || (part_ == Part::fixed && count_ == 0); }

private:
    enum class Part : std::uint8_t { fixed, extra_size, extra, name, comment, checksum, complete };

    Result<Step> take_fixed(std::uint8_t byte, std::uint64_t offset);
    Result<Step> take(std::uint8_t byte, std::uint64_t offset);
    void enter_next_part();
    [[nodiscard]] bool has(Part part) const;

    Part part_ = Part::fixed;
    std::uint32_t count_ = 0;      ///< bytes read of this part
    std::uint32_t extra_size_ = 0; ///< bytes of the extra field
    std::uint32_t stated_ = 0;     ///< the header's checksum as it stands there
    std::uint32_t checksum_ = 0;   ///< CRC-32 of the header so far
    std::uint8_t flags_ = 0;
};

} // namespace strata
