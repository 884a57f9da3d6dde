#include "core/insight/base_name.hpp"

#include "core/base/text.hpp"
#include "core/model/instruction.hpp"

#include <string_view>

namespace strata {

namespace {

/// The variable by which an official image states its version, and the image.
struct VersionVariable {
    std::string_view variable;
    std::string_view image;
};
constexpr VersionVariable versions[] = {
    {"PYTHON_VERSION", "python"}, {"NODE_VERSION", "node"},   {"GOLANG_VERSION", "golang"}, {"RUBY_VERSION", "ruby"},
    {"PHP_VERSION", "php"},       {"RUST_VERSION", "rust"},   {"NGINX_VERSION", "nginx"},   {"REDIS_VERSION", "redis"},
    {"PG_VERSION", "postgres"},   {"MYSQL_VERSION", "mysql"}, {"JULIA_VERSION", "julia"},   {"SWIFT_VERSION", "swift"},
};

constexpr std::string_view version_letters = "0123456789.";

/// The run of letters behind the first `front`, "" where it is not there.
std::string_view word_behind(std::string_view text, std::string_view front, std::string_view letters) {
    const std::size_t at = text.find(front);
    if (at == text.npos) return {};
    text.remove_prefix(at + front.size());
    return text.substr(0, text.find_first_not_of(letters));
}

std::string_view without_last_dot(std::string_view version) {
    while (version.ends_with('.')) version.remove_suffix(1);
    return version;
}

std::string distribution(std::string_view created_by) {
    constexpr std::string_view names = "abcdefghijklmnopqrstuvwxyz";
    if (created_by.starts_with("# debian.sh")) {
        // # debian.sh --arch 'amd64' out/ 'bookworm' '@1717372800'
        const std::string_view suite = word_behind(created_by, "out/ '", names);
        return suite.empty() ? "" : text("debian:", suite);
    }
    if (const auto version = word_behind(created_by, "alpine-minirootfs-", version_letters); !version.empty())
        return text("alpine:", without_last_dot(version));
    return "";
}

/// "-alpine3.20", as official images on it are tagged, on "alpine:3.20.0"; those on others have no tag of their own.
std::string variant_on(std::string_view distribution) {
    constexpr std::string_view alpine = "alpine:";
    if (!distribution.starts_with(alpine)) return "";
    const std::string_view version = distribution.substr(alpine.size());
    const std::size_t minor = version.find('.');
    return text("-alpine", minor == version.npos ? version : version.substr(0, version.find('.', minor + 1)));
}

} // namespace

std::string guess_base_name(std::span<const HistoryRow> history) {
    std::string name, variant;
    bool ubuntu = false;
    for (const HistoryRow& row : history) {
        const Instruction read = read_instruction(row.created_by);
        if (std::string found = distribution(row.created_by); !found.empty()) {
            variant = variant_on(found);
            name = std::move(found);
        }
        if (read.verb == "LABEL") {
            ubuntu = ubuntu || read.arguments.ends_with("image.ref.name=ubuntu");
            const auto version = word_behind(read.arguments, "image.version=", version_letters);
            if (ubuntu && !version.empty()) name = text("ubuntu:", version);
        }
        if (read.verb != "ENV") continue;
        for (const VersionVariable& known : versions) {
            if (!read.arguments.starts_with(known.variable)) continue;
            const auto version =
                without_last_dot(word_behind(read.arguments, text(known.variable, '='), version_letters));
            if (!version.empty()) name = text(known.image, ':', version, variant);
        }
    }
    return name;
}

} // namespace strata
