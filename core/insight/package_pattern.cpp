#include "core/insight/package_pattern.hpp"

#include "core/base/ascii.hpp"
#include "core/insight/find_packages.hpp"
#include "core/insight/license_terms.hpp"

#include <algorithm>
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
    switch (package.ecosystem) {
    case Ecosystem::pypi: return wildcard(python_name(pattern), python_name(package.name));
    case Ecosystem::nuget: return wildcard(ascii_lower(pattern), ascii_lower(package.name));
    case Ecosystem::maven: {
        std::string group_and_artifact(pattern);
        std::ranges::replace(group_and_artifact, '/', ':');
        if (wildcard(group_and_artifact, package.name)) return true;
        return group_and_artifact.find(':') == std::string::npos && wildcard(pattern, artifact_name(package));
    }
    default: return wildcard(pattern, package.name);
    }
}

constexpr std::string_view license_start = "license:";

bool license_matches(std::string_view license, std::string_view pattern) {
    return wildcard(ascii_lower(pattern.substr(license_start.size())), ascii_lower(license));
}

} // namespace

bool package_matches(const Package& package, std::string_view pattern) {
    if (pattern.starts_with(license_start))
        return license_matches(package.license, pattern) ||
               std::ranges::any_of(single_licenses(package.license),
                                   [&](std::string_view license) { return license_matches(license, pattern); });
    const std::string_view ecosystem = ecosystem_name(package.ecosystem);
    if (const std::size_t slash = pattern.find('/'); slash != pattern.npos && pattern.substr(0, slash) == ecosystem)
        pattern.remove_prefix(slash + 1);
    const std::size_t at = pattern.rfind('@');
    if (at == pattern.npos || at == 0) return name_matches(package, pattern);
    return name_matches(package, pattern.substr(0, at)) && wildcard(pattern.substr(at + 1), package.version);
}

bool package_allowed(const Package& package, std::span<const std::string> patterns) {
    const auto of_license = [](const std::string& pattern) { return pattern.starts_with(license_start); };
    const auto fits = [&](const std::string& pattern) {
        return !of_license(pattern) && package_matches(package, pattern);
    };
    if (std::ranges::any_of(patterns, fits)) return true;
    return license_allowed(package.license, [&](std::string_view license) {
        return std::ranges::any_of(patterns, [&](const std::string& pattern) {
            return of_license(pattern) && license_matches(license, pattern);
        });
    });
}

std::string_view artifact_name(const Package& package) {
    const std::string_view name = package.name;
    return package.ecosystem == Ecosystem::maven ? name.substr(name.rfind(':') + 1) : name;
}

} // namespace strata
