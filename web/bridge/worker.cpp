// The worker's program: the Engine, with requests and answers carried by worker.js.
#include "web/bridge/browser_source.hpp"
#include "web/bridge/plain_report.hpp"
#include "web/engine/engine.hpp"

#include <emscripten.h>
#include <memory>
#include <span>
#include <string>
#include <variant>

// In worker_effects.js.
extern "C" {
void worker_step(const char* bytes, std::size_t size);
void worker_answer(const char* bytes, std::size_t size);
void worker_report(const char* text, std::size_t size);
}

namespace {

using namespace strata;

constexpr double between_steps = 200; // milliseconds

/// Of the steps of progress only as many as a person can see: each costs the page a message.
void send(const web::Answer& answer) {
    static double last_step = 0;
    const bool step = std::holds_alternative<web::ProgressAnswer>(answer.what);
    if (step) {
        if (emscripten_get_now() - last_step < between_steps) return;
        last_step = emscripten_get_now();
    }
    const std::string bytes = web::encode(answer);
    (step ? worker_step : worker_answer)(bytes.data(), bytes.size());
}

web::Engine& engine() {
    static web::Engine only(
        [](web::FileId file, const Progress& progress) { return bridge::open_browser_file(file, Limits{}, progress); });
    return only;
}

} // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void worker_request(const char* bytes, std::size_t size) {
    const auto request = web::decode_request(std::as_bytes(std::span(bytes, size)));
    if (request)
        engine().handle(*request, send);
    else
        send({.id = 0, .what = web::FailureAnswer{request.error().message}});
}

/// The file as text, for a page that can't draw.
EMSCRIPTEN_KEEPALIVE void worker_describe(unsigned file) {
    const auto content = bridge::open_browser_file(file, Limits{}, {});
    const std::string text = content ? bridge::plain_report(*content) : content.error().message + "\n";
    worker_report(text.data(), text.size());
}
}
