#include "tests/real/final_tree.hpp"

#include "core/base/text.hpp"
#include "core/bytes/hash.hpp"
#include "core/image/read_file.hpp"
#include "core/tree/timeline.hpp"
#include "tests/kit/corpus.hpp"
#include "tests/real/facts.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <tuple>

namespace strata::real {

namespace {

/// One path's facts before they are a line.
struct Row {
    std::string type;
    unsigned mode = 0;
    std::uint64_t uid = 0;
    std::uint64_t gid = 0;
    std::int64_t mtime = 0;
    std::string rest; ///< of files: size and hash; of links: the target; of devices: the numbers
    std::map<std::string, std::string> xattrs; ///< values in hex
};

std::string line_of(const Row& row) {
    std::array<char, 16> mode{};
    std::snprintf(mode.data(), mode.size(), "%04o", row.type == "symlink" ? 0777U : row.mode);
    std::string line = text(row.type, " ", std::string_view(mode.data()), " ", row.uid, ":", row.gid, " ", row.mtime);
    if (!row.rest.empty()) line += " " + row.rest;
    for (const auto& [name, value] : row.xattrs) line += text(" ", name, "=", value);
    return line;
}

std::string hex_of(std::string_view bytes) {
    std::string hex;
    for (const char byte : bytes) {
        std::array<char, 3> pair{};
        std::snprintf(pair.data(), pair.size(), "%02x", static_cast<unsigned char>(byte));
        hex += pair.data();
    }
    return hex;
}

std::string bytes_of_hex(const std::string& hex) {
    std::string bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
        bytes += static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16));
    return bytes;
}

/// "\xe9" in a fact stands for the byte.
std::string unescaped(const std::string& escaped) {
    std::string bytes;
    for (std::size_t at = 0; at < escaped.size(); ++at) {
        if (escaped.compare(at, 2, "\\x") == 0 && at + 3 < escaped.size()) {
            bytes += bytes_of_hex(escaped.substr(at + 2, 2));
            at += 3;
        } else {
            bytes += escaped[at];
        }
    }
    return bytes;
}

std::string file_words(std::uint64_t size, const std::string& sha256) { return text(size, " bytes ", sha256); }

std::string hash_of(const Archive& archive, const Inspection& inspection, Place place, const std::string& path) {
    const auto reader = open_file(archive, inspection, place);
    if (!reader) return text("can't open ", path, ": ", reader.error().message);
    DigestHasher hasher;
    for (;;) {
        const auto bytes = (*reader)->next();
        if (!bytes) return text("can't read ", path, ": ", bytes.error().message);
        if (bytes->empty()) return hasher.finish().hex();
        hasher.update(*bytes);
    }
}

/// The bytes of one file are read once, however many names it has.
using Hashes = std::map<std::pair<std::uint32_t, EntryIndex>, std::string>;

std::string describe(const Archive& archive, const Inspection& inspection, const Timeline& timeline, NodeIndex node,
                     Hashes& hashes) {
    const Place place = timeline.resolve(timeline.final(node));
    if (!place) return "hard link to nowhere";
    const Entry& entry = timeline.entry(place);
    const LayerTree& tree = timeline.layer(place.layer).tree;
    const Extra& extra = tree.extra(entry);
    Row row{.type = {},
            .mode = entry.mode,
            .uid = tree.owner(entry).uid,
            .gid = tree.owner(entry).gid,
            .mtime = entry.mtime,
            .rest = {},
            .xattrs = {}};
    for (const auto& [name, value] : extra.xattrs) row.xattrs[name] = hex_of(value);
    switch (entry.type) {
    case FileType::regular: {
        std::string& hash = hashes[{place.layer, place.entry}];
        if (hash.empty()) hash = hash_of(archive, inspection, place, timeline.path(node));
        row.type = "file";
        row.rest = file_words(entry.size, hash);
        break;
    }
    case FileType::directory:
        if (entry.has(entry_implied)) return "implied";
        row.type = "dir";
        break;
    case FileType::symbolic_link:
        row.type = "symlink";
        row.rest = extra.link_target;
        break;
    case FileType::character_device:
    case FileType::block_device:
        row.type = entry.type == FileType::block_device ? "block" : "char";
        row.rest = text(extra.device_major, ":", extra.device_minor);
        break;
    case FileType::fifo: row.type = "fifo"; break;
    default: return "no file";
    }
    return line_of(row);
}

Row row_of_stat(const std::filesystem::path& path, const struct stat& status) {
    Row row{.type = {},
            .mode = status.st_mode & 07777U,
            .uid = status.st_uid,
            .gid = status.st_gid,
            .mtime = status.st_mtim.tv_sec,
            .rest = {},
            .xattrs = {}};
    if (S_ISDIR(status.st_mode))
        row.type = "dir";
    else if (S_ISLNK(status.st_mode))
        row.type = "symlink", row.rest = std::filesystem::read_symlink(path).string();
    else if (S_ISFIFO(status.st_mode))
        row.type = "fifo";
    else if (S_ISREG(status.st_mode)) {
        const std::string bytes = kit::read_text(path);
        row.type = "file";
        row.rest = file_words(bytes.size(), digest_of(std::as_bytes(std::span(bytes))).hex());
    } else {
        row.type = S_ISBLK(status.st_mode) ? "block" : "char";
        row.rest = text(major(status.st_rdev), ":", minor(status.st_rdev));
    }
    std::array<char, 4096> names{};
    const ssize_t length = llistxattr(path.c_str(), names.data(), names.size());
    for (ssize_t at = 0; at < length; at += static_cast<ssize_t>(std::string_view(names.data() + at).size()) + 1) {
        std::array<char, 4096> value{};
        const ssize_t size = lgetxattr(path.c_str(), names.data() + at, value.data(), value.size());
        if (size >= 0) row.xattrs[names.data() + at] = hex_of({value.data(), static_cast<std::size_t>(size)});
    }
    return row;
}

} // namespace

FinalTree final_tree_of(const Archive& archive, const Inspection& inspection) {
    const Timeline timeline(inspection);
    FinalTree tree;
    Hashes hashes;
    if (timeline.layer_count() == 0) return tree;
    for (NodeIndex node = 0; node < timeline.size(); ++node)
        if (timeline.final(node)) tree[timeline.path(node)] = describe(archive, inspection, timeline, node, hashes);
    return tree;
}

FinalTree final_tree_of_fact(const std::filesystem::path& path) {
    FinalTree tree;
    for (const nlohmann::json& fact : read_json_lines(path)) {
        Row row{.type = fact["type"].get<std::string>(),
                .mode = static_cast<unsigned>(std::stoul(fact["mode"].get<std::string>(), nullptr, 8)),
                .uid = fact["uid"].get<std::uint64_t>(),
                .gid = fact["gid"].get<std::uint64_t>(),
                .mtime = fact["mtime"].get<std::int64_t>(),
                .rest = {},
                .xattrs = fact.value("xattr", std::map<std::string, std::string>{})};
        if (row.type == "file")
            row.rest = file_words(fact["size"].get<std::uint64_t>(), fact["sha256"].get<std::string>());
        if (row.type == "symlink") row.rest = unescaped(fact["link"].get<std::string>());
        if (fact.contains("rdev")) row.rest = fact["rdev"].get<std::string>();
        const std::string name = fact.contains("path_hex") ? bytes_of_hex(fact["path_hex"].get<std::string>())
                                                           : fact["path"].get<std::string>();
        tree[name] = line_of(row);
    }
    return tree;
}

FinalTree final_tree_of_folder(const std::filesystem::path& folder) {
    FinalTree tree;
    const auto add = [&](const std::filesystem::path& path) {
        struct stat status{};
        if (lstat(path.c_str(), &status) != 0) FAIL("can't read " << path.string());
        const std::string name = path.lexically_relative(folder).string();
        tree[name == "." ? "/" : "/" + name] = line_of(row_of_stat(path, status));
    };
    add(folder);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) add(entry.path());
    return tree;
}

std::vector<std::string> differences(const FinalTree& ours, const FinalTree& theirs) {
    std::vector<std::string> lines;
    for (const auto& [path, wanted] : theirs) {
        const auto found = ours.find(path);
        if (found == ours.end()) {
            // Whoever unpacks makes a root folder, whether or not a layer has one.
            if (path != "/") lines.push_back(text(path, ": not there; theirs: ", wanted));
        } else if (found->second != wanted && !(found->second == "implied" && wanted.starts_with("dir ")))
            lines.push_back(text(path, ":\n    ours:   ", found->second, "\n    theirs: ", wanted));
    }
    for (const auto& [path, line] : ours)
        if (!theirs.contains(path)) lines.push_back(text(path, ": only ours: ", line));
    return lines;
}

} // namespace strata::real
