#include "tests/kit/memory_archive.hpp"

#include "core/base/text.hpp"
#include "tests/kit/packing.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace strata::kit {

namespace {

class CountingSource final : public Source {
public:
    CountingSource(const std::string& front, std::uint64_t size, std::uint64_t& bytes_read)
        : front_(front), size_(size), bytes_read_(bytes_read) {}
    [[nodiscard]] std::uint64_t size() const override { return size_; }
    [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) const override {
        if (offset >= size_) return std::size_t{0};
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - offset));
        std::memset(into.data(), 0, count);
        if (offset < front_.size())
            std::memcpy(into.data(), front_.data() + offset, std::min<std::size_t>(count, front_.size() - offset));
        bytes_read_ += count;
        return count;
    }

private:
    const std::string& front_;
    std::uint64_t size_;
    std::uint64_t& bytes_read_;
};

/// `path` without "." and ".." parts; ".." never climbs above the top.
std::string canonical(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const std::size_t slash = std::min(path.find('/'), path.size());
        const std::string_view part = path.substr(0, slash);
        path.remove_prefix(std::min(slash + 1, path.size()));
        if (part == "..") {
            if (!parts.empty()) parts.pop_back();
        } else if (!part.empty() && part != ".") {
            parts.push_back(part);
        }
    }
    std::string out;
    for (const std::string_view part : parts) out.append(out.empty() ? "" : "/").append(part);
    return out;
}

} // namespace

MemoryArchive& MemoryArchive::add_member(const Member& member, std::string bytes) {
    by_name_[std::string(member.name)] = static_cast<MemberIndex>(members_.size());
    members_.push_back(member);
    contents_.push_back(std::move(bytes));
    return *this;
}

MemoryArchive& MemoryArchive::add(std::string_view name, std::string bytes) {
    Member member{.name = names_.keep(canonical(name)), .size = bytes.size()};
    return add_member(member, std::move(bytes));
}

MemoryArchive& MemoryArchive::add_sparse(std::string_view name, std::uint64_t size, std::string front) {
    return add_member({.name = names_.keep(canonical(name)), .size = size}, std::move(front));
}

MemoryArchive& MemoryArchive::folder(std::string_view name) {
    return add_member({.name = names_.keep(canonical(name)), .type = FileType::directory}, {});
}

MemoryArchive& MemoryArchive::link(std::string_view name, std::string_view target) {
    return add_member(
        {.name = names_.keep(canonical(name)), .link_target = names_.keep(target), .type = FileType::symbolic_link},
        {});
}

MemoryArchive& MemoryArchive::hard_link(std::string_view name, std::string_view target) {
    return add_member(
        {.name = names_.keep(canonical(name)), .link_target = names_.keep(target), .type = FileType::hard_link}, {});
}

std::string MemoryArchive::blob(std::string bytes) {
    const std::string hex = sha256_hex(bytes);
    add("blobs/sha256/" + hex, std::move(bytes));
    return "sha256:" + hex;
}

MemoryArchive& MemoryArchive::index(std::string_view descriptors) {
    add("index.json", text(R"({"schemaVersion":2,"manifests":[)", descriptors, "]}"));
    return add("oci-layout", R"({"imageLayoutVersion":"1.0.0"})");
}

MemoryArchive& MemoryArchive::problem(Problem problem) {
    problems_.push_back(std::move(problem));
    return *this;
}

Result<MemberIndex> MemoryArchive::find(std::string_view name) const {
    std::string wanted = canonical(name);
    for (int links = 0; links <= 40; links++) {
        const auto found = by_name_.find(wanted);
        if (found == by_name_.end()) return fail(text("\"", name, "\" is not in the archive"));
        const Member& member = members_[found->second];
        if (member.type == FileType::symbolic_link) {
            const std::size_t slash = member.name.rfind('/');
            const std::string_view folder = slash == std::string_view::npos ? "" : member.name.substr(0, slash);
            wanted = canonical(text(folder, '/', member.link_target));
            if (!by_name_.contains(wanted)) wanted = canonical(member.link_target);
        } else if (member.type == FileType::hard_link) {
            wanted = canonical(member.link_target);
        } else {
            return found->second;
        }
    }
    return fail(text("\"", name, "\" is a link that leads in circles"));
}

Result<std::unique_ptr<Source>> MemoryArchive::open(MemberIndex member) const {
    if (member == whole_archive) return std::make_unique<CountingSource>(whole_, whole_.size(), bytes_read_);
    if (member >= members_.size() || members_[member].type != FileType::regular)
        return fail("this member has no bytes");
    return std::make_unique<CountingSource>(contents_[member], members_[member].size, bytes_read_);
}

std::uint64_t MemoryArchive::bytes() const {
    std::uint64_t sum = 0;
    for (const Member& member : members_) sum += 512 + member.size;
    return sum;
}

} // namespace strata::kit
