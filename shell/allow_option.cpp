#include "shell/allow_option.hpp"

#include "core/base/text.hpp"
#include "core/bytes/file_source.hpp"

namespace strata {

Result<std::string> read_settings_file(const std::string& path) {
    constexpr std::uint64_t most = mebibyte;
    const auto source = TRY(open_file_source(path));
    if (source->size() > most) return fail(text("is larger than a file of settings may be (", most, " bytes)"));
    std::string bytes(source->size(), '\0');
    TRY(source->read_at(0, std::as_writable_bytes(std::span(bytes))));
    return bytes;
}

Result<AllowList> read_allow_lists(const Arguments& arguments) {
    AllowList all;
    for (const std::string& path : arguments.values("allow")) {
        const std::string lines = TRY_WITHIN(path, read_settings_file(path));
        TRY_WITHIN(path, all.add_lines(lines));
    }
    return all;
}

} // namespace strata
