#include "core/diff/compare_nested.hpp"

#include "core/base/sort_list.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace strata {
namespace {

/// A member by what the other archive's must be equal to.
struct Named {
    std::string_view path;
    std::uint32_t time = 0;  ///< the how manieth of this path
    std::uint32_t index = 0; ///< in NestedArchive::members
    [[nodiscard]] auto key() const { return std::tie(path, time); }
};

std::vector<Named> named_members(const NestedArchive& archive) {
    std::vector<Named> members;
    for (std::uint32_t i = 0; i < archive.members.size(); ++i) members.push_back({archive.members[i].path, 0, i});
    sort_list(members, [](const Named& left, const Named& right) {
        return std::tie(left.path, left.index) < std::tie(right.path, right.index);
    });
    for (std::size_t i = 1; i < members.size(); ++i)
        if (members[i].path == members[i - 1].path) members[i].time = members[i - 1].time + 1;
    return members;
}

NestedReasons plus(NestedReasons reasons, unsigned more) { return static_cast<NestedReasons>(reasons | more); }

class Comparer {
public:
    Comparer(const NestedFile& a, const NestedFile& b) : a_(a), b_(b) {}

    NestedDiff run() {
        result_.kind = b_.archives.front().kind;
        for (const NestedArchive& archive : b_.archives) result_.members += archive.members.size();
        compare(a_.archives.front(), b_.archives.front(), "");
        return std::move(result_);
    }

private:
    /// The reasons of the archive and all in it. `name` is its path, "" for the file itself.
    NestedReasons compare(const NestedArchive& a, const NestedArchive& b, const std::string& name) {
        if (a.kind != b.kind || !a.problem.empty() || !b.problem.empty()) {
            add(name, FileChange::changed, nested_content);
            return nested_content;
        }
        NestedReasons own = compare_headers(a, b);
        const NestedReasons inside = compare_members(a, b, name, own);
        if (own == 0 && inside == 0) own = form_of(a, b);
        if (own != 0) add(name, FileChange::changed, own);
        return plus(own, inside);
    }

    static NestedReasons compare_headers(const NestedArchive& a, const NestedArchive& b) {
        NestedReasons reasons = 0;
        if (a.compression != b.compression) return nested_packing; // each has a header of its own kind
        if (b.kind == NestedKind::bytecode && (a.mtime != b.mtime || a.header != b.header)) return nested_source;
        if (a.mtime != b.mtime) reasons = plus(reasons, nested_time);
        if (a.header != b.header) reasons = plus(reasons, nested_form);
        return reasons;
    }

    /// How the same members came to be other bytes.
    static NestedReasons form_of(const NestedArchive& a, const NestedArchive& b) {
        const bool packed = b.compression != Compression::none;
        return packed && a.unpacked == b.unpacked ? nested_packing : nested_form;
    }

    /// Adds to `own` what is a matter of the archive and not of one member.
    NestedReasons compare_members(const NestedArchive& a, const NestedArchive& b, const std::string& name,
                                  NestedReasons& own) {
        const std::vector<Named> of_a = named_members(a);
        const std::vector<Named> of_b = named_members(b);
        const std::string prefix = name.empty() ? "" : name + "!/";
        std::vector<std::uint32_t> partners(b.members.size(), no_index);
        NestedReasons inside = 0;
        for (std::size_t i = 0, j = 0; i < of_a.size() || j < of_b.size();) {
            const bool has_a = j == of_b.size() || (i < of_a.size() && of_a[i].key() <= of_b[j].key());
            const bool has_b = i == of_a.size() || (j < of_b.size() && of_b[j].key() <= of_a[i].key());
            if (has_a && has_b) {
                const NestedMember& in_a = a.members[of_a[i].index];
                const NestedMember& in_b = b.members[of_b[j].index];
                partners[of_b[j].index] = of_a[i].index;
                const bool same_bytes = in_a.content == in_b.content;
                if (same_bytes && in_a.packed_size != in_b.packed_size) own = plus(own, nested_packing);
                inside = plus(inside, compare_pair(in_a, in_b, prefix));
            } else {
                const std::string_view path = has_a ? of_a[i].path : of_b[j].path;
                add(text(prefix, path), has_a ? FileChange::removed : FileChange::added, 0);
                inside = plus(inside, nested_content);
            }
            i += has_a ? 1 : 0;
            j += has_b ? 1 : 0;
        }
        if (is_reordered(partners)) own = plus(own, nested_order);
        return inside;
    }

    static bool is_reordered(const std::vector<std::uint32_t>& partners) {
        std::uint32_t last = 0;
        for (const std::uint32_t partner : partners) {
            if (partner == no_index) continue;
            if (partner < last) return true;
            last = partner;
        }
        return false;
    }

    NestedReasons compare_pair(const NestedMember& a, const NestedMember& b, const std::string& prefix) {
        NestedReasons reasons = 0;
        const auto note = [&](NestedReason reason, bool differs) {
            if (differs) reasons = plus(reasons, reason);
        };
        const std::string path = prefix + b.path;
        NestedReasons inside = 0;
        if (a.content != b.content || a.size != b.size) {
            if (a.archive != no_index && b.archive != no_index)
                inside = compare(a_.archives[a.archive], b_.archives[b.archive], path);
            else
                note(nested_content, true);
        }
        note(nested_content, a.type != b.type || a.more != b.more);
        note(nested_mode, a.mode != b.mode);
        note(nested_owner, a.uid != b.uid || a.gid != b.gid || a.owner_names != b.owner_names);
        note(nested_time, a.mtime != b.mtime || a.mtime_nanoseconds != b.mtime_nanoseconds);
        if (reasons != 0) add(path, FileChange::changed, reasons);
        return plus(reasons, inside);
    }

    void add(const std::string& path, FileChange change, NestedReasons reasons) {
        result_.reasons = plus(result_.reasons, change == FileChange::changed ? reasons : unsigned{nested_content});
        // An archive that differs in itself and in what the one around it says of it is one row.
        const auto same = std::find_if(result_.rows.rbegin(), result_.rows.rend(),
                                       [&](const NestedRow& row) { return row.path == path; });
        const bool is_known = change == FileChange::changed && same != result_.rows.rend() &&
                              same->change == FileChange::changed && !path.empty();
        if (is_known) {
            result_.other_content += (reasons & ~same->reasons & nested_content) != 0 ? 1 : 0;
            same->reasons = plus(same->reasons, reasons);
            return;
        }
        result_.other_content += (reasons & nested_content) != 0 && !path.empty() ? 1 : 0;
        result_.added += change == FileChange::added ? 1 : 0;
        result_.removed += change == FileChange::removed ? 1 : 0;
        result_.changed += change == FileChange::changed && !path.empty() ? 1 : 0;
        if (result_.rows.size() < most_nested_rows) result_.rows.push_back({path, change, reasons});
    }

    const NestedFile& a_;
    const NestedFile& b_;
    NestedDiff result_;
};

} // namespace

NestedDiff compare_nested(const NestedFile& a, const NestedFile& b) {
    for (const NestedFile* file : {&a, &b}) {
        if (!file->problem.empty()) return {.problem = file->problem};
        if (file->archives.empty()) return {.problem = "nothing to look into"};
        if (const std::string& problem = file->archives.front().problem; !problem.empty()) return {.problem = problem};
    }
    return Comparer(a, b).run();
}

Cause cause_of(const NestedDiff& nested) {
    if (!nested.problem.empty() || (nested.reasons & nested_content) != 0) return Cause::content;
    return nested.kind == NestedKind::bytecode ? Cause::bytecode : Cause::nested;
}

} // namespace strata
