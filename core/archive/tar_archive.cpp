#include "core/archive/tar_archive.hpp"

#include "core/archive/member_names.hpp"
#include "core/archive/name_store.hpp"
#include "core/archive/tar_reader.hpp"
#include "core/base/path.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

namespace strata {

namespace {

/// One read of this many bytes mostly holds a header and all of its extensions, and what lies behind small documents.
constexpr std::size_t index_slice = 16 * 1024;

/// The bytes of a sparse member (of a tar made with `tar --sparse`): pieces that lie one behind the other in the tar,
/// zeros between them.
class SparseSource final : public Source {
public:
    SparseSource(const Source& tar, std::uint64_t stored, std::span<const SparsePiece> pieces, std::uint64_t size)
        : tar_(tar), pieces_(pieces), size_(size) {
        for (const SparsePiece& piece : pieces) {
            stored_.push_back(stored);
            stored += piece.size;
        }
    }
    std::uint64_t size() const override { return size_; }
    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) const override {
        if (offset >= size_) return 0;
        into = into.first(static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - offset)));
        std::ranges::fill(into, std::byte{0});
        const auto end_of = [](const SparsePiece& piece) { return piece.offset + piece.size; };
        const auto first = std::ranges::upper_bound(pieces_, offset, {}, end_of);
        for (auto at = first; at != pieces_.end() && at->offset < offset + into.size(); ++at) {
            const SparsePiece& piece = *at;
            const std::uint64_t stored = stored_[static_cast<std::size_t>(at - pieces_.begin())];
            const std::uint64_t start = std::max(piece.offset, offset);
            const std::uint64_t end = std::min(end_of(piece), offset + into.size());
            const auto part =
                into.subspan(static_cast<std::size_t>(start - offset), static_cast<std::size_t>(end - start));
            const std::size_t count = TRY(tar_.read_at(stored + (start - piece.offset), part));
            if (count < part.size()) return static_cast<std::size_t>(start - offset) + count; // broken off here
        }
        return into.size();
    }

private:
    const Source& tar_;
    std::span<const SparsePiece> pieces_;
    std::vector<std::uint64_t> stored_; ///< where each piece lies in the tar
    std::uint64_t size_;
};

struct Index {
    NameStore names;
    std::vector<Member> members;
    std::vector<std::uint64_t> offsets; ///< of each member's bytes in the tar
    std::unordered_map<MemberIndex, std::vector<SparsePiece>> sparse;
    std::vector<Problem> problems;
};

Result<void> read_index(TarReader& reader, Index& index, const Limits& limits) {
    std::uint64_t name_bytes = 0;
    while (const TarEntry* entry = TRY(reader.next())) {
        name_bytes += entry->path.size() + entry->extra.link_target.size() + reader.pieces().size_bytes();
        if (index.members.size() == limits.archive_members)
            return fail(text("more than ", limits.archive_members, " members, which is the limit"));
        if (name_bytes > limits.name_memory)
            return fail(text("names and sparse maps of more than ", limits.name_memory,
                             " bytes, which is the limit (--limit name-memory)"));
        if (entry->sparse)
            index.sparse[static_cast<MemberIndex>(index.members.size())].assign(reader.pieces().begin(),
                                                                                reader.pieces().end());
        const std::string_view trimmed = trim_path(entry->path);
        index.members.push_back({.name = index.names.keep(is_canonical(trimmed) ? trimmed : canonical_path(trimmed)),
                                 .link_target = index.names.keep(entry->extra.link_target),
                                 .size = entry->size,
                                 .type = entry->type});
        index.offsets.push_back(reader.position());
    }
    return {};
}

class TarArchive final : public Archive {
public:
    TarArchive(TarBytes bytes, Index index, const Limits& limits)
        : bytes_(std::move(bytes)),
          index_(std::move(index)),
          limits_(limits),
          names_(std::in_place, index_.members, limits) {}

    std::span<const Member> members() const override { return index_.members; }
    Result<MemberIndex> find(std::string_view name) const override { return names_->find(name); }
    Result<std::unique_ptr<Source>> open(MemberIndex member) const override {
        if (member == whole_archive) return make_slice(*bytes_.stored, 0, bytes_.stored->size());
        if (member >= index_.members.size()) return fail(text("the archive has no member ", member));
        const Member& wanted = index_.members[member];
        if (wanted.type != FileType::regular) return fail(text(quote(wanted.name), " is not a file"));
        const auto sparse = index_.sparse.find(member);
        if (sparse != index_.sparse.end())
            return std::make_unique<SparseSource>(bytes_.tar(), index_.offsets[member], sparse->second, wanted.size);
        return make_slice(bytes_.tar(), index_.offsets[member], wanted.size);
    }
    void forget_members() override {
        names_.emplace(std::span<const Member>(), limits_);
        index_ = {.problems = std::move(index_.problems)};
    }
    std::uint64_t bytes() const override { return bytes_.stored->size(); }
    Compression outer() const override { return bytes_.outer; }
    std::span<const Problem> problems() const override { return index_.problems; }

private:
    TarBytes bytes_;
    Index index_;
    Limits limits_;
    std::optional<MemberNames> names_;
};

} // namespace

Result<std::unique_ptr<Archive>> open_tar(TarBytes bytes, const Limits& limits) {
    const auto stream = make_source_reader(bytes.tar(), 0, index_slice);
    TarReader reader(*stream, 0, limits);
    Index index;
    const auto done = read_index(reader, index, limits);
    if (!done && index.members.empty())
        return std::unexpected(bytes.problems.empty() ? done.error() : Error{bytes.problems.front().message});
    index.problems = std::move(bytes.problems);
    index.problems.insert(index.problems.end(), reader.problems().begin(), reader.problems().end());
    if (!done) index.problems.push_back({Severity::error, done.error().message});
    if (done && reader.unclosed())
        index.problems.push_back(
            {Severity::warning, text("the tar ends at byte ", reader.position(),
                                     " without the blocks of zeros that close it; what came behind "
                                     "may be missing")});
    return std::make_unique<TarArchive>(std::move(bytes), std::move(index), limits);
}

} // namespace strata
