// What is on screen, as a tree of roles and names: for screen readers and for tests, which cannot see a canvas.
#pragma once

#include <cstdint>
#include <deque>
#include <imgui.h>
#include <string>
#include <string_view>
#include <vector>

namespace strata::ui {

/// ARIA roles that the page uses.
enum class Role : std::uint8_t {
    group,
    radio_group,
    tab_list,
    heading,
    text,
    button,
    link,
    tab,
    checkbox,
    radio,
    field,
    table,
    tree, ///< rows with levels, in columns
    row,
    list, ///< of options
    option,
    dialog,
    menu,
    menu_item,
    status,
    progress,
    image,
    separator, ///< between two columns; its value is the width of one
};

enum MirrorState : std::uint16_t {
    state_selected = 1,
    state_checked = 2,
    state_expanded = 4,
    state_collapsed = 8,
    state_disabled = 16,
    state_focused = 32,
};

struct MirrorNode {
    ImGuiID id = 0;
    Role role = Role::text;
    std::uint16_t states = 0;
    std::uint8_t depth = 0;     ///< nesting on screen: a deeper node is inside the last shallower one
    std::uint16_t level = 0;    ///< of a tree row, from 1; 0 elsewhere
    std::uint32_t position = 0; ///< of a row in its whole list, from 1; 0 elsewhere
    std::uint32_t total = 0;    ///< rows the whole list has
    std::string name;
    std::string value; ///< of a field, progress or separator; what the other columns of a row hold
    ImVec4 rectangle;  ///< x, y, width, height on the page
    friend bool operator==(const MirrorNode& a, const MirrorNode& b) {
        return a.id == b.id && a.role == b.role && a.states == b.states && a.depth == b.depth && a.level == b.level &&
               a.position == b.position && a.total == b.total && a.name == b.name && a.value == b.value;
    }
};

/// Filled while a frame is drawn, in reading order.
class Mirror {
public:
    void begin_frame();
    void add(MirrorNode node);
    /// Says where in its whole list the node added last stands, and what its other columns hold.
    void place_last(std::uint16_t level, std::uint32_t position, std::uint32_t total, std::string details = {});
    /// What the node added last says is to be told when it appears: what went wrong, what was not found.
    void tell_last() { nodes_.back().role = Role::status; }
    void open() { depth_++; } ///< what is added from here on lies inside the last node
    void close() { depth_--; }
    [[nodiscard]] const std::vector<MirrorNode>& nodes() const { return nodes_; }

    /// A press from outside (a screen reader): the widget of that id acts as if clicked in the next frame. Presses that
    /// come faster than frames wait for a frame each, since one may change what the next is meant for.
    void press(ImGuiID id) { presses_.push_back(id); }
    /// Whether more frames are wanted: for presses, and to show what they changed.
    [[nodiscard]] bool waits() const { return !presses_.empty() || frames_to_settle_ > 0; }
    [[nodiscard]] bool take_press(ImGuiID id);
    void focus(ImGuiID id) { focused_ = id; }
    [[nodiscard]] bool take_focus(ImGuiID id);
    /// Text set from outside into the field of that id.
    void set_text(ImGuiID id, std::string text);
    [[nodiscard]] bool take_text(ImGuiID id, std::string& text);

private:
    std::vector<MirrorNode> nodes_;
    std::uint8_t depth_ = 0;
    std::deque<ImGuiID> presses_;
    bool offered_ = false;          ///< the first of them to the widgets of this frame
    unsigned frames_to_settle_ = 0; ///< after the last one that was taken
    ImGuiID focused_ = 0;
    ImGuiID text_for_ = 0;
    std::string text_;
};

[[nodiscard]] std::string_view role_name(Role role); ///< as ARIA spells it
/// The mirror as indented lines, for goldens: `row "server.js" selected`.
[[nodiscard]] std::string transcript(const Mirror& mirror);

} // namespace strata::ui
