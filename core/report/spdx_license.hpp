// Licences as SPDX writes them, told from the words that package managers use.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace strata {

enum class LicenseForm : std::uint8_t {
    identifier, ///< one of the SPDX License List: "MIT"
    expression, ///< several of them with AND, OR, WITH (SPDX 2.3, Annex D)
    words,      ///< anything else
};

/// Knows the licences that packages mostly have, not the whole list: what it does not know is `words`.
[[nodiscard]] LicenseForm license_form(std::string_view license);

/// With identifiers as the list spells them, for it ignores the case of their letters: "MIT" for "mit". What is words
/// all the same stays as it is.
[[nodiscard]] std::string spdx_spelling(std::string_view license);

/// "LicenseRef-" and what of the text may stand in one: for licences that are only words.
[[nodiscard]] std::string license_reference(std::string_view license);

} // namespace strata
