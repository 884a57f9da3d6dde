// The page's program: the App on a canvas, its effects handed to page.js, the workers' answers handed to it.
#include "core/insight/secret_scanner.hpp"
#include "web/bridge/browser.hpp"
#include "web/bridge/mirror_json.hpp"
#include "web/bridge/renderer.hpp"
#include "web/ui/app.hpp"

#include <algorithm>
#include <emscripten.h>
#include <emscripten/html5.h>
#include <memory>
#include <string>
#include <vector>

// In page_effects.js; page.js gives them their meaning.
extern "C" {
void page_send(const char* bytes, std::size_t size, unsigned id, unsigned file, double cost);
void page_cancel(unsigned id);
void page_pick();
void page_save(const char* name, const char* media_type, const char* bytes, std::size_t size);
void page_open_addresses(const char* urls);
void page_copy_link(const char* fragment);
void page_decode(unsigned number, const char* media_type, const char* bytes, std::size_t size, unsigned longest_side);
void page_drop_texture(unsigned texture);
void page_set_address(const char* address, int new_place);
void page_keep(const char* name, const char* value);
void page_copy(const char* text);
void page_show_mirror(const char* json, std::size_t size);
}

namespace {

using namespace strata;

struct Page {
    std::unique_ptr<ui::App> app;
    std::vector<ui::NewFile> arriving;                         ///< files of one drop, until page_files_done
    std::vector<ui::MirrorNode> mirror;                        ///< as page.js knows it
    std::vector<std::pair<std::string, std::string>> settings; ///< kept by the browser from earlier visits
    bool context_lost = false;
};
Page page;

template <class... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};

void carry_out(const ui::Effect& effect) {
    std::visit(Overloaded{
                   [](const ui::SendRequest& e) {
                       const std::string bytes = web::encode(e.request);
                       page_send(bytes.data(), bytes.size(), e.request.id, e.request.file, double(e.cost));
                   },
                   [](const ui::CancelRequest& e) { page_cancel(e.id); },
                   [](const ui::PickFiles&) { page_pick(); },
                   [](const ui::SaveBytes& e) {
                       page_save(e.name.c_str(), e.media_type.c_str(), e.bytes.data(), e.bytes.size());
                   },
                   [](const ui::PutOnClipboard& e) { page_copy(e.text.c_str()); },
                   [](const ui::OpenAddresses& e) {
                       std::string lines; // an address has no line ends
                       for (const std::string& url : e.urls) lines += url + '\n';
                       page_open_addresses(lines.c_str());
                   },
                   [](const ui::CopyLink& e) { page_copy_link(e.fragment.c_str()); },
                   [](const ui::DecodePicture& e) {
                       page_decode(e.number, std::string(e.media_type).c_str(), e.bytes.data(), e.bytes.size(),
                                   ui::longest_picture_side);
                   },
                   [](const ui::DropTexture& e) { page_drop_texture(static_cast<unsigned>(e.texture)); },
                   [](const ui::SetAddress& e) { page_set_address((e.query + e.fragment).c_str(), e.new_place); },
                   [](const ui::KeepSetting& e) { page_keep(e.name.c_str(), e.value.c_str()); },
               },
               effect);
}

void carry_out_effects() {
    for (const ui::Effect& effect : page.app->take_effects()) carry_out(effect);
}

bool same_place(const ui::MirrorNode& a, const ui::MirrorNode& b) {
    return a.rectangle.x == b.rectangle.x && a.rectangle.y == b.rectangle.y && a.rectangle.z == b.rectangle.z &&
           a.rectangle.w == b.rectangle.w;
}

/// What changed is told at once; what only moved or grew, when it stands still.
void show_mirror(bool at_rest) {
    const auto& nodes = page.app->ui().mirror.nodes();
    if (nodes == page.mirror && (!at_rest || std::ranges::equal(nodes, page.mirror, same_place))) return;
    page.mirror = nodes;
    const std::string json = bridge::mirror_json(nodes);
    page_show_mirror(json.data(), json.size());
}

int milliseconds_to_next_frame() {
    const int wait = bridge::next_browser_frame();
    if (wait == 0) return 0;
    const double app_wait = page.app->next_frame_in();
    if (app_wait < 0) return wait;
    const int app_milliseconds = static_cast<int>(app_wait * 1000);
    return wait < 0 ? app_milliseconds : std::min(wait, app_milliseconds);
}

bool start_graphics() {
    EmscriptenWebGLContextAttributes wanted;
    emscripten_webgl_init_context_attributes(&wanted);
    wanted.majorVersion = 2;
    wanted.alpha = wanted.depth = wanted.stencil = wanted.antialias = false;
    wanted.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
    wanted.enableExtensionsByDefault = false;
    const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = emscripten_webgl_create_context("#canvas", &wanted);
    return context > 0 && emscripten_webgl_make_context_current(context) == EMSCRIPTEN_RESULT_SUCCESS;
}

} // namespace

extern "C" {

/// Draws one frame; milliseconds until the next is wanted, 0 for at once, negative for none.
EMSCRIPTEN_KEEPALIVE int page_frame(double milliseconds) {
    if (!page.app || page.context_lost) return -1;
    bridge::begin_browser_frame(milliseconds);
    ImGui::NewFrame();
    page.app->draw(milliseconds / 1000);
    ImGui::Render();
    bridge::render(*ImGui::GetDrawData());
    carry_out_effects();
    const int wait = milliseconds_to_next_frame();
    show_mirror(wait != 0);
    return wait;
}

EMSCRIPTEN_KEEPALIVE void page_add_file(unsigned id, const char* name, double bytes, const char* failure,
                                        const char* url) {
    page.arriving.push_back(
        {.id = id, .name = name, .bytes = static_cast<std::uint64_t>(bytes), .failure = failure, .url = url});
}

EMSCRIPTEN_KEEPALIVE void page_files_done() {
    page.app->opened(std::exchange(page.arriving, {}));
    carry_out_effects(); // the workers needn't wait for a frame
    bridge::wake_browser();
}

EMSCRIPTEN_KEEPALIVE void page_answer(const char* bytes, std::size_t size) {
    auto answer = web::decode_answer(std::as_bytes(std::span(bytes, size)));
    if (!answer) return;
    // While something is read, frames come by themselves: drawing at each step or layer would take from the time to
    // read, and what has to settle does so in the next of them.
    const bool step = std::holds_alternative<web::ProgressAnswer>(answer->what);
    const bool layer = std::holds_alternative<web::LayerAnswer>(answer->what);
    page.app->receive(std::move(*answer));
    carry_out_effects();
    const bool more = page.app->is_reading();
    if (step || (layer && more)) return;
    if (more)
        bridge::wake_browser_once();
    else
        bridge::wake_browser();
}

EMSCRIPTEN_KEEPALIVE void page_lost(unsigned id, const char* message) {
    page.app->lost(id, message);
    bridge::wake_browser();
}

/// Gets ready, while nothing waits for it, what the first image takes longest for.
EMSCRIPTEN_KEEPALIVE void page_prepare() { (void)secret_scanner().redacted("PASSWORD=example"); }

EMSCRIPTEN_KEEPALIVE void page_scheme(int dark) {
    page.app->set_system_scheme(dark ? ui::Scheme::dark : ui::Scheme::light);
    bridge::wake_browser();
}

EMSCRIPTEN_KEEPALIVE void page_catalog(const char* json) {
    page.app->load_catalog(json);
    bridge::wake_browser();
}

EMSCRIPTEN_KEEPALIVE void page_works_offline() {
    page.app->works_offline();
    bridge::wake_browser();
}

EMSCRIPTEN_KEEPALIVE void page_restore(const char* place) {
    page.app->restore_address(place);
    bridge::wake_browser();
}

EMSCRIPTEN_KEEPALIVE void page_dragged(int over) {
    page.app->dragged(over != 0);
    bridge::wake_browser();
}

EMSCRIPTEN_KEEPALIVE void page_copy_refused() {
    page.app->copy_refused();
    bridge::wake_browser();
}

EMSCRIPTEN_KEEPALIVE void page_press(unsigned id) {
    page.app->ui().mirror.press(id);
    bridge::wake_browser();
}

EMSCRIPTEN_KEEPALIVE void page_focus(unsigned id) {
    page.app->ui().mirror.focus(id);
    bridge::wake_browser();
}

EMSCRIPTEN_KEEPALIVE void page_set_text(unsigned id, const char* text) {
    page.app->ui().mirror.set_text(id, text);
    bridge::wake_browser();
}

/// `texture`: a name of OpenGL, 0 where the picture could not be decoded.
EMSCRIPTEN_KEEPALIVE void page_picture(unsigned number, unsigned width, unsigned height, unsigned texture) {
    ui::Picture picture{.width = width, .height = height, .texture = texture};
    if (texture == 0) picture.failure = "The browser can't read this picture: it may be damaged.";
    page.app->picture_arrived(number, std::move(picture));
    bridge::wake_browser();
}

EMSCRIPTEN_KEEPALIVE void page_clock(double seconds) { page.app->set_clock(static_cast<std::int64_t>(seconds)); }

EMSCRIPTEN_KEEPALIVE void page_setting(const char* name, const char* value) {
    page.settings.emplace_back(name, value); // before page_start there is no App yet
}

EMSCRIPTEN_KEEPALIVE void page_zoom(int direction) {
    page.app->apply({ui::DoAction{direction > 0 ? ui::Action::text_larger : ui::Action::text_smaller}});
    bridge::wake_browser();
}

EMSCRIPTEN_KEEPALIVE void page_context(int lost) {
    page.context_lost = lost != 0;
    if (!lost) {
        page.app->forget_pictures();
        bridge::restart_renderer();
        bridge::wake_browser();
    }
}

/// 0 when the page can draw, 1 when the browser has no WebGL 2.
EMSCRIPTEN_KEEPALIVE int page_start(int dark, int reduced_motion) {
    if (!start_graphics()) return 1;
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    page.app = std::make_unique<ui::App>(bridge::load_browser_fonts());
    page.app->set_system_scheme(dark ? ui::Scheme::dark : ui::Scheme::light);
    page.app->ui().reduced_motion = reduced_motion != 0;
    for (const auto& [name, value] : page.settings) page.app->restore_setting(name, value);
    bridge::start_renderer();
    bridge::connect_browser("#canvas");
    return 0;
}
}
