#include "core/insight/packages/java_names.hpp"

#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/insight/packages/maven_groups.hpp"
#include "core/insight/packages/text_lines.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace strata {

namespace {

using Fields = std::map<std::string, std::string, std::less<>>;

std::string_view value_of(const Fields& fields, std::string_view name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

/// The main section of a manifest (JAR file specification, "JAR Manifest"): a line that starts with a space goes on
/// with the one before.
Fields read_manifest(std::string_view text) {
    Fields fields;
    std::string* last = nullptr;
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        if (line.empty()) break;
        if (line.front() == ' ') {
            if (last != nullptr) last->append(line.substr(1));
            continue;
        }
        const std::size_t colon = line.find(':');
        last = colon == std::string_view::npos ? nullptr : &fields[std::string(line.substr(0, colon))];
        if (last != nullptr) *last = trimmed(line.substr(colon + 1));
    }
    return fields;
}

/// pom.properties: groupId=…, artifactId=…, version=….
Fields read_properties(std::string_view text) {
    Fields fields;
    while (!text.empty()) {
        const std::string_view line = trimmed(take_line(text));
        const std::size_t sign = line.find_first_of("=:");
        if (line.starts_with('#') || sign == std::string_view::npos) continue;
        fields[std::string(trimmed(line.substr(0, sign)))] = trimmed(line.substr(sign + 1));
    }
    return fields;
}

/// What stands between <name> and </name>, taken off the front of `xml`; "" where there is none.
std::string_view take_element(std::string_view& xml, std::string_view name) {
    const std::string open = text('<', name, '>'), close = text("</", name, '>');
    const std::size_t start = xml.find(open);
    const std::size_t end = start == std::string_view::npos ? start : xml.find(close, start);
    if (end == std::string_view::npos) {
        xml = {};
        return {};
    }
    const std::string_view inside = xml.substr(start + open.size(), end - start - open.size());
    xml.remove_prefix(end + close.size());
    return inside;
}

std::string license_of_pom(std::string_view xml) {
    std::vector<std::string> names;
    std::string_view licenses = take_element(xml, "licenses");
    while (!licenses.empty()) {
        std::string_view license = take_element(licenses, "license");
        if (const std::string_view name = trimmed(take_element(license, "name")); !name.empty())
            append_once(names, name);
    }
    return joined(names, " OR "); // Maven's POM reference: any of them
}

/// A Bundle-License is a name or an address, with parameters behind a semicolon; several between commas.
std::string license_of_manifest(const Fields& manifest) {
    std::string_view license = value_of(manifest, "Bundle-License");
    return std::string(trimmed(license.substr(0, license.find(';'))));
}

std::string_view bundle_name(const Fields& manifest) {
    const std::string_view name = value_of(manifest, "Bundle-SymbolicName"); // with parameters behind a semicolon
    return trimmed(name.substr(0, name.find(';')));
}

Package package_of_module(const MavenModule& module) {
    const Fields fields = read_properties(module.properties);
    const std::string_view group = value_of(fields, "groupId"), artifact = value_of(fields, "artifactId");
    Package package;
    if (artifact.empty()) return package;
    package.name = group.empty() ? std::string(artifact) : text(group, ':', artifact);
    package.version = value_of(fields, "version");
    package.license = license_of_pom(module.description);
    return package;
}

std::string_view first_of(const Fields& fields, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names)
        if (const std::string_view value = value_of(fields, name); !value.empty()) return value;
    return {};
}

/// "GROUP.ARTIFACT", as Maven's and Gradle's plugins for bundles write it. One without a dash in the artifact may be
/// all of the group: org.objectweb.asm.
std::string_view group_of_bundle(std::string_view bundle, std::string_view artifact) {
    if (artifact.find('-') == std::string_view::npos || !bundle.ends_with(artifact)) return {};
    bundle.remove_suffix(artifact.size());
    if (!bundle.ends_with('.')) return {};
    bundle.remove_suffix(1);
    return bundle.find('.') == std::string_view::npos ? std::string_view() : bundle;
}

/// "GROUP#ARTIFACT;VERSION", as Nebula's plugins for Gradle write it.
std::string_view group_of_title(std::string_view title, std::string_view artifact) {
    const std::size_t sign = title.find('#');
    if (sign == std::string_view::npos) return {};
    const std::string_view named = title.substr(sign + 1);
    return named.substr(0, named.find(';')) == artifact ? title.substr(0, sign) : std::string_view();
}

std::string_view usual_group(std::string_view artifact) {
    for (const MavenGroupRow& row : maven_groups)
        for (std::string_view rest = row.artifacts; !rest.empty();) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            const std::string_view name = rest.substr(0, end);
            if (artifact == name) return row.group;
            if (name.ends_with('*') && artifact.starts_with(name.substr(0, end - 1))) return row.group;
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    return {};
}

/// The group as far as the manifest says it, or the artifact's name alone tells; "" where it is not known.
std::string_view group_of(const Fields& manifest, std::string_view artifact) {
    const std::string_view candidates[] = {group_of_title(value_of(manifest, "Implementation-Title"), artifact),
                                           value_of(manifest, "Group-Id"),
                                           value_of(manifest, "Implementation-Vendor-Id"), usual_group(artifact),
                                           group_of_bundle(bundle_name(manifest), artifact)};
    for (const std::string_view group : candidates)
        if (!group.empty() && group.find_first_of(" /:") == std::string_view::npos) return group;
    return {};
}

/// NAME_VERSION.jar, as Eclipse calls a bundle (OSGi Core, "Bundle-SymbolicName"): its name and version; none where the
/// manifest says no such name.
Package package_of_bundle(const Fields& manifest, std::string_view path) {
    const std::string_view name = bundle_name(manifest);
    const std::string_view file = base_name(path);
    Package package;
    if (name.empty() || !file.starts_with(text(name, '_'))) return package;
    package.name = name;
    package.version = value_of(manifest, "Bundle-Version");
    return package;
}

/// Its own name by the manifest: the file's name says it best, the manifest the version and sometimes the group.
Package package_of_manifest(const Fields& manifest, std::string_view path) {
    Package package = package_of_bundle(manifest, path);
    if (package.name.empty()) package = package_of_file_name(path);
    const std::string_view version =
        first_of(manifest, {"Implementation-Version", "Bundle-Version", "Specification-Version"});
    if (package.version.empty()) package.version = version;
    if (package.version.empty()) return package;
    if (const std::string_view group = group_of(manifest, package.name); !group.empty())
        package.name = text(group, ':', package.name);
    package.license = license_of_manifest(manifest);
    return package;
}

std::string_view artifact_of(const Package& package) {
    const std::string_view name = package.name;
    return name.substr(name.rfind(':') + 1);
}

} // namespace

bool is_java_archive(std::string_view path) {
    constexpr std::array<std::string_view, 3> others = {".par", ".sar", ".rar"};
    return is_surely_java(path) ||
           std::ranges::any_of(others, [&](std::string_view extension) { return path.ends_with(extension); });
}

bool is_surely_java(std::string_view path) {
    constexpr std::array<std::string_view, 5> extensions = {".jar", ".war", ".ear", ".jpi", ".hpi"};
    return std::ranges::any_of(extensions, [&](std::string_view extension) { return path.ends_with(extension); });
}

Package package_of_file_name(std::string_view path) {
    std::string_view name = base_name(path);
    name = name.substr(0, name.rfind('.'));
    Package package;
    package.name = name;
    for (std::size_t dash = name.find('-'); dash != std::string_view::npos; dash = name.find('-', dash + 1)) {
        if (dash == 0 || dash + 1 >= name.size() || name[dash + 1] < '0' || name[dash + 1] > '9') continue;
        package.name = name.substr(0, dash);
        package.version = name.substr(dash + 1);
        break;
    }
    return package;
}

std::vector<Package> packages_of_jar(const JarContent& content, std::string_view path) {
    std::vector<Package> packages;
    for (const auto& [folder, module] : content.modules)
        if (Package package = package_of_module(module); !package.name.empty() && !package.version.empty())
            packages.push_back(std::move(package));
    const Fields manifest = read_manifest(content.manifest);
    const Package by_name = package_of_file_name(path);
    const auto itself = std::ranges::find_if(
        packages, [&](const Package& package) { return packages.size() == 1 || artifact_of(package) == by_name.name; });
    if (itself == packages.end()) {
        packages.insert(packages.begin(), package_of_manifest(manifest, path));
    } else {
        if (itself->license.empty()) itself->license = license_of_manifest(manifest);
        std::rotate(packages.begin(), itself, itself + 1);
    }
    return packages;
}

} // namespace strata
