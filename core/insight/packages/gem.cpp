#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/insight/packages/gathered.hpp"
#include "core/insight/packages/parsers.hpp"
#include "core/insight/packages/text_lines.hpp"

#include <algorithm>
#include <utility>

namespace strata {

namespace {

/// The words in quotes: `["MIT".freeze, 'Ruby']`.
std::vector<std::string> quoted_words(std::string_view code) {
    std::vector<std::string> words;
    for (std::size_t start = code.find_first_of("\"'"); start != std::string_view::npos;
         start = code.find_first_of("\"'", start)) {
        const std::size_t end = code.find(code[start], start + 1);
        if (end == std::string_view::npos) break;
        if (end > start + 1) append_once(words, code.substr(start + 1, end - start - 1));
        start = end + 1;
    }
    return words;
}

/// `s.name = "rake".freeze`: what stands behind the sign, where the line sets this attribute.
std::string_view assigned(std::string_view line, std::string_view attribute) {
    const std::size_t dot = line.find('.');
    if (dot == std::string_view::npos || !line.substr(dot + 1).starts_with(attribute)) return {};
    const std::string_view rest = trimmed(line.substr(dot + 1 + attribute.size()));
    return rest.starts_with('=') ? trimmed(rest.substr(1)) : std::string_view();
}

/// `# stub: NAME VERSION PLATFORM …`, which RubyGems itself reads instead of the code.
void read_stub(std::string_view line, Package& package) {
    constexpr std::string_view stub = "# stub: ";
    if (!line.starts_with(stub)) return;
    line.remove_prefix(stub.size());
    const std::size_t name = line.find(' ');
    if (name == std::string_view::npos) return;
    package.name = line.substr(0, name);
    line.remove_prefix(name + 1);
    package.version = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(package.version.size() + 1, line.size()));
    const std::string_view platform = line.substr(0, line.find(' '));
    if (platform != "ruby") package.architecture = platform; // "ruby": any
}

void read_assignment(std::string_view line, Package& package) {
    const auto take = [&](std::string_view attribute, std::string& into) {
        const std::vector<std::string> words = quoted_words(assigned(line, attribute));
        if (into.empty() && !words.empty()) into = words.front();
    };
    take("name", package.name);
    take("version", package.version);
    for (const std::string_view attribute : {"licenses", "license"})
        if (const auto words = quoted_words(assigned(line, attribute)); !words.empty() && package.license.empty())
            package.license = joined(words, " OR "); // guides.rubygems.org: any of them
}

} // namespace

FileFacts parse_gemspec(std::string_view bytes, std::string_view path, const Limits& limits) {
    Gathered gathered(limits);
    Package package;
    package.ecosystem = Ecosystem::gem;
    while (!bytes.empty()) {
        const std::string_view line = trimmed(take_line(bytes));
        if (line.starts_with('#'))
            read_stub(line, package);
        else
            read_assignment(line, package);
    }
    if (package.name.empty() || package.version.empty()) gathered.damaged("it names no gem or no version");
    constexpr std::string_view specifications = "/specifications/", extension = ".gemspec";
    if (const std::size_t at = path.rfind(specifications); at != std::string_view::npos && path.ends_with(extension)) {
        std::string_view name = base_name(path);
        name.remove_suffix(extension.size());
        gathered.add_path(package.files, path.substr(0, at), text("/gems/", name, '/'));
    }
    gathered.add_path(package.files, "", path);
    gathered.add(std::move(package));
    return gathered.take();
}

} // namespace strata
