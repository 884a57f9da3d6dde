#include "core/base/text.hpp"
#include "core/insight/packages/gathered.hpp"
#include "core/insight/packages/parsers.hpp"
#include "core/insight/packages/text_lines.hpp"

#include <charconv>
#include <utility>

namespace strata {

namespace {

class InstalledFile {
public:
    explicit InstalledFile(const Limits& limits) : gathered_(limits) {}
    FileFacts read(std::string_view bytes) {
        while (!bytes.empty()) {
            const std::string_view line = take_line(bytes);
            line_++;
            if (line.empty())
                close();
            else if (line.size() >= 2 && line[1] == ':')
                take(line[0], line.substr(2));
            else
                gathered_.damaged(text("its line ", line_, " is no field"));
        }
        close();
        return gathered_.take();
    }

private:
    void take(char field, std::string_view value) {
        open_ = true;
        switch (field) {
        case 'P': package_.name = value; break;
        case 'V': package_.version = value; break;
        case 'A': package_.architecture = value; break;
        case 'L': package_.license = value; break;
        case 'o': package_.source = value; break;
        case 'I': std::from_chars(value.data(), value.data() + value.size(), package_.installed_size); break;
        case 'F': folder_ = value.empty() ? "/" : text('/', value, '/'); break;
        case 'R': gathered_.add_path(package_.files, folder_, value); break;
        default: break;
        }
    }

    void close() {
        if (package_.source == package_.name) package_.source.clear();
        if (open_ && (package_.name.empty() || package_.version.empty()))
            gathered_.damaged(text("the package before its line ", line_, " has no name or no version"));
        open_ = false;
        package_.ecosystem = Ecosystem::apk;
        gathered_.add(std::move(package_));
        package_ = {};
        folder_ = "/";
    }

    Gathered gathered_;
    Package package_;
    std::string folder_ = "/";
    std::size_t line_ = 0;
    bool open_ = false; ///< something of a package was read
};

} // namespace

FileFacts parse_apk_installed(std::string_view bytes, std::string_view, const Limits& limits) {
    return InstalledFile(limits).read(bytes);
}

} // namespace strata
