#include "shell/tree_writer.hpp"

#include "core/base/path.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace strata {

namespace {

constexpr int folder_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr std::size_t hole = 4096;

std::unexpected<Error> failure() { return fail(std::generic_category().message(errno)); }

/// A name as the system takes it; what has a NUL can't be one.
Result<std::string> name_of(std::string_view path) {
    std::string name(base_name(path));
    if (!is_name(name)) return fail("this is no name");
    if (name.find('\0') != name.npos) return fail("a name with a NUL byte can't be written");
    return name;
}

struct Times {
    timespec values[2];
};
Times times_of(const FileAttributes& facts) {
    Times times{};
    times.values[0].tv_nsec = UTIME_OMIT;
    times.values[1].tv_nsec = UTIME_OMIT;
    if (facts.mtime) times.values[1] = {.tv_sec = facts.mtime->first, .tv_nsec = facts.mtime->second};
    return times;
}

/// The owner first: changing it takes setuid away.
Result<void> set_facts(int descriptor, const FileAttributes& facts) {
    if (facts.owner && fchown(descriptor, facts.owner->first, facts.owner->second) != 0) return failure();
    if (fchmod(descriptor, facts.mode) != 0) return failure();
    if (futimens(descriptor, times_of(facts).values) != 0) return failure();
    return {};
}

Result<void> set_facts_at(int folder, const std::string& name, const FileAttributes& facts) {
    if (facts.owner &&
        fchownat(folder, name.c_str(), facts.owner->first, facts.owner->second, AT_SYMLINK_NOFOLLOW) != 0)
        return failure();
    if (utimensat(folder, name.c_str(), times_of(facts).values, AT_SYMLINK_NOFOLLOW) != 0) return failure();
    return {};
}

} // namespace

OpenFile::OpenFile(OpenFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

OpenFile::~OpenFile() {
    if (descriptor_ >= 0) close(descriptor_);
}

Result<TreeWriter> TreeWriter::make(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return fail(text(quote(folder.string()), ": ", error.message()));
    const bool empty = std::filesystem::is_empty(folder, error);
    if (error) return fail(text(quote(folder.string()), ": ", error.message()));
    if (!empty) return fail(text(quote(folder.string()), " is not empty; name a folder that is new or empty"));
    const int top = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (top < 0) return wrap(failure().error(), quote(folder.string()));
    return TreeWriter(OpenFile(top));
}

Result<int> TreeWriter::open_folder(std::string_view path) {
    if (path.empty()) return top_.descriptor();
    if (last_ && path == last_path_) return last_->descriptor();
    std::optional<OpenFile> folder;
    for (const std::string_view part : split_path(path).names) {
        const int above = folder ? folder->descriptor() : top_.descriptor();
        const int descriptor = openat(above, std::string(part).c_str(), folder_flags);
        if (descriptor < 0) return failure();
        folder = OpenFile(descriptor);
    }
    last_path_ = path;
    last_ = std::move(folder);
    return last_->descriptor();
}

Result<void> TreeWriter::make_folder(std::string_view path) {
    const std::string name = TRY(name_of(path));
    if (mkdirat(TRY(open_folder(folder_of(path))), name.c_str(), 0700) != 0) return failure();
    return {};
}

Result<OpenFile> TreeWriter::make_file(std::string_view path) {
    const std::string name = TRY(name_of(path));
    const int descriptor = openat(TRY(open_folder(folder_of(path))), name.c_str(),
                                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0) return failure();
    return OpenFile(descriptor);
}

Result<void> TreeWriter::make_symbolic_link(std::string_view path, const std::string& target,
                                            const FileAttributes& facts) {
    const std::string name = TRY(name_of(path));
    if (target.find('\0') != target.npos) return fail("a link target with a NUL byte can't be written");
    const int folder = TRY(open_folder(folder_of(path)));
    if (symlinkat(target.c_str(), folder, name.c_str()) != 0) return failure();
    return set_facts_at(folder, name, facts);
}

Result<void> TreeWriter::make_hard_link(std::string_view path, std::string_view existing) {
    const std::string name = TRY(name_of(path)), existing_name = TRY(name_of(existing));
    const int from = dup(TRY(open_folder(folder_of(existing)))); // the next call may close it
    if (from < 0) return failure();
    const OpenFile from_folder(from);
    const int to = TRY(open_folder(folder_of(path)));
    if (linkat(from, existing_name.c_str(), to, name.c_str(), 0) != 0) return failure();
    return {};
}

Result<void> TreeWriter::make_special(std::string_view path, FileType type, std::uint32_t device_major,
                                      std::uint32_t device_minor, const FileAttributes& facts) {
    const std::string name = TRY(name_of(path));
    const int folder = TRY(open_folder(folder_of(path)));
    const mode_t kind = type == FileType::fifo ? S_IFIFO : type == FileType::block_device ? S_IFBLK : S_IFCHR;
    if (mknodat(folder, name.c_str(), kind | 0600, makedev(device_major, device_minor)) != 0) return failure();
    if (fchmodat(folder, name.c_str(), facts.mode, 0) != 0) return failure();
    return set_facts_at(folder, name, facts);
}

Result<void> TreeWriter::finish_folder(std::string_view path, const FileAttributes& facts) {
    return set_facts(TRY(open_folder(path)), facts);
}

Result<void> write_bytes(const OpenFile& file, std::uint64_t position, std::span<const std::byte> bytes) {
    const bool zeros =
        bytes.size() >= hole && std::ranges::all_of(bytes, [](std::byte byte) { return byte == std::byte{0}; });
    if (zeros) return {};
    while (!bytes.empty()) {
        const ssize_t count = pwrite(file.descriptor(), bytes.data(), bytes.size(), static_cast<off_t>(position));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return failure();
        bytes = bytes.subspan(static_cast<std::size_t>(count));
        position += static_cast<std::uint64_t>(count);
    }
    return {};
}

Result<void> finish_file(const OpenFile& file, std::uint64_t size, const FileAttributes& facts) {
    if (ftruncate(file.descriptor(), static_cast<off_t>(size)) != 0) return failure();
    return set_facts(file.descriptor(), facts);
}

} // namespace strata
