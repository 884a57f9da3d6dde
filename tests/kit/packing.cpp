#include "tests/kit/packing.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <openssl/evp.h>

namespace strata::kit {

namespace {

constexpr std::size_t piece = 64 * 1024;

using Writer = std::unique_ptr<archive, decltype(&archive_write_free)>;

void check(archive* writer, int status) {
    if (status == ARCHIVE_OK) return;
    std::fprintf(stderr, "packing: %s\n", archive_error_string(writer));
    std::abort();
}

int add_filter(archive* writer, Packing packing) {
    switch (packing) {
    case Packing::gzip: return archive_write_add_filter_gzip(writer);
    case Packing::zstd: return archive_write_add_filter_zstd(writer);
    case Packing::xz: return archive_write_add_filter_xz(writer);
    case Packing::bzip2: return archive_write_add_filter_bzip2(writer);
    default: return ARCHIVE_OK;
    }
}

la_ssize_t append(archive*, void* client, const void* bytes, std::size_t size) {
    static_cast<std::string*>(client)->append(static_cast<const char*>(bytes), size);
    return static_cast<la_ssize_t>(size);
}

std::string pack_once(std::string_view bytes, Packing packing, int level) {
    std::string packed;
    const Writer writer(archive_write_new(), &archive_write_free);
    check(writer.get(), archive_write_set_format_raw(writer.get()));
    check(writer.get(), add_filter(writer.get(), packing));
    if (packing == Packing::gzip)
        check(writer.get(), archive_write_set_filter_option(writer.get(), "gzip", "timestamp", nullptr));
    if (level != 0)
        check(writer.get(), archive_write_set_filter_option(writer.get(), nullptr, "compression-level",
                                                            std::to_string(level).c_str()));
    check(writer.get(), archive_write_set_bytes_in_last_block(writer.get(), 1));
    check(writer.get(), archive_write_open2(writer.get(), &packed, nullptr, append, nullptr, nullptr));
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), &archive_entry_free);
    archive_entry_set_pathname(entry.get(), "bytes");
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    check(writer.get(), archive_write_header(writer.get(), entry.get()));
    while (!bytes.empty()) {
        const la_ssize_t written = archive_write_data(writer.get(), bytes.data(), bytes.size());
        if (written <= 0) check(writer.get(), ARCHIVE_FATAL);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    check(writer.get(), archive_write_close(writer.get()));
    return packed;
}

std::string pack_pieces(std::string_view bytes, Packing packing, int level, std::string_view between) {
    std::string packed;
    do {
        packed += pack_once(bytes.substr(0, piece), packing, level);
        bytes.remove_prefix(std::min(piece, bytes.size()));
        if (!bytes.empty()) packed += between;
    } while (!bytes.empty());
    return packed;
}

} // namespace

std::string_view name_of(Packing packing) {
    constexpr std::array<std::string_view, 7> names = {"none",        "gzip", "gzip members", "zstd",
                                                       "zstd frames", "xz",   "bzip2"};
    return names[static_cast<std::size_t>(packing)];
}

std::string pack(std::string_view bytes, Packing packing, int level) {
    // A skippable frame of zstd (RFC 8878, 3.1.2): magic, four bytes of content.
    constexpr std::string_view skippable("\x50\x2a\x4d\x18\x04\x00\x00\x00skip", 12);
    switch (packing) {
    case Packing::none: return std::string(bytes);
    case Packing::gzip_members: return pack_pieces(bytes, Packing::gzip, level, "");
    case Packing::zstd_frames: return pack_pieces(bytes, Packing::zstd, level, skippable);
    default: return pack_once(bytes, packing, level);
    }
}

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) std::abort();
    std::string hex;
    for (unsigned int at = 0; at < size; ++at) {
        constexpr std::string_view digits = "0123456789abcdef";
        hex += digits[digest[at] >> 4];
        hex += digits[digest[at] & 15];
    }
    return hex;
}

} // namespace strata::kit
