#include "web/bridge/browser.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <emscripten.h>
#include <imgui_internal.h>
#include <string>

// In browser.js.
extern "C" {
void browser_connect(const char* canvas);
void browser_request_frame();
void browser_set_cursor(const char* name);
void browser_set_clipboard(const char* text);
int browser_clipboard_size();
void browser_clipboard_copy(char* to, int size);
void browser_place_input(float x, float y, float height, int wanted);
void browser_measure_glyph(const char* text, float pixels, float* box);
void browser_copy_glyph(unsigned char* to);
}

namespace strata::bridge {

namespace {

/// What lives as long as the page: one canvas, one context.
struct Platform {
    int frames_wanted = 3; ///< Dear ImGui needs a few frames to settle after an event
    double last = 0;
    ImGuiMouseCursor cursor = ImGuiMouseCursor_COUNT;
    std::string clipboard;
    ui::TextRuns runs;
};
Platform platform;

constexpr int frames_to_settle = 3;
constexpr int caret_milliseconds = 530;

const char* cursor_name(ImGuiMouseCursor cursor) {
    switch (cursor) {
    case ImGuiMouseCursor_TextInput: return "text";
    case ImGuiMouseCursor_ResizeNS: return "ns-resize";
    case ImGuiMouseCursor_ResizeEW: return "ew-resize";
    case ImGuiMouseCursor_Hand: return "pointer";
    case ImGuiMouseCursor_NotAllowed: return "not-allowed";
    default: return "default";
    }
}

const char* read_clipboard(ImGuiContext*) {
    platform.clipboard.resize(static_cast<std::size_t>(browser_clipboard_size()));
    browser_clipboard_copy(platform.clipboard.data(), static_cast<int>(platform.clipboard.size()) + 1);
    return platform.clipboard.c_str();
}

} // namespace

void connect_browser(const char* canvas) {
    ImGuiIO& io = ImGui::GetIO();
    io.BackendPlatformName = "browser";
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    ImGuiPlatformIO& system = ImGui::GetPlatformIO();
    system.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) { browser_set_clipboard(text); };
    system.Platform_GetClipboardTextFn = read_clipboard;
    system.Platform_SetImeDataFn = [](ImGuiContext*, ImGuiViewport*, ImGuiPlatformImeData* data) {
        browser_place_input(data->InputPos.x, data->InputPos.y, data->InputLineHeight, data->WantVisible);
    };
    browser_connect(canvas);
}

void begin_browser_frame(double milliseconds) {
    ImGuiIO& io = ImGui::GetIO();
    const double passed = platform.last > 0 ? (milliseconds - platform.last) / 1000 : 1.0 / 60;
    // However long nothing was drawn: what waits for time to pass (a name being typed, a second click) goes by it.
    io.DeltaTime = static_cast<float>(std::max(passed, 1e-4));
    platform.last = milliseconds;
    if (const ImGuiMouseCursor cursor = ImGui::GetMouseCursor(); cursor != platform.cursor) {
        platform.cursor = cursor;
        browser_set_cursor(cursor_name(cursor));
    }
    platform.frames_wanted = std::max(0, platform.frames_wanted - 1);
}

int next_browser_frame() {
    if (platform.frames_wanted > 0 || ImGui::GetCurrentContext()->InputEventsQueue.Size > 0) return 0;
    return ImGui::GetIO().WantTextInput ? caret_milliseconds : -1;
}

void wake_browser() {
    platform.frames_wanted = frames_to_settle;
    browser_request_frame();
}

void wake_browser_once() {
    platform.frames_wanted = std::max(platform.frames_wanted, 1);
    browser_request_frame();
}

// Glyphs --------------------------------------------------------------------------------------------------------------

namespace {

struct GlyphBox {
    float width, height, left, top, advance;
};

bool has_glyph(ImFontAtlas*, ImFontConfig*, ImWchar codepoint) { return codepoint >= 0x80; }

bool start_source(ImFontAtlas*, ImFontConfig* source) {
    if (source->SizePixels == 0) source->SizePixels = source->DstFont->Sources[0]->SizePixels;
    return true;
}

bool is_coloured(const unsigned char* pixels, int count) {
    for (int i = 0; i < count; i++) {
        const unsigned char* pixel = pixels + 4 * i;
        if (pixel[3] > 64 && std::min({pixel[0], pixel[1], pixel[2]}) < 200) return true;
    }
    return false;
}

/// The text behind a character: that of a run, or the character alone.
std::string text_of(ImWchar codepoint) {
    std::string text(platform.runs.run(codepoint));
    if (text.empty()) append_character(text, codepoint);
    return text;
}

/// Emoji keep their colours; all else becomes white, to be tinted as text is.
void whiten(unsigned char* pixels, int count) {
    for (int i = 0; i < count; i++) std::fill_n(pixels + 4 * i, 3, static_cast<unsigned char>(255));
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar codepoint,
                ImFontGlyph* glyph, float* advance) {
    if (codepoint < 0x80) return false;
    const float density = source->RasterizerDensity * baked->RasterizerDensity;
    GlyphBox box;
    browser_measure_glyph(text_of(codepoint).c_str(), ImFloor(baked->Size * 0.8f * density + 0.5f), &box.width);
    if (advance) {
        *advance = box.advance / density;
        return true;
    }
    glyph->Codepoint = codepoint;
    glyph->AdvanceX = box.advance / density;
    const int width = static_cast<int>(box.width), height = static_cast<int>(box.height);
    if (width <= 0 || height <= 0) return true;
    const ImFontAtlasRectId place = ImFontAtlasPackAddRect(atlas, width, height);
    if (place == ImFontAtlasRectId_Invalid) return false;
    ImTextureRect* rectangle = ImFontAtlasPackGetRect(atlas, place);
    ImVector<unsigned char>& pixels = atlas->Builder->TempBuffer;
    pixels.resize(width * height * 4);
    browser_copy_glyph(pixels.Data);
    glyph->Colored = is_coloured(pixels.Data, width * height);
    if (!glyph->Colored) whiten(pixels.Data, width * height);
    const float left = source->GlyphOffset.x + box.left / density;
    const float top = source->GlyphOffset.y + IM_ROUND(baked->Ascent) + box.top / density;
    glyph->X0 = left;
    glyph->Y0 = top;
    glyph->X1 = left + box.width / density;
    glyph->Y1 = top + box.height / density;
    glyph->Visible = true;
    glyph->PackId = place;
    ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, rectangle, pixels.Data, ImTextureFormat_RGBA32,
                                       width * 4);
    return true;
}

} // namespace

ui::Fonts load_browser_fonts() {
    static const ImFontLoader loader = [] {
        ImFontLoader made;
        made.Name = "browser";
        made.FontSrcInit = start_source;
        made.FontSrcContainsGlyph = has_glyph;
        made.FontBakedLoadGlyph = load_glyph;
        return made;
    }();
    ui::Fonts fonts = ui::load_fonts(&loader);
    fonts.runs = &platform.runs;
    return fonts;
}

} // namespace strata::bridge

// Called by browser.js ------------------------------------------------------------------------------------------------

using strata::bridge::platform;

extern "C" {

EMSCRIPTEN_KEEPALIVE void browser_pointer(float x, float y, int touch) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMouseSourceEvent(touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
    io.AddMousePosEvent(x, y);
    platform.frames_wanted = 2;
}

EMSCRIPTEN_KEEPALIVE void browser_button(int button, int down) {
    ImGui::GetIO().AddMouseButtonEvent(button, down != 0);
    platform.frames_wanted = strata::bridge::frames_to_settle;
}

EMSCRIPTEN_KEEPALIVE void browser_wheel(float x, float y) {
    ImGui::GetIO().AddMouseWheelEvent(x, y);
    platform.frames_wanted = strata::bridge::frames_to_settle;
}

EMSCRIPTEN_KEEPALIVE void browser_modifiers(int control, int shift, int alt, int meta) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiMod_Ctrl, control != 0);
    io.AddKeyEvent(ImGuiMod_Shift, shift != 0);
    io.AddKeyEvent(ImGuiMod_Alt, alt != 0);
    io.AddKeyEvent(ImGuiMod_Super, meta != 0);
}

EMSCRIPTEN_KEEPALIVE void browser_key(int key, int down) {
    ImGui::GetIO().AddKeyEvent(static_cast<ImGuiKey>(key), down != 0);
    platform.frames_wanted = strata::bridge::frames_to_settle;
}

EMSCRIPTEN_KEEPALIVE void browser_text(const char* text) {
    ImGui::GetIO().AddInputCharactersUTF8(text);
    platform.frames_wanted = strata::bridge::frames_to_settle;
}

EMSCRIPTEN_KEEPALIVE void browser_focus(int focused) {
    ImGui::GetIO().AddFocusEvent(focused != 0);
    platform.frames_wanted = 2;
}

EMSCRIPTEN_KEEPALIVE void browser_resize(float width, float height, float ratio_x, float ratio_y) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {width, height};
    io.DisplayFramebufferScale = {ratio_x, ratio_y};
    platform.frames_wanted = strata::bridge::frames_to_settle;
}
}
