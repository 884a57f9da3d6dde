#include "tests/kit/tar_writer.hpp"

#include "core/base/text.hpp"

#include <cstdio>
#include <cstdlib>

namespace strata::kit {

namespace {

[[noreturn]] void misuse(const std::string& message) {
    std::fprintf(stderr, "tar_writer: %s\n", message.c_str());
    std::abort();
}

std::string put(std::string header, std::size_t at, std::size_t width, std::string_view value) {
    return header.replace(at, std::min(width, value.size()), value.substr(0, width));
}

char type_of(const TarFile& file, TarDialect dialect) {
    switch (file.type) {
    case FileType::hard_link: return '1';
    case FileType::symbolic_link: return '2';
    case FileType::character_device: return '3';
    case FileType::block_device: return '4';
    case FileType::directory: return dialect == TarDialect::v7 ? '\0' : '5';
    case FileType::fifo: return '6';
    default: return dialect == TarDialect::v7 ? '\0' : '0';
    }
}

std::uint32_t mode_of(const TarFile& file) {
    if (file.mode) return *file.mode;
    if (file.type == FileType::directory) return 0755;
    return file.type == FileType::symbolic_link ? 0777 : 0644;
}

std::string path_of(const TarFile& file, const TarOptions& options) {
    std::string path = file.path;
    if (file.type == FileType::whiteout) {
        const auto slash = path.rfind('/');
        path.insert(slash == std::string::npos ? 0 : slash + 1, ".wh.");
    }
    if (file.type == FileType::directory && !path.ends_with('/')) path += '/';
    return options.prefix + path;
}

/// Everything about one entry that is being written.
struct Draft {
    HeaderFields header;
    std::string before; ///< extension headers of GNU tar
    std::string pax;    ///< records of the `x` header
    std::string after;  ///< between the header and the data
    std::string data;
    TarDialect dialect = TarDialect::pax;

    [[nodiscard]] bool pax_allowed() const { return dialect == TarDialect::pax; }
};

std::string long_entry(char type, const std::string& value) {
    return write_header({.name = "././@LongLink",
                         .mode = "0000000",
                         .size = octal(value.size() + 1, 12),
                         .mtime = octal(0, 12),
                         .type = type,
                         .magic = std::string("ustar  \0", 8)}) +
           padded(value + '\0');
}

void set_name(Draft& draft, const std::string& path) {
    draft.header.name = path;
    if (path.size() <= 100 && (path.size() < 100 || draft.dialect != TarDialect::gnu)) return;
    if (draft.dialect == TarDialect::gnu) {
        draft.before += long_entry('L', path);
        return;
    }
    if (draft.dialect == TarDialect::v7) misuse(text("v7 has no room for ", path));
    for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
        const std::size_t rest = path.size() - slash - 1;
        if (slash > 0 && slash <= 155 && rest > 0 && rest <= 100) {
            draft.header.prefix = path.substr(0, slash);
            draft.header.name = path.substr(slash + 1);
            return;
        }
    }
    if (!draft.pax_allowed()) misuse(text("ustar has no room for ", path));
    draft.pax += pax_record("path", path);
}

void set_link(Draft& draft, const std::string& target) {
    draft.header.link_name = target;
    if (target.size() <= 100 && (target.size() < 100 || draft.dialect != TarDialect::gnu)) return;
    if (draft.dialect == TarDialect::gnu)
        draft.before += long_entry('K', target);
    else if (draft.pax_allowed())
        draft.pax += pax_record("linkpath", target);
    else
        misuse(text("no room for the link target ", target));
}

std::string number(Draft& draft, std::int64_t value, std::size_t width, std::string_view pax_key) {
    const bool fits = value >= 0 && (static_cast<std::uint64_t>(value) >> (3 * (width - 1))) == 0;
    if (fits) return octal(static_cast<std::uint64_t>(value), width);
    if (draft.dialect == TarDialect::gnu) return base_256(value, width);
    if (!draft.pax_allowed()) misuse(text(pax_key, " ", value, " does not fit"));
    draft.pax += pax_record(pax_key, text(value));
    return octal(0, width);
}

void set_time(Draft& draft, const TarFile& file) {
    if (file.mtime_nanoseconds == 0) {
        draft.header.mtime = number(draft, file.mtime, 12, "mtime");
        return;
    }
    if (!draft.pax_allowed()) misuse("nanoseconds need pax");
    std::string fraction = text(1'000'000'000 + std::uint64_t{file.mtime_nanoseconds});
    draft.pax += pax_record("mtime", text(file.mtime, ".", std::string_view(fraction).substr(1)));
    draft.header.mtime = octal(file.mtime < 0 ? 0 : static_cast<std::uint64_t>(file.mtime), 12);
}

void set_gnu_sparse(Draft& draft, const TarFile& file) {
    std::string map;
    for (const SparsePart& part : file.sparse)
        map += octal(part.offset, 12) + '\0' + octal(part.data.size(), 12) + '\0';
    draft.header.type = 'S';
    // Behind offset 345 GNU's header has its own fields: atime, ctime, offset, longnames, then 4 pieces at 386.
    std::string fields(41, '\0');
    fields += map.substr(0, 96);
    fields.resize(41 + 96, '\0');
    fields += map.size() > 96 ? '\1' : '\0';
    fields += octal(file.sparse_size, 12);
    draft.header.prefix = fields;
    for (std::size_t at = 96; at < map.size(); at += 21 * 24) {
        std::string block = map.substr(at, 21 * 24);
        block.resize(21 * 24, '\0');
        block += at + 21 * 24 < map.size() ? '\1' : '\0';
        draft.after += padded(block);
    }
}

void set_pax_sparse(Draft& draft, const TarFile& file, SparseFormat format, const std::string& path) {
    const auto size = text(file.sparse_size);
    if (format == SparseFormat::pax_1_0) {
        draft.pax += pax_record("GNU.sparse.major", "1") + pax_record("GNU.sparse.minor", "0") +
                     pax_record("GNU.sparse.name", path) + pax_record("GNU.sparse.realsize", size);
        std::string map = text(file.sparse.size(), "\n");
        for (const SparsePart& part : file.sparse) map += text(part.offset, "\n", part.data.size(), "\n");
        draft.data = padded(map) + draft.data;
        draft.header.name = "GNUSparseFile.0/sparse";
        return;
    }
    draft.pax += pax_record("GNU.sparse.size", size) + pax_record("GNU.sparse.numblocks", text(file.sparse.size()));
    std::string map;
    for (const SparsePart& part : file.sparse) {
        if (format == SparseFormat::pax_0_0)
            draft.pax += pax_record("GNU.sparse.offset", text(part.offset)) +
                         pax_record("GNU.sparse.numbytes", text(part.data.size()));
        map += text(map.empty() ? "" : ",", part.offset, ",", part.data.size());
    }
    if (format == SparseFormat::pax_0_1) {
        draft.pax += pax_record("GNU.sparse.name", path) + pax_record("GNU.sparse.map", map);
        draft.header.name = "GNUSparseFile.0/sparse";
    }
}

std::string pax_entry(char type, const std::string& name, const std::string& records) {
    return write_header({.name = name, .size = octal(records.size(), 12), .mtime = octal(0, 12), .type = type}) +
           padded(records);
}

} // namespace

TarFile file(std::string path, std::string content, std::uint32_t mode) {
    return {.path = std::move(path), .content = std::move(content), .link_target = {}, .mode = mode};
}
TarFile folder(std::string path, std::uint32_t mode) {
    return {.path = std::move(path), .type = FileType::directory, .content = {}, .link_target = {}, .mode = mode};
}
TarFile symbolic_link(std::string path, std::string target) {
    return {.path = std::move(path),
            .type = FileType::symbolic_link,
            .content = {},
            .link_target = std::move(target),
            .mode = {}};
}
TarFile hard_link(std::string path, std::string target) {
    return {.path = std::move(path),
            .type = FileType::hard_link,
            .content = {},
            .link_target = std::move(target),
            .mode = {}};
}
TarFile whiteout(std::string path) {
    return {.path = std::move(path), .type = FileType::whiteout, .content = {}, .link_target = {}, .mode = {}};
}
TarFile opaque(const std::string& folder) { return file(folder + "/.wh..wh..opq", "", 0); }
TarFile device(std::string path, FileType type, std::uint32_t device_major, std::uint32_t device_minor) {
    TarFile made{.path = std::move(path), .type = type, .content = {}, .link_target = {}, .mode = 0600};
    made.device_major = device_major;
    made.device_minor = device_minor;
    return made;
}

std::string octal(std::uint64_t number, std::size_t width) {
    std::string digits(width - 1, '0');
    for (std::size_t at = width - 1; at-- > 0; number >>= 3) digits[at] = static_cast<char>('0' + (number & 7));
    return digits;
}

std::string base_256(std::int64_t number, std::size_t width) {
    std::string bytes(width, number < 0 ? '\xff' : '\0');
    for (std::size_t at = width, count = 0; at-- > 1 && count < 8; ++count, number >>= 8)
        bytes[at] = static_cast<char>(number & 0xff);
    if (bytes[0] == '\0') bytes[0] = '\x80';
    return bytes;
}

std::string padded(std::string bytes, std::size_t block) {
    bytes.resize((bytes.size() + block - 1) / block * block, '\0');
    return bytes;
}

std::string pax_record(std::string_view key, std::string_view value) {
    const std::size_t rest = key.size() + value.size() + 3; // the space, the "=" and the newline
    std::size_t length = rest + 1;
    while (rest + text(length).size() != length) length = rest + text(length).size();
    return text(length, " ", key, "=", value, "\n");
}

std::string write_header(const HeaderFields& fields) {
    std::string header(512, '\0');
    header = put(std::move(header), 0, 100, fields.name);
    header = put(std::move(header), 100, 8, fields.mode);
    header = put(std::move(header), 108, 8, fields.uid);
    header = put(std::move(header), 116, 8, fields.gid);
    header = put(std::move(header), 124, 12, fields.size);
    header = put(std::move(header), 136, 12, fields.mtime);
    header = put(std::move(header), 148, 8, "        ");
    header[156] = fields.type;
    header = put(std::move(header), 157, 100, fields.link_name);
    header = put(std::move(header), 257, 8, fields.magic);
    header = put(std::move(header), 265, 32, fields.user);
    header = put(std::move(header), 297, 32, fields.group);
    header = put(std::move(header), 329, 8, fields.device_major);
    header = put(std::move(header), 337, 8, fields.device_minor);
    header = put(std::move(header), 345, 167, fields.prefix);
    std::uint64_t sum = 0;
    for (const char byte : header) sum += static_cast<unsigned char>(byte);
    return put(std::move(header), 148, 8, octal(sum, 7) + '\0' + ' ');
}

std::string write_entry(const TarFile& file, const TarOptions& options) {
    Draft draft{.header = {}, .before = {}, .pax = {}, .after = {}, .data = file.content, .dialect = options.dialect};
    const std::string path = path_of(file, options);
    HeaderFields& header = draft.header;
    set_name(draft, path);
    set_link(draft, file.link_target);
    header.mode = octal(mode_of(file), 8);
    header.uid = number(draft, file.uid, 8, "uid");
    header.gid = number(draft, file.gid, 8, "gid");
    header.type = type_of(file, options.dialect);
    if (options.dialect == TarDialect::v7) header.magic = {};
    if (options.dialect == TarDialect::gnu) header.magic = std::string("ustar  \0", 8);
    header.user = file.user;
    header.group = file.group;
    if (file.type == FileType::character_device || file.type == FileType::block_device) {
        header.device_major = octal(file.device_major, 8);
        header.device_minor = octal(file.device_minor, 8);
    }
    set_time(draft, file);
    for (const auto& [name, value] : file.xattrs) draft.pax += pax_record("SCHILY.xattr." + name, value);
    for (const SparsePart& part : file.sparse) draft.data += part.data;
    if (file.sparse_size != 0 && options.dialect == TarDialect::gnu)
        set_gnu_sparse(draft, file);
    else if (file.sparse_size != 0)
        set_pax_sparse(draft, file, options.sparse, path);
    header.size = number(draft, static_cast<std::int64_t>(draft.data.size()), 12, "size");
    const std::string extension = draft.pax.empty() ? "" : pax_entry('x', "PaxHeaders.0/entry", draft.pax);
    return extension + draft.before + write_header(header) + draft.after + padded(std::move(draft.data));
}

std::string write_tar(std::span<const TarFile> files, const TarOptions& options) {
    std::string tar;
    if (!options.global_pax.empty()) {
        std::string records;
        for (const auto& [key, value] : options.global_pax) records += pax_record(key, value);
        tar += pax_entry('g', "pax_global_header", records);
    }
    for (const TarFile& each : files) tar += write_entry(each, options);
    tar.resize(tar.size() + 512 * std::size_t{options.end_blocks}, '\0');
    return padded(std::move(tar), options.record);
}

std::string write_tar(std::initializer_list<TarFile> files, const TarOptions& options) {
    return write_tar(std::span<const TarFile>(files.begin(), files.size()), options);
}

} // namespace strata::kit
