// Writes files below one folder of this machine, and never outside it, whatever an image says.
#pragma once

#include "core/base/result.hpp"
#include "core/model/layer.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
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
    StringMap xattrs;
};

/// What happens to files that are in the folder already.
enum class Existing : std::uint8_t {
    refused,  ///< there must be none
    kept,     ///< folders are joined; a file where another one should come is an error
    replaced, ///< folders are joined, files give way
};

/// Paths are canonical, from the folder ("usr/bin/env"). Each step of each path is opened by itself and never through a
/// symbolic link, so that neither the image nor what was there before leads out of the folder.
class TreeWriter {
public:
    /// Makes `folder` where it is missing.
    [[nodiscard]] static Result<TreeWriter> make(const std::filesystem::path& folder, Existing existing);

    [[nodiscard]] Result<void> make_folder(std::string_view path);
    [[nodiscard]] Result<OpenFile> make_file(std::string_view path);
    [[nodiscard]] Result<void> make_symbolic_link(std::string_view path, const std::string& target,
                                                  const FileAttributes& attributes);
    /// `made` was written before.
    [[nodiscard]] Result<void> make_hard_link(std::string_view path, std::string_view made);
    /// A fifo or, for root alone, a device.
    [[nodiscard]] Result<void> make_special(std::string_view path, FileType type, std::uint32_t device_major,
                                            std::uint32_t device_minor, const FileAttributes& attributes);
    /// Appends bytes; long runs of zeros become holes. `position` is the file's size so far.
    [[nodiscard]] static Result<void> write_bytes(const OpenFile& file, std::uint64_t position,
                                                  std::span<const std::byte> bytes);
    /// Ends a file of `size` bytes.
    [[nodiscard]] Result<void> finish_file(const OpenFile& file, std::uint64_t size, const FileAttributes& attributes);
    /// Sets what could not stay set while the folder was being filled; the top itself ("") only where it was empty.
    [[nodiscard]] Result<void> finish_folder(std::string_view path, const FileAttributes& attributes);
    /// Takes back a file that could not be written whole.
    void remove(std::string_view path);

    /// Extended attributes that the system would not take, and why it refused the last of them.
    [[nodiscard]] std::uint64_t refused_xattrs() const { return refused_xattrs_; }
    [[nodiscard]] const std::string& refused_why() const { return refused_why_; }

private:
    TreeWriter(OpenFile top, Existing existing, bool was_empty)
        : top_(std::move(top)), existing_(existing), was_empty_(was_empty) {}
    Result<int> open_folder(std::string_view path);
    [[nodiscard]] Result<void> put(int folder, const std::string& name, const std::function<int()>& make) const;
    [[nodiscard]] Result<void> clear(int folder, const std::string& name) const;
    Result<void> set_attributes(int descriptor, const FileAttributes& attributes);
    Result<void> set_attributes_at(int folder, const std::string& name, const FileAttributes& attributes);
    void note_refused_xattr();

    OpenFile top_;
    Existing existing_;
    bool was_empty_;
    std::string last_path_; ///< files come folder by folder
    std::optional<OpenFile> last_;
    std::uint64_t refused_xattrs_ = 0;
    std::string refused_why_;
};

} // namespace strata
