#include "shell/standard_input.hpp"

#include "core/base/text.hpp"
#include "core/bytes/file_source.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace strata {
namespace {

Result<> write_all(int descriptor, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return fail(text("the temporary file cannot be written: ", std::strerror(errno)));
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<> copy(int from, int to, const Progress& progress) {
    std::vector<std::byte> buffer(1024 * 1024);
    std::uint64_t total = 0;
    while (true) {
        const ssize_t count = read(from, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return fail(text("cannot be read at byte ", total, ": ", std::strerror(errno)));
        if (count == 0) return {};
        TRY(write_all(to, std::span(buffer).first(static_cast<std::size_t>(count))));
        total += static_cast<std::uint64_t>(count);
        if (progress) progress(total, 0);
    }
}

} // namespace

Result<std::unique_ptr<Source>> open_standard_input(int descriptor, const Progress& progress) {
    struct stat facts{};
    if (fstat(descriptor, &facts) != 0) return fail(text("cannot be read: ", std::strerror(errno)));
    if (S_ISREG(facts.st_mode) && lseek(descriptor, 0, SEEK_CUR) == 0)
        return open_descriptor_source(dup(descriptor), "standard input");
    if (isatty(descriptor) == 1)
        return fail("is a terminal; give it an archive: `docker save IMAGE | strata images -`");
    const char* folder = std::getenv("TMPDIR");
    std::string name = text(folder != nullptr && *folder != '\0' ? folder : "/tmp", "/strata-XXXXXX");
    const int spool = mkstemp(name.data());
    if (spool < 0) return fail(text("no temporary file can be made in ", name, ": ", std::strerror(errno)));
    unlink(name.c_str());
    if (const auto copied = copy(descriptor, spool, progress); !copied) {
        close(spool);
        return std::unexpected(copied.error());
    }
    return open_descriptor_source(spool, "the temporary file");
}

} // namespace strata
