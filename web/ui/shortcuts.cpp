#include "web/ui/shortcuts.hpp"

#include <algorithm>
#include <optional>
#include <utility>

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
    if (name == "F1") return ImGuiKey_F1;
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

/// Whether what was typed in this frame goes on a name that a list of files looks for.
bool goes_on_a_name(const Ui& ui) { return ui.typed.letters.size() > 1 && ui.typed.time == ImGui::GetTime(); }

bool is_pressed(const Ui& ui, const Keys& keys, bool list_takes_letters) {
    const ImGuiIO& io = ImGui::GetIO();
    const auto key = key_named(keys.key);
    // Signs are known by what they write: where they lie differs from keyboard to keyboard.
    if (!key) return !keys.control && !io.KeyCtrl && typed(keys.key[0]) && !goes_on_a_name(ui);
    if (keys.control != (io.KeyCtrl || io.KeySuper) || keys.shift != io.KeyShift) return false;
    if (!keys.control && keys.key.size() == 1 && list_takes_letters && !io.KeyAlt) return false;
    return ImGui::IsKeyPressed(*key, false);
}

/// Whether Ctrl+C is for what is selected of a text.
bool copies_text(const Ui& ui) {
    const bool selected = !ui.selection.empty() && ui.selection.keyboard_in == ImGui::GetFrameCount();
    return (ImGui::GetIO().WantTextInput || selected) && ImGui::IsKeyPressed(ImGuiKey_C, false);
}

/// "Ctrl+K F1" is two.
std::vector<Keys> parse_all(std::string_view shortcuts) {
    std::vector<Keys> all;
    while (!shortcuts.empty()) {
        const std::size_t blank = std::min(shortcuts.find(' '), shortcuts.size());
        all.push_back(parse(shortcuts.substr(0, blank)));
        shortcuts.remove_prefix(std::min(shortcuts.size(), blank + 1));
    }
    return all;
}

} // namespace

std::vector<std::vector<std::string_view>> keys_of(std::string_view shortcuts) {
    std::vector<std::vector<std::string_view>> all;
    for (const Keys& keys : parse_all(shortcuts)) {
        std::vector<std::string_view>& one = all.emplace_back();
        if (keys.control) one.push_back("Ctrl");
        if (keys.shift) one.push_back("Shift");
        one.push_back(keys.key == "Period" ? "." : keys.key == "Comma" ? "," : keys.key);
    }
    return all;
}

std::string shown_shortcut(std::string_view shortcuts) {
    const auto all = keys_of(shortcuts);
    std::string shown;
    for (std::size_t i = 0; !all.empty() && i < all[0].size(); i++) shown.append(i ? "+" : "").append(all[0][i]);
    return shown;
}

void use_shortcuts(const Screen& screen, Commands& commands) {
    const ImGuiIO& io = ImGui::GetIO();
    const std::string row = std::exchange(screen.ui.row_to_copy, {});
    const bool popup = screen.state.popup != Popup::none;
    const bool tree = std::ranges::any_of(screen.ui.mirror.nodes(), [](const MirrorNode& node) {
        return node.role == Role::tree && (node.states & state_focused);
    });
    for (const ActionInfo& info : action_table())
        for (const Keys& keys : parse_all(info.shortcut)) {
            const bool plain = !keys.control && keys.key.size() == 1; // what a text or a list may take
            if (plain && (io.WantTextInput || popup)) continue;
            if (!is_pressed(screen.ui, keys, tree) || copies_text(screen.ui)) continue;
            screen.ui.typed = {}; // a sign that is a shortcut begins no name
            if (info.action == Action::copy_path && !row.empty())
                commands.add(CopyText{row});
            else
                commands.add(info.action);
        }
}

} // namespace strata::ui
