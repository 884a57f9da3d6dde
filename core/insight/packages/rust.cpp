#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/bytes/inflate_whole.hpp"
#include "core/insight/packages/elf.hpp"
#include "core/insight/packages/program.hpp"

#include <utility>

namespace strata {

void read_rust_audit_data(std::string_view program, std::string_view path, const Limits& limits, Gathered& gathered) {
    const std::string_view section = elf_section(program, rust_audit_section);
    if (section.empty()) return;
    const auto json = inflate_whole_zlib(section, limits.document_bytes);
    if (!json) return gathered.damaged(text("its list of crates can't be unpacked: ", json.error().message));
    const auto document = gathered.document(*json, limits);
    if (!document) return;
    for (const JsonValue crate : document->root()["packages"].items()) {
        if (crate["kind"].string_or("runtime") == "build") continue;
        Package package;
        package.ecosystem = Ecosystem::cargo;
        package.name = crate["name"].string_or("");
        package.version = crate["version"].string_or("");
        if (crate["root"].boolean_or(false)) gathered.add_path(package.files, "", path);
        gathered.add(std::move(package));
    }
}

} // namespace strata
