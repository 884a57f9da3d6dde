#include "core/model/reference.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>

namespace strata {

namespace {

constexpr std::size_t longest_name = 255;
constexpr std::size_t longest_tag = 128;

bool is_lower_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool is_alphanumeric(char c) { return is_lower_alphanumeric(c) || (c >= 'A' && c <= 'Z'); }

/// One part of a repository between slashes: letters and digits, joined by ".", "_", "__" or any number of "-".
bool is_component(std::string_view part) {
    if (part.empty() || !is_lower_alphanumeric(part.front()) || !is_lower_alphanumeric(part.back())) return false;
    for (std::size_t at = 0; at < part.size();) {
        if (is_lower_alphanumeric(part[at])) {
            at++;
            continue;
        }
        const std::size_t end = std::min(part.find_first_not_of(part[at], at), part.size());
        const std::size_t length = end - at;
        const bool joins = part[at] == '-' || (part[at] == '.' && length == 1) || (part[at] == '_' && length <= 2);
        if (!joins || end == part.size() || !is_lower_alphanumeric(part[end])) return false;
        at = end;
    }
    return true;
}

/// "localhost:5000", "ghcr.io", "[2001:db8::1]:5000".
bool is_host(std::string_view host) {
    if (host.starts_with('[')) {
        const std::size_t end = host.find(']');
        if (end == host.npos || end == 1) return false;
        if (host.substr(1, end - 1).find_first_not_of("0123456789abcdefABCDEF:.") != host.npos) return false;
        host.remove_prefix(end + 1);
        if (host.empty()) return true;
        return host.size() > 1 && host[0] == ':' && host.find_first_not_of("0123456789", 1) == host.npos;
    }
    const std::size_t colon = host.find(':');
    if (colon != host.npos &&
        (colon + 1 == host.size() || host.find_first_not_of("0123456789", colon + 1) != host.npos))
        return false;
    for (std::string_view rest = host.substr(0, colon);;) {
        const std::size_t dot = rest.find('.');
        const std::string_view label = rest.substr(0, dot);
        if (label.empty() || label.front() == '-' || label.back() == '-') return false;
        if (!std::ranges::all_of(label, [](char c) { return is_alphanumeric(c) || c == '-'; })) return false;
        if (dot == rest.npos) return true;
        rest.remove_prefix(dot + 1);
    }
}

bool is_tag(std::string_view tag) {
    const auto word = [](char c) { return is_alphanumeric(c) || c == '_'; };
    return !tag.empty() && tag.size() <= longest_tag && word(tag[0]) &&
           std::ranges::all_of(tag, [&](char c) { return word(c) || c == '.' || c == '-'; });
}

/// Whether the part before the first slash is a host: docker asks for a dot, a colon, an upper case letter or
/// "localhost".
bool looks_like_host(std::string_view part) {
    return part == "localhost" ||
           std::ranges::any_of(part, [](char c) { return c == '.' || c == ':' || c == '[' || (c >= 'A' && c <= 'Z'); });
}

std::string familiar(std::string_view host, std::string_view path) {
    const bool hub = host.empty() || host == "docker.io" || host == "index.docker.io";
    if (!hub) return text(host, '/', path);
    constexpr std::string_view library = "library/";
    // "library/a/b" is no official image: only one name behind the prefix is.
    if (path.starts_with(library) && path.find('/', library.size()) == path.npos) path.remove_prefix(library.size());
    return std::string(path);
}

Result<> check_path(std::string_view path) {
    for (std::string_view rest = path;;) {
        const std::size_t slash = rest.find('/');
        const std::string_view part = rest.substr(0, slash);
        if (part.empty()) return fail("a part between slashes is empty");
        if (!is_component(part))
            return fail("a repository has lower case letters and digits, joined by \".\", \"_\", \"__\" or \"-\"");
        if (slash == rest.npos) return {};
        rest.remove_prefix(slash + 1);
    }
}

Result<Reference> read_parts(std::string_view rest) {
    Reference reference;
    if (const std::size_t at = rest.find('@'); at != rest.npos) {
        reference.digest = TRY(parse_digest(rest.substr(at + 1)));
        rest = rest.substr(0, at);
    }
    const std::size_t slash = rest.rfind('/');
    const std::size_t colon = rest.rfind(':');
    if (colon != rest.npos && (slash == rest.npos || colon > slash)) {
        if (!is_tag(rest.substr(colon + 1)))
            return fail("a tag has 1 to 128 letters, digits, \"_\", \".\" and \"-\", and no \".\" or \"-\" in front");
        reference.tag = rest.substr(colon + 1);
        rest = rest.substr(0, colon);
    }
    if (rest.empty()) return fail("it has no repository");
    std::string_view host, path = rest;
    const std::size_t first = rest.find('/');
    if (first != rest.npos && looks_like_host(rest.substr(0, first))) {
        host = rest.substr(0, first);
        path = rest.substr(first + 1);
        if (!is_host(host)) return fail("the part before the first slash is no host");
    }
    TRY(check_path(path));
    if (host.size() + path.size() >= longest_name) return fail("a repository has at most 255 characters");
    reference.repository = familiar(host, path);
    return reference;
}

} // namespace

std::string Reference::text() const {
    const bool both = !repository.empty() && !tag.empty();
    return strata::text(repository, both ? ":" : "", tag, digest ? "@" : "", digest.text());
}

Result<Reference> parse_reference(std::string_view text) {
    return TRY_WITHIN(strata::text(quote(text, 90), " is no image name"), read_parts(text));
}

Reference read_reference(std::string_view text) {
    if (auto reference = parse_reference(text)) return *std::move(reference);
    Reference reference;
    const std::size_t slash = text.rfind('/');
    const std::size_t colon = text.find(':', slash == text.npos ? 0 : slash);
    reference.repository = text.substr(0, colon);
    if (colon != text.npos) reference.tag = text.substr(colon + 1);
    return reference;
}

} // namespace strata
