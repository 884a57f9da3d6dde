#include "shell/write_output.hpp"

#include "core/base/text.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>

namespace strata {

Result<> write_output(std::string_view path, Console& console, const std::function<void(std::ostream&)>& write) {
    if (path == "-") {
        write(console.out);
        return {};
    }
    errno = 0;
    std::ofstream file(std::string(path), std::ios::binary | std::ios::trunc);
    write(file);
    file.close();
    if (!file) return fail(text(path, ": cannot be written: ", std::strerror(errno == 0 ? EIO : errno)));
    return {};
}

} // namespace strata
