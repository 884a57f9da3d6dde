#include "core/report/check_report.hpp"
#include "core/report/json.hpp"
#include "core/report/text.hpp"

#include <set>

namespace strata {
namespace {

Value number_or_null(std::uint64_t number, bool known) { return known ? Value(number) : Value(); }

Value evidence_value(const CheckEvidence& evidence) {
    return Value::record({{"where", evidence.where},
                          {"what", evidence.what},
                          {"finding", evidence.rule},
                          {"line", number_or_null(evidence.line, evidence.line > 0)},
                          {"layer", number_or_null(std::uint64_t{evidence.layer} + 1, evidence.layer != no_index)}});
}

/// What SARIF calls a rule: the finding's, or the check itself.
std::string_view sarif_rule(const CheckResult& result, const CheckEvidence& evidence) {
    return evidence.rule.empty() ? result.rule.kind->key : std::string_view(evidence.rule);
}

std::string_view sarif_level(std::string_view rule_id) {
    const FindingRule* rule = find_rule(rule_id);
    if (rule == nullptr || rule->severity == FindingSeverity::high) return "error";
    return rule->severity == FindingSeverity::medium ? "warning" : "note";
}

/// A path of the image as a relative reference (RFC 3986): what is none of its plain characters as %XX.
std::string uri_of(std::string_view path) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    constexpr std::string_view digits = "0123456789ABCDEF";
    while (path.starts_with('/')) path.remove_prefix(1);
    std::string out;
    for (const char c : path) {
        if (plain.find(c) != plain.npos) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

/// null: nothing broke a rule, and not everything was read.
Value holds_value(const CheckReport& report) {
    return report.failed == 0 && !report.all_known() ? Value() : Value(report.holds());
}

Value message(std::string_view words) { return Value::record({{"text", printable(words)}}); }

Value sarif_location(const CheckEvidence& evidence, const CheckedImage& image) {
    if (!evidence.where.starts_with('/')) {
        const Value artifact = Value::record({{"uri", uri_of(image.source)}});
        ValueFields location = {{"physicalLocation", Value::record({{"artifactLocation", artifact}})}};
        if (const std::string name = printable(evidence.where); !name.empty())
            location.emplace_back("logicalLocations", Value::list({Value::record({{"fullyQualifiedName", name}})}));
        return Value::record(std::move(location));
    }
    ValueFields physical = {
        {"artifactLocation", Value::record({{"uri", uri_of(evidence.where)}, {"uriBaseId", "IMAGE"}})}};
    if (evidence.line > 0)
        physical.emplace_back("region", Value::record({{"startLine", std::uint64_t{evidence.line}}}));
    return Value::record({{"physicalLocation", Value::record(std::move(physical))}});
}

Value sarif_result(const CheckResult& result, const CheckEvidence& evidence, const CheckedImage& image) {
    const std::string_view rule = sarif_rule(result, evidence);
    const std::string words = evidence.where.empty() ? result.message : evidence.where + ": " + evidence.what;
    return Value::record({{"ruleId", rule},
                          {"level", sarif_level(rule)},
                          {"message", message(words)},
                          {"locations", Value::list({sarif_location(evidence, image)})}});
}

Value sarif_rule_value(std::string_view id) {
    const FindingRule* rule = find_rule(id);
    const CheckKindRow* kind = find_check(id);
    const std::string_view title = rule != nullptr ? rule->title : kind != nullptr ? kind->help : id;
    ValueFields fields = {{"id", id}, {"shortDescription", message(title)}};
    if (rule != nullptr) {
        fields.emplace_back("fullDescription", message(rule->why));
        fields.emplace_back("help", message(rule->advice));
    }
    return Value::record(std::move(fields));
}

/// Whether all was read, and what was not: who reads the results alone sees none, and takes that for good news.
Value sarif_invocation(const CheckReport& report) {
    ValueFields fields = {{"executionSuccessful", report.all_known()}};
    ValueList notifications;
    for (const std::string& part : report.unread)
        notifications.push_back(Value::record({{"level", "error"}, {"message", message(part)}}));
    if (report.unread.empty())
        for (const CheckResult& result : report.results)
            if (result.status == CheckStatus::unknown)
                notifications.push_back(Value::record({{"level", "error"}, {"message", message(result.message)}}));
    if (!notifications.empty())
        fields.emplace_back("toolExecutionNotifications", Value::list(std::move(notifications)));
    return Value::record(std::move(fields));
}

} // namespace

std::string check_json(const CheckReport& report, const CheckedImage& image) {
    ValueList results;
    for (const CheckResult& result : report.results) {
        ValueList evidence;
        for (const CheckEvidence& each : result.evidence) evidence.push_back(evidence_value(each));
        results.push_back(Value::record({{"rule", result.rule.kind->key},
                                         {"setting", result.rule.setting},
                                         {"origin", result.rule.origin},
                                         {"status", check_status_name(result.status)},
                                         {"message", result.message},
                                         {"evidence", Value::list(std::move(evidence))},
                                         {"more", result.more}}));
    }
    ValueList errors;
    for (const std::string& part : report.unread) errors.emplace_back(part);
    ValueList allowed;
    for (const std::string& line : report.allowed) allowed.emplace_back(line);
    return json_indented(Value::record({{"holds", holds_value(report)},
                                        {"image", image.title},
                                        {"source", image.source},
                                        {"passed", report.passed},
                                        {"failed", report.failed},
                                        {"skipped", report.skipped},
                                        {"unknown", report.unknown},
                                        {"errors", Value::list(std::move(errors))},
                                        {"allowed", Value::list(std::move(allowed))},
                                        {"results", Value::list(std::move(results))}}),
                         2) +
           '\n';
}

std::string check_sarif(const CheckReport& report, const CheckedImage& image) {
    ValueList results;
    std::set<std::string_view> ids;
    for (const CheckResult& result : report.results) {
        if (result.status != CheckStatus::failed) continue;
        std::vector<CheckEvidence> evidence = result.evidence;
        if (evidence.empty()) evidence.push_back({"", result.message, 0, no_index, ""});
        for (const CheckEvidence& each : evidence) {
            results.push_back(sarif_result(result, each, image));
            const FindingRule* rule = find_rule(each.rule);
            ids.insert(rule != nullptr ? rule->id : result.rule.kind->key);
        }
    }
    ValueList rules;
    for (const std::string_view id : ids) rules.push_back(sarif_rule_value(id));
    const Value driver =
        Value::record({{"name", "strata"}, {"version", image.version}, {"rules", Value::list(std::move(rules))}});
    const Value base = Value::record({{"description", message("the root of the image " + image.title)}});
    const Value run = Value::record({{"tool", Value::record({{"driver", driver}})},
                                     {"invocations", Value::list({sarif_invocation(report)})},
                                     {"originalUriBaseIds", Value::record({{"IMAGE", base}})},
                                     {"results", Value::list(std::move(results))}});
    return json_indented(Value::record({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                                        {"version", "2.1.0"},
                                        {"runs", Value::list({run})}}),
                         2) +
           '\n';
}

} // namespace strata
