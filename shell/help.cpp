#include "shell/help.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/insight/finding_rules.hpp"
#include "core/report/text.hpp"
#include "shell/arguments.hpp"
#include "shell/limit_option.hpp"

#include <algorithm>

namespace strata {
namespace {

constexpr std::size_t line_width = 88;

/// Words of `paragraph` in lines of at most line_width, each behind `indent` spaces; the first line is assumed to have
/// its indent already.
std::string wrapped(std::string_view paragraph, std::size_t indent) {
    std::string out;
    std::size_t column = indent;
    while (!paragraph.empty()) {
        const std::size_t end = std::min(paragraph.find(' '), paragraph.size());
        const std::string_view word = paragraph.substr(0, end);
        if (column > indent && column + 1 + display_width(word) > line_width) {
            out += text('\n', std::string(indent, ' '));
            column = indent;
        } else if (column > indent) {
            out += ' ';
            ++column;
        }
        out += word;
        column += display_width(word);
        paragraph.remove_prefix(std::min(end + 1, paragraph.size()));
    }
    return out + '\n';
}

/// Two columns: names, and their sentences beginning at one place.
class Definitions {
public:
    void add(std::string name, std::string meaning) { rows_.emplace_back(std::move(name), std::move(meaning)); }
    [[nodiscard]] std::string text() const {
        std::size_t width = 0;
        for (const auto& [name, meaning] : rows_)
            if (name.size() <= 24) width = std::max(width, name.size());
        std::string out;
        for (const auto& [name, meaning] : rows_) {
            out += "  " + name;
            if (name.size() > width)
                out += '\n' + std::string(width + 4, ' ');
            else
                out.append(width + 2 - name.size(), ' ');
            out += wrapped(meaning, width + 4);
        }
        return out;
    }

private:
    std::vector<std::pair<std::string, std::string>> rows_;
};

std::string meaning_of(const OptionRow& option) {
    std::string meaning(option.help);
    if (option.repeat == Repeat::collected) meaning += "; may stand several times";
    return meaning;
}

void append_options(std::string& out, std::string_view heading, std::span<const OptionRow> options) {
    if (options.empty()) return;
    Definitions definitions;
    for (const OptionRow& option : options) definitions.add(option_words(option), meaning_of(option));
    out += text('\n', heading, ":\n", definitions.text());
}

bool reads_images(const CommandRow& row) {
    return std::ranges::any_of(row.operands, [](const OperandRow& operand) { return operand.name == "IMAGE"; });
}

void append_paragraphs(std::string& out, std::string_view paragraphs) {
    while (!paragraphs.empty()) {
        const std::size_t end = paragraphs.find("\n\n");
        const std::string_view paragraph = paragraphs.substr(0, end);
        // A paragraph that begins with a space is laid out by hand.
        out += '\n';
        out += paragraph.starts_with(' ') ? text(paragraph, '\n') : wrapped(paragraph, 0);
        if (end == std::string_view::npos) return;
        paragraphs.remove_prefix(end + 2);
    }
}

} // namespace

std::string_view image_operand_help() {
    return "IMAGE is a file or folder that holds images, whatever wrote it: docker save, podman, skopeo, BuildKit, an "
           "OCI layout, a tar of a root file system, a .strata snapshot; plain or inside gzip, zstd, xz or bzip2. "
           "\"-\" is standard input. skopeo's names work too: docker-archive:PATH[:REF], oci-archive:PATH[:REF], "
           "oci:DIR[:REF], dir:DIR.";
}

std::string_view exit_status_help() {
    return "0 done, or both sides are the same; 1 different, or not verified; 2 an error, or a part could not be read.";
}

std::string usage_words(const CommandRow& row) {
    std::string words = "[OPTIONS]";
    for (const OperandRow& operand : row.operands) {
        switch (operand.count) {
        case OperandCount::one: words += text(' ', operand.name); break;
        case OperandCount::optional: words += text(" [", operand.name, ']'); break;
        case OperandCount::one_or_more: words += text(' ', operand.name, "..."); break;
        case OperandCount::any: words += text(" [", operand.name, "...]"); break;
        }
    }
    return words;
}

std::string option_words(const OptionRow& option) {
    std::string words = option.letter == 0 ? "    " : text('-', option.letter, ", ");
    words += text("--", option.name);
    if (!option.value.empty()) words += text(' ', option.value);
    return words;
}

std::string overview() {
    std::string out =
        "strata shows what is inside container images\n\nUsage: strata COMMAND [OPTIONS] IMAGE\n\nCommands:\n";
    Definitions verbs;
    for (const CommandRow* row : commands()) verbs.add(std::string(row->name), std::string(row->summary));
    out += verbs.text();
    out += '\n';
    out += wrapped(image_operand_help(), 0);
    out += "\n`strata COMMAND --help` tells more and shows examples; `strata --version` names the version.\n";
    return out;
}

std::string command_help(const CommandRow& row) {
    std::string out =
        text("strata ", row.name, ": ", row.summary, "\n\nUsage: strata ", row.name, ' ', usage_words(row), '\n');
    append_paragraphs(out, row.description);
    if (!row.operands.empty()) {
        Definitions operands;
        for (const OperandRow& operand : row.operands)
            operands.add(std::string(operand.name), std::string(operand.help));
        out += text("\nArguments:\n", operands.text());
    }
    append_options(out, "Options", row.options);
    if ((row.shared & shares_choice) != 0) append_options(out, "Choosing an image", shared_options(shares_choice));
    std::vector<OptionRow> general;
    for (const SharedOptions group : {shares_json, shares_work, shares_limits})
        if ((row.shared & group) != 0)
            general.insert(general.end(), shared_options(group).begin(), shared_options(group).end());
    general.insert(general.end(), common_options().begin(), common_options().end());
    append_options(out, "General options", general);
    if (!row.fields.empty()) {
        Definitions fields;
        for (const FieldRow& field : row.fields) fields.add(std::string(field.name), std::string(field.meaning));
        out += '\n' + wrapped(text("JSON (--json): ", row.json_shape, ", with these fields:"), 0) + fields.text();
    }
    if (!row.examples.empty()) out += "\nExamples:\n";
    for (const Example& example : row.examples)
        out += text("  $ ", example.line, "\n      ", wrapped(example.meaning, 6));
    if (reads_images(row)) out += '\n' + wrapped(image_operand_help(), 0);
    out += '\n' + wrapped(text("Exit status: ", exit_status_help()), 0);
    return out;
}

std::string limits_help() {
    Definitions definitions;
    for (const LimitRow& row : limit_rows()) {
        const std::uint64_t value = row.of(Limits{});
        std::string shown = grouped(value);
        if (row.bytes) shown = value % gibibyte == 0 ? text(value / gibibyte, "GiB") : text(value / mebibyte, "MiB");
        definitions.add(text(row.name, '=', shown), std::string(row.help));
    }
    return "Limits protect against damaged and hostile archives; `--limit NAME=VALUE` sets one. Sizes may be written\n"
           "like 10MB or 1GiB. Without the option these hold:\n\n" +
           definitions.text();
}

std::string rules_help() {
    Definitions definitions;
    for (const FindingRule& rule : finding_rules())
        definitions.add(std::string(rule.id), text(rule.title, " (", severity_name(rule.severity), "): ", rule.why));
    return "What `strata findings` looks for, with the severity it mostly has. --rule and --allow name rules by their "
           "ids:\n\n" +
           definitions.text();
}

} // namespace strata
