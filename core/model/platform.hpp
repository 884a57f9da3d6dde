// The platform an image is for, in the terms of the OCI image index: os, architecture, variant.
#pragma once

#include "core/base/result.hpp"

#include <string>
#include <string_view>

namespace strata {

struct Platform {
    std::string os;
    std::string architecture;
    std::string variant;
    std::string os_version;

    /// "linux/arm64/v8"; "unknown" where neither os nor architecture is known.
    [[nodiscard]] std::string text() const;
    /// Whether a person who asked for `wanted` means this one: parts that `wanted` leaves out match anything, "x86_64"
    /// is amd64, "aarch64" is arm64, and arm64 without a variant is arm64/v8 (containerd's `platforms` normalisation).
    [[nodiscard]] bool matches(const Platform& wanted) const;
    friend bool operator==(const Platform&, const Platform&) = default;
};

/// Reads "os/architecture[/variant]", or an os or an architecture alone ("windows", "arm64"); an empty part is an
/// error.
[[nodiscard]] Result<Platform> parse_platform(std::string_view text);

} // namespace strata
