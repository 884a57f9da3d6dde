// What Strata looks for in an image, as one table: each rule with its reason, its remedy, and an example of both kinds.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace strata {

enum class FindingSeverity : std::uint8_t {
    high,   ///< who has the image can use it: a secret, a way to become root
    medium, ///< probably so, or it will hurt soon
    low,    ///< worth a look
    note,   ///< worth knowing
};
inline constexpr std::size_t finding_severities = 4;

/// "high", "medium", "low", "note".
[[nodiscard]] std::string_view severity_name(FindingSeverity severity);

enum class FindingGroup : std::uint8_t {
    secret,     ///< keys, tokens, passwords, and files that exist to hold them
    permission, ///< who may do what: setuid, capabilities, modes, owners, devices
    content,    ///< certificates, histories, what should not be in an image
    leftover,   ///< caches and logs
};

/// How a rule looks.
enum class RuleLook : std::uint8_t {
    token,        ///< a shape that is a secret wherever it stands: `words` and `pattern` in any text
    setting,      ///< a shape that is one only in configuration, ENV, ARG and history: `pattern` alone
    file_setting, ///< the same, where only the file makes it one: `pattern` in those of `paths`
    key_block,    ///< a private key between BEGIN and END
    certificate,
    account,   ///< lines of /etc/shadow: `pattern`
    file_name, ///< `paths`: a file that is not empty; of secrets one in which there is anything (empty_login.hpp)
    folder,    ///< `paths`: a folder with something in it
    attribute, ///< what a header of the tar says; told in attribute_findings.cpp
};

struct FindingRule {
    std::string_view id; ///< stable: lists of allowed findings and reports name it
    std::string_view title;
    FindingGroup group = FindingGroup::secret;
    FindingSeverity severity = FindingSeverity::high;
    RuleLook look = RuleLook::token;
    /// token: one of these words is in every match, mostly its start; at least four bytes each, separated by blanks.
    std::string_view words = {};
    /// token: bytes from the start of a word to that of the match. Negative for words within it. Positive for those
    /// that show a mark in front of it, as it is told by too few bytes of its own: where settings stand, `pattern` is
    /// then asked by itself too.
    int match_offset = 0;
    /// RE2. Its first group is the secret; the whole where it has none. A token's is asked only where a word stands.
    std::string_view pattern = {};
    double entropy = 0;  ///< bits a character that the secret has at least
    bool in_url = false; ///< the secret stands in a URL before "@": none where nobody can have the host behind that
    /// Separated by blanks: the end of a path ("/.aws/credentials"), "^" before a whole one, "*" before the end of a
    /// name, which may stand behind the end of its folder's path ("/keys/*.key").
    std::string_view paths = {};
    std::string_view why;
    std::string_view advice;
    /// Examples as tests/kit writes layers ("bin/su= mode:4755"), or the text of a file for the rules of text. Split
    /// literals keep the scanners of those who host this code quiet.
    std::string_view finds;
    std::string_view leaves;
};

/// Every rule, in the order of reports.
[[nodiscard]] std::span<const FindingRule> finding_rules();
/// nullptr where there is none of that id.
[[nodiscard]] const FindingRule* find_rule(std::string_view id);

} // namespace strata
