#include "core/insight/findings.hpp"

#include "core/base/text.hpp"
#include "core/insight/examiner.hpp"
#include "core/insight/origin.hpp"
#include "core/report/finding_json.hpp"
#include "core/report/finding_words.hpp"
#include "core/report/table.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"
#include "shell/allow_option.hpp"
#include "shell/arguments.hpp"
#include "shell/base_option.hpp"
#include "shell/console.hpp"
#include "shell/input.hpp"

#include <algorithm>
#include <set>

namespace strata {
namespace {

constexpr std::size_t shown_rows = 50;
constexpr std::size_t widest_place = 60;
constexpr std::size_t widest_text = 60;
constexpr std::size_t widest_instruction = 50;

constexpr std::string_view severities[] = {"high", "medium", "low", "note"};

FindingSeverity least_severity(const Arguments& arguments) {
    const auto found = std::ranges::find(severities, arguments.value("severity").value_or("low"));
    return static_cast<FindingSeverity>(found - std::begin(severities));
}

Result<std::set<const FindingRule*>> wanted_rules(const Arguments& arguments) {
    std::set<const FindingRule*> rules;
    for (const std::string& id : arguments.values("rule")) {
        const FindingRule* rule = find_rule(id);
        if (rule == nullptr) {
            std::vector<std::string_view> ids;
            for (const FindingRule& each : finding_rules()) ids.push_back(each.id);
            const std::string_view near = nearest(id, ids);
            return fail(text("--rule: there is no rule \"", id, "\"", near.empty() ? "" : "; did you mean \"", near,
                             near.empty() ? "" : "\"?", "; `strata help rules` lists them"));
        }
        rules.insert(rule);
    }
    return rules;
}

/// Rows that are asked for, and how many others there are.
struct Chosen {
    std::vector<const Finding*> rows;
    std::uint64_t of_base = 0;     ///< of the rows
    std::uint64_t less_severe = 0; ///< left out
    std::uint64_t not_own = 0;     ///< left out by --own
};

struct Wanted {
    std::set<const FindingRule*> rules; ///< all where it is empty
    FindingSeverity least = FindingSeverity::low;
    bool own = false;
};

Chosen choose(const Findings& found, const Wanted& wanted, const BaseImage& base) {
    Chosen chosen;
    for (const Finding& finding : found.rows) {
        if (!wanted.rules.empty() && !wanted.rules.contains(finding.rule)) continue;
        const bool of_base = is_of_base(finding, base);
        if (finding.severity > wanted.least) {
            chosen.less_severe++;
        } else if (wanted.own && of_base) {
            chosen.not_own++;
        } else {
            chosen.rows.push_back(&finding);
            chosen.of_base += of_base;
        }
    }
    return chosen;
}

std::string summary(const Chosen& chosen, const Findings& found) {
    std::array<std::uint64_t, finding_severities> counts{};
    std::uint64_t ghosts = 0;
    for (const Finding* finding : chosen.rows) {
        counts[static_cast<std::size_t>(finding->severity)]++;
        ghosts += finding->is_ghost();
    }
    std::string words = text("Found: ", finding_counts(counts), '.');
    if (ghosts > 0)
        words += text(' ', grouped(ghosts), ghosts == 1 ? " of them is" : " of them are",
                      " in no file of the finished image, but still in a layer.");
    if (chosen.of_base > 0)
        words += text(' ', grouped(chosen.of_base), chosen.of_base == 1 ? " comes" : " come", " with the base image.");
    if (chosen.not_own > 0) words += text(" Of the base image: ", grouped(chosen.not_own), '.');
    if (chosen.less_severe > 0) words += text(" Less severe: ", grouped(chosen.less_severe), " (--severity note).");
    if (found.unexamined > 0)
        words += text(" Not known: what is in the files of ", found.unexamined,
                      found.unexamined == 1 ? " layer." : " layers.");
    if (found.allowed > 0) words += text(" Allowed: ", grouped(found.allowed), '.');
    return words + '\n';
}

Tone tone_of(FindingSeverity severity) {
    switch (severity) {
    case FindingSeverity::high: return Tone::error;
    case FindingSeverity::medium: return Tone::warning;
    case FindingSeverity::low: return Tone::plain;
    case FindingSeverity::note: return Tone::muted;
    }
    return Tone::plain;
}

void write_table(const Inspection& inspection, const Chosen& chosen, const Arguments& arguments, Console& console) {
    const SecretScanner& scanner = secret_scanner();
    const std::size_t most = arguments.flag("all") ? chosen.rows.size() : shown_rows;
    Table table({"SEVERITY", "RULE", "WHERE", "FOUND", "BY"});
    for (std::size_t at = 0; at < std::min(most, chosen.rows.size()); at++) {
        const Finding& finding = *chosen.rows[at];
        const std::string instruction = printable(finding_instruction(inspection, finding, scanner));
        table.add({std::string(severity_name(finding.severity)), std::string(finding.rule->id),
                   ellipsis(printable(finding_place(finding)), widest_place),
                   ellipsis(printable(finding_text(finding)), widest_text),
                   text(finding_origin(finding), instruction.empty() ? "" : "  ",
                        ellipsis(instruction, widest_instruction))});
    }
    console.out << '\n' << table.text();
    if (chosen.rows.size() > most)
        console.out << "… and " << grouped(chosen.rows.size() - most) << " more (--all shows them)\n";
    std::set<const FindingRule*> told;
    console.out << '\n';
    for (std::size_t at = 0; at < std::min(most, chosen.rows.size()); at++) {
        const Finding& finding = *chosen.rows[at];
        if (!told.insert(finding.rule).second) continue;
        console.out << console.paint(tone_of(finding.severity), finding.rule->id) << ": " << finding.rule->title
                    << " – " << finding.rule->why << ".\n    To do: " << finding.rule->advice << ".\n";
    }
}

void warn(const Input& input, const Findings& found, Console& console) {
    tell_unexamined(input, found.unexamined, "secrets", console);
    for (const std::string& line : found.unused)
        console.complain(text("--allow: \"", line, "\" allows nothing that is in this image"));
}

Result<Exit> run(const Arguments& arguments, Console& console) {
    const Wanted wanted{TRY(wanted_rules(arguments)), least_severity(arguments), arguments.flag("own")};
    const AllowList allowed = TRY(read_allow_lists(arguments));
    const Input input = TRY(open_image(arguments.operands()[0], arguments, console));
    const BaseImage base = TRY(base_of(input, arguments, console));
    const auto examiner = make_examiner(facts_secrets, arguments.limits());
    const Inspection inspection = inspect_image(input, arguments, console, {.examiner = examiner.get()});
    const Timeline timeline(inspection);
    const Findings found = find_findings(inspection, timeline, {console.facts.now, &allowed});
    const Chosen chosen = choose(found, wanted, base);
    warn(input, found, console);
    if (arguments.flag("json")) {
        const SecretScanner& scanner = secret_scanner();
        for (const Finding* finding : chosen.rows)
            console.out << finding_json({inspection, base, scanner}, *finding) << '\n';
    } else {
        console.out << summary(chosen, found);
        if (base.layers > 0) console.out << base_text(base) << '\n';
        if (!chosen.rows.empty()) write_table(inspection, chosen, arguments, console);
    }
    return chosen.rows.empty() ? Exit::done : Exit::different;
}

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};
constexpr OptionRow options[] = {
    {.name = "severity",
     .kind = ValueKind::choice,
     .value = "LEVEL",
     .help = "the least severe to show: high, medium, low or note",
     .fallback = "low",
     .choices = severities},
    {.name = "rule",
     .kind = ValueKind::text,
     .value = "ID",
     .help = "show only what breaks this rule; may stand several times",
     .repeat = Repeat::collected},
    {.name = "allow",
     .kind = ValueKind::path,
     .value = "FILE",
     .help = "leave out what this file lists",
     .repeat = Repeat::collected},
    {.name = "own", .help = "leave out what the base image brought"},
    {.name = "all", .help = "every row, not only the 50 most severe"},
    base_row,
};
constexpr FieldRow fields[] = {
    {"rule", "the rule's id, as `strata help rules` lists it"},
    {"title", "what the rule looks for"},
    {"severity", "high, medium, low or note"},
    {"group", "secret, permission, content or leftover"},
    {"path", "of the file or folder; null for settings"},
    {"setting", "ENV NAME, LABEL NAME, ANNOTATION NAME, history N, or CMD and its like; null for files"},
    {"line", "of the file, from 1; null where there is none"},
    {"offset", "byte of the file, from 0; null where there is none"},
    {"layer", "that brought it, from 1; null where none did"},
    {"in_base", "whether the base image brought it, as far as that is known"},
    {"hidden_by", "the layer that deletes or overwrites it, from 1; null where the image shows it"},
    {"history", "the row of the history that made it, from 1; null where none did"},
    {"instruction", "of that row, secrets masked"},
    {"found", "what is there, secrets masked"},
    {"note", "more about it, or why it is less severe than its rule"},
    {"files", "that the row stands for; 0 for one of its own"},
    {"bytes", "of these files, or of a file found by its name"},
    {"why", "why it matters"},
    {"advice", "what to do"},
};
constexpr Example examples[] = {
    {"strata findings web.tar", "secrets, rights and leftovers in an image, the worst first"},
    {"strata findings web.tar --severity high --json", "for programs: one object a line"},
    {"strata findings web.tar --own", "only what one's own Dockerfile can mend"},
    {"strata findings web.tar --rule setuid --rule file-capability", "who can become root"},
    {"strata findings web.tar --allow known.txt", "what is new beside what the team lives with"},
};

} // namespace

constinit const CommandRow findings_command = {
    .name = "findings",
    .summary = "show secrets, dangerous rights and leftovers of an image",
    .description =
        "Looks into every file of every layer while it is read once, and into the configuration: private keys and "
        "certificates, tokens and passwords by their shape, files that exist to hold logins, setuid and setgid "
        "programs, file capabilities, files that all may write, devices, owners that /etc/passwd does not name, "
        "caches and logs. `strata help rules` lists what is looked for.\n\n"
        "A file that a later layer deletes or overwrites is still in the image: everybody who can pull it can read "
        "the file. Secrets are never shown as they are. What packages ship as examples and tests is a note; "
        "placeholders such as ${TOKEN} or changeme are no secrets. Of each text the first 64 MiB are looked at "
        "(--limit text-bytes); files that are no text are not, but for keys and certificates in .der, .crt, .cer, "
        ".key, .p8 and .pk8 and for ELF core files.\n\n"
        "What has a shape of its own (tokens, keys, passwords in URLs) is found in any text; a token of Hugging Face "
        "or SendGrid where a quote or = stands before it. \"PASSWORD = …\", passwords of commands and tokens whose "
        "shape other words have too (Telegram, Twilio, Mailgun, NuGet, crates.io, Azure's client secrets) are looked "
        "for where settings stand: in the image's configuration and history, and in files that are settings or "
        "scripts by their names and no package's own (.env, .yaml, .conf, .sh, /etc/environment, /etc/default, small "
        ".json, .xml and .php, settings.py…), not in other source code.\n\n"
        "A file for --allow has a rule and a glob on each line, \"setuid /usr/bin/sudo\"; the rule * stands for all, "
        "the glob ** for everywhere, and settings are named as the table names them: \"password-setting ENV DB_*\". "
        "What follows a # is a comment.\n\n"
        "Exit status: 0 where nothing is shown, 1 where something is, 2 after an error.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .json_shape = "an object a line, the most severe first",
    .fields = fields,
    .run = run,
};

} // namespace strata
