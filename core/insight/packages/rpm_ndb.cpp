#include "core/base/text.hpp"
#include "core/bytes/fields_at.hpp"
#include "core/insight/packages/parsers.hpp"
#include "core/insight/packages/rpm_header.hpp"

namespace strata {

// rpm, lib/backend/ndb/rpmpkg.c: pages of slots, each of which says where in the file the blob of a package lies. All
// numbers are little-endian.
FileFacts parse_rpm_ndb(std::string_view bytes, std::string_view, const Limits& limits) {
    constexpr std::uint64_t page = 4096, slot_bytes = 16, block = 16, first_slot = 2, blob_head = 16;
    constexpr std::string_view file_magic = "RpmP", slot_magic = "Slot", blob_magic = "BlbS";
    Gathered gathered(limits);
    if (!bytes.starts_with(file_magic)) {
        gathered.damaged("it is none of rpm's databases");
        return gathered.take();
    }
    std::uint64_t left = bytes.size(); // blobs of a damaged file may lie over each other
    const std::uint64_t slots = little_at<std::uint32_t>(bytes, 12) * (page / slot_bytes);
    if (slots * slot_bytes > bytes.size()) gathered.damaged(text("it breaks off at byte ", bytes.size()));
    for (std::uint64_t i = first_slot; i < slots && (i + 1) * slot_bytes <= bytes.size(); i++) {
        const std::string_view slot = bytes_at(bytes, i * slot_bytes, slot_bytes);
        const std::uint32_t package = little_at<std::uint32_t>(slot, 4);
        if (!slot.starts_with(slot_magic)) {
            gathered.damaged(text("its slot ", i, " is none"));
            continue;
        }
        if (package == 0) continue;
        const std::uint64_t at = little_at<std::uint32_t>(slot, 8) * block;
        const std::string_view head = bytes_at(bytes, at, blob_head);
        if (!head.starts_with(blob_magic) || little_at<std::uint32_t>(head, 4) != package) {
            gathered.damaged(text("its package ", package, " is not at byte ", at));
            continue;
        }
        const std::string_view blob = bytes_at(bytes, at + blob_head, little_at<std::uint32_t>(head, 12));
        if (blob.size() > left) {
            gathered.damaged("its packages lie over each other");
            break;
        }
        left -= blob.size();
        read_rpm_header(blob, gathered);
    }
    return gathered.take();
}

} // namespace strata
