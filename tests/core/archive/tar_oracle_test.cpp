// Tars of every dialect, read by libarchive and by our reader: both must say the same of each entry.
#include "core/archive/tar_reader.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "tests/core/archive/tar_bytes.hpp"
#include "tests/kit/tar_writer.hpp"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <random>

using namespace strata;

namespace {

/// One entry as either reader tells it.
std::string line(std::string_view path, char type, unsigned mode, std::int64_t uid, std::int64_t gid,
                 std::string_view when, std::string_view link, std::vector<std::string> xattrs,
                 std::string_view content) {
    while (path.ends_with('/')) path.remove_suffix(1);
    std::ranges::sort(xattrs);
    std::string said = text(path, ' ', std::string(1, type), ' ', mode, ' ', uid, ':', gid, ' ', when, " -> ", link);
    for (const std::string& xattr : xattrs) said += " " + xattr;
    return said + " " + std::to_string(content.size()) + " " + quote(content.substr(0, 80)) + " " +
           std::to_string(std::hash<std::string_view>()(content)) + "\n";
}

char letter(FileType type) {
    switch (type) {
    case FileType::regular: return '-';
    case FileType::directory: return 'd';
    case FileType::symbolic_link: return 'l';
    case FileType::hard_link: return 'h';
    case FileType::character_device: return 'c';
    case FileType::block_device: return 'b';
    case FileType::fifo: return 'p';
    default: return '?';
    }
}

std::string ours(const std::string& tar) {
    tar_bytes::StringReader stream(tar, 4096);
    TarReader reader(stream);
    std::string said;
    for (;;) {
        const auto next = reader.next();
        if (!next) return said + next.error().message;
        if (*next == nullptr) return said;
        const TarEntry& entry = **next;
        std::vector<std::string> xattrs;
        for (const auto& [name, value] : entry.extra.xattrs) xattrs.push_back(text(name, '=', quote(value)));
        const std::string link(entry.extra.link_target);
        std::string front = text(entry.mtime, '.', entry.mtime_nanoseconds);
        const std::string path(entry.path);
        const TarEntry kept = entry;
        std::string content;
        for (auto piece = reader.data(); piece && !piece->empty(); piece = reader.data())
            content.append(reinterpret_cast<const char*>(piece->data()), piece->size());
        said += line(path, letter(kept.type), kept.mode & 07777U, kept.owner.uid, kept.owner.gid, front, link, xattrs,
                     content);
    }
}

char letter(archive_entry* entry) {
    if (archive_entry_hardlink(entry) != nullptr) return 'h';
    switch (archive_entry_filetype(entry)) {
    case AE_IFREG: return '-';
    case AE_IFDIR: return 'd';
    case AE_IFLNK: return 'l';
    case AE_IFCHR: return 'c';
    case AE_IFBLK: return 'b';
    case AE_IFIFO: return 'p';
    default: return '?';
    }
}

std::string content_of(archive* tar) {
    std::string content;
    const void* bytes = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    while (archive_read_data_block(tar, &bytes, &size, &offset) == ARCHIVE_OK) {
        content.resize(static_cast<std::size_t>(offset), '\0'); // holes are zeros
        content.append(static_cast<const char*>(bytes), size);
    }
    return content;
}

std::string theirs(const std::string& bytes) {
    const std::unique_ptr<archive, int (*)(archive*)> tar(archive_read_new(), archive_read_free);
    archive_read_support_format_tar(tar.get());
    if (archive_read_open_memory(tar.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return "cannot be opened";
    std::string said;
    archive_entry* entry = nullptr;
    while (archive_read_next_header(tar.get(), &entry) == ARCHIVE_OK) {
        std::vector<std::string> xattrs;
        const char* name = nullptr;
        const void* value = nullptr;
        std::size_t size = 0;
        archive_entry_xattr_reset(entry);
        while (archive_entry_xattr_next(entry, &name, &value, &size) == ARCHIVE_OK)
            xattrs.push_back(text(name, '=', quote(std::string_view(static_cast<const char*>(value), size))));
        const char* hard = archive_entry_hardlink(entry);
        const char* soft = archive_entry_symlink(entry);
        const std::string link = hard != nullptr ? hard : soft != nullptr ? soft : "";
        std::string content = content_of(tar.get());
        if (archive_entry_filetype(entry) == AE_IFREG && hard == nullptr)
            content.resize(static_cast<std::size_t>(archive_entry_size(entry)), '\0');
        said += line(archive_entry_pathname(entry), letter(entry), archive_entry_perm(entry), archive_entry_uid(entry),
                     archive_entry_gid(entry), text(archive_entry_mtime(entry), '.', archive_entry_mtime_nsec(entry)),
                     link, xattrs, content);
    }
    return said;
}

/// Files as the dialect can say them, from a seed.
std::vector<kit::TarFile> made_up(unsigned seed, kit::TarDialect dialect) {
    std::mt19937 random(seed);
    const bool extended = dialect == kit::TarDialect::gnu || dialect == kit::TarDialect::pax;
    const auto below = [&](unsigned end) { return static_cast<unsigned>(random() % end); };
    std::vector<kit::TarFile> files;
    for (unsigned i = 0; i < 12; i++) {
        std::string path = text("folder", below(4), "/name", i);
        if (extended && below(3) == 0) path += std::string(below(300), 'n');
        kit::TarFile file =
            kit::file(path, std::string(below(3000), static_cast<char>('a' + below(26))), below(010000));
        switch (below(6)) {
        case 0: file = kit::folder(path, below(01000)); break;
        case 1: file = kit::symbolic_link(path, text("../", std::string(below(extended ? 250 : 90), 't'))); break;
        case 2:
            if (!files.empty() && files[0].type == FileType::regular) file = kit::hard_link(path, files[0].path);
            break;
        case 3:
            if (dialect != kit::TarDialect::v7) file = kit::device(path, FileType::character_device, below(200) + 1, 3);
            break;
        default: break;
        }
        file.uid = below(extended ? 1U << 30U : 2'000'000);
        file.gid = below(60'000);
        file.mtime = static_cast<std::int64_t>(below(2'000'000'000));
        if (dialect == kit::TarDialect::pax) {
            file.mtime_nanoseconds = below(1'000'000'000);
            if (below(2) == 0) file.xattrs.emplace_back("user.note", text("value ", i));
        }
        files.push_back(std::move(file));
    }
    return files;
}

} // namespace

TEST_CASE("libarchive reads the same from tars of every dialect") {
    using enum kit::TarDialect;
    for (const kit::TarDialect dialect : {v7, ustar, gnu, pax})
        for (unsigned seed = 0; seed < 60; seed++) {
            const std::string tar = kit::write_tar(made_up(seed, dialect), {.dialect = dialect});
            INFO("dialect " << static_cast<int>(dialect) << ", seed " << seed);
            const std::string expected = theirs(tar);
            REQUIRE(std::ranges::count(expected, '\n') == 12);
            REQUIRE(ours(tar) == expected);
        }
}

TEST_CASE("libarchive reads the same from sparse files") {
    kit::TarFile file = kit::file("disk.img", "");
    file.sparse = {{512, std::string(700, 'a')}, {8192, std::string(100, 'b')}};
    file.sparse_size = 20'000;
    const auto same = [&](const kit::TarOptions& options) {
        const std::string tar = kit::write_tar({file, kit::file("next", "bytes")}, options);
        CHECK(std::ranges::count(theirs(tar), '\n') == 2);
        CHECK(ours(tar) == theirs(tar));
    };
    same({.dialect = kit::TarDialect::gnu});
    for (const auto format : {kit::SparseFormat::pax_0_0, kit::SparseFormat::pax_0_1, kit::SparseFormat::pax_1_0})
        same({.sparse = format});
}
