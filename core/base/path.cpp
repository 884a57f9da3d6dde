#include "core/base/path.hpp"

#include <algorithm>

namespace strata {

std::string_view trim_path(std::string_view path) {
    while (path.starts_with('/') || path.starts_with("./")) path.remove_prefix(path.front() == '/' ? 1 : 2);
    while (path.ends_with('/')) path.remove_suffix(1);
    return path == "." ? std::string_view{} : path;
}

bool is_name(std::string_view part) { return !part.empty() && part != "." && part != ".."; }

PathParts split_path(std::string_view trimmed) {
    PathParts parts;
    for (std::size_t start = 0; start < trimmed.size();) {
        const std::size_t slash = std::min(trimmed.find('/', start), trimmed.size());
        const std::string_view part = trimmed.substr(start, slash - start);
        start = slash + 1;
        if (is_name(part)) {
            parts.names.push_back(part);
            continue;
        }
        parts.rewritten = true;
        if (part == ".." && !parts.names.empty()) parts.names.pop_back();
    }
    return parts;
}

bool is_canonical(std::string_view trimmed) {
    for (std::size_t start = 0; start < trimmed.size();) {
        const std::size_t slash = std::min(trimmed.find('/', start), trimmed.size());
        if (!is_name(trimmed.substr(start, slash - start))) return false;
        start = slash + 1;
    }
    return true;
}

std::string canonical_path(std::string_view path) {
    std::string out;
    for (const std::string_view name : split_path(trim_path(path)).names) {
        if (!out.empty()) out += '/';
        out += name;
    }
    return out;
}

std::string_view folder_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == path.npos ? std::string_view{} : path.substr(0, slash);
}

std::string_view base_name(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == path.npos ? path : path.substr(slash + 1);
}

} // namespace strata
