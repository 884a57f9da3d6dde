#include "core/base/text.hpp"
#include "core/diff/diff_findings.hpp"
#include "core/image/read_file.hpp"
#include "core/insight/checks.hpp"
#include "core/insight/examiner.hpp"
#include "core/insight/image_user.hpp"
#include "core/report/check_report.hpp"
#include "core/report/diff_report.hpp"
#include "core/tree/follow_path.hpp"
#include "shell/allow_option.hpp"
#include "shell/arguments.hpp"
#include "shell/check_file.hpp"
#include "shell/console.hpp"
#include "shell/input.hpp"
#include "shell/write_output.hpp"

#include <algorithm>
#include <array>

namespace strata {
namespace {

using Writer = std::string (*)(const CheckReport&, const CheckedImage&);
struct Form {
    std::string_view name;
    Writer write;
};
constexpr auto forms = std::to_array<Form>({{"text", check_text},
                                            {"json", check_json},
                                            {"junit", check_junit},
                                            {"sarif", check_sarif},
                                            {"markdown", check_markdown}});
constexpr std::string_view form_names[] = {"text", "json", "junit", "sarif", "markdown"};

Writer writer_of(std::string_view name) {
    const auto found = std::ranges::find(forms, name, &Form::name);
    return found == forms.end() ? nullptr : found->write;
}

/// A form and the file to write it to.
struct Output {
    Writer write;
    std::string path;
};

Result<std::vector<Output>> read_outputs(const Arguments& arguments) {
    std::vector<Output> outputs;
    for (const std::string& word : arguments.values("report")) {
        const std::size_t equals = word.find('=');
        const Writer write = writer_of(word.substr(0, equals));
        if (write == nullptr || equals == std::string::npos || equals + 1 == word.size())
            return fail(
                text("--report: \"", word, "\" is not FORM=FILE with one of text, json, junit, sarif, markdown"));
        outputs.push_back({write, word.substr(equals + 1)});
    }
    return outputs;
}

/// An image with all that is judged about it.
struct Judged {
    Input input;
    Settled image;
    std::string title;
};

/// One to be judged or compared with.
struct Asked {
    std::string_view word;             ///< the archive
    std::string_view option = "image"; ///< which names one of its images
    const Inspection* known = nullptr; ///< layers that need not be read again
    std::uint8_t facts = facts_all;    ///< what to look for in its files
};

Result<Judged> open(const Asked& asked, const Arguments& arguments, Console& console) {
    Input input = TRY(open_image(asked.word, arguments, console, asked.option));
    const auto examiner = make_examiner(asked.facts, arguments.limits());
    Inspection read = inspect_image(input, arguments, console,
                                    {.examiner = asked.facts == 0 ? nullptr : examiner.get(), .known = asked.known});
    Settled image = TRY(settle(input, std::move(read), arguments, console));
    std::string title = image_title(image.inspection);
    return Judged{std::move(input), std::move(image), std::move(title)};
}

/// What the rules ask for, and whatever an allow list may name: a line that allows nothing is warned of.
std::uint8_t facts_of(const CheckFile& rules, const Arguments& arguments) {
    const bool allows = !rules.allowed.empty() || !arguments.values("allow").empty();
    return static_cast<std::uint8_t>(facts_wanted(rules.rules) | (allows ? facts_secrets : 0));
}

/// /etc/passwd, where a rule asks whose number USER names; "" where that is not known.
std::string passwd_of(const Judged& image, const CheckFile& rules, const Arguments& arguments) {
    const auto& [inspection, timeline] = image.image;
    const std::string_view user = user_part(inspection.image.config.settings.user);
    const bool asked =
        std::ranges::any_of(rules.rules, [](const CheckRule& rule) { return rule.kind->kind == CheckKind::no_root; });
    if (!asked || user.empty() || is_number_of_root(user) || image.input.archive == nullptr) return "";
    const auto node = follow_path(timeline, timeline.top(), "/etc/passwd", arguments.limits());
    const Place place = node ? timeline.resolve(timeline.final(*node)) : Place{};
    if (!place || timeline.entry(place).type != FileType::regular) return "";
    constexpr std::uint64_t most = 16 * mebibyte;
    return read_file(*image.input.archive, inspection, place, most, arguments.limits()).value_or("");
}

Result<CheckReport> judge(const Judged& image, const CheckFile& rules, const Arguments& arguments, Console& console) {
    AllowList allowed = TRY(read_allow_lists(arguments));
    for (const std::string& line : rules.allowed) TRY_WITHIN("allow", allowed.add(line));
    const auto& [inspection, timeline] = image.image;
    const DiveScore dive = dive_score(inspection);
    const Waste waste = find_waste(timeline);
    const FindingOptions options{console.facts.now, &allowed};
    const Findings findings = find_findings(inspection, timeline, options);
    for (const std::string& line : findings.unused)
        console.complain(text("warning: \"", line, "\" allows nothing that is in this image"));
    const std::uint8_t facts = facts_of(rules, arguments);
    if ((facts & facts_secrets) != 0) tell_unexamined(image.input, findings.unexamined, "secrets", console);
    CheckSubject subject{inspection, timeline, waste, dive, findings, {}, passwd_of(image, rules, arguments)};
    const auto other = arguments.value("against");
    const auto report = [&] {
        CheckReport made = run_checks(subject, rules.rules);
        for (std::size_t line = 0; line < allowed.size(); line++) made.allowed.emplace_back(allowed.text(line));
        return made;
    };
    if (!other) return report();
    const Judged before = TRY(open({*other, "against-image", &inspection, facts}, arguments, console));
    const Findings old = find_findings(before.image.inspection, before.image.timeline, options);
    const FindingsDiff diff = diff_findings(old, findings);
    subject.against = CheckAgainst{before.title, unpacked_bytes(before.image.inspection), diff.added,
                                   unread_parts(before.image.inspection)};
    return report();
}

Result<Exit> run(const Arguments& arguments, Console& console) {
    const std::vector<Output> outputs = TRY(read_outputs(arguments));
    const std::string_view form = arguments.flag("json") ? "json" : arguments.value("format").value_or("text");
    if (form != arguments.value("format").value_or(form))
        return fail(text("--json and --format ", *arguments.value("format"), " contradict each other"));
    const CheckFile rules = TRY(read_check_rules(arguments, console));
    const Judged image =
        TRY(open({.word = arguments.operands()[0], .facts = facts_of(rules, arguments)}, arguments, console));
    const CheckReport report = TRY(judge(image, rules, arguments, console));
    const CheckedImage about{image.title, image.image.inspection.source, STRATA_VERSION};
    console.out << writer_of(form)(report, about);
    for (const Output& output : outputs)
        TRY_WITHIN("--report",
                   write_output(output.path, console, [&](std::ostream& out) { out << output.write(report, about); }));
    if (report.failed > 0) return Exit::different;
    return report.all_known() ? Exit::done : Exit::failed;
}

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};
constexpr OptionRow options[] = {
    {.name = "rules",
     .kind = ValueKind::path,
     .value = "FILE",
     .help = "the rules, in YAML; without it .strata-check.yaml or .dive-ci of this folder"},
    {.name = "against", .kind = ValueKind::text, .value = "IMAGE", .help = "the image to compare with: an older one"},
    {.name = "against-image", .kind = ValueKind::text, .value = "REF|N", .help = "which image of that archive"},
    {.name = "max-size",
     .kind = ValueKind::text,
     .value = "SIZE",
     .help = "the most bytes that all layers' files may have"},
    {.name = "max-growth",
     .kind = ValueKind::text,
     .value = "SIZE|N%",
     .help = "by how much the image may be larger than the one of --against"},
    {.name = "max-waste",
     .kind = ValueKind::text,
     .value = "SIZE|N%",
     .help = "the most bytes, or the largest share, that no container may see"},
    {.name = "lowest-efficiency",
     .kind = ValueKind::text,
     .value = "RATIO",
     .help = "dive's efficiency must not be below this, from 0 to 1"},
    {.name = "highest-wasted-bytes",
     .kind = ValueKind::text,
     .value = "SIZE",
     .help = "dive's wasted bytes must not be above this"},
    {.name = "highest-user-wasted-percent",
     .kind = ValueKind::text,
     .value = "RATIO",
     .help = "dive's share of wasted bytes behind the first layer must not be above this, from 0 to 1"},
    {.name = "forbid",
     .kind = ValueKind::text,
     .value = "GLOB",
     .help = "no layer may have such a path",
     .repeat = Repeat::collected},
    {.name = "findings",
     .kind = ValueKind::text,
     .value = "LEVEL",
     .help = "no finding may be as severe as this: high, medium, low or note"},
    {.name = "no-secrets", .help = "no secrets in files, deleted files, ENV, ARG and history"},
    {.name = "no-new-privileges",
     .help = "no setuid or setgid program and no file capability that the image of --against has not"},
    {.name = "no-root", .help = "containers must not start as root"},
    {.name = "no-latest", .help = "no name of the image may have the tag latest, or none"},
    {.name = "require-label",
     .kind = ValueKind::text,
     .value = "NAME",
     .help = "this label must be there and not empty",
     .repeat = Repeat::collected},
    {.name = "deny-package",
     .kind = ValueKind::text,
     .value = "PATTERN",
     .help = "no such package: NAME, NAME@VERSION, ECOSYSTEM/NAME, license:LICENCE, each with * for anything",
     .repeat = Repeat::collected},
    {.name = "allow-package",
     .kind = ValueKind::text,
     .value = "PATTERN",
     .help = "no package but those that are allowed",
     .repeat = Repeat::collected},
    {.name = "allow",
     .kind = ValueKind::path,
     .value = "FILE",
     .help = "a list of findings that are known, as `strata findings` takes it",
     .repeat = Repeat::collected},
    {.name = "format",
     .kind = ValueKind::choice,
     .value = "FORM",
     .help = "what to print: json, junit, sarif, markdown, or text, which is printed without it",
     .choices = form_names},
    {.name = "report",
     .kind = ValueKind::text,
     .value = "FORM=FILE",
     .help = "write this form to a file too; may stand several times",
     .repeat = Repeat::collected},
};
constexpr FieldRow fields[] = {
    {"holds", "whether no rule failed; null where none did and not all of the image could be read"},
    {"image", "its name"},
    {"source", "the archive"},
    {"passed", "how many rules hold"},
    {"failed", "how many do not"},
    {"skipped", "how many have nothing to compare with or are disabled"},
    {"unknown", "how many are not broken by what could be read, where not all could"},
    {"errors[]", "what could not be read, a line each"},
    {"allowed[]", "findings that are let pass: lines of the allow lists"},
    {"results[].rule", "the rule's key"},
    {"results[].setting", "its value as written"},
    {"results[].origin", "where it was set"},
    {"results[].status", "PASS, FAIL, SKIP or ERROR"},
    {"results[].message", "one line about it"},
    {"results[].evidence[].where", "a path, a setting, a package"},
    {"results[].evidence[].what", "one line about it"},
    {"results[].evidence[].finding", "the rule of `strata findings` that it breaks; empty for none"},
    {"results[].evidence[].line", "of the file, from 1; null for none"},
    {"results[].evidence[].layer", "from 1; null for none"},
    {"results[].more", "pieces of evidence left out"},
};
constexpr Example examples[] = {
    {"strata check web.tar", "by the rules of .strata-check.yaml or .dive-ci, whichever is here"},
    {"strata check web.tar --max-size 200MB --no-secrets --no-root", "by a few rules"},
    {"strata check web.tar --against web-1.0.tar --max-growth 10% --no-new-privileges", "what a change may do"},
    {"strata check web.tar --report junit=check.xml --report sarif=check.sarif --format markdown", "for a CI system"},
};

} // namespace

constinit const CommandRow check_command = {
    .name = "check",
    .summary = "judge an image by a team's rules, for CI",
    .description =
        "Prints every rule that holds, with where it was set, and whether the image keeps it. A file of rules is YAML, "
        "keys at the top or below \"rules\":\n\n"
        "  max-size: 400MB\n  max-growth: 10%\n  max-waste: 5%\n  findings: high\n  no-secrets: true\n"
        "  no-new-privileges: true\n  no-root: true\n  no-latest: true\n"
        "  forbidden-paths: [\"**/.git\", \"*.pem\"]\n  required-labels: [org.opencontainers.image.source]\n"
        "  denied-packages: [\"deb/telnetd\", \"log4j-core@2.1*\", \"license:AGPL*\"]\n"
        "  allow: [\"setuid /usr/bin/sudo\"]\n\n"
        "dive's .dive-ci is read as it is: lowestEfficiency, highestWastedBytes and highestUserWastedPercent below "
        "\"rules\", its defaults (0.9, disabled, 0.1), its words for disabled, its sizes, its strict comparisons. "
        "Those three may stand in Strata's own file too. A key that means nothing is named, with the one that was "
        "meant. Options replace what the file says; lists are added to.\n\n"
        "Rules that compare are skipped without --against; those about packages match names, versions, ecosystems "
        "(deb, apk, rpm, pypi, npm, gem, golang, cargo, maven, composer, nuget) and licences, where * stands for "
        "anything.\n\n"
        "Where a part of an image can't be read, a rule that nothing else breaks is an ERROR: it may be broken "
        "there. A rule about packages is one too where a file that tells of them is above a limit (--limit) or "
        "can't be read whole.\n\n"
        "Exit status: 0 where every rule holds or is skipped, 1 where one does not, 2 where one is an ERROR or "
        "after an error.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .json_shape = "one object",
    .fields = fields,
    .run = run,
};

} // namespace strata
