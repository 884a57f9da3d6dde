// An Archive held in memory: `MemoryArchive().add("manifest.json", "[]").link("a/layer.tar", "../b.tar")`.
#pragma once

#include "core/archive/archive.hpp"
#include "core/archive/name_store.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace strata::kit {

class MemoryArchive final : public Archive {
public:
    MemoryArchive& add(std::string_view name, std::string bytes);
    MemoryArchive& folder(std::string_view name);
    /// A symbolic link.
    MemoryArchive& link(std::string_view name, std::string_view target);
    MemoryArchive& hard_link(std::string_view name, std::string_view target);
    /// A member that says it has `size` bytes, of which only the first are `front` and all others zero.
    MemoryArchive& add_sparse(std::string_view name, std::uint64_t size, std::string front);
    MemoryArchive& problem(Problem problem);
    /// Adds blobs/sha256/…; returns its digest, "sha256:…".
    std::string blob(std::string bytes);
    /// Adds an index.json of these descriptors, and oci-layout.
    MemoryArchive& index(std::string_view descriptors);

    [[nodiscard]] std::span<const Member> members() const override { return members_; }
    [[nodiscard]] Result<MemberIndex> find(std::string_view name) const override;
    [[nodiscard]] Result<std::unique_ptr<Source>> open(MemberIndex member) const override;
    [[nodiscard]] std::uint64_t bytes() const override;
    [[nodiscard]] Compression outer() const override { return Compression::none; }
    [[nodiscard]] std::span<const Problem> problems() const override { return problems_; }

    /// Bytes that were read from all members so far.
    [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }

private:
    MemoryArchive& add_member(const Member& member, std::string bytes);

    NameStore names_;
    std::vector<Member> members_;
    std::vector<std::string> contents_;
    std::unordered_map<std::string, MemberIndex> by_name_;
    std::vector<Problem> problems_;
    std::string whole_ = "the archive itself";
    mutable std::uint64_t bytes_read_ = 0;
};

} // namespace strata::kit
