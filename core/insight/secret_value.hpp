// Whether a value could be a secret at all, and how to speak of one without giving it away.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace strata {

/// Bits a character by how often each comes (Shannon).
[[nodiscard]] double entropy_of(std::string_view value);

/// Whether these bytes could be a secret: not a placeholder ("changeme", "<token>", "${TOKEN}", "xxxx"), not the
/// example of a manual, no path, host, number or name of a variable, and with at least `entropy` bits a character.
[[nodiscard]] bool looks_secret(std::string_view value, double entropy);

/// Whether nobody can have this name of a host: documents and tests use those below example.com, example.net,
/// example.org, .example, .test and .invalid (RFC 2606, RFC 6761). localhost is one that is really there.
[[nodiscard]] bool is_reserved_host(std::string_view host);

/// The first `front` bytes and the last two of a token of 20 or more, nothing of anything shorter:
/// "ghp_…k3 (40 characters)", "… (8 characters)".
[[nodiscard]] std::string masked(std::string_view secret, std::size_t front);

} // namespace strata
