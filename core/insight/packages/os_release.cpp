#include "core/insight/packages/parsers.hpp"
#include "core/insight/packages/text_lines.hpp"

namespace strata {

namespace {

/// A value as the shell would read it: in quotes, with backslashes before special characters.
std::string unquoted(std::string_view value) {
    const bool quoted =
        value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front();
    if (!quoted) return std::string(value);
    const bool literal = value.front() == '\'';
    value = value.substr(1, value.size() - 2);
    std::string out;
    for (std::size_t i = 0; i < value.size(); i++) {
        if (value[i] == '\\' && !literal && i + 1 < value.size()) i++;
        out += value[i];
    }
    return out;
}

} // namespace

FileFacts parse_os_release(std::string_view bytes, std::string_view, const Limits&) {
    FileFacts facts;
    while (!bytes.empty()) {
        const std::string_view line = trimmed(take_line(bytes));
        const std::size_t sign = line.find('=');
        if (sign == std::string_view::npos) continue;
        const std::string_view key = line.substr(0, sign);
        const std::string_view value = line.substr(sign + 1);
        if (key == "ID") facts.distribution.id = unquoted(value);
        if (key == "VERSION_ID") facts.distribution.version = unquoted(value);
        if (key == "PRETTY_NAME") facts.distribution.name = unquoted(value);
    }
    return facts;
}

} // namespace strata
