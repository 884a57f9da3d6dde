// The page without a browser: Dear ImGui with no renderer, an App, and hands that press what the mirror shows.
#pragma once

#include "web/ui/app.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace strata::kit {

/// One at a time: Dear ImGui has one current context.
class Stage {
public:
    explicit Stage(float width = 1440, float height = 900);
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    ui::App& app() { return *app_; }
    /// Draws until nothing moves any more, and time passes a little.
    void settle();
    /// Clicks the first thing of that name with the mouse; false where the mirror shows none.
    bool click(std::string_view name);
    bool double_click(std::string_view name);
    bool right_click(std::string_view name);
    /// Presses it as a screen reader would.
    bool press(std::string_view name);
    /// Nothing happens for so long, and then a frame is drawn.
    void rest(double seconds);
    void key(ImGuiKey key, ImGuiKey modifier = ImGuiKey_None);
    void type(std::string_view text);
    /// Puts the mouse over it.
    bool hover(std::string_view name);
    /// Holds the button from the left edge of one to the right edge of the other.
    bool drag(std::string_view from, std::string_view to);
    /// Gives it the keyboard.
    bool focus(std::string_view name);
    void resize(float width, float height);

    [[nodiscard]] const ui::MirrorNode* find(std::string_view name) const;
    [[nodiscard]] bool shows(std::string_view name) const { return find(name) != nullptr; }
    [[nodiscard]] std::string transcript() const;
    /// What the App asked of the world since the last call.
    [[nodiscard]] std::vector<ui::Effect> effects() { return app_->take_effects(); }
    /// Triangles of the last frame: something was drawn.
    [[nodiscard]] int drawn() const { return drawn_; }
    /// How often the last frame drew "…" in that font and size: texts that are cut, and words that end in it.
    [[nodiscard]] int drawn_dots(ImFont* font, float size) const;
    /// Seconds of processor time that the last frame took.
    [[nodiscard]] double frame_seconds() const { return frame_seconds_; }

private:
    void frame();
    bool mouse(std::string_view name, ImGuiMouseButton button, int times);

    ImGuiContext* context_;
    std::unique_ptr<ui::App> app_;
    double now_ = 1;
    int drawn_ = 0;
    double frame_seconds_ = 0;
};

} // namespace strata::kit
