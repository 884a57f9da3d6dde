#include "core/insight/secret_value.hpp"

#include "core/base/ascii.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace strata {

namespace {

using Words = std::span<const std::string_view>;

/// Anywhere in a value, in lower case.
constexpr auto placeholder_parts = std::to_array<std::string_view>(
    {"example",   "changeme", "changeit", "change-me", "change_me", "placeholder", "your-",  "your_",  "yourpass",
     "yourtoken", "dummy",    "xxxxx",    "*****",     "....",      "redacted",    "insert", "sample", "replace",
     "deadbeef",  "abcdefgh", "${",       "$(",        "{{",        "…",           "<",      "://"});
constexpr auto placeholder_words = std::to_array<std::string_view>(
    {"password", "passwd", "secret", "token", "undefined", "required", "optional", "string", "default", "disabled",
     "enabled", "prompt", "hidden", "unknown", "anonymous", "randomly"});
constexpr auto placeholder_starts = std::to_array<std::string_view>(
    {"$",         "{",       "%(",       "%{",      "%%",      "*",      "&",           "!",          "./",
     "~/",        "../",     "sha1:",    "sha256:", "sha512:", "md5:",   "process.env", "os.environ", "os.getenv",
     "env.",      "config.", "this.",    "self.",   "var.",    "local.", "data.",       "secrets.",   "args.",
     "settings.", "params.", "options.", "file:",   "env:",    "path:",  "vault:"});
/// What names of variables are made of.
constexpr auto name_parts =
    std::to_array<std::string_view>({"password", "secret", "token", "key", "pass", "name", "file", "value", "string"});

bool any_part(const std::string& value, Words parts) {
    return std::ranges::any_of(parts, [&](std::string_view part) { return value.find(part) != std::string::npos; });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

/// "db.shop.internal", "settings.token"
bool is_dotted_name(std::string_view value) {
    if (value.find('.') == value.npos || !is_lower(value.back())) return false;
    return std::ranges::all_of(value, [](char c) { return is_lower(c) || c == '.' || c == '-' || c == '_'; });
}

/// "db_password", "my-secret-name"
bool is_variable_name(const std::string& value) {
    const bool plain = std::ranges::all_of(value, [](char c) { return is_lower(c) || c == '_' || c == '-'; });
    return plain && value.find_first_of("_-") != std::string::npos && any_part(value, name_parts);
}

constexpr std::size_t aws_secret_size = 40; ///< may begin like a path

bool is_placeholder(std::string_view value) {
    const std::string lower = ascii_lower(value);
    if (any_part(lower, placeholder_parts) || std::ranges::find(placeholder_words, lower) != placeholder_words.end())
        return true;
    if (std::ranges::any_of(placeholder_starts, [&](std::string_view start) { return lower.starts_with(start); }))
        return true;
    if (value.starts_with('/') && value.size() != aws_secret_size) return true;
    const bool number = value.size() <= 8 && std::ranges::all_of(value, is_digit);
    return number || is_dotted_name(lower) || (lower == value && is_variable_name(lower));
}

} // namespace

double entropy_of(std::string_view value) {
    std::array<std::size_t, 256> counts{};
    for (const char c : value) counts[static_cast<unsigned char>(c)]++;
    double bits = 0;
    for (const std::size_t count : counts) {
        if (count == 0) continue;
        const double share = static_cast<double>(count) / static_cast<double>(value.size());
        bits -= share * std::log2(share);
    }
    return bits;
}

bool looks_secret(std::string_view value, double entropy) {
    constexpr std::size_t least = 3;
    return value.size() >= least && !is_placeholder(value) && entropy_of(value) >= entropy;
}

bool is_reserved_host(std::string_view host) {
    constexpr auto domains =
        std::to_array<std::string_view>({"example.com", "example.net", "example.org", "example", "test", "invalid"});
    std::string lower = ascii_lower(host);
    if (lower.ends_with('.')) lower.pop_back(); // the root's own
    return std::ranges::any_of(
        domains, [&](std::string_view domain) { return lower == domain || lower.ends_with(text('.', domain)); });
}

std::string masked(std::string_view secret, std::size_t front) {
    constexpr std::size_t long_enough = 20;
    const bool token = front > 0 && secret.size() >= long_enough;
    return text(token ? secret.substr(0, front) : "", "…", token ? secret.substr(secret.size() - 2) : "", " (",
                secret.size(), " characters)");
}

} // namespace strata
