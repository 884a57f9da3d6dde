// Every limit that protects against a hostile or damaged archive, named in one place; the command can raise each.
#pragma once

#include <cstdint>

namespace strata {

inline constexpr std::uint64_t kibibyte = 1024;
inline constexpr std::uint64_t mebibyte = 1024 * kibibyte;
inline constexpr std::uint64_t gibibyte = 1024 * mebibyte;

struct Limits {
    std::uint64_t document_bytes = 64 * mebibyte;   ///< one JSON document (manifest, index, config)
    std::uint64_t documents_bytes = 128 * mebibyte; ///< all JSON documents of one archive together
    std::uint32_t document_depth = 256;             ///< nesting of one JSON document
    std::uint32_t document_values = 4'000'000;      ///< keys and values of one JSON document
    std::uint32_t history_rows = 100'000;           ///< rows of one image's history
    std::uint64_t archive_members = 4'000'000;      ///< members of the outer archive
    std::uint32_t images = 100'000;                 ///< images in one archive
    std::uint64_t reference_bytes = 256 * mebibyte; ///< names of all images of one archive together
    std::uint32_t layers = 20'000;                  ///< layers of one image
    std::uint32_t all_layers = 400'000;             ///< layers of all images of one archive together
    std::uint32_t index_entries = 1'000'000;        ///< entries of all OCI indexes together, as often as they are met
    std::uint64_t pairing_bytes = 2 * gibibyte;     ///< unpacked to tell by hash which layer is which, where documents
                                                    ///< disagree
    std::uint32_t index_depth = 16;                 ///< an OCI index inside an index, and so on
    std::uint32_t link_depth = 40;                  ///< links followed for one name, as Linux does
    std::uint64_t name_bytes = 2 * mebibyte;        ///< one path in a tar, however it is written
    std::uint64_t header_bytes = 8 * mebibyte;      ///< all extension headers of one tar entry
    std::uint32_t path_depth = 200'000;             ///< folders above one entry
    std::uint64_t entries = 50'000'000;             ///< entries of one layer
    std::uint64_t image_entries = 64'000'000;       ///< entries of all layers of one image, repeated ones each time
    std::uint64_t name_memory = 2 * gibibyte;       ///< bytes of all names of one layer
    std::uint64_t snapshot_bytes = 2 * gibibyte;    ///< one snapshot, which is read whole
    std::uint64_t unpacked_bytes = 1024 * gibibyte; ///< one layer after decompression
    std::uint64_t hole_bytes = 8 * gibibyte;        ///< zeros in sparse files of one layer that are hashed
    std::uint64_t zstd_window = 128 * mebibyte;     ///< window memory a zstd frame may ask for
    std::uint64_t xz_memory = 128 * mebibyte;       ///< memory an xz stream may ask for
    std::uint64_t examined_bytes = 256 * mebibyte; ///< one file kept in memory to look into it: a database of packages,
                                                   ///< an archive
    std::uint64_t program_bytes = 64 * mebibyte;   ///< one program kept in memory to look into it
    std::uint64_t text_bytes = 64 * mebibyte;      ///< of one text looked through for secrets
    std::uint64_t nested_bytes = gibibyte;         ///< unpacked from the archives inside one file
    std::uint32_t nested_depth = 4;                ///< an archive inside an archive, and so on
    std::uint64_t nested_list_bytes = 128 * mebibyte; ///< lists of the members of the archives inside one file
    std::uint64_t facts_memory = 512 * mebibyte;      ///< what the examined files of one layer say
};

} // namespace strata
