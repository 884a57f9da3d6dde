#include "core/report/spdx_license.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace strata {

namespace {

/// Identifiers of the SPDX License List 3.25, sorted.
constexpr auto identifiers = std::to_array<std::string_view>({"0BSD",
                                                              "AFL-2.1",
                                                              "AFL-3.0",
                                                              "AGPL-3.0-only",
                                                              "AGPL-3.0-or-later",
                                                              "Apache-1.1",
                                                              "Apache-2.0",
                                                              "Artistic-1.0",
                                                              "Artistic-2.0",
                                                              "BSD-1-Clause",
                                                              "BSD-2-Clause",
                                                              "BSD-3-Clause",
                                                              "BSD-4-Clause",
                                                              "BSL-1.0",
                                                              "BlueOak-1.0.0",
                                                              "CC-BY-3.0",
                                                              "CC-BY-4.0",
                                                              "CC-BY-SA-4.0",
                                                              "CC0-1.0",
                                                              "CDDL-1.0",
                                                              "CDDL-1.1",
                                                              "CPL-1.0",
                                                              "ECL-2.0",
                                                              "EPL-1.0",
                                                              "EPL-2.0",
                                                              "EUPL-1.2",
                                                              "GFDL-1.3-only",
                                                              "GFDL-1.3-or-later",
                                                              "GPL-1.0-only",
                                                              "GPL-1.0-or-later",
                                                              "GPL-2.0",
                                                              "GPL-2.0+",
                                                              "GPL-2.0-only",
                                                              "GPL-2.0-or-later",
                                                              "GPL-3.0",
                                                              "GPL-3.0+",
                                                              "GPL-3.0-only",
                                                              "GPL-3.0-or-later",
                                                              "HPND",
                                                              "ICU",
                                                              "IJG",
                                                              "IPL-1.0",
                                                              "ISC",
                                                              "LGPL-2.0-only",
                                                              "LGPL-2.0-or-later",
                                                              "LGPL-2.1",
                                                              "LGPL-2.1+",
                                                              "LGPL-2.1-only",
                                                              "LGPL-2.1-or-later",
                                                              "LGPL-3.0",
                                                              "LGPL-3.0+",
                                                              "LGPL-3.0-only",
                                                              "LGPL-3.0-or-later",
                                                              "Libpng",
                                                              "MIT",
                                                              "MIT-0",
                                                              "MPL-1.1",
                                                              "MPL-2.0",
                                                              "MS-PL",
                                                              "NCSA",
                                                              "OFL-1.1",
                                                              "OLDAP-2.8",
                                                              "OpenSSL",
                                                              "PHP-3.01",
                                                              "PSF-2.0",
                                                              "PostgreSQL",
                                                              "Python-2.0",
                                                              "Ruby",
                                                              "SSH-OpenSSH",
                                                              "TCL",
                                                              "UPL-1.0",
                                                              "Unicode-3.0",
                                                              "Unicode-DFS-2016",
                                                              "Unlicense",
                                                              "Vim",
                                                              "W3C",
                                                              "WTFPL",
                                                              "X11",
                                                              "ZPL-2.1",
                                                              "Zlib",
                                                              "bzip2-1.0.6",
                                                              "curl",
                                                              "zlib-acknowledgement"});
static_assert(std::ranges::is_sorted(identifiers));

constexpr auto exceptions =
    std::to_array<std::string_view>({"Autoconf-exception-3.0", "Bison-exception-2.2", "Classpath-exception-2.0",
                                     "GCC-exception-3.1", "LLVM-exception", "Linux-syscall-note", "OpenSSL-exception"});

bool is_identifier(std::string_view word) { return std::ranges::binary_search(identifiers, word); }

/// The next word or parenthesis, taken off the front.
std::string_view take_word(std::string_view& text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    const bool sign = text.starts_with('(') || text.starts_with(')');
    const std::string_view word = sign ? text.substr(0, 1) : text.substr(0, text.find_first_of(" ()"));
    text.remove_prefix(word.size());
    return word;
}

/// operand: identifier [WITH exception], or an expression in parentheses, which may be left open here and closed
/// behind. Counts parentheses, so nothing nests.
bool is_expression(std::string_view text) {
    std::size_t open = 0;
    bool wants_operand = true;
    bool may_have_exception = false;
    for (std::string_view word = take_word(text); !word.empty(); word = take_word(text)) {
        if (wants_operand) {
            if (word == "(") {
                open++;
                continue;
            }
            if (!is_identifier(word)) return false;
            wants_operand = false;
            may_have_exception = true;
        } else if (word == "WITH" && may_have_exception) {
            if (std::ranges::find(exceptions, take_word(text)) == exceptions.end()) return false;
            may_have_exception = false;
        } else if (word == "AND" || word == "OR") {
            wants_operand = true;
        } else if (word == ")" && open > 0) {
            open--;
            may_have_exception = false;
        } else {
            return false;
        }
    }
    return !wants_operand && open == 0;
}

} // namespace

LicenseForm license_form(std::string_view license) {
    if (is_identifier(license)) return LicenseForm::identifier;
    return is_expression(license) ? LicenseForm::expression : LicenseForm::words;
}

std::string spdx_spelling(std::string_view license) {
    const auto same_letters = [](char a, char b) {
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
        return lower(a) == lower(b);
    };
    std::string out;
    for (std::string_view rest = license; !rest.empty();) {
        const std::string_view word = rest.substr(0, rest.find_first_of(" ()"));
        const auto* const known = std::ranges::find_if(
            identifiers, [&](std::string_view each) { return std::ranges::equal(each, word, same_letters); });
        out += known == identifiers.end() ? word : *known;
        rest.remove_prefix(word.size());
        if (!rest.empty()) out += rest.front();
        rest.remove_prefix(std::min<std::size_t>(1, rest.size()));
    }
    return license_form(out) == LicenseForm::words ? std::string(license) : out;
}

std::string license_reference(std::string_view license) {
    constexpr std::size_t longest = 100;
    std::string out = "LicenseRef-";
    for (const char byte : license.substr(0, longest)) {
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= '0' && byte <= '9') || byte == '.' || byte == '-';
        if (plain || !out.ends_with('-')) out += plain ? byte : '-';
    }
    while (out.ends_with('-')) out.pop_back();
    return out;
}

} // namespace strata
