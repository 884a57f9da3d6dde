#include "core/report/nested_text.hpp"

#include "core/base/text.hpp"
#include "core/report/text.hpp"

#include <algorithm>
#include <string_view>

namespace strata {
namespace {

constexpr std::string_view reason_words[] = {"content", "mode",        "owner", "time",
                                             "order",   "compression", "form",  "source's header"};
constexpr std::size_t most_named = 3; ///< members that are named in a line

bool is_whole(const NestedRow& row) { return row.path.empty(); }

/// Of content: the members that really differ.
std::string content_text(const NestedDiff& nested) {
    std::string out;
    std::size_t named = 0;
    const std::uint64_t differing = nested.added + nested.removed + nested.other_content;
    for (const NestedRow& row : nested.rows) {
        const bool differs = row.change != FileChange::changed || (row.reasons & nested_content) != 0;
        if (!differs || is_whole(row)) continue;
        if (named++ >= most_named) continue;
        constexpr std::string_view marks[] = {"+", "-", "~"};
        out += text(named == 1 ? "" : ", ", marks[static_cast<std::size_t>(row.change)], printable(row.path));
    }
    if (out.empty()) return "";
    if (differing > most_named) out += text(" and ", differing - most_named, " more");
    return text("inside: ", out, " of ", nested.members, nested.members == 1 ? " member" : " members");
}

std::string whole_text(NestedReasons reasons) {
    if (reasons == nested_packing) return "only compressed otherwise";
    if (reasons == nested_order) return "only in another order inside";
    if (reasons == nested_form) return "only written otherwise";
    if (reasons == nested_time) return "only the time in its header";
    return text("only inside: ", nested_reasons_text(reasons));
}

} // namespace

std::string nested_reasons_text(NestedReasons reasons) {
    std::string out;
    for (std::size_t i = 0; i < std::size(reason_words); ++i)
        if ((reasons >> i & 1) != 0) out += text(out.empty() ? "" : ", ", reason_words[i]);
    return out;
}

std::string nested_text(const NestedDiff& nested) {
    if (!nested.problem.empty()) return "";
    if ((nested.reasons & nested_content) != 0) return content_text(nested);
    if (nested.kind == NestedKind::bytecode) return "only a rebuilt .pyc";
    const std::uint64_t rows = nested.changed;
    if (rows == 0) return whole_text(nested.reasons);
    if (rows > 1) return text("only inside: ", rows, " members, ", nested_reasons_text(nested.reasons));
    const auto row = std::find_if_not(nested.rows.begin(), nested.rows.end(), is_whole);
    const std::string path = row == nested.rows.end() ? "" : printable(row->path);
    return text("only inside: ", path, path.empty() ? "" : " ", nested_reasons_text(nested.reasons));
}

} // namespace strata
