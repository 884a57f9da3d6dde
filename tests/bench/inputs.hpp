// The archives that are measured, written to disk piece by piece so that making them costs no memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace strata::bench {

/// What each plain layer of a sparse archive holds.
struct SparsePlan {
    std::uint32_t layers = 1;
    std::uint32_t large_files = 0;
    std::uint64_t large_bytes = 0; ///< of each of them
    std::uint32_t small_files = 0; ///< of up to 40 kB, evenly between the large ones
};
/// A docker-save archive of plain layers; the files' data are holes on the disk. Its size is the sum, its cost on the
/// disk a few megabytes.
void write_sparse_archive(const std::filesystem::path& path, const SparsePlan& plan);

/// A docker-save archive of plain layers: the first has `files` small files in folders of a thousand, each above it
/// writes every hundredth of them anew and removes every thousandth.
void write_many_files(const std::filesystem::path& path, std::uint32_t files, std::uint32_t layers = 1);

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

/// A docker archive of this machine's own /usr as gzip layers of 256 MB, up to so many bytes and files of it.
struct MachineArchive {
    std::filesystem::path path;
    std::uint64_t bytes = 0; ///< of the files
    std::uint32_t files = 0;
};
[[nodiscard]] MachineArchive write_machine_archive(const std::filesystem::path& path, std::uint64_t most_bytes,
                                                   std::uint32_t most_files);

} // namespace strata::bench
