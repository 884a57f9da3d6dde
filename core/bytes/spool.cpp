#include "core/bytes/spool.hpp"

#include "core/base/text.hpp"
#include "core/bytes/file_source.hpp"

#include <cerrno>
#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace strata {

namespace {

std::string system_reason() { return std::generic_category().message(errno); }

std::unexpected<Error> cannot_keep(std::string_view folder, std::string_view reason) {
    return fail(text("cannot keep the input in a temporary file in ", folder, ": ", reason,
                     "; set TMPDIR to a folder with room for it"));
}

/// A file that no other program can open, because its name is taken away at once.
class TemporaryFile {
public:
    ~TemporaryFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    TemporaryFile() = default;
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    Result<> open() {
        std::error_code error;
        folder_ = std::filesystem::temp_directory_path(error).string();
        if (error) return cannot_keep("the folder for them", error.message());
        std::string name = folder_ + "/strata-XXXXXX";
        descriptor_ = ::mkstemp(name.data());
        if (descriptor_ < 0) return cannot_keep(folder_, system_reason());
        ::unlink(name.c_str());
        return {};
    }

    Result<> write(std::span<const std::byte> bytes) {
        while (!bytes.empty()) {
            const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) return cannot_keep(folder_, system_reason());
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        }
        return {};
    }

    Result<std::unique_ptr<Source>> as_source() && {
        return open_descriptor_source(std::exchange(descriptor_, -1), "the temporary file in " + folder_);
    }

private:
    std::string folder_;
    int descriptor_ = -1;
};

} // namespace

Result<std::unique_ptr<Source>> spool_stream(Reader& stream, std::uint64_t memory) {
    std::string kept;
    for (;;) {
        const auto bytes = TRY(stream.next());
        if (bytes.empty()) return make_memory_source(std::move(kept));
        kept.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        if (kept.size() > memory) break;
    }
    TemporaryFile file;
    TRY(file.open());
    TRY(file.write(std::as_bytes(std::span(kept))));
    kept = {};
    for (;;) {
        const auto bytes = TRY(stream.next());
        if (bytes.empty()) return std::move(file).as_source();
        TRY(file.write(bytes));
    }
}

Result<std::unique_ptr<Source>> open_standard_input() {
    struct stat status{};
    if (::fstat(STDIN_FILENO, &status) == 0 && S_ISREG(status.st_mode))
        return open_descriptor_source(::dup(STDIN_FILENO), "standard input");
    const auto stream = make_descriptor_reader(STDIN_FILENO, "standard input");
    return spool_stream(*stream);
}

} // namespace strata
