#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/insight/packages/gathered.hpp"
#include "core/insight/packages/parsers.hpp"
#include "core/insight/packages/text_lines.hpp"

#include <utility>

namespace strata {

namespace {

/// Some write the whole text of a licence where its name belongs.
constexpr std::size_t longest_license = 100;

struct Metadata {
    Package package;
    std::string license, expression;
    std::vector<std::string> classified;
};

void read_header(std::string_view line, Metadata& metadata) {
    const auto take = [&](std::string_view name, std::string& into) {
        if (const std::string_view value = field_value(line, name); !value.empty() && into.empty()) into = value;
    };
    take("Name", metadata.package.name);
    take("Version", metadata.package.version);
    take("License", metadata.license);
    take("License-Expression", metadata.expression);
    const std::string_view classifier = field_value(line, "Classifier");
    if (!classifier.starts_with("License ::")) return;
    append_once(metadata.classified, trimmed(classifier.substr(classifier.rfind("::") + 2)));
}

std::string license_of(const Metadata& metadata) {
    if (!metadata.expression.empty()) return metadata.expression;
    const bool tells = !metadata.license.empty() && !equal_ignoring_case(metadata.license, "unknown");
    if (tells && metadata.license.size() <= longest_license) return metadata.license;
    return joined(metadata.classified, " AND ");
}

/// The first field of a line of comma-separated values, which may stand in quotes.
std::string first_value(std::string_view line) {
    if (!line.starts_with('"')) return std::string(line.substr(0, line.find(',')));
    std::string value;
    for (std::size_t i = 1; i < line.size(); i++) {
        if (line[i] != '"')
            value += line[i];
        else if (i + 1 < line.size() && line[i + 1] == '"')
            value += line[i++];
        else
            break;
    }
    return value;
}

/// A path as the list has it, which may climb out of its folder: "../../../bin/pip".
void add_below(Gathered& gathered, std::string_view folder, std::string_view file) {
    if (file.starts_with('/'))
        gathered.add_owned("", file);
    else if (file.starts_with("../") || file.find("/../") != std::string_view::npos)
        gathered.add_owned("/", canonical_path(text(folder, '/', file)));
    else
        gathered.add_owned(folder, text('/', file));
}

/// Whether the package lies where Python looks for packages: others are examples and parts of tests.
bool is_installed(std::string_view path) {
    const std::string_view place = folder_of(folder_of(path));
    return place.ends_with("/site-packages") || place.ends_with("/dist-packages");
}

} // namespace

FileFacts parse_python_metadata(std::string_view bytes, std::string_view path, const Limits& limits) {
    Metadata metadata;
    while (!bytes.empty()) {
        const std::string_view line = take_line(bytes);
        if (line.empty()) break; // the description follows
        if (line.front() != ' ' && line.front() != '\t') read_header(line, metadata);
    }
    Gathered gathered(limits);
    if (metadata.package.name.empty() && is_installed(path)) gathered.damaged("it names no package");
    metadata.package.ecosystem = Ecosystem::pypi;
    metadata.package.license = license_of(metadata);
    if (const std::string_view egg = folder_of(folder_of(path)); egg.ends_with(".egg")) // all in it is the package
        gathered.add_path(metadata.package.files, egg, "/");
    gathered.add(std::move(metadata.package));
    return gathered.take();
}

FileFacts parse_python_record(std::string_view bytes, std::string_view path, const Limits& limits) {
    Gathered gathered(limits);
    const std::string_view folder = folder_of(folder_of(path));
    while (!bytes.empty())
        if (const std::string file = first_value(take_line(bytes)); !file.empty()) add_below(gathered, folder, file);
    return gathered.take();
}

FileFacts parse_python_installed_files(std::string_view bytes, std::string_view path, const Limits& limits) {
    Gathered gathered(limits);
    while (!bytes.empty())
        if (const std::string_view file = trimmed(take_line(bytes)); !file.empty())
            add_below(gathered, folder_of(path), file);
    return gathered.take();
}

} // namespace strata
