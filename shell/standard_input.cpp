#include "shell/standard_input.hpp"

#include "core/base/text.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace strata {
namespace {

class DescriptorSource final : public Source {
public:
    enum class Ownership { borrowed, owned };
    DescriptorSource(int descriptor, std::uint64_t size, Ownership ownership)
        : descriptor_(descriptor), size_(size), ownership_(ownership) {}
    ~DescriptorSource() override {
        if (ownership_ == Ownership::owned) close(descriptor_);
    }
    DescriptorSource(const DescriptorSource&) = delete;
    DescriptorSource& operator=(const DescriptorSource&) = delete;

    [[nodiscard]] std::uint64_t size() const override { return size_; }
    [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) const override {
        std::size_t done = 0;
        while (done < into.size() && offset + done < size_) {
            const ssize_t count =
                pread(descriptor_, into.data() + done, into.size() - done, static_cast<off_t>(offset + done));
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) return fail(text("cannot be read at byte ", offset + done, ": ", std::strerror(errno)));
            if (count == 0) break;
            done += static_cast<std::size_t>(count);
        }
        return done;
    }

private:
    int descriptor_;
    std::uint64_t size_;
    Ownership ownership_;
};

Result<> write_all(int descriptor, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return fail(text("the temporary file cannot be written: ", std::strerror(errno)));
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<std::uint64_t> copy(int from, int to, const Progress& progress) {
    std::vector<std::byte> buffer(1024 * 1024);
    std::uint64_t total = 0;
    while (true) {
        const ssize_t count = read(from, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return fail(text("cannot be read at byte ", total, ": ", std::strerror(errno)));
        if (count == 0) return total;
        TRY(write_all(to, std::span(buffer).first(static_cast<std::size_t>(count))));
        total += static_cast<std::uint64_t>(count);
        if (progress) progress(total, 0);
    }
}

} // namespace

Result<std::unique_ptr<Source>> open_standard_input(int descriptor, const Progress& progress) {
    using Ownership = DescriptorSource::Ownership;
    struct stat facts{};
    if (fstat(descriptor, &facts) != 0) return fail(text("cannot be read: ", std::strerror(errno)));
    if (S_ISREG(facts.st_mode) && lseek(descriptor, 0, SEEK_CUR) == 0)
        return std::make_unique<DescriptorSource>(descriptor, static_cast<std::uint64_t>(facts.st_size),
                                                  Ownership::borrowed);
    if (isatty(descriptor) == 1)
        return fail("is a terminal; give it an archive: `docker save IMAGE | strata images -`");
    const char* folder = std::getenv("TMPDIR");
    std::string name = text(folder != nullptr && *folder != '\0' ? folder : "/tmp", "/strata-XXXXXX");
    const int spool = mkstemp(name.data());
    if (spool < 0) return fail(text("no temporary file can be made in ", name, ": ", std::strerror(errno)));
    unlink(name.c_str());
    const auto size = copy(descriptor, spool, progress);
    if (!size) {
        close(spool);
        return std::unexpected(size.error());
    }
    return std::make_unique<DescriptorSource>(spool, *size, Ownership::owned);
}

} // namespace strata
