#include "core/model/platform.hpp"

#include "core/base/ascii.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

namespace strata {

namespace {

/// The one spelling of a platform that compares equal to all its others (containerd, platforms/database.go).
Platform normalized(const Platform& platform) {
    Platform out = platform;
    out.os = ascii_lower(out.os);
    out.architecture = ascii_lower(out.architecture);
    out.variant = ascii_lower(out.variant);
    if (out.os == "macos") out.os = "darwin";
    std::string& architecture = out.architecture;
    if (architecture == "x86_64" || architecture == "x86-64") architecture = "amd64";
    if (architecture == "aarch64") architecture = "arm64";
    if (architecture == "i386" || architecture == "i486" || architecture == "i586" || architecture == "i686" ||
        architecture == "x86")
        architecture = "386";
    if (architecture == "armhf") architecture = "arm", out.variant = "v7";
    if (architecture == "armel") architecture = "arm", out.variant = "v6";
    if (!out.variant.empty() && out.variant[0] >= '0' && out.variant[0] <= '9') out.variant.insert(0, 1, 'v');
    if (architecture == "arm64" && out.variant == "v8") out.variant.clear();
    if (architecture == "amd64" && out.variant == "v1") out.variant.clear();
    if (architecture == "arm" && out.variant.empty()) out.variant = "v7";
    return out;
}

bool is_known_os(std::string_view name) {
    constexpr std::array<std::string_view, 15> known = {"aix",     "android", "darwin",  "dragonfly", "freebsd",
                                                        "illumos", "ios",     "js",      "linux",     "netbsd",
                                                        "openbsd", "plan9",   "solaris", "windows",   "macos"};
    return std::ranges::find(known, name) != known.end();
}

} // namespace

std::string Platform::text() const {
    if (os.empty() && architecture.empty()) return "unknown";
    const auto known = [](const std::string& part) -> std::string_view {
        return part.empty() ? std::string_view("unknown") : part;
    };
    return strata::text(known(os), '/', known(architecture), variant.empty() ? "" : "/", variant);
}

bool Platform::matches(const Platform& wanted) const {
    const Platform mine = normalized(*this), asked = normalized(wanted);
    if (!asked.os.empty() && asked.os != mine.os) return false;
    if (!asked.architecture.empty() && asked.architecture != mine.architecture) return false;
    if (!asked.os_version.empty() && asked.os_version != mine.os_version) return false;
    return wanted.variant.empty() || asked.variant == mine.variant;
}

Result<Platform> parse_platform(std::string_view text) {
    const auto refuse = [&](std::string_view why) {
        return fail(strata::text(quote(text, 90), " is no platform", why, "; write os/architecture[/variant]",
                                 ", such as linux/arm64/v8"));
    };
    std::array<std::string_view, 3> parts;
    std::size_t count = 0;
    for (std::string_view rest = text;;) {
        const std::size_t slash = rest.find('/');
        const std::string_view part = rest.substr(0, slash);
        if (count == parts.size()) return refuse(": it has more than three parts");
        if (part.empty()) return refuse(": a part is empty");
        constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
        if (part.find_first_not_of(allowed) != part.npos)
            return refuse(": its parts may have letters, digits, \"_\", \"-\" and \".\"");
        parts[count++] = part;
        if (slash == rest.npos) break;
        rest.remove_prefix(slash + 1);
    }
    Platform platform;
    if (count == 1 && !is_known_os(ascii_lower(parts[0])))
        platform.architecture = parts[0];
    else
        platform.os = parts[0];
    if (count > 1) platform.architecture = parts[1];
    platform.variant = parts[2];
    return platform;
}

} // namespace strata
