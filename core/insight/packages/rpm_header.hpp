// One package of an rpm database: the header that all of rpm's databases keep as a blob.
#pragma once

#include "core/insight/packages/gathered.hpp"

#include <string_view>

namespace strata {

/// Adds the package that the header tells of: rpm's manual, "Package format", "Header structure", without its magic.
/// Adds nothing for a key that rpm keeps among the packages as "gpg-pubkey"; of a blob that is no whole header it says
/// that the database is damaged.
void read_rpm_header(std::string_view blob, Gathered& gathered);

} // namespace strata
