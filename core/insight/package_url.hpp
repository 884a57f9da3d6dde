// Package URLs: the one name for a package that all inventories understand.
#pragma once

#include "core/model/facts.hpp"

#include <string>
#include <string_view>

namespace strata {

/// "pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12" (purl-spec, PURL-SPECIFICATION and PURL-TYPES). The
/// distribution is that of the image; system packages of an unknown one have no namespace.
[[nodiscard]] std::string package_url(const Package& package, const Distribution& distribution);

/// One part of a package URL, percent-encoded.
[[nodiscard]] std::string url_encoded(std::string_view text);

} // namespace strata
