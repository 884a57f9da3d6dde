#include "core/report/finding_json.hpp"

#include "core/insight/origin.hpp"
#include "core/report/finding_words.hpp"
#include "core/report/json_object.hpp"

namespace strata {
namespace {

void add_or_null(JsonObject& object, std::string_view key, std::string_view value) {
    if (value.empty())
        object.add_json(key, "null");
    else
        object.add(key, value);
}
void add_or_null(JsonObject& object, std::string_view key, std::uint64_t value, bool known) {
    if (known)
        object.add(key, value);
    else
        object.add_json(key, "null");
}
void add_number(JsonObject& object, std::string_view key, std::uint32_t index) {
    add_or_null(object, key, std::uint64_t{index} + 1, index != no_index);
}

} // namespace

std::string_view finding_group_name(FindingGroup group) {
    switch (group) {
    case FindingGroup::secret: return "secret";
    case FindingGroup::permission: return "permission";
    case FindingGroup::content: return "content";
    case FindingGroup::leftover: return "leftover";
    }
    return "secret";
}

std::string finding_json(const FindingScope& scope, const Finding& finding) {
    JsonObject object;
    object.add("rule", finding.rule->id).add("title", finding.rule->title);
    object.add("severity", severity_name(finding.severity)).add("group", finding_group_name(finding.rule->group));
    add_or_null(object, "path", finding.path);
    add_or_null(object, "setting", finding.setting);
    add_or_null(object, "line", finding.line, finding.line > 0);
    add_or_null(object, "offset", finding.offset, finding.line > 0);
    add_number(object, "layer", finding.layer);
    object.add("in_base", is_of_base(finding, scope.base));
    add_number(object, "hidden_by", finding.hidden_by);
    add_number(object, "history", finding.history);
    object.add("instruction", finding_instruction(scope.inspection, finding, scope.scanner));
    object.add("found", finding.shown).add("note", finding.note);
    object.add("files", finding.files).add("bytes", finding.bytes);
    return object.add("why", finding.rule->why).add("advice", finding.rule->advice).text();
}

} // namespace strata
