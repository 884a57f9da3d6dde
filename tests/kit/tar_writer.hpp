// Writes tars byte by byte in the dialect a test asks for, ordinary or broken on purpose.
#pragma once

#include "core/model/layer.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strata::kit {

/// A piece of a sparse file that is not a hole.
struct SparsePart {
    std::uint64_t offset = 0;
    std::string data;
};

/// One entry as it is written, in the order of the archive. A whiteout is a path whose last part gets `.wh.` in front.
struct TarFile {
    std::string path; ///< as written; a folder gets its trailing "/" by itself
    FileType type = FileType::regular;
    std::string content;
    std::string link_target;
    std::optional<std::uint32_t> mode; ///< 0755 for folders, 0777 for symbolic links, else 0644
    std::int64_t uid = 0;
    std::int64_t gid = 0;
    std::string user = {};
    std::string group = {};
    std::int64_t mtime = 1'700'000'000;
    std::uint32_t mtime_nanoseconds = 0;
    StringMap xattrs = {};
    std::uint32_t device_major = 0;
    std::uint32_t device_minor = 0;
    std::vector<SparsePart> sparse = {}; ///< instead of content; `sparse_size` is the whole file's size
    std::uint64_t sparse_size = 0;
};

[[nodiscard]] TarFile file(std::string path, std::string content, std::uint32_t mode = 0644);
[[nodiscard]] TarFile folder(std::string path, std::uint32_t mode = 0755);
[[nodiscard]] TarFile symbolic_link(std::string path, std::string target);
[[nodiscard]] TarFile hard_link(std::string path, std::string target);
[[nodiscard]] TarFile whiteout(std::string path);
/// Hides everything that lower layers have in `folder` (`.wh..wh..opq`).
[[nodiscard]] TarFile opaque(const std::string& folder);
/// A character or block device.
[[nodiscard]] TarFile device(std::string path, FileType type, std::uint32_t device_major, std::uint32_t device_minor);

enum class TarDialect : std::uint8_t {
    v7,    ///< no magic, no prefix: names up to 100 bytes, folders only by their trailing "/"
    ustar, ///< POSIX 1988: names up to 255 bytes where they split well
    gnu,   ///< `L` and `K` entries for long names, base-256 numbers, `S` for sparse
    pax,   ///< POSIX 2001: an `x` header for whatever does not fit
};

/// How pax tars write holes (GNU tar manual, "Storing Sparse Files").
enum class SparseFormat : std::uint8_t { pax_0_0, pax_0_1, pax_1_0 };

struct TarOptions {
    TarDialect dialect = TarDialect::pax;
    SparseFormat sparse = SparseFormat::pax_1_0;
    std::string prefix = {};   ///< before every path, "./" say
    StringMap global_pax = {}; ///< one `g` header at the front
    std::uint32_t end_blocks = 2;
    std::uint64_t record = 512; ///< the whole is padded to a multiple of this; tar(1) uses 10240
};

/// The whole tar. What a dialect cannot say ends the program with a message; xattrs are written as pax headers in any
/// dialect, as docker does.
[[nodiscard]] std::string write_tar(std::span<const TarFile> files, const TarOptions& options = {});
[[nodiscard]] std::string write_tar(std::initializer_list<TarFile> files, const TarOptions& options = {});
/// The entry alone, with its extension headers, data and padding.
[[nodiscard]] std::string write_entry(const TarFile& file, const TarOptions& options = {});

/// The fields of one 512-byte header, exactly as they shall stand there.
struct HeaderFields {
    std::string name;
    std::string mode = "0000644";
    std::string uid = "0000000";
    std::string gid = "0000000";
    std::string size = "00000000000";
    std::string mtime = "14524770400";
    char type = '0';
    std::string link_name = {};
    std::string magic = std::string("ustar\00000", 8);
    std::string user = {};
    std::string group = {};
    std::string device_major = {};
    std::string device_minor = {};
    std::string prefix = {};
};

/// 512 bytes with a right checksum; fields that are too long are cut.
[[nodiscard]] std::string write_header(const HeaderFields& fields);
/// "00000000017" for 15: octal digits that fill a field of `width` bytes but the last.
[[nodiscard]] std::string octal(std::uint64_t number, std::size_t width);
/// GNU's form for what octal can't say: a first byte of 0x80, or 0xff for negative numbers, then big-endian.
[[nodiscard]] std::string base_256(std::int64_t number, std::size_t width);
/// `bytes` with zeros up to the next multiple of `block`.
[[nodiscard]] std::string padded(std::string bytes, std::size_t block = 512);
/// "30 mtime=1350244992.023960108\n": the length counts itself.
[[nodiscard]] std::string pax_record(std::string_view key, std::string_view value);

} // namespace strata::kit
