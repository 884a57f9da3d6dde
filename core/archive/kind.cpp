#include "core/archive/kind.hpp"

#include <algorithm>

namespace strata {

namespace {

struct Kind {
    std::size_t offset;
    std::string_view magic;
    std::string_view name;
};
using namespace std::string_view_literals;
constexpr Kind known_kinds[] = {
    {0, "PK\x03\x04"sv, "a zip file"},
    {0, "PK\x05\x06"sv, "an empty zip file"},
    {0, "070701"sv, "a cpio archive"},
    {0, "070702"sv, "a cpio archive"},
    {0, "070707"sv, "a cpio archive"},
    {0, "\xc7\x71"sv, "a cpio archive"},
    {0,
     "\x7f"
     "ELF"sv,
     "a program (ELF)"},
    {0, "MZ"sv, "a Windows program"},
    {0, "7z\xbc\xaf\x27\x1c"sv, "a 7z archive"},
    {0, "Rar!"sv, "a rar archive"},
    {0, "!<arch>\n"sv, "an ar archive or Debian package"},
    {0, "\xed\xab\xee\xdb"sv, "an RPM package"},
    {0, "%PDF"sv, "a PDF document"},
    {0, "SQLite format 3"sv, "an SQLite database"},
    {0, "\x04\x22\x4d\x18"sv, "packed with lz4, which images are not"},
    {0, "hsqs"sv, "a squashfs file system"},
    {0, "QFI\xfb"sv, "a virtual disk (qcow2)"},
    {0, "KDMV"sv, "a virtual disk (vmdk)"},
    {32, "SIF_MAGIC"sv, "a Singularity image (SIF)"},
    {1024, "\xe2\xe1\xf5\xe0"sv, "an EROFS file system"},
    {1080, "\x53\xef"sv, "an ext4 file system"},
};

} // namespace

std::string_view kind_of(std::string_view head) {
    for (const Kind& kind : known_kinds)
        if (head.size() >= kind.offset && head.substr(kind.offset).starts_with(kind.magic)) return kind.name;
    const std::string_view text = head.substr(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
    if (text.starts_with('{') || text.starts_with('[')) return "a JSON document";
    if (text.starts_with("<!") || text.starts_with("<html") || text.starts_with("<?xml"))
        return "a web page or XML document, perhaps an error page saved as a file";
    const auto printable = [](char c) { return c >= ' ' || c == '\n' || c == '\r' || c == '\t' || c < 0; };
    if (std::ranges::all_of(head, printable) && head.find('\n') != head.npos) return "a text file";
    return {};
}

} // namespace strata
