#include "core/insight/checks.hpp"

#include "core/base/format.hpp"
#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/insight/find_packages.hpp"
#include "core/insight/forbidden_paths.hpp"
#include "core/insight/image_user.hpp"
#include "core/insight/package_pattern.hpp"
#include "core/insight/size_checks.hpp"
#include "core/tree/rows.hpp"

#include <algorithm>

namespace strata {

namespace {

CheckEvidence evidence_of(const Finding& finding) {
    const std::string_view ghost = finding.deleted ? ", deleted by layer " : ", overwritten by layer ";
    std::string what(finding.rule->title);
    if (!finding.shown.empty()) what += text(": ", finding.shown);
    if (!finding.note.empty()) what += text("; ", finding.note);
    if (finding.is_ghost()) what += text(" (layer ", finding.layer + 1, ghost, finding.hidden_by + 1, ')');
    return {std::string(finding.where()), std::move(what), finding.path.empty() ? 0 : finding.line, finding.layer,
            std::string(finding.rule->id)};
}

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
    return text(grouped(number), ' ', number == 1 ? one : many);
}

CheckVerdict check_paths(const CheckSubject& subject, const CheckRule& rule) {
    const Timeline& timeline = subject.timeline;
    const ForbiddenPaths found = find_forbidden_paths(timeline, rule.words);
    std::vector<CheckEvidence> evidence;
    for (const NodeIndex node : std::span(found.nodes).first(std::min(found.nodes.size(), most_evidence))) {
        const std::uint32_t layer = first_appearance(timeline, node)->layer;
        const bool shown = static_cast<bool>(timeline.final(node));
        evidence.push_back({shortened_path(timeline, node),
                            text("in layer ", layer + 1, shown ? "" : ", deleted later"), 0, layer, ""});
    }
    const bool none = evidence.empty();
    std::string message = none ? text("none of ", rule.setting)
                               : text(counted(found.nodes.size(), "path", "paths"), " that must not be there");
    // What can't be told does not hold.
    if (!found.given_up.empty()) message = none ? found.given_up : text(message, "; ", found.given_up);
    CheckVerdict verdict = judged(none && found.given_up.empty(), std::move(message), std::move(evidence));
    verdict.more = found.nodes.size() - verdict.evidence.size();
    return verdict;
}

template <class Wanted>
CheckVerdict check_findings(std::span<const Finding> findings, std::string_view what, Wanted wanted) {
    std::vector<CheckEvidence> evidence;
    for (const Finding& finding : findings)
        if (wanted(finding)) evidence.push_back(evidence_of(finding));
    const bool holds = evidence.empty();
    std::string message = text(holds ? "none" : grouped(evidence.size()), ' ', what);
    return judged(holds, std::move(message), std::move(evidence));
}

CheckVerdict check_privileges(const CheckSubject& subject) {
    if (!subject.against) return {CheckStatus::skipped, "there is no image to compare with (--against)", {}};
    return check_findings(subject.against->new_findings, text("that ", subject.against->name, " has not"),
                          [](const Finding& finding) {
                              const std::string_view id = finding.rule->id;
                              return id == "setuid" || id == "setgid" || id == "file-capability";
                          });
}

/// Images of Windows say nothing where they start as their base does: ContainerAdministrator in Server Core and
/// Windows, ContainerUser in Nano Server (Microsoft, "Optimize Windows Dockerfiles", "Secure Windows containers").
CheckVerdict check_administrator(const std::string& user) {
    if (user.empty())
        return judged(false, "no USER is set: but for those of Nano Server, Windows containers start as "
                             "ContainerAdministrator");
    switch (windows_user(user)) {
    case WindowsUser::administrator: return judged(false, text("USER is ", user, ": an administrator"));
    case WindowsUser::limited: break;
    case WindowsUser::unknown: return judged(true, text("containers start as ", user, "; its groups are not known"));
    }
    return judged(true, text("containers start as ", user));
}

CheckVerdict check_root(const CheckSubject& subject) {
    const std::string& user = subject.inspection.image.config.settings.user;
    if (subject.inspection.image.platform.os == "windows") return check_administrator(user);
    if (user.empty()) return judged(false, "no USER is set: containers start as root");
    if (starts_as_root(user, subject.passwd))
        return judged(false, text("USER is ", user, ": containers start as root"));
    return judged(true, text("containers start as ", user));
}

CheckVerdict check_latest(const CheckSubject& subject) {
    std::vector<CheckEvidence> evidence;
    for (const Reference& name : subject.inspection.image.names)
        if (name.tag == "latest")
            evidence.push_back({name.text(), "tag latest", 0, no_index, ""});
        else if (name.tag.empty() && !name.digest)
            evidence.push_back({name.text(), "no tag, which is read as latest", 0, no_index, ""});
    const bool holds = evidence.empty();
    return judged(holds, holds ? "no name has the tag latest" : "latest names another image tomorrow",
                  std::move(evidence));
}

CheckVerdict check_labels(const CheckSubject& subject, const CheckRule& rule) {
    std::vector<CheckEvidence> evidence;
    const StringMap& labels = subject.inspection.image.config.settings.labels;
    for (const std::string& word : rule.words) {
        const auto found = std::ranges::find(labels, word, &std::pair<std::string, std::string>::first);
        if (found == labels.end() || found->second.empty())
            evidence.push_back(
                {text("LABEL ", word), found == labels.end() ? "is missing" : "is empty", 0, no_index, ""});
    }
    const bool holds = evidence.empty();
    std::string message = holds ? "all are there" : text(counted(evidence.size(), "label", "labels"), " missing");
    return judged(holds, std::move(message), std::move(evidence));
}

CheckVerdict check_packages(const CheckSubject& subject, const CheckRule& rule, const PackageList& list) {
    const bool denies = rule.kind->kind == CheckKind::denied_packages;
    std::vector<CheckEvidence> evidence;
    for (const FoundPackage& found : list.packages) {
        const Package& package = found.package;
        const bool listed =
            denies ? std::ranges::any_of(rule.words,
                                         [&](const std::string& word) { return package_matches(package, word); })
                   : package_allowed(package, rule.words);
        if (listed != denies) continue;
        const std::string path = subject.timeline.path(found.declarations.front().file);
        evidence.push_back({text(ecosystem_name(package.ecosystem), '/', package.name, '@', package.version),
                            text("of ", path, package.license.empty() ? "" : ", licence ", package.license), 0,
                            found.layer, ""});
    }
    const bool holds = evidence.empty();
    std::string message =
        text(counted(list.packages.size(), "package", "packages"), ", ", holds ? "none" : grouped(evidence.size()),
             denies ? " that must not be there" : " that the list has not");
    const std::string missing = missing_packages(list, subject.timeline);
    if (!missing.empty()) message += text("; not known: ", missing);
    CheckVerdict verdict = judged(holds, std::move(message), std::move(evidence));
    if (holds && !missing.empty()) verdict.status = CheckStatus::unknown; // what can't be told does not hold
    return verdict;
}

/// What can't be told does not hold.
CheckVerdict where_known(CheckVerdict verdict, const CheckSubject& subject, CheckKind kind,
                         std::span<const std::string> unread) {
    const bool needs_no_layer = kind == CheckKind::no_latest || kind == CheckKind::required_labels;
    if (verdict.status != CheckStatus::passed || needs_no_layer) return verdict;
    if (!unread.empty()) return {CheckStatus::unknown, text("not known: ", unread.front()), {}};
    const std::uint32_t layers = subject.findings.unexamined;
    const bool looks_into_files = kind == CheckKind::findings || kind == CheckKind::no_secrets;
    if (!looks_into_files || layers == 0) return verdict;
    return {CheckStatus::unknown,
            text("not known: nobody has looked into the files of ", layers, layers == 1 ? " layer" : " layers"),
            {}};
}

/// The packages are found when the first rule asks for them.
CheckVerdict judge(const CheckSubject& subject, const CheckRule& rule, std::optional<PackageList>& packages) {
    const std::span<const Finding> findings = subject.findings.rows;
    switch (rule.kind->kind) {
    case CheckKind::max_size:
    case CheckKind::max_growth:
    case CheckKind::max_waste:
    case CheckKind::lowest_efficiency:
    case CheckKind::highest_wasted_bytes:
    case CheckKind::highest_user_wasted_percent: return check_sizes(subject, rule);
    case CheckKind::forbidden_paths: return check_paths(subject, rule);
    case CheckKind::findings:
        return check_findings(findings, text("of severity ", rule.setting, " or worse"),
                              [&](const Finding& finding) { return finding.severity <= rule.severity; });
    case CheckKind::no_secrets:
        return check_findings(findings, "that may be a secret", [](const Finding& finding) {
            return finding.rule->group == FindingGroup::secret && finding.severity != FindingSeverity::note;
        });
    case CheckKind::no_new_privileges: return check_privileges(subject);
    case CheckKind::no_root: return check_root(subject);
    case CheckKind::no_latest: return check_latest(subject);
    case CheckKind::required_labels: return check_labels(subject, rule);
    case CheckKind::denied_packages:
    case CheckKind::allowed_packages:
        if (!packages) packages = find_packages(subject.timeline);
        return check_packages(subject, rule, *packages);
    }
    return {};
}

} // namespace

std::string_view check_status_name(CheckStatus status) {
    switch (status) {
    case CheckStatus::passed: return "PASS";
    case CheckStatus::failed: return "FAIL";
    case CheckStatus::skipped: return "SKIP";
    case CheckStatus::unknown: return "ERROR";
    }
    return "SKIP";
}

std::vector<std::string> unread_parts(const Inspection& inspection) {
    std::vector<std::string> parts;
    const auto add = [&](std::string_view where, std::span<const Problem> problems, Severity least) {
        for (const Problem& problem : problems)
            if (problem.severity >= least) parts.push_back(text(where, problem.message));
    };
    add("", inspection.image.problems, Severity::error);
    for (std::size_t at = 0; at < inspection.layers.size(); at++) {
        const std::string name = text("layer ", at + 1);
        const auto& records = inspection.image.layers;
        const BlobState state = at < records.size() ? records[at].state : BlobState::present;
        // Of a blob that is missing the image's own problems tell too; others are not there by design, which is no
        // error.
        const auto tells = [&](const std::string& part) { return part.starts_with(name + " ("); };
        if (state == BlobState::missing && std::ranges::any_of(parts, tells)) continue;
        const bool by_design = state == BlobState::foreign || state == BlobState::encrypted;
        add(name + ": ", inspection.layers[at]->problems, by_design ? Severity::note : Severity::error);
    }
    return parts;
}

CheckReport run_checks(const CheckSubject& subject, std::span<const CheckRule> rules) {
    CheckReport report;
    report.unread = unread_parts(subject.inspection);
    if (subject.against)
        for (const std::string& part : subject.against->unread)
            report.unread.push_back(text(subject.against->name, ": ", part));
    std::optional<PackageList> packages;
    for (const CheckRule& rule : rules) {
        CheckVerdict verdict{CheckStatus::skipped, "disabled", {}};
        if (!rule.disabled)
            verdict = where_known(judge(subject, rule, packages), subject, rule.kind->kind, report.unread);
        CheckResult result{rule, verdict.status, std::move(verdict.message), std::move(verdict.evidence)};
        result.more = verdict.more;
        if (result.evidence.size() > most_evidence) {
            result.more += result.evidence.size() - most_evidence;
            result.evidence.resize(most_evidence);
        }
        report.passed += result.status == CheckStatus::passed;
        report.failed += result.status == CheckStatus::failed;
        report.skipped += result.status == CheckStatus::skipped;
        report.unknown += result.status == CheckStatus::unknown;
        report.results.push_back(std::move(result));
    }
    return report;
}

} // namespace strata
