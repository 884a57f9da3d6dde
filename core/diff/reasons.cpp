#include "core/diff/reasons.hpp"

namespace strata {
namespace {

/// The same numbers, and the same names where both tars state them.
bool owners_agree(const Owner& a, const Owner& b) {
    const auto same_name = [](std::string_view left, std::string_view right) {
        return left.empty() || right.empty() || left == right;
    };
    return same_ids(a, b) && same_name(a.user, b.user) && same_name(a.group, b.group);
}

bool same_time(const Entry& a, const Entry& b) {
    return a.mtime == b.mtime && a.mtime_nanoseconds == b.mtime_nanoseconds;
}

bool is_device(FileType type) { return type == FileType::character_device || type == FileType::block_device; }

EntryDifference compare_bytes(const Entry& a, const Entry& b) {
    if (a.size != b.size) return {reason_content | reason_size, false};
    if (a.size == 0) return {};
    if (!a.has(entry_hashed) || !b.has(entry_hashed)) return {0, true};
    if (a.content != b.content) return {reason_content, false};
    return {};
}

} // namespace

const std::array<std::string_view, reason_count> reason_names = {"content", "size",  "mode", "owner", "time",
                                                                 "link",    "xattr", "type", "device"};

std::string reasons_text(Reasons reasons) {
    std::string out;
    for (std::size_t i = 0; i < reason_count; ++i) {
        if ((reasons >> i & 1) == 0) continue;
        if (!out.empty()) out += ", ";
        out += reason_names[i];
    }
    return out;
}

EntryDifference find_reasons(Version a, Version b, IgnoreSet ignore) {
    EntryDifference result;
    unsigned reasons = 0;
    const auto note = [&reasons](Reason reason, bool differs) {
        if (differs) reasons |= reason;
    };
    const FileType type = a.entry.type;
    const Extra& extra_a = a.tree.extra(a.entry);
    const Extra& extra_b = b.tree.extra(b.entry);
    note(reason_type, type != b.entry.type);
    if (type == b.entry.type) {
        if (type == FileType::regular) result = compare_bytes(a.entry, b.entry);
        const bool link = type == FileType::symbolic_link || type == FileType::hard_link;
        note(reason_link, link && extra_a.link_target != extra_b.link_target);
        note(reason_device, is_device(type) && (extra_a.device_major != extra_b.device_major ||
                                                extra_a.device_minor != extra_b.device_minor));
    }
    // Of a whiteout nobody sees more than that it is there: each store writes other modes and times on it.
    const bool has_attributes =
        !a.entry.has(entry_implied) && !b.entry.has(entry_implied) && type != FileType::whiteout;
    if (has_attributes) {
        const auto note_unless = [&](Ignore rule, Reason reason, bool differs) {
            note(reason, differs && !ignore.has(rule));
            result.overlooked = result.overlooked || (differs && ignore.has(rule));
        };
        note_unless(Ignore::mode, reason_mode, a.entry.mode != b.entry.mode);
        note_unless(Ignore::owner, reason_owner, !owners_agree(a.tree.owner(a.entry), b.tree.owner(b.entry)));
        note_unless(Ignore::file_times, reason_time, !same_time(a.entry, b.entry));
        note_unless(Ignore::xattr, reason_xattr, extra_a.xattrs != extra_b.xattrs);
    }
    result.reasons = static_cast<Reasons>(result.reasons | reasons);
    return result;
}

} // namespace strata
