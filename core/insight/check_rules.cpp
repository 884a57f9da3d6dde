#include "core/insight/check_rules.hpp"

#include "core/base/ascii.hpp"
#include "core/base/json.hpp"
#include "core/base/path_pattern.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace strata {

namespace {

constexpr auto kinds = std::to_array<CheckKindRow>({
    {CheckKind::max_size, "max-size", "", CheckValue::bytes, "the most bytes that all layers' files may have"},
    {CheckKind::max_growth, "max-growth", "", CheckValue::bytes_or_share,
     "by how much the image may be larger than the one of --against"},
    {CheckKind::max_waste, "max-waste", "", CheckValue::bytes_or_share,
     "the most bytes, or the largest share, that no container may see"},
    {CheckKind::lowest_efficiency, "lowest-efficiency", "lowestEfficiency", CheckValue::ratio,
     "dive's efficiency must not be below this, from 0 to 1"},
    {CheckKind::highest_wasted_bytes, "highest-wasted-bytes", "highestWastedBytes", CheckValue::bytes,
     "dive's wasted bytes must not be above this"},
    {CheckKind::highest_user_wasted_percent, "highest-user-wasted-percent", "highestUserWastedPercent",
     CheckValue::ratio, "dive's share of wasted bytes behind the first layer must not be above this, from 0 to 1"},
    {CheckKind::forbidden_paths, "forbidden-paths", "", CheckValue::list,
     "globs of paths that no layer may have, deleted ones too"},
    {CheckKind::findings, "findings", "", CheckValue::severity, "no finding may be as severe as this"},
    {CheckKind::no_secrets, "no-secrets", "", CheckValue::yes,
     "no secrets in files, deleted files, ENV, ARG and history, but for notes"},
    {CheckKind::no_new_privileges, "no-new-privileges", "", CheckValue::yes,
     "no setuid or setgid program and no file capability that the image of --against has not"},
    {CheckKind::no_root, "no-root", "", CheckValue::yes, "containers must not start as root"},
    {CheckKind::no_latest, "no-latest", "", CheckValue::yes, "no name of the image may have the tag latest, or none"},
    {CheckKind::required_labels, "required-labels", "", CheckValue::list, "labels that must be there and not empty"},
    {CheckKind::denied_packages, "denied-packages", "", CheckValue::list,
     "packages that must not be there: NAME, NAME@VERSION, ECOSYSTEM/NAME, license:LICENCE, each with * for anything"},
    {CheckKind::allowed_packages, "allowed-packages", "", CheckValue::list, "only these packages may be there"},
});

bool is_disabled(std::string_view value) {
    const std::string word = ascii_lower(trimmed(value));
    return word.empty() || word == "disabled" || word == "off" || word == "false";
}

/// Go's ParseFloat takes ".5" and "5." too.
std::optional<double> parse_number(std::string_view written) {
    std::string json(written.starts_with('.') ? "0" : "");
    json += written;
    if (json.ends_with('.')) json += '0';
    const auto document = parse_json(json);
    return document ? document->root().number() : std::nullopt;
}

Result<double> parse_ratio(std::string_view written, std::string_view key) {
    const auto number = parse_number(trimmed(written));
    if (!number) return fail(text(key, ": ", quote(written), " is no number"));
    if (*number < 0 || *number > 1) return fail(text(key, ": ", quote(written), " is not between 0 and 1"));
    return *number;
}

/// "0.9", "1.5 B": dive rounds it down to whole bytes; who writes it mostly means a share.
bool has_part_of_byte(std::string_view written) {
    const std::size_t unit = std::min(written.find_first_not_of("0123456789.,"), written.size());
    const std::string name = ascii_lower(trimmed(written.substr(unit)));
    return (name.empty() || name == "b") && written.substr(0, unit).find('.') != written.npos;
}

Result<> read_size(CheckRule& rule, std::string_view written) {
    const bool dives = !rule.kind->dive_key.empty();
    if (!dives && has_part_of_byte(trimmed(written)))
        return fail(text(rule.kind->key, ": ", quote(written),
                         " is a part of a byte; write whole bytes or a unit, like 1.5MB",
                         rule.kind->value == CheckValue::bytes_or_share ? ", or a share, like 5%" : ""));
    rule.bytes = TRY_WITHIN(rule.kind->key, parse_humanized_bytes(written));
    return {};
}

Result<> read_share(CheckRule& rule, std::string_view written) {
    std::string_view number = trimmed(written);
    if (!number.ends_with('%')) return read_size(rule, written);
    number.remove_suffix(1);
    const auto percent = parse_number(trimmed(number));
    if (!percent || *percent < 0) return fail(text(rule.kind->key, ": ", quote(written), " is no percentage"));
    if (*percent > 100 && rule.kind->kind == CheckKind::max_waste)
        return fail(text(rule.kind->key, ": ", quote(written), " is more than all of it"));
    rule.ratio = *percent / 100;
    rule.is_share = true;
    return {};
}

Result<> read_value(CheckRule& rule, const std::string& value) {
    switch (rule.kind->value) {
    case CheckValue::bytes: return read_size(rule, value);
    case CheckValue::bytes_or_share: return read_share(rule, value);
    case CheckValue::ratio: rule.ratio = TRY(parse_ratio(value, rule.kind->key)); return {};
    case CheckValue::severity:
        for (std::size_t at = 0; at < finding_severities; at++) {
            rule.severity = static_cast<FindingSeverity>(at);
            if (value == severity_name(rule.severity)) return {};
        }
        return fail(text(rule.kind->key, ": ", quote(value), " is none of high, medium, low, note"));
    case CheckValue::yes:
        if (ascii_lower(value) == "true" || ascii_lower(value) == "yes" || ascii_lower(value) == "on") return {};
        return fail(text(rule.kind->key, ": ", quote(value), " is neither true nor false"));
    case CheckValue::list: break;
    }
    return {};
}

/// As the rule about paths asks it.
Result<PathPattern> pattern_of(std::string_view glob) { return PathPattern::of(TRY(Glob::parse(glob))); }

} // namespace

std::span<const CheckKindRow> check_kinds() { return kinds; }

const CheckKindRow* find_check(std::string_view key) {
    const auto found = std::ranges::find_if(
        kinds, [&](const CheckKindRow& row) { return row.key == key || (!key.empty() && row.dive_key == key); });
    return found == kinds.end() ? nullptr : &*found;
}

Result<CheckRule> make_check_rule(const CheckKindRow& kind, std::vector<std::string> values, std::string_view origin) {
    CheckRule rule{.kind = &kind, .origin = std::string(origin)};
    for (const std::string& value : values) rule.setting += text(rule.setting.empty() ? "" : ", ", value);
    if (kind.value == CheckValue::list) {
        rule.disabled = values.empty() || (values.size() == 1 && is_disabled(values[0]));
        rule.words = std::move(values);
        if (kind.kind == CheckKind::forbidden_paths)
            for (const std::string& word : rule.words) TRY_WITHIN(text(kind.key, ": ", quote(word)), pattern_of(word));
        return rule;
    }
    if (values.size() > 1) return fail(text(kind.key, ": one value is needed, not ", values.size()));
    rule.disabled = values.empty() || is_disabled(values[0]);
    if (!rule.disabled) TRY(read_value(rule, values[0]));
    return rule;
}

std::uint8_t facts_wanted(std::span<const CheckRule> rules) {
    unsigned facts = 0;
    for (const CheckRule& rule : rules) {
        if (rule.disabled) continue;
        switch (rule.kind->kind) {
        case CheckKind::findings:
        case CheckKind::no_secrets: facts |= facts_secrets; break;
        case CheckKind::denied_packages:
        case CheckKind::allowed_packages: facts |= facts_packages; break;
        default: break;
        }
    }
    return static_cast<std::uint8_t>(facts);
}

std::vector<CheckRule> dive_default_rules() {
    std::vector<CheckRule> rules;
    const auto add = [&](std::string_view key, const char* value) {
        auto rule = make_check_rule(*find_check(key), {value}, "dive's default");
        if (rule) rules.push_back(*std::move(rule));
    };
    add("lowest-efficiency", "0.9");
    add("highest-wasted-bytes", "disabled");
    add("highest-user-wasted-percent", "0.1");
    return rules;
}

Result<std::uint64_t> parse_humanized_bytes(std::string_view written) {
    struct Unit {
        std::string_view name;
        double bytes;
    };
    constexpr double k = 1000, ki = 1024;
    constexpr auto units = std::to_array<Unit>({{"", 1},
                                                {"b", 1},
                                                {"k", k},
                                                {"kb", k},
                                                {"ki", ki},
                                                {"kib", ki},
                                                {"m", k * k},
                                                {"mb", k * k},
                                                {"mi", ki * ki},
                                                {"mib", ki * ki},
                                                {"g", k * k * k},
                                                {"gb", k * k * k},
                                                {"gi", ki * ki * ki},
                                                {"gib", ki * ki * ki},
                                                {"t", k * k * k * k},
                                                {"tb", k * k * k * k},
                                                {"ti", ki * ki * ki * ki},
                                                {"tib", ki * ki * ki * ki},
                                                {"p", k * k * k * k * k},
                                                {"pb", k * k * k * k * k},
                                                {"pi", ki * ki * ki * ki * ki},
                                                {"pib", ki * ki * ki * ki * ki},
                                                {"e", k * k * k * k * k * k},
                                                {"eb", k * k * k * k * k * k},
                                                {"ei", ki * ki * ki * ki * ki * ki},
                                                {"eib", ki * ki * ki * ki * ki * ki}});
    const std::size_t behind = std::min(written.find_first_not_of("0123456789.,"), written.size());
    std::string digits(written.substr(0, behind));
    std::erase(digits, ',');
    const auto number = parse_number(digits);
    const std::string unit = ascii_lower(trimmed(written.substr(behind)));
    const auto found = std::ranges::find(units, unit, &Unit::name);
    if (!number || found == units.end())
        return fail(text(quote(written), " is no size; write it like 500MB, 1.5GiB or 20000"));
    const double bytes = *number * found->bytes;
    constexpr double most = 18446744073709551615.0;
    if (bytes >= most) return fail(text(quote(written), " is too large"));
    return static_cast<std::uint64_t>(bytes);
}

} // namespace strata
