#include "web/ui/mirror.hpp"

#include "core/base/text.hpp"

#include <utility>

namespace strata::ui {

void Mirror::begin_frame() {
    nodes_.clear();
    depth_ = 0;
    if (offered_) presses_.pop_front(); // nothing of that id was there any more
    offered_ = !presses_.empty();
    if (frames_to_settle_ > 0) frames_to_settle_--;
}

void Mirror::add(MirrorNode node) {
    node.depth = depth_;
    nodes_.push_back(std::move(node));
}

void Mirror::place_last(std::uint16_t level, std::uint32_t position, std::uint32_t total, std::string details) {
    if (nodes_.empty()) return;
    nodes_.back().level = level;
    nodes_.back().position = position;
    nodes_.back().total = total;
    nodes_.back().value = std::move(details);
}

bool Mirror::take_press(ImGuiID id) {
    if (!offered_ || presses_.front() != id) return false;
    presses_.pop_front();
    offered_ = false;
    frames_to_settle_ = 3; // Dear ImGui may take so many until what changed lies where it stays
    return true;
}
bool Mirror::take_focus(ImGuiID id) { return focused_ == id && std::exchange(focused_, 0) != 0; }

void Mirror::set_text(ImGuiID id, std::string text) {
    text_for_ = id;
    text_ = std::move(text);
}

bool Mirror::take_text(ImGuiID id, std::string& text) {
    if (text_for_ != id || id == 0) return false;
    text_for_ = 0;
    text = std::move(text_);
    return true;
}

std::string_view role_name(Role role) {
    constexpr std::string_view names[] = {"group",    "radiogroup", "tablist",     "heading", "text",     "button",
                                          "link",     "tab",        "checkbox",    "radio",   "textbox",  "table",
                                          "treegrid", "row",        "listbox",     "option",  "dialog",   "menu",
                                          "menuitem", "status",     "progressbar", "img",     "separator"};
    return names[static_cast<std::size_t>(role)];
}

std::string transcript(const Mirror& mirror) {
    constexpr std::pair<MirrorState, std::string_view> words[] = {{state_selected, " selected"},
                                                                  {state_checked, " checked"},
                                                                  {state_expanded, " expanded"},
                                                                  {state_collapsed, " collapsed"},
                                                                  {state_disabled, " disabled"}};
    std::string out;
    for (const MirrorNode& node : mirror.nodes()) {
        out.append(node.depth * 2u, ' ').append(role_name(node.role));
        if (!node.name.empty()) out += text(" \"", node.name, '"');
        if (!node.value.empty()) out += text(" = \"", node.value, '"');
        if (node.level) out += text(" level ", node.level);
        for (const auto& [state, word] : words)
            if (node.states & state) out += word;
        out += '\n';
    }
    return out;
}

} // namespace strata::ui
