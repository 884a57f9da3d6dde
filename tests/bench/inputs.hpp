// The archives that are measured, written to disk piece by piece so that making them costs no memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace strata::bench {

/// A docker-save archive of plain layers, `layers` × `files` files of `file_bytes` each; the files' data are holes on
/// the disk. Its size is the sum, its cost on the disk a few megabytes.
void write_sparse_archive(const std::filesystem::path& path, std::uint32_t layers, std::uint32_t files,
                          std::uint64_t file_bytes);

/// A docker-save archive with one plain layer of `files` small files in folders of a thousand.
void write_many_files(const std::filesystem::path& path, std::uint32_t files);

/// One unpacked layer tar of about `bytes`: programs, sources and data as images have them. The same for the same seed.
[[nodiscard]] std::string realistic_layer(std::uint64_t bytes, std::uint64_t seed);

/// An OCI archive of these tars as gzip layers; the names of the blobs inside, for whoever wants them by themselves.
struct GzipArchive {
    std::filesystem::path path;
    std::vector<std::filesystem::path> blobs; ///< the same gzip blobs as files
    std::uint64_t unpacked_bytes = 0;
};
[[nodiscard]] GzipArchive write_gzip_archive(const std::filesystem::path& folder, const std::string& name,
                                             const std::vector<std::string>& layers);

} // namespace strata::bench
