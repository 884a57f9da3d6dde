#include "core/base/json.hpp"
#include "core/base/path.hpp"
#include "core/insight/packages/gathered.hpp"
#include "core/insight/packages/parsers.hpp"
#include "core/insight/packages/text_lines.hpp"

#include <utility>

namespace strata {

namespace {

/// "license": "MIT"; of old also { "type": "MIT" }, and a list of either as "licenses", of which anyone may choose
/// (npm's documentation writes it as an OR).
std::string license_of(JsonValue root) {
    std::vector<std::string> names;
    const auto add = [&](JsonValue license) {
        const std::string_view name =
            license.is(JsonKind::object) ? license["type"].string_or("") : license.string_or("");
        if (!name.empty()) append_once(names, name);
    };
    add(root["license"]);
    for (const JsonValue license : root["license"].items()) add(license);
    for (const JsonValue license : root["licenses"].items()) add(license);
    return joined(names, " OR ");
}

} // namespace

FileFacts parse_npm_package(std::string_view bytes, std::string_view path, const Limits& limits) {
    Gathered gathered(limits);
    const auto document = gathered.document(bytes, limits);
    if (!document) return path.find("/node_modules/") == std::string_view::npos ? FileFacts() : gathered.take();
    const JsonValue root = document->root();
    Package package;
    package.ecosystem = Ecosystem::npm;
    package.name = root["name"].string_or("");
    package.version = root["version"].string_or("");
    package.license = license_of(root);
    const std::string_view folder = folder_of(path);
    gathered.add_path(package.files, folder, folder.empty() ? path : "/");
    gathered.add(std::move(package));
    return gathered.take();
}

} // namespace strata
