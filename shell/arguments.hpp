// A command line, read by the command's row in the table.
#pragma once

#include "core/base/limits.hpp"
#include "core/base/result.hpp"
#include "shell/commands.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

class Arguments {
public:
    /// Whether a flag is set. Options are asked for by their long name, without dashes.
    [[nodiscard]] bool flag(std::string_view option) const;
    /// The value as given last, or the row's fallback; nullopt where there is neither.
    [[nodiscard]] std::optional<std::string_view> value(std::string_view option) const;
    /// The value of a ValueKind::number.
    [[nodiscard]] std::optional<std::uint64_t> number(std::string_view option) const;
    /// All values of an option that may stand several times.
    [[nodiscard]] std::span<const std::string> values(std::string_view option) const;
    /// What is no option, in order; the count fits the row's operands.
    [[nodiscard]] std::span<const std::string> operands() const { return operands_; }
    /// The limits with every `--limit` applied.
    [[nodiscard]] const Limits& limits() const { return limits_; }

private:
    friend Result<Arguments> parse_arguments(const CommandRow&, std::span<const std::string_view>);
    std::map<std::string, std::vector<std::string>, std::less<>> options_;
    std::vector<std::string> operands_;
    Limits limits_;
};

/// Reads the words behind the verb. Checks values, choices and the count of operands; with `--help` among the words
/// nothing but that is checked. An unknown option is an error that proposes the nearest one.
[[nodiscard]] Result<Arguments> parse_arguments(const CommandRow& row, std::span<const std::string_view> words);

/// All options of a row: its own, the shared groups, and those of all commands.
[[nodiscard]] std::vector<const OptionRow*> all_options(const CommandRow& row);

/// Of `candidates` the one that `word` was probably meant to be; "" where none is near.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

} // namespace strata
