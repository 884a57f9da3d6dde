#include "core/archive/member_names.hpp"

#include "core/base/path.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <string>

namespace strata {

namespace {

bool is_link(const Member& member) {
    return member.type == FileType::symbolic_link || member.type == FileType::hard_link;
}

} // namespace

MemberNames::MemberNames(std::span<const Member> members, const Limits& limits)
    : members_(members), link_depth_(limits.link_depth) {}

void MemberNames::sort() const {
    by_name_.resize(members_.size());
    for (MemberIndex i = 0; i < by_name_.size(); i++) by_name_[i] = i;
    std::ranges::stable_sort(by_name_, {}, [&](MemberIndex i) { return members_[i].name; });
    if (std::ranges::none_of(members_, is_link)) return;
    for (MemberIndex i = 0; i < members_.size(); i++)
        if (members_[i].type == FileType::regular) by_base_name_.push_back(i);
    std::ranges::sort(by_base_name_, {}, [&](MemberIndex i) { return base_name(members_[i].name); });
}

std::optional<MemberIndex> MemberNames::lookup(std::string_view canonical) const {
    const auto name = [&](MemberIndex i) { return members_[i].name; };
    const auto found = std::ranges::equal_range(by_name_, canonical, {}, name);
    if (found.empty()) return std::nullopt;
    return found.back();
}

/// Where a link leads. Its text may count from its folder or from the top, and some tools write neither: then the only
/// file of that name is meant.
std::optional<MemberIndex> MemberNames::follow(const Member& link) const {
    const std::string from_folder = canonical_path(text(folder_of(link.name), '/', link.link_target));
    const std::string from_top = canonical_path(link.link_target);
    const bool symbolic = link.type == FileType::symbolic_link && !link.link_target.starts_with('/');
    const auto first = lookup(symbolic ? from_folder : from_top);
    if (first && &members_[*first] != &link) return first;
    const auto second = lookup(symbolic ? from_top : from_folder);
    if (second && &members_[*second] != &link) return second;
    const auto same_base = std::ranges::equal_range(by_base_name_, base_name(from_top), {},
                                                    [&](MemberIndex i) { return base_name(members_[i].name); });
    if (same_base.size() == 1) return same_base.front();
    return std::nullopt;
}

Result<MemberIndex> MemberNames::find(std::string_view name) const {
    std::call_once(sorted_, [this] { sort(); });
    auto found = lookup(canonical_path(name));
    if (!found) return fail(text(quote(name), " is not in the archive"));
    for (std::uint32_t links = 0; is_link(members_[*found]); links++) {
        const Member& link = members_[*found];
        if (links == link_depth_) return fail(text(quote(name), " leads through more than ", link_depth_, " links"));
        found = follow(link);
        if (!found)
            return fail(text(quote(name), " is a link to ", quote(link.link_target), ", which is not in the archive"));
    }
    return *found;
}

} // namespace strata
