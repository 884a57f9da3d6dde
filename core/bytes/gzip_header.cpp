#include "core/bytes/gzip_header.hpp"

#include "core/base/text.hpp"
#include "core/bytes/crc32.hpp"

namespace strata {

namespace {

constexpr std::uint8_t has_checksum = 2, has_extra = 4, has_name = 8, has_comment = 16, reserved = 0xe0;
constexpr std::uint32_t fixed_size = 10;

} // namespace

Result<GzipHeader::Step> GzipHeader::read(StoredInput& input) {
    if (part_ == Part::complete) *this = {};
    while (!input.bytes.empty()) {
        const auto byte = static_cast<std::uint8_t>(input.bytes.front());
        const Step step = TRY(take(byte, input.offset));
        if (step == Step::foreign) return step;
        input.drop(1);
        if (step == Step::complete) return step;
    }
    return Step::more;
}

Result<GzipHeader::Step> GzipHeader::take(std::uint8_t byte, std::uint64_t offset) {
    if (part_ != Part::checksum) checksum_ = crc32(checksum_, std::as_bytes(std::span(&byte, 1)));
    count_++;
    switch (part_) {
    case Part::fixed: return take_fixed(byte, offset);
    case Part::extra_size:
        extra_size_ |= static_cast<std::uint32_t>(byte) << (8 * (count_ - 1));
        if (count_ == 2) enter_next_part();
        if (part_ == Part::extra && extra_size_ == 0) enter_next_part();
        break;
    case Part::extra:
        if (count_ == extra_size_) enter_next_part();
        break;
    case Part::name:
    case Part::comment:
        if (byte == 0) enter_next_part();
        break;
    case Part::checksum:
        stated_ |= static_cast<std::uint32_t>(byte) << (8 * (count_ - 1));
        if (count_ < 2) break;
        if (stated_ != (checksum_ & 0xffff)) return fail(text("bad header checksum at byte ", offset - 1));
        enter_next_part();
        break;
    case Part::complete: break;
    }
    return part_ == Part::complete ? Step::complete : Step::more;
}

Result<GzipHeader::Step> GzipHeader::take_fixed(std::uint8_t byte, std::uint64_t offset) {
    if ((count_ == 1 && byte != 0x1f) || (count_ == 2 && byte != 0x8b)) return Step::foreign;
    if (count_ == 3 && byte != 8) return fail(text("unknown compression method ", byte, " at byte ", offset));
    if (count_ == 4) flags_ = byte;
    if (count_ == 4 && (flags_ & reserved) != 0) return fail(text("unknown header flags at byte ", offset));
    if (count_ == fixed_size) enter_next_part();
    return part_ == Part::complete ? Step::complete : Step::more;
}

void GzipHeader::enter_next_part() {
    count_ = 0;
    do {
        part_ = static_cast<Part>(static_cast<int>(part_) + 1);
    } while (!has(part_));
}

bool GzipHeader::has(Part part) const {
    switch (part) {
    case Part::extra_size:
    case Part::extra: return (flags_ & has_extra) != 0;
    case Part::name: return (flags_ & has_name) != 0;
    case Part::comment: return (flags_ & has_comment) != 0;
    case Part::checksum: return (flags_ & has_checksum) != 0;
    default: return true;
    }
}

} // namespace strata
