// What strangers' files say of packages: every parser takes any bytes, gives back no more than its limit, and says the
// same again; programs are searched alike however their bytes are cut.
#include "core/insight/packages/java_names.hpp"
#include "core/insight/packages/parsers.hpp"
#include "core/insight/packages/program.hpp"

#include <array>
#include <cstdlib>
#include <string>

using namespace strata;

namespace {

constexpr std::array<ParseFacts, 18> parsers = {parse_dpkg_status,
                                                parse_dpkg_list,
                                                parse_dpkg_md5sums,
                                                parse_dpkg_copyright,
                                                parse_os_release,
                                                parse_apk_installed,
                                                parse_rpm_sqlite,
                                                parse_rpm_ndb,
                                                parse_rpm_berkeley,
                                                parse_python_metadata,
                                                parse_python_record,
                                                parse_npm_package,
                                                parse_python_installed_files,
                                                parse_gemspec,
                                                parse_composer_installed,
                                                parse_dotnet_deps,
                                                parse_java_archive,
                                                parse_dpkg_diversions};

FileFacts search_program(std::string_view bytes, std::size_t piece, const Limits& limits) {
    GoSearch search;
    for (std::size_t at = 0; at < bytes.size(); at += piece) search.take(bytes.substr(at, piece));
    Gathered gathered(limits);
    if (!search.found().empty()) read_go_build_info(search.found(), bytes, "/bin/a", gathered);
    read_rust_audit_data(bytes, "/bin/a", limits, gathered);
    return gathered.take();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    Limits limits;
    limits.facts_memory = 1 << 20;
    limits.nested_bytes = 1 << 22;
    limits.document_bytes = 1 << 20;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] % 32 >= parsers.size()) {
        if (search_program(bytes, 7, limits) != search_program(bytes, 4096, limits)) std::abort();
        return 0;
    }
    const ParseFacts parse = parsers[data[0] % 32];
    const FileFacts facts = parse(bytes, "/a/node_modules/b/specifications/c.jar", limits);
    if (facts.weight() > limits.facts_memory + 4096 + 300 * bytes.size()) std::abort();
    if (parse(bytes, "/a/node_modules/b/specifications/c.jar", limits) != facts) std::abort();
    return 0;
}
