#include "web/bridge/mirror_json.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"

namespace strata::bridge {

namespace {

int whole(float number) { return static_cast<int>(number); }

void add_states(std::string& json, unsigned states) {
    constexpr std::pair<unsigned, std::string_view> names[] = {
        {ui::state_selected, "selected"},   {ui::state_checked, "checked"},   {ui::state_expanded, "expanded"},
        {ui::state_collapsed, "collapsed"}, {ui::state_disabled, "disabled"}, {ui::state_focused, "focused"}};
    for (const auto& [bit, name] : names)
        if (states & bit) json += text(",\"", name, "\":true");
}

} // namespace

std::string mirror_json(const std::vector<ui::MirrorNode>& nodes) {
    std::string json = "[";
    for (const ui::MirrorNode& node : nodes) {
        if (json.size() > 1) json += ',';
        json +=
            text("{\"id\":", node.id, ",\"role\":\"", ui::role_name(node.role), "\",\"name\":", json_quote(node.name),
                 ",\"depth\":", int(node.depth), ",\"x\":", whole(node.rectangle.x), ",\"y\":", whole(node.rectangle.y),
                 ",\"width\":", whole(node.rectangle.z), ",\"height\":", whole(node.rectangle.w));
        if (!node.value.empty() || node.role == ui::Role::field) json += text(",\"value\":", json_quote(node.value));
        if (node.level) json += text(",\"level\":", node.level);
        if (node.total) json += text(",\"position\":", node.position, ",\"total\":", node.total);
        add_states(json, node.states);
        json += '}';
    }
    return json += ']';
}

} // namespace strata::bridge
