// The first byte chooses the name of a file; the rest is looked into as a zip, an ar archive, and whatever else it may
// hold: nothing outside of its bytes, nothing above a limit, the same again, and no difference from itself.
#include "core/archive/ar_reader.hpp"
#include "core/archive/look_inside.hpp"
#include "core/bytes/zip_file.hpp"
#include "core/diff/compare_nested.hpp"

#include <array>
#include <cstdlib>
#include <string>

using namespace strata;

namespace {

constexpr std::uint64_t most = 1 * mebibyte;
constexpr std::array<std::string_view, 7> names = {"a.jar", "a.tar", "a.tar.gz", "a.deb", "a.whl", "a.pyc", "a"};

void require(bool holds) {
    if (!holds) std::abort();
}

void require_inside(std::string_view whole, std::string_view part) {
    require(part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size()));
}

void read_zip(std::string_view bytes) {
    const auto members = list_zip(bytes);
    if (!members) return;
    for (const ZipMember& member : *members) {
        require_inside(bytes, member.name);
        require_inside(bytes, stored_bytes(bytes, member));
        const auto read = read_zip_member(bytes, member, most);
        require(!read || read->size() <= most);
    }
}

void read_ar(std::string_view bytes) {
    const auto members = list_ar(bytes);
    if (!members) return;
    for (const ArMember& member : *members) {
        require_inside(bytes, member.name);
        require_inside(bytes, member.bytes);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    Limits limits;
    limits.nested_bytes = most;
    limits.unpacked_bytes = most;
    limits.zstd_window = limits.xz_memory = 16 * mebibyte;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::string_view name = names[data[0] % names.size()];
    read_zip(bytes);
    read_ar(bytes);
    (void)holds_files(bytes, name);
    const NestedFile inside = look_inside(bytes, name, limits);
    require(inside == look_inside(bytes, name, limits));
    const NestedDiff none = compare_nested(inside, inside);
    require(none.added + none.removed + none.changed + none.other_content == 0);
    return 0;
}
