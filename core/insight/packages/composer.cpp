#include "core/base/json.hpp"
#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/insight/packages/gathered.hpp"
#include "core/insight/packages/parsers.hpp"
#include "core/insight/packages/text_lines.hpp"

#include <utility>

namespace strata {

namespace {

std::string license_of(JsonValue licenses) {
    std::vector<std::string> names;
    for (const JsonValue license : licenses.items())
        if (!license.string_or("").empty()) append_once(names, license.string_or(""));
    return names.empty() ? std::string(licenses.string_or("")) : joined(names, " OR "); // composer.json: any of them
}

/// Composer 2 writes where a package lies; composer 1 puts it at vendor/NAME.
std::string folder_of_package(JsonValue package, std::string_view path) {
    const std::string_view installed = package["install-path"].string_or("");
    const std::string_view composer = folder_of(path);
    const std::string folder =
        installed.empty() ? text(composer, "/../", package["name"].string_or("")) : text(composer, '/', installed);
    return canonical_path(installed.starts_with('/') ? installed : std::string_view(folder));
}

} // namespace

FileFacts parse_composer_installed(std::string_view bytes, std::string_view path, const Limits& limits) {
    Gathered gathered(limits);
    const auto document = gathered.document(bytes, limits);
    if (!document) return gathered.take();
    const JsonValue root = document->root();
    const JsonValue rows = root.is(JsonKind::array) ? root : root["packages"];
    if (!rows.is(JsonKind::array)) gathered.damaged("it has no list of packages");
    for (const JsonValue row : rows.items()) {
        Package package;
        package.ecosystem = Ecosystem::composer;
        package.name = row["name"].string_or("");
        package.version = row["version"].string_or("");
        package.license = license_of(row["license"]);
        gathered.add_path(package.files, "/", text(folder_of_package(row, path), '/'));
        gathered.add(std::move(package));
    }
    return gathered.take();
}

} // namespace strata
