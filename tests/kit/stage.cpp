#include "tests/kit/stage.hpp"

#include <algorithm>
#include <ctime>

namespace strata::kit {

Stage::Stage(float width, float height) : context_(ImGui::CreateContext()) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.DisplaySize = {width, height};
    app_ = std::make_unique<ui::App>(ui::load_fonts(nullptr));
    settle();
}

Stage::~Stage() {
    app_.reset();
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) texture->SetStatus(ImTextureStatus_Destroyed);
    ImGui::DestroyContext(context_);
}

void Stage::frame() { rest(1.0 / 60); }

void Stage::rest(double seconds) {
    now_ += seconds;
    ImGui::GetIO().DeltaTime = static_cast<float>(seconds);
    const std::clock_t start = std::clock();
    ImGui::NewFrame();
    app_->draw(now_);
    ImGui::Render();
    frame_seconds_ = double(std::clock() - start) / CLOCKS_PER_SEC;
    const ImDrawData& data = *ImGui::GetDrawData();
    drawn_ = data.TotalIdxCount / 3;
    for (ImTextureData* texture : *data.Textures)
        if (texture->Status != ImTextureStatus_OK)
            texture->SetStatus(texture->Status == ImTextureStatus_WantDestroy ? ImTextureStatus_Destroyed
                                                                              : ImTextureStatus_OK);
}

void Stage::settle() {
    for (int i = 0; i < 3; i++) frame();
}

const ui::MirrorNode* Stage::find(std::string_view name) const {
    const auto& nodes = app_->ui().mirror.nodes();
    const auto pressable = [&](const ui::MirrorNode& node) { return node.id != 0 && node.name == name; };
    auto found = std::ranges::find_if(nodes, pressable);
    if (found == nodes.end()) found = std::ranges::find(nodes, name, &ui::MirrorNode::name);
    return found == nodes.end() ? nullptr : &*found;
}

bool Stage::mouse(std::string_view name, ImGuiMouseButton button, int times) {
    if (!hover(name)) return false;
    ImGuiIO& io = ImGui::GetIO();
    for (int i = 0; i < times; i++) {
        io.AddMouseButtonEvent(button, true);
        frame();
        io.AddMouseButtonEvent(button, false);
        frame();
    }
    settle();
    return true;
}

bool Stage::hover(std::string_view name) {
    const ui::MirrorNode* node = find(name);
    if (!node) return false;
    const ImVec4 box = node->rectangle;
    ImGui::GetIO().AddMousePosEvent(box.x + box.z / 2, box.y + box.w / 2);
    settle();
    return true;
}

bool Stage::drag(std::string_view from, std::string_view to) {
    const ui::MirrorNode *first = find(from), *last = find(to);
    if (!first || !last) return false;
    const ImVec4 start = first->rectangle, end = last->rectangle;
    ImGuiIO& io = ImGui::GetIO();
    rest(1);
    io.AddMousePosEvent(start.x + 1, start.y + start.w / 2);
    settle();
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
    settle();
    io.AddMousePosEvent(end.x + end.z - 1, end.y + end.w / 2);
    settle();
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
    settle();
    return true;
}

bool Stage::focus(std::string_view name) {
    const ui::MirrorNode* node = find(name);
    if (!node || node->id == 0) return false;
    app_->ui().mirror.focus(node->id);
    settle();
    return true;
}

bool Stage::click(std::string_view name) {
    // Longer than a double click takes, so that two clicks in a row stay two.
    rest(1);
    return mouse(name, ImGuiMouseButton_Left, 1);
}
bool Stage::double_click(std::string_view name) {
    rest(1); // else a click shortly before counts as the first of the two
    return mouse(name, ImGuiMouseButton_Left, 2);
}
bool Stage::right_click(std::string_view name) { return mouse(name, ImGuiMouseButton_Right, 1); }

bool Stage::press(std::string_view name) {
    const ui::MirrorNode* node = find(name);
    if (!node || node->id == 0) return false;
    app_->ui().mirror.press(node->id);
    settle();
    return true;
}

void Stage::key(ImGuiKey key, ImGuiKey modifier) {
    ImGuiIO& io = ImGui::GetIO();
    if (modifier != ImGuiKey_None) io.AddKeyEvent(modifier, true);
    io.AddKeyEvent(key, true);
    frame();
    io.AddKeyEvent(key, false);
    if (modifier != ImGuiKey_None) io.AddKeyEvent(modifier, false);
    settle();
}

void Stage::type(std::string_view text) {
    ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
    settle();
}

void Stage::resize(float width, float height) {
    ImGui::GetIO().DisplaySize = {width, height};
    settle();
}

int Stage::drawn_dots(ImFont* font, float size) const {
    const ImFontGlyph& dots = *font->GetFontBaked(size)->FindGlyph(0x2026);
    int found = 0;
    for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists)
        for (const ImDrawVert& corner : list->VtxBuffer) found += corner.uv.x == dots.U0 && corner.uv.y == dots.V0;
    return found;
}

std::string Stage::transcript() const { return ui::transcript(app_->ui().mirror); }

} // namespace strata::kit
