#include "core/bytes/file_source.hpp"

#include "core/base/text.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace strata {

namespace {

std::string system_reason() { return std::generic_category().message(errno); }

class FileSource final : public Source {
public:
    FileSource(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {}
    ~FileSource() override { ::close(descriptor_); }
    FileSource(const FileSource&) = delete;
    FileSource& operator=(const FileSource&) = delete;

    std::uint64_t size() const override { return size_; }
    void set_size(std::uint64_t size) { size_ = size; }
    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) const override {
        std::size_t done = 0;
        while (done < into.size() && offset + done < size_) {
            const ssize_t count =
                ::pread(descriptor_, into.data() + done, into.size() - done, static_cast<off_t>(offset + done));
            if (count == 0) break; // the file has shrunk since it was opened
            if (count > 0) {
                done += static_cast<std::size_t>(count);
            } else if (errno != EINTR) {
                return fail(text(name_, ": cannot read at byte ", offset + done, ": ", system_reason()));
            }
        }
        return done;
    }

private:
    int descriptor_;
    std::string name_;
    std::uint64_t size_ = 0;
};

std::string_view kind_of(mode_t mode) {
    if (S_ISDIR(mode)) return "a folder, not a file";
    if (S_ISFIFO(mode)) return "a pipe, not a file; as standard input (-) it can be read";
    if (S_ISSOCK(mode)) return "a socket, not a file";
    return "a device, not a file";
}

} // namespace

Result<std::unique_ptr<Source>> open_file_source(const std::filesystem::path& path) {
    // O_NONBLOCK: opening a pipe that nobody writes to would wait for ever; it means nothing for a regular file.
    return open_descriptor_source(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK), path.string());
}

Result<std::unique_ptr<Source>> open_descriptor_source(int descriptor, std::string name) {
    const auto failed = [&] { return fail(text("cannot open ", name, ": ", system_reason())); };
    if (descriptor < 0) return failed();
    auto source = std::make_unique<FileSource>(descriptor, name);
    struct stat status{};
    if (::fstat(descriptor, &status) != 0) return failed();
    if (!S_ISREG(status.st_mode) && !S_ISBLK(status.st_mode))
        return fail(text("cannot open ", name, ": it is ", kind_of(status.st_mode)));
    const off_t size = S_ISREG(status.st_mode) ? status.st_size : ::lseek(descriptor, 0, SEEK_END);
    if (size < 0) return failed();
    source->set_size(static_cast<std::uint64_t>(size));
    return source;
}

} // namespace strata
