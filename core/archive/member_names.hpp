// Finds the members of an archive by name, through the links between them and never out of the archive.
#pragma once

#include "core/archive/archive.hpp"
#include "core/base/limits.hpp"

#include <mutex>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace strata {

class MemberNames {
public:
    /// The members must stay where they are as long as this lives.
    MemberNames(std::span<const Member> members, const Limits& limits);
    /// As Archive::find says.
    [[nodiscard]] Result<MemberIndex> find(std::string_view name) const;

private:
    void sort() const;
    [[nodiscard]] std::optional<MemberIndex> lookup(std::string_view canonical) const;
    [[nodiscard]] std::optional<MemberIndex> follow(const Member& link) const;

    std::span<const Member> members_;
    // Made when first asked: a root file system of a million files is never looked up by name.
    mutable std::once_flag sorted_;
    mutable std::vector<MemberIndex> by_name_;      ///< all, sorted by name, then as in the archive
    mutable std::vector<MemberIndex> by_base_name_; ///< regular files, sorted by the last part; empty without links
    std::uint32_t link_depth_;
};

} // namespace strata
