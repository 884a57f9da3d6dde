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
#include <sys/xattr.h>
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
Times times_of(const FileAttributes& attributes) {
    Times times{};
    times.values[0].tv_nsec = UTIME_OMIT;
    times.values[1].tv_nsec = UTIME_OMIT;
    if (attributes.mtime) times.values[1] = {.tv_sec = attributes.mtime->first, .tv_nsec = attributes.mtime->second};
    return times;
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

Result<TreeWriter> TreeWriter::make(const std::filesystem::path& folder, Existing existing) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return fail(text(quote(folder.string()), ": ", error.message()));
    const bool empty = std::filesystem::is_empty(folder, error);
    if (error) return fail(text(quote(folder.string()), ": ", error.message()));
    if (!empty && existing == Existing::refused)
        return fail(text(quote(folder.string()), " is not empty; name a folder that is new or empty, or say --merge to "
                                                 "add to it, --force to replace files that are in the way"));
    const int top = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (top < 0) return wrap(failure().error(), quote(folder.string()));
    return TreeWriter(OpenFile(top), existing, empty);
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

/// Takes away what is in the way of a new file.
Result<void> TreeWriter::clear(int folder, const std::string& name) const {
    if (existing_ != Existing::replaced) return fail("there is a file already; --force replaces it");
    if (unlinkat(folder, name.c_str(), 0) == 0) return {};
    if (errno != EISDIR && errno != EPERM) return failure();
    if (unlinkat(folder, name.c_str(), AT_REMOVEDIR) == 0) return {};
    return errno == ENOTEMPTY || errno == EEXIST ? fail("a folder that is not empty is in the way") : failure();
}

/// Makes something by `make`, which returns what the system call does.
Result<void> TreeWriter::put(int folder, const std::string& name, const std::function<int()>& make) const {
    if (make() >= 0) return {};
    if (errno != EEXIST) return failure();
    TRY(clear(folder, name));
    if (make() < 0) return failure();
    return {};
}

Result<void> TreeWriter::make_folder(std::string_view path) {
    const std::string name = TRY(name_of(path));
    const int folder = TRY(open_folder(folder_of(path)));
    if (mkdirat(folder, name.c_str(), 0700) == 0) return {};
    if (errno != EEXIST || existing_ == Existing::refused) return failure();
    struct stat facts{};
    if (fstatat(folder, name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) != 0) return failure();
    if (S_ISDIR(facts.st_mode)) return {};
    TRY(clear(folder, name));
    if (mkdirat(folder, name.c_str(), 0700) != 0) return failure();
    return {};
}

Result<OpenFile> TreeWriter::make_file(std::string_view path) {
    const std::string name = TRY(name_of(path));
    const int folder = TRY(open_folder(folder_of(path)));
    int descriptor = -1;
    TRY(put(folder, name, [&] {
        return descriptor = openat(folder, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    }));
    return OpenFile(descriptor);
}

Result<void> TreeWriter::make_symbolic_link(std::string_view path, const std::string& target,
                                            const FileAttributes& attributes) {
    const std::string name = TRY(name_of(path));
    if (target.find('\0') != target.npos) return fail("a link target with a NUL byte can't be written");
    const int folder = TRY(open_folder(folder_of(path)));
    TRY(put(folder, name, [&] { return symlinkat(target.c_str(), folder, name.c_str()); }));
    return set_attributes_at(folder, name, attributes);
}

Result<void> TreeWriter::make_hard_link(std::string_view path, std::string_view made) {
    const std::string name = TRY(name_of(path)), made_name = TRY(name_of(made));
    const int from = dup(TRY(open_folder(folder_of(made)))); // the next call may close it
    if (from < 0) return failure();
    const OpenFile from_folder(from);
    const int to = TRY(open_folder(folder_of(path)));
    return put(to, name, [&] { return linkat(from, made_name.c_str(), to, name.c_str(), 0); });
}

Result<void> TreeWriter::make_special(std::string_view path, FileType type, std::uint32_t device_major,
                                      std::uint32_t device_minor, const FileAttributes& attributes) {
    const std::string name = TRY(name_of(path));
    const int folder = TRY(open_folder(folder_of(path)));
    const mode_t kind = type == FileType::fifo ? S_IFIFO : type == FileType::block_device ? S_IFBLK : S_IFCHR;
    TRY(put(folder, name,
            [&] { return mknodat(folder, name.c_str(), kind | 0600, makedev(device_major, device_minor)); }));
    TRY(set_attributes_at(folder, name, attributes));
    if (fchmodat(folder, name.c_str(), attributes.mode, 0) != 0) return failure();
    return {};
}

Result<void> TreeWriter::finish_folder(std::string_view path, const FileAttributes& attributes) {
    if (path.empty() && !was_empty_) return {}; // it is the person's own
    return set_attributes(TRY(open_folder(path)), attributes);
}

Result<void> TreeWriter::write_bytes(const OpenFile& file, std::uint64_t position, std::span<const std::byte> bytes) {
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

Result<void> TreeWriter::finish_file(const OpenFile& file, std::uint64_t size, const FileAttributes& attributes) {
    if (ftruncate(file.descriptor(), static_cast<off_t>(size)) != 0) return failure();
    return set_attributes(file.descriptor(), attributes);
}

void TreeWriter::remove(std::string_view path) {
    const auto name = name_of(path);
    const auto folder = open_folder(folder_of(path));
    if (name && folder) (void)unlinkat(*folder, name->c_str(), 0);
}

void TreeWriter::note_refused_xattr() {
    refused_why_ = failure().error().message;
    refused_xattrs_++;
}

/// The owner first, for changing it takes setuid and capabilities away; the time last.
Result<void> TreeWriter::set_attributes(int descriptor, const FileAttributes& attributes) {
    if (attributes.owner && fchown(descriptor, attributes.owner->first, attributes.owner->second) != 0)
        return failure();
    for (const auto& [name, value] : attributes.xattrs)
        if (fsetxattr(descriptor, name.c_str(), value.data(), value.size(), 0) != 0) note_refused_xattr();
    if (fchmod(descriptor, attributes.mode) != 0) return failure();
    if (futimens(descriptor, times_of(attributes).values) != 0) return failure();
    return {};
}

Result<void> TreeWriter::set_attributes_at(int folder, const std::string& name, const FileAttributes& attributes) {
    if (attributes.owner &&
        fchownat(folder, name.c_str(), attributes.owner->first, attributes.owner->second, AT_SYMLINK_NOFOLLOW) != 0)
        return failure();
    // There is no call that takes a folder and a name; the system shows open folders as paths.
    const std::string path = text("/proc/self/fd/", folder, '/', name);
    for (const auto& [key, value] : attributes.xattrs)
        if (lsetxattr(path.c_str(), key.c_str(), value.data(), value.size(), 0) != 0) note_refused_xattr();
    if (utimensat(folder, name.c_str(), times_of(attributes).values, AT_SYMLINK_NOFOLLOW) != 0) return failure();
    return {};
}

} // namespace strata
