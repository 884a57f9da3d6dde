// Looks for secrets and certificates in text, and masks what it finds.
#pragma once

#include "core/base/regex.hpp"
#include "core/insight/finding_rules.hpp"
#include "core/insight/word_filter.hpp"
#include "core/model/facts.hpp"

#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

enum class TextKind : std::uint8_t {
    any,           ///< source, documents, data: only shapes that are secrets wherever they stand
    configuration, ///< settings too: "password = …"
};

inline constexpr std::size_t most_sightings = 256; ///< of one file; a bundle of certificates has 140

/// Compiles each rule of text when it is first needed, and once; may be used by several threads.
class SecretScanner {
public:
    SecretScanner();

    /// A sighting, without its line, and the bytes of the text that must not be shown.
    struct Hit {
        Sighting sighting;
        std::size_t secret_start = 0;
        std::size_t secret_end = 0;
    };
    using Hits = std::vector<Hit>;
    /// What `scan` finds, for those who tell one secret from another: masked they may look the same.
    [[nodiscard]] Hits find(std::string_view text, TextKind kind, const FindingRule* of_file = nullptr) const;

    /// What stands in `text`, in the order of offsets, at most `most_sightings`. Sighting::detail of a private key is
    /// "RSA", "RSA, encrypted" or "RSA, no key"; of a certificate its end and its start as RFC 3339, a blank between.
    /// `of_file`: the rule (RuleLook::file_setting) for the file that the text is from.
    [[nodiscard]] std::vector<Sighting> scan(std::string_view text, TextKind kind,
                                             const FindingRule* of_file = nullptr) const;
    /// Lines of /etc/shadow, by the rules of accounts.
    [[nodiscard]] std::vector<Sighting> scan_accounts(std::string_view text) const;
    /// `text` with every secret in it replaced by "…", or all of it where there may be more than are looked for: for
    /// showing an instruction.
    [[nodiscard]] std::string redacted(std::string_view text) const;
    /// The same for the words of one command, in which an option may stand before its secret.
    [[nodiscard]] std::vector<std::string> redacted_words(const std::vector<std::string>& words) const;
    /// The same for the value of a setting of that name, by which some rules go.
    [[nodiscard]] std::string redacted_value(std::string_view name, std::string_view value) const;

private:
    class Rule {
    public:
        explicit Rule(const FindingRule& of) : facts(&of) {}
        /// As Regex has them.
        [[nodiscard]] std::optional<RegexMatch> find(std::string_view text, std::size_t from) const;
        [[nodiscard]] std::optional<RegexMatch> find_at(std::string_view text, std::size_t from) const;
        const FindingRule* facts;

    private:
        /// Compiled when first asked for: an image has the words of few rules. A test runs them all; none is nullptr.
        [[nodiscard]] const Regex* pattern() const;
        mutable std::once_flag once_;
        mutable std::optional<Regex> pattern_;
    };
    [[nodiscard]] std::optional<Hit> token_at(const Rule& rule, std::string_view text, std::size_t word) const;
    [[nodiscard]] static std::optional<Hit> block_at(std::string_view text, std::size_t start);
    static void find_settings(const Rule& rule, std::string_view text, Hits& hits);

    std::deque<Rule> tokens_, settings_, file_settings_, accounts_; ///< stay where they are: others wait at their flags
    std::vector<std::size_t> rule_of_word_;                         ///< in tokens_; behind them the PEM blocks
    WordFilter words_;
};

/// The one that everybody shares, with the rules that were compiled so far.
[[nodiscard]] const SecretScanner& secret_scanner();

/// Of a certificate's DER bytes; none where they are no certificate.
[[nodiscard]] std::optional<Sighting> certificate_sighting(std::string_view der);

} // namespace strata
