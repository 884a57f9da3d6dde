#include "core/tree/compare_entries.hpp"

namespace strata {

namespace {

constexpr Comparison other_content{Change::content, false};
constexpr Comparison unknown_content{Change::content, true};

bool same_time(const Entry& a, const Entry& b) {
    return a.mtime == b.mtime &&
           (a.mtime_nanoseconds == b.mtime_nanoseconds || a.mtime_nanoseconds == 0 || b.mtime_nanoseconds == 0);
}

bool same_metadata(Version a, Version b) {
    return a.entry.mode == b.entry.mode && same_ids(a.tree.owner(a.entry), b.tree.owner(b.entry)) &&
           same_time(a.entry, b.entry) && a.tree.extra(a.entry).xattrs == b.tree.extra(b.entry).xattrs;
}

bool same_device(Version a, Version b) {
    const Extra& extra_a = a.tree.extra(a.entry);
    const Extra& extra_b = b.tree.extra(b.entry);
    return extra_a.device_major == extra_b.device_major && extra_a.device_minor == extra_b.device_minor;
}

bool same_target(Version a, Version b) {
    return a.tree.extra(a.entry).link_target == b.tree.extra(b.entry).link_target;
}

} // namespace

Comparison compare_entries(Version before, Version after) {
    const Entry& a = before.entry;
    const Entry& b = after.entry;
    if (&a == &b) return {Change::same, false};
    if (a.type != b.type) return other_content;
    switch (a.type) {
    case FileType::regular:
        if (a.size != b.size) return other_content;
        if (a.size > 0 && !(a.has(entry_hashed) && b.has(entry_hashed))) return unknown_content;
        if (a.size > 0 && a.content != b.content) return other_content;
        break;
    case FileType::symbolic_link:
    case FileType::hard_link:
        if (!same_target(before, after)) return other_content;
        break;
    case FileType::character_device:
    case FileType::block_device:
        if (!same_device(before, after)) return other_content;
        break;
    case FileType::directory:
    case FileType::fifo:
    case FileType::whiteout: break;
    }
    return {same_metadata(before, after) ? Change::same : Change::metadata, false};
}

} // namespace strata
