#include "shell/arguments.hpp"

#include "core/base/text.hpp"
#include "shell/limit_option.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>

namespace strata {
namespace {

/// Insertions, deletions, replacements and swaps of neighbours between two short words (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            cost[i][j] =
                std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[a.size()][b.size()];
}

std::string dashed(const OptionRow& option) { return text("--", option.name); }

Result<std::uint64_t> parse_number(std::string_view word) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc{} || end != word.data() + word.size())
        return fail(text("\"", word, "\" is not a whole number"));
    return number;
}

Result<> check_value(const OptionRow& option, const std::string& value) {
    if (option.kind == ValueKind::flag && value != "true" && value != "false")
        return fail(text(dashed(option), " is either there or not; \"", value, "\" is neither true nor false"));
    if (option.kind == ValueKind::number) TRY_WITHIN(dashed(option), parse_number(value));
    if (option.kind == ValueKind::choice && std::ranges::find(option.choices, value) == option.choices.end()) {
        std::string known;
        for (const std::string_view choice : option.choices) known += text(known.empty() ? "" : ", ", choice);
        return fail(text(dashed(option), ": \"", value, "\" is not one of ", known));
    }
    return {};
}

Result<> check_operands(const CommandRow& row, std::size_t given) {
    std::size_t least = 0;
    bool unbounded = false;
    for (const OperandRow& operand : row.operands) {
        if (operand.count == OperandCount::one || operand.count == OperandCount::one_or_more) ++least;
        unbounded = unbounded || operand.count == OperandCount::one_or_more || operand.count == OperandCount::any;
    }
    if (given < least) return fail(text("no ", row.operands[given].name, " given"));
    if (!unbounded && given > row.operands.size())
        return fail(row.operands.empty() ? "takes no arguments"
                                         : text("takes no more than ", row.operands.size(),
                                                row.operands.size() == 1 ? " argument" : " arguments"));
    return {};
}

Error unknown_option(const CommandRow& row, std::string_view word) {
    const std::string_view name = word.substr(0, word.find('='));
    std::vector<std::string> names;
    for (const OptionRow* option : all_options(row)) names.push_back(dashed(*option));
    const std::vector<std::string_view> candidates(names.begin(), names.end());
    const std::string_view near = nearest(name, candidates);
    return {near.empty() ? text("there is no option ", name)
                         : text("there is no option ", name, "; did you mean ", near, "?")};
}

struct ParsedWords {
    std::vector<std::pair<const OptionRow*, std::vector<std::string>>> options;
    std::vector<std::string> operands;
};

/// CLI11 takes the words apart; what they mean is checked afterwards, so that every message is ours.
Result<ParsedWords> take_apart(const CommandRow& row, std::span<const std::string_view> words) {
    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    std::vector<std::pair<const OptionRow*, CLI::Option*>> known;
    for (const OptionRow* option : all_options(row)) {
        const std::string name =
            option->letter == 0 ? dashed(*option) : text('-', option->letter, ",", dashed(*option));
        CLI::Option* added = option->kind == ValueKind::flag ? app.add_flag(name) : app.add_option(name)->expected(1);
        added->multi_option_policy(option->repeat == Repeat::collected ? CLI::MultiOptionPolicy::TakeAll
                                                                       : CLI::MultiOptionPolicy::TakeLast);
        known.emplace_back(option, added);
    }
    try {
        app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
    } catch (const CLI::ArgumentMismatch& mismatch) {
        const std::string_view what = mismatch.what();
        return fail(text(what.substr(0, what.find(':')), " needs a value"));
    } catch (const CLI::Error& error) {
        return fail(error.what());
    }
    ParsedWords parsed;
    for (const std::string& extra : app.remaining()) {
        if (extra.size() > 1 && extra.starts_with('-')) return std::unexpected(unknown_option(row, extra));
        parsed.operands.push_back(extra);
    }
    for (const auto& [option, added] : known) parsed.options.emplace_back(option, added->results());
    return parsed;
}

} // namespace

std::vector<const OptionRow*> all_options(const CommandRow& row) {
    std::vector<const OptionRow*> options;
    for (const OptionRow& option : row.options) options.push_back(&option);
    for (const SharedOptions group : {shares_choice, shares_limits, shares_json, shares_work}) {
        if ((row.shared & group) == 0) continue;
        for (const OptionRow& option : shared_options(group)) options.push_back(&option);
    }
    for (const OptionRow& option : common_options()) options.push_back(&option);
    return options;
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
    std::string_view best;
    std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
    if (word.size() > 64) return best;
    for (const std::string_view candidate : candidates) {
        const bool begins = word.size() > 2 && candidate.starts_with(word);
        const std::size_t distance = begins ? 1 : edit_distance(word, candidate);
        if (distance < least) {
            least = distance;
            best = candidate;
        }
    }
    return best;
}

Result<Arguments> parse_arguments(const CommandRow& row, std::span<const std::string_view> words) {
    Arguments arguments;
    const auto end_of_options = std::ranges::find(words, "--");
    const std::span<const std::string_view> before(words.begin(), end_of_options);
    if (std::ranges::find(before, "--help") != before.end() || std::ranges::find(before, "-h") != before.end()) {
        arguments.options_["help"] = {"true"};
        return arguments;
    }
    ParsedWords parsed = TRY(take_apart(row, before));
    if (end_of_options != words.end()) parsed.operands.insert(parsed.operands.end(), end_of_options + 1, words.end());
    TRY(check_operands(row, parsed.operands.size()));
    arguments.operands_ = std::move(parsed.operands);
    for (auto& [option, values] : parsed.options) {
        for (const std::string& value : values) TRY(check_value(*option, value));
        if (values.empty() && !option->fallback.empty()) values.emplace_back(option->fallback);
        if (!values.empty()) arguments.options_[std::string(option->name)] = std::move(values);
    }
    for (const std::string& setting : arguments.values("limit"))
        TRY_WITHIN("--limit", apply_limit(setting, arguments.limits_));
    return arguments;
}

bool Arguments::flag(std::string_view option) const { return value(option) == "true"; }

std::optional<std::string_view> Arguments::value(std::string_view option) const {
    const auto found = options_.find(option);
    if (found == options_.end() || found->second.empty()) return std::nullopt;
    return found->second.back();
}

std::optional<std::uint64_t> Arguments::number(std::string_view option) const {
    const auto given = value(option);
    if (!given) return std::nullopt;
    const auto number = parse_number(*given);
    return number ? std::optional(*number) : std::nullopt;
}

std::span<const std::string> Arguments::values(std::string_view option) const {
    const auto found = options_.find(option);
    return found == options_.end() ? std::span<const std::string>{} : std::span<const std::string>(found->second);
}

} // namespace strata
