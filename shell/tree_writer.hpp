// Writes files below one folder of this machine, and never outside it, whatever an image says.
#pragma once

#include "core/base/result.hpp"
#include "core/model/layer.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace strata {

/// An open file or folder, closed at the end.
class OpenFile {
public:
    explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
    OpenFile(OpenFile&& other) noexcept;
    OpenFile& operator=(OpenFile&& other) noexcept;
    ~OpenFile();
    [[nodiscard]] int descriptor() const { return descriptor_; }

private:
    int descriptor_ = -1;
};

/// What is set on a file once it is there.
struct FileAttributes {
    std::uint16_t mode = 0644;
    std::optional<std::pair<std::int64_t, std::uint32_t>> mtime; ///< seconds and nanoseconds; none: as it comes
    std::optional<std::pair<std::uint32_t, std::uint32_t>> owner;
};

/// Paths are canonical, from the folder ("usr/bin/env"). Each step of each path is opened by itself and never through a
/// symbolic link, and nothing that exists is opened or replaced.
class TreeWriter {
public:
    /// Makes `folder`, which must not exist or be empty.
    [[nodiscard]] static Result<TreeWriter> make(const std::filesystem::path& folder);

    [[nodiscard]] Result<void> make_folder(std::string_view path);
    [[nodiscard]] Result<OpenFile> make_file(std::string_view path);
    [[nodiscard]] Result<void> make_symbolic_link(std::string_view path, const std::string& target,
                                                  const FileAttributes& facts);
    /// `existing` was written before.
    [[nodiscard]] Result<void> make_hard_link(std::string_view path, std::string_view existing);
    /// A fifo or, for root alone, a device.
    [[nodiscard]] Result<void> make_special(std::string_view path, FileType type, std::uint32_t device_major,
                                            std::uint32_t device_minor, const FileAttributes& facts);
    /// Sets what could not stay set while the folder was being filled.
    [[nodiscard]] Result<void> finish_folder(std::string_view path, const FileAttributes& facts);

private:
    explicit TreeWriter(OpenFile top) : top_(std::move(top)) {}
    Result<int> open_folder(std::string_view path);

    OpenFile top_;
    std::string last_path_; ///< files come folder by folder
    std::optional<OpenFile> last_;
};

/// Appends bytes; long runs of zeros become holes. `position` is the file's size so far.
[[nodiscard]] Result<void> write_bytes(const OpenFile& file, std::uint64_t position, std::span<const std::byte> bytes);
/// Ends a file of `size` bytes.
[[nodiscard]] Result<void> finish_file(const OpenFile& file, std::uint64_t size, const FileAttributes& facts);

} // namespace strata
