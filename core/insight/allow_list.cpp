#include "core/insight/allow_list.hpp"

#include "core/base/ascii.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/insight/findings.hpp"

#include <algorithm>

namespace strata {

namespace {

constexpr std::string_view blanks = " \t\r";

std::string_view without_comment(std::string_view line) {
    for (std::size_t at = 0; at < line.size(); at++)
        if (line[at] == '#' && (at == 0 || blanks.find(line[at - 1]) != blanks.npos)) return line.substr(0, at);
    return line;
}

} // namespace

Result<AllowList> AllowList::parse(std::string_view text) {
    AllowList list;
    TRY(list.add_lines(text));
    return list;
}

Result<> AllowList::add_lines(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf"; // editors of Windows write it
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    for (std::size_t number = 1; !text.empty(); number++) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        TRY_WITHIN(strata::text("line ", number), add(text.substr(0, end)));
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    return {};
}

Result<> AllowList::add(std::string_view line) {
    line = trimmed(without_comment(line));
    if (line.empty()) return {};
    const std::size_t end = std::min(line.find_first_of(blanks), line.size());
    const std::string_view rule = line.substr(0, end);
    const std::string_view where = trimmed(line.substr(end));
    if (rule != "*" && find_rule(rule) == nullptr)
        return fail(strata::text("there is no rule ", quote(rule), "; `strata help rules` lists them, * means all"));
    if (where.empty())
        return fail(strata::text("a path is missing behind ", quote(rule), "; write ** to allow it everywhere"));
    Glob glob = TRY_WITHIN(quote(where), Glob::parse(where));
    lines_.push_back({std::string(line), std::string(rule), std::move(glob)});
    return {};
}

std::size_t AllowList::line_for(const Finding& finding) const {
    for (std::size_t at = 0; at < lines_.size(); at++)
        if ((lines_[at].rule == "*" || lines_[at].rule == finding.rule->id) &&
            lines_[at].where.matches(finding.where()))
            return at;
    return none;
}

} // namespace strata
