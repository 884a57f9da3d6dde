#include "core/archive/look_inside.hpp"

#include "core/archive/ar_reader.hpp"
#include "core/archive/python_bytecode.hpp"
#include "core/archive/tar_reader.hpp"
#include "core/base/path.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/bytes/decompress.hpp"
#include "core/bytes/fields_at.hpp"
#include "core/bytes/hash.hpp"
#include "core/bytes/zip_file.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace strata {

namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t head_bytes = tar_block; ///< enough to tell what a file is

std::string_view as_text(Bytes bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
Bytes as_bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

bool starts_like_zip(std::string_view head) {
    constexpr std::string_view member("PK\x03\x04", 4), end_of_empty("PK\x05\x06", 4);
    return head.starts_with(member) || head.starts_with(end_of_empty);
}

bool starts_like_tar(std::string_view head) {
    if (head.size() < tar_block) return false;
    const TarHeader header(as_bytes(head).first<tar_block>());
    return !header.is_zero() && header.is_sound();
}

/// Bytes in memory, as one piece.
class ViewReader final : public Reader {
public:
    explicit ViewReader(std::string_view bytes) : left_(as_bytes(bytes)) {}
    Result<Bytes> next() override { return std::exchange(left_, {}); }

private:
    Bytes left_;
};

/// What was read already, then what follows it.
class Rejoined final : public Reader {
public:
    Rejoined(std::string_view front, Reader& rest) : front_(as_bytes(front)), rest_(rest) {}
    Result<Bytes> next() override { return front_.empty() ? rest_.next() : std::exchange(front_, {}); }

private:
    Bytes front_;
    Reader& rest_;
};

using NextBytes = std::function<Result<Bytes>()>;

class Looker {
public:
    explicit Looker(const Limits& limits)
        : limits_(limits), bytes_left_(limits.nested_bytes), list_left_(limits.nested_list_bytes) {}

    NestedFile run(std::string_view bytes, std::string_view name) {
        look(bytes, name, 0);
        return std::move(file_);
    }

private:
    /// Where the archive was put; no_index for what is none.
    std::uint32_t look(std::string_view bytes, std::string_view name, std::uint32_t depth) {
        if (!holds_files(bytes.substr(0, head_bytes), name)) return no_index;
        const auto place = static_cast<std::uint32_t>(file_.archives.size());
        file_.archives.emplace_back();
        NestedArchive archive;
        const auto done = read(archive, bytes, name, depth);
        if (!done) archive.problem = done.error().message;
        file_.archives[place] = std::move(archive);
        return place;
    }

    Result<void> read(NestedArchive& archive, std::string_view bytes, std::string_view name, std::uint32_t depth) {
        if (const auto header = name.ends_with(".pyc") ? read_bytecode_header(bytes) : std::nullopt) {
            archive.kind = NestedKind::bytecode;
            archive.mtime = header->mtime;
            archive.header = header->other;
            return add_whole(archive, {}, bytes.substr(header->size));
        }
        archive.compression = sniff(as_bytes(bytes).first(std::min(bytes.size(), sniff_bytes)));
        if (archive.compression != Compression::none) return read_packed(archive, bytes, name, depth);
        if (starts_like_zip(bytes)) return read_zip(archive, bytes, depth);
        if (starts_like_ar(bytes)) return read_ar(archive, bytes, depth);
        ViewReader reader(bytes);
        return read_tar(archive, reader, depth);
    }

    Result<void> read_packed(NestedArchive& archive, std::string_view bytes, std::string_view name,
                             std::uint32_t depth) {
        if (archive.compression == Compression::gzip) read_gzip_header(archive, bytes);
        ContentHasher hasher;
        std::uint64_t unpacked = 0;
        auto stream = TRY(make_decompressor(std::make_unique<ViewReader>(bytes), archive.compression, limits_));
        const auto tee = make_tee(std::move(stream), [&](Bytes piece) {
            hasher.update(piece);
            unpacked += piece.size();
        });
        std::string front;
        while (front.size() < head_bytes) {
            const auto piece = TRY(tee->next());
            if (piece.empty()) break;
            front += as_text(piece);
        }
        Rejoined reader(front, *tee);
        if (starts_like_tar(front)) {
            TRY(read_tar(archive, reader, depth));
            // What stands behind the end of the tar belongs to the hash.
            for (auto piece = TRY(reader.next()); !piece.empty(); piece = TRY(reader.next())) TRY(spend(piece.size()));
        } else {
            archive.kind = NestedKind::packed;
            NestedMember member{.path = {}};
            const std::string_view inner = name.substr(0, name.rfind('.'));
            TRY(fill(member, [&] { return reader.next(); }, inner, depth));
            archive.members.push_back(std::move(member));
        }
        archive.unpacked = hasher.finish();
        return {};
    }

    /// RFC 1952, section 2.3. XFL says how hard was tried, which belongs to the compression.
    static void read_gzip_header(NestedArchive& archive, std::string_view bytes) {
        constexpr unsigned has_extra = 4, has_name = 8;
        const auto flags = little_at<std::uint8_t>(bytes, 3);
        archive.mtime = little_at<std::uint32_t>(bytes, 4);
        archive.header = bytes.substr(std::min<std::size_t>(bytes.size(), 9), 1); // the operating system
        if ((flags & has_name) == 0 || (flags & has_extra) != 0 || bytes.size() < 10) return;
        const std::string_view name = bytes.substr(10, bytes.substr(10, 4096).find('\0'));
        archive.header += name.substr(0, 4096);
    }

    Result<void> read_tar(NestedArchive& archive, Reader& stream, std::uint32_t depth) {
        archive.kind = NestedKind::tar;
        TarReader reader(stream, 0, limits_);
        while (const TarEntry* entry = TRY(reader.next())) {
            NestedMember member{.path = std::string(entry->path),
                                .type = entry->type,
                                .mtime = entry->mtime,
                                .mtime_nanoseconds = entry->mtime_nanoseconds,
                                .mode = entry->mode,
                                .uid = entry->owner.uid,
                                .gid = entry->owner.gid,
                                .owner_names = text(entry->owner.user, ':', entry->owner.group),
                                .more = entry->extra.link_target};
            if (entry->extra.device_major != 0 || entry->extra.device_minor != 0)
                member.more += text('\0', entry->extra.device_major, ':', entry->extra.device_minor);
            for (const auto& [key, value] : entry->extra.xattrs) member.more += text('\0', key, '=', value);
            if (entry->type == FileType::regular)
                TRY_WITHIN(quote(member.path), fill(member, [&] { return reader.data(); }, member.path, depth));
            TRY(add(archive, std::move(member)));
        }
        return {};
    }

    Result<void> read_zip(NestedArchive& archive, std::string_view bytes, std::uint32_t depth) {
        archive.kind = NestedKind::zip;
        for (const ZipMember& listed : TRY_WITHIN("zip", list_zip(bytes))) {
            constexpr std::uint32_t type_mask = 0170000, link = 0120000;
            const std::uint32_t mode = listed.attributes >> 16;
            NestedMember member{.path = std::string(listed.name), .mtime = listed.mtime, .mode = mode & 07777U};
            if (listed.name.ends_with('/')) {
                member.type = FileType::directory;
            } else {
                if ((mode & type_mask) == link) member.type = FileType::symbolic_link;
                const std::string unpacked =
                    TRY_WITHIN(quote(listed.name), read_zip_member(bytes, listed, bytes_left_));
                ViewReader reader(unpacked);
                TRY_WITHIN(quote(listed.name), fill(member, [&] { return reader.next(); }, listed.name, depth));
                member.packed_size = listed.packed;
            }
            TRY(add(archive, std::move(member)));
        }
        return {};
    }

    Result<void> read_ar(NestedArchive& archive, std::string_view bytes, std::uint32_t depth) {
        archive.kind = NestedKind::ar;
        for (const ArMember& listed : TRY(list_ar(bytes))) {
            NestedMember member{.path = std::string(listed.name),
                                .mtime = listed.mtime,
                                .mode = listed.mode & 07777U,
                                .uid = listed.uid,
                                .gid = listed.gid};
            ViewReader reader(listed.bytes);
            TRY_WITHIN(quote(member.path), fill(member, [&] { return reader.next(); }, member.path, depth));
            TRY(add(archive, std::move(member)));
        }
        return {};
    }

    Result<void> add_whole(NestedArchive& archive, NestedMember member, std::string_view bytes) {
        ViewReader reader(bytes);
        TRY(fill(member, [&] { return reader.next(); }, "", limits_.nested_depth));
        return add(archive, std::move(member));
    }

    /// Hashes the member's bytes; where they are an archive themselves, keeps and looks into them.
    Result<void> fill(NestedMember& member, const NextBytes& next, std::string_view name, std::uint32_t depth) {
        ContentHasher hasher;
        std::string kept;
        bool keeps = depth + 1 < limits_.nested_depth;
        for (auto piece = TRY(next()); !piece.empty(); piece = TRY(next())) {
            TRY(spend(piece.size()));
            hasher.update(piece);
            member.size += piece.size();
            if (!keeps) continue;
            kept += as_text(piece);
            keeps = kept.size() < head_bytes || holds_files(kept, name);
        }
        member.content = hasher.finish();
        member.packed_size = member.size;
        if (keeps) member.archive = look(kept, name, depth + 1);
        return {};
    }

    Result<void> add(NestedArchive& archive, NestedMember member) {
        const std::uint64_t weight =
            sizeof(NestedMember) + member.path.size() + member.owner_names.size() + member.more.size();
        if (weight > list_left_)
            return fail(text("the lists of its members need more than ", limits_.nested_list_bytes,
                             " bytes, which is the limit (--limit nested-list-bytes)"));
        list_left_ -= weight;
        archive.members.push_back(std::move(member));
        return {};
    }

    Result<void> spend(std::uint64_t bytes) {
        if (bytes > bytes_left_)
            return fail(
                text("more than ", limits_.nested_bytes, " bytes unpacked, which is the limit (--limit nested-bytes)"));
        bytes_left_ -= bytes;
        return {};
    }

    const Limits& limits_;
    std::uint64_t bytes_left_;
    std::uint64_t list_left_;
    NestedFile file_;
};

} // namespace

bool holds_files(std::string_view head, std::string_view name) {
    if (name.ends_with(".pyc")) return read_bytecode_header(head).has_value();
    if (sniff(as_bytes(head).first(std::min(head.size(), sniff_bytes))) != Compression::none) return true;
    return starts_like_zip(head) || starts_like_ar(head) || starts_like_tar(head);
}

NestedFile look_inside(std::string_view bytes, std::string_view name, const Limits& limits) {
    return Looker(limits).run(bytes, name);
}

} // namespace strata
