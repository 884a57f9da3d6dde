#include "core/base/text.hpp"
#include "shell/arguments.hpp"
#include "shell/help.hpp"
#include "shell/limit_option.hpp"

namespace strata {
namespace {

/// Text as roff input: backslashes, hyphens that must be copied as such, and lines that begin with a control character.
std::string roff(std::string_view plain) {
    std::string out;
    bool line_start = true;
    for (const char letter : plain) {
        if (line_start && (letter == '.' || letter == '\'')) out += "\\&";
        if (letter == '\\')
            out += "\\e";
        else if (letter == '-')
            out += "\\-";
        else
            out += letter;
        line_start = letter == '\n';
    }
    return out;
}

std::string paragraphs(std::string_view plain) {
    std::string out;
    while (!plain.empty()) {
        const std::size_t end = plain.find("\n\n");
        const std::string_view paragraph = plain.substr(0, end);
        out += paragraph.starts_with(' ') ? text(".nf\n", roff(paragraph), "\n.fi\n") : text(roff(paragraph), '\n');
        if (end == std::string_view::npos) break;
        out += ".PP\n";
        plain.remove_prefix(end + 2);
    }
    return out;
}

std::string option_entry(const OptionRow& option) {
    std::string head = option.letter == 0 ? "" : text("\\fB\\-", option.letter, "\\fR, ");
    head += text("\\fB\\-\\-", roff(option.name), "\\fR");
    if (!option.value.empty()) head += text(" \\fI", roff(option.value), "\\fR");
    return text(".TP\n", head, '\n', roff(option.help), ".\n");
}

void append_command(std::string& out, const CommandRow& row) {
    out += text(".SS strata ", roff(row.name), ' ', roff(usage_words(row)), '\n', paragraphs(row.description));
    for (const OperandRow& operand : row.operands)
        out += text(".TP\n\\fI", roff(operand.name), "\\fR\n", roff(operand.help), ".\n");
    for (const OptionRow& option : row.options) out += option_entry(option);
    if (!row.fields.empty()) {
        out += text(".PP\nJSON (\\fB\\-\\-json\\fR): ", roff(row.json_shape), ", with these fields:\n");
        for (const FieldRow& field : row.fields)
            out += text(".TP\n\\fB", roff(field.name), "\\fR\n", roff(field.meaning), ".\n");
    }
    if (row.examples.empty()) return;
    out += ".PP\nExamples:\n";
    for (const Example& example : row.examples)
        out += text(".PP\n.nf\n$ \\fB", roff(example.line), "\\fR\n.fi\n", roff(example.meaning), ".\n");
}

} // namespace

std::string manual_page() {
    std::string out = ".TH STRATA 1 \"\" \"strata " STRATA_VERSION "\" \"User Commands\"\n"
                      ".SH NAME\nstrata \\- show what is inside container images\n"
                      ".SH SYNOPSIS\n\\fBstrata\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR] \\fIIMAGE\\fR\n.SH DESCRIPTION\n";
    out += text(roff(image_operand_help()), "\n.SH COMMANDS\n");
    for (const CommandRow* row : commands()) append_command(out, *row);
    out += ".SH OPTIONS OF ALL COMMANDS THAT READ IMAGES\n";
    for (const SharedOptions group : {shares_choice, shares_json, shares_work, shares_limits})
        for (const OptionRow& option : shared_options(group)) out += option_entry(option);
    for (const OptionRow& option : common_options()) out += option_entry(option);
    out += ".SH LIMITS\n";
    for (const LimitRow& row : limit_rows())
        out += text(".TP\n\\fB", roff(row.name), "\\fR=", row.of(Limits{}), '\n', roff(row.help), ".\n");
    out += text(".SH EXIT STATUS\n", roff(exit_status_help()), '\n');
    out += ".SH ENVIRONMENT\n.TP\n\\fBNO_COLOR\\fR\nWhen set and not empty, no colours.\n";
    return out;
}

} // namespace strata
