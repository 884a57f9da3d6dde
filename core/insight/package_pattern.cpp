#include "core/insight/package_pattern.hpp"

#include "core/base/ascii.hpp"
#include "core/insight/find_packages.hpp"

#include <string>

namespace strata {

namespace {

/// PEP 503: small letters, and "-" for each run of "-", "_" and ".".
std::string python_name(std::string_view name) {
    std::string out;
    for (const char c : ascii_lower(name)) {
        const bool sign = c == '-' || c == '_' || c == '.';
        if (!sign || !out.ends_with('-')) out += sign ? '-' : c;
    }
    return out;
}

/// "*" stands for anything, "/" included.
bool wildcard(std::string_view pattern, std::string_view word) {
    std::size_t p = 0, w = 0, star = pattern.npos, mark = 0;
    while (w < word.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = w;
        } else if (p < pattern.size() && pattern[p] == word[w]) {
            p++;
            w++;
        } else if (star != pattern.npos) {
            p = star + 1;
            w = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') p++;
    return p == pattern.size();
}

bool name_matches(const Package& package, std::string_view pattern) {
    if (package.ecosystem == Ecosystem::pypi) return wildcard(python_name(pattern), python_name(package.name));
    return wildcard(pattern, package.name);
}

} // namespace

bool package_matches(const Package& package, std::string_view pattern) {
    constexpr std::string_view license = "license:";
    if (pattern.starts_with(license))
        return wildcard(ascii_lower(pattern.substr(license.size())), ascii_lower(package.license));
    const std::string_view ecosystem = ecosystem_name(package.ecosystem);
    if (const std::size_t slash = pattern.find('/'); slash != pattern.npos && pattern.substr(0, slash) == ecosystem)
        pattern.remove_prefix(slash + 1);
    const std::size_t at = pattern.rfind('@');
    if (at == pattern.npos || at == 0) return name_matches(package, pattern);
    return name_matches(package, pattern.substr(0, at)) && wildcard(pattern.substr(at + 1), package.version);
}

} // namespace strata
