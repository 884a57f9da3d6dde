#include "core/insight/package_url.hpp"

#include "core/base/ascii.hpp"
#include "core/base/text.hpp"
#include "core/insight/find_packages.hpp"

#include <algorithm>

namespace strata {

namespace {

/// Each part between slashes encoded.
std::string encoded_path(std::string_view path) {
    std::string out;
    while (!path.empty()) {
        const std::size_t slash = std::min(path.find('/'), path.size());
        if (slash > 0) out += text(out.empty() ? "" : "/", url_encoded(path.substr(0, slash)));
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return out;
}

/// The vendor that lists of packages and of their faults know a distribution's rpms by, where it is not its ID.
std::string vendor_of_rpms(const std::string& id) {
    if (id == "rhel") return "redhat";
    return id.starts_with("opensuse") ? "opensuse" : id; // opensuse-leap, opensuse-tumbleweed
}

/// Namespace and name, by the rules of each type.
std::string path_of(const Package& package, const Distribution& distribution) {
    const std::string_view name = package.name;
    switch (package.ecosystem) {
    case Ecosystem::deb:
    case Ecosystem::apk: return encoded_path(text(ascii_lower(distribution.id), '/', ascii_lower(name)));
    case Ecosystem::rpm: return encoded_path(text(vendor_of_rpms(ascii_lower(distribution.id)), '/', name));
    case Ecosystem::pypi: {
        std::string plain = ascii_lower(name);
        std::ranges::replace(plain, '_', '-');
        return url_encoded(plain);
    }
    case Ecosystem::maven: {
        std::string parts(name);
        std::ranges::replace(parts, ':', '/');
        return encoded_path(parts);
    }
    case Ecosystem::npm:
    case Ecosystem::golang:
    case Ecosystem::composer: return encoded_path(ascii_lower(name));
    case Ecosystem::gem:
    case Ecosystem::cargo:
    case Ecosystem::nuget: break;
    }
    return url_encoded(name);
}

bool is_of_system(Ecosystem ecosystem) {
    return ecosystem == Ecosystem::deb || ecosystem == Ecosystem::apk || ecosystem == Ecosystem::rpm;
}

/// Sorted by key, as the specification wants it.
std::string qualifiers_of(const Package& package, std::string_view epoch, const Distribution& distribution) {
    std::string out;
    const auto add = [&](std::string_view key, std::string_view value) {
        if (!value.empty()) out += text(out.empty() ? '?' : '&', key, '=', url_encoded(value));
    };
    if (package.ecosystem == Ecosystem::gem) add("platform", package.architecture);
    if (!is_of_system(package.ecosystem)) return out;
    add("arch", package.architecture);
    if (!distribution.id.empty())
        add("distro",
            distribution.version.empty() ? distribution.id : text(distribution.id, '-', distribution.version));
    add("epoch", epoch);
    return out;
}

} // namespace

std::string url_encoded(std::string_view text) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char byte : text) {
        if (plain.find(byte) != std::string_view::npos) {
            out += byte;
            continue;
        }
        out += '%';
        out += digits[static_cast<unsigned char>(byte) >> 4];
        out += digits[static_cast<unsigned char>(byte) & 15U];
    }
    return out;
}

std::string package_url(const Package& package, const Distribution& distribution) {
    std::string_view version = package.version, epoch;
    if (package.ecosystem == Ecosystem::rpm)
        if (const std::size_t colon = version.find(':'); colon != std::string_view::npos) {
            epoch = version.substr(0, colon);
            version.remove_prefix(colon + 1);
        }
    std::string out = text("pkg:", ecosystem_name(package.ecosystem), '/', path_of(package, distribution));
    if (!version.empty() && version != "(devel)") out += text('@', url_encoded(version));
    return out + qualifiers_of(package, epoch, distribution);
}

} // namespace strata
