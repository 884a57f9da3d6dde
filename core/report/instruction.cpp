#include "core/report/instruction.hpp"

#include "core/model/instruction.hpp"

#include <algorithm>

namespace strata {

namespace {

constexpr std::string_view blanks = " \t\r";

/// The first line, its runs of blanks as one.
void append_line(std::string& out, std::string_view text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t blank = std::min(line.find_first_of(blanks, at), line.size());
        out.append(line, at, blank - at);
        at = std::min(line.find_first_not_of(blanks, blank), line.size());
        if (at < line.size()) out += ' ';
    }
    if (text.find('\n') != text.npos) out += " …";
}

} // namespace

std::string readable_instruction(std::string_view created_by) {
    const Instruction instruction = read_instruction(created_by);
    std::string out(instruction.verb);
    if (!instruction.verb.empty() && !instruction.arguments.empty()) out += ' ';
    append_line(out, instruction.arguments);
    return out;
}

std::string step_title(const HistoryRow& row) {
    if (!row.created_by.empty()) return readable_instruction(row.created_by);
    std::string out;
    append_line(out, row.comment);
    return out;
}

} // namespace strata
