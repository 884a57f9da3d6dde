#include "web/ui/shortcuts.hpp"

#include <algorithm>
#include <optional>

namespace strata::ui {

namespace {

struct Keys {
    bool control = false, shift = false;
    std::string_view key; ///< "K", "Period", "/"
};

Keys parse(std::string_view shortcut) {
    Keys keys;
    const auto take = [&](std::string_view front) {
        if (!shortcut.starts_with(front) || shortcut.size() == front.size()) return false;
        shortcut.remove_prefix(front.size());
        return true;
    };
    keys.control = take("Ctrl+");
    keys.shift = take("Shift+");
    keys.key = shortcut;
    return keys;
}

bool is_letter_or_digit(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

std::optional<ImGuiKey> key_named(std::string_view name) {
    if (name == "Esc") return ImGuiKey_Escape;
    if (name == "Period") return ImGuiKey_Period;
    if (name == "Comma") return ImGuiKey_Comma;
    if (name.size() != 1 || !is_letter_or_digit(name[0])) return std::nullopt;
    return static_cast<ImGuiKey>(name[0] >= 'A' ? ImGuiKey_A + (name[0] - 'A') : ImGuiKey_0 + (name[0] - '0'));
}

bool typed(char sign) {
    return std::ranges::any_of(ImGui::GetIO().InputQueueCharacters,
                               [&](ImWchar c) { return c == static_cast<ImWchar>(sign); });
}

bool is_pressed(const Keys& keys, bool list_takes_letters) {
    const ImGuiIO& io = ImGui::GetIO();
    const auto key = key_named(keys.key);
    // Signs are known by what they write: where they lie differs from keyboard to keyboard.
    if (!key) return !keys.control && !io.KeyCtrl && typed(keys.key[0]);
    if (keys.control != (io.KeyCtrl || io.KeySuper) || keys.shift != io.KeyShift) return false;
    if (!keys.control && keys.key.size() == 1 && list_takes_letters && !io.KeyAlt) return false;
    return ImGui::IsKeyPressed(*key, false);
}

/// Whether Ctrl+C is for what is selected of a text.
bool copies_text(const Ui& ui) {
    const bool selected = !ui.selection.empty() && ui.selection.keyboard_in == ImGui::GetFrameCount();
    return (ImGui::GetIO().WantTextInput || selected) && ImGui::IsKeyPressed(ImGuiKey_C, false);
}

} // namespace

void use_shortcuts(const Screen& screen, Commands& commands) {
    const ImGuiIO& io = ImGui::GetIO();
    const bool popup = screen.state.popup != Popup::none;
    const bool tree = std::ranges::any_of(screen.ui.mirror.nodes(), [](const MirrorNode& node) {
        return node.role == Role::tree && (node.states & state_focused);
    });
    if (ImGui::IsKeyPressed(ImGuiKey_F1, false)) commands.add(Action::palette);
    for (const ActionInfo& info : action_table()) {
        if (info.shortcut.empty()) continue;
        const Keys keys = parse(info.shortcut);
        const bool plain = !keys.control && info.action != Action::close_popup;
        if (plain && (io.WantTextInput || popup)) continue;
        if (is_pressed(keys, tree) && !copies_text(screen.ui)) commands.add(info.action);
    }
}

} // namespace strata::ui
