#include "shell/progress.hpp"

#include "core/base/text.hpp"
#include "core/report/text.hpp"

#include <algorithm>

namespace strata {
namespace {

constexpr std::size_t bar_width = 24;

std::string bar(double share) {
    const auto filled = std::min<std::size_t>(bar_width, static_cast<std::size_t>(share * bar_width));
    std::string drawn = text('[', std::string(filled, '='));
    if (filled < bar_width) drawn += text('>', std::string(bar_width - filled - 1, ' '));
    return drawn + ']';
}

} // namespace

std::string progress_line(std::string_view label, std::uint64_t done, std::uint64_t total, double seconds,
                          std::size_t columns) {
    const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    const std::string speed = text(human_size(static_cast<std::uint64_t>(rate)), "/s");
    std::string facts = text(human_size(done), "  ", speed);
    std::string drawn;
    if (total > 0) {
        done = std::min(done, total);
        const double share = static_cast<double>(done) / static_cast<double>(total);
        facts =
            text(static_cast<unsigned>(share * 100), "%  ", human_size(done), " of ", human_size(total), "  ", speed);
        if (rate > 0)
            facts +=
                text("  ", short_duration(static_cast<std::uint64_t>(static_cast<double>(total - done) / rate + 0.5)),
                     " left");
        drawn = bar(share);
    }
    const std::string name = printable(label);
    for (const std::string& line : {text(name, "  ", drawn, drawn.empty() ? "" : "  ", facts), text(name, "  ", facts)})
        if (display_width(line) <= columns) return line;
    return ellipsis(facts, columns);
}

ProgressBar::ProgressBar(Console& console, std::string label)
    : console_(console), label_(std::move(label)), start_(std::chrono::steady_clock::now()), drawn_(start_) {}

ProgressBar::~ProgressBar() {
    if (visible_) console_.err << "\r\x1b[K" << std::flush;
}

Progress ProgressBar::reporter() {
    if (!console_.shows_progress()) return {};
    return [this](std::uint64_t done, std::uint64_t total) {
        update(done, total);
        return true;
    };
}

void ProgressBar::update(std::uint64_t done, std::uint64_t total) {
    using namespace std::chrono_literals;
    const std::scoped_lock lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (now - start_ < 330ms || (visible_ && now - drawn_ < 100ms)) return;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const std::size_t columns = console_.facts.columns > 1 ? console_.facts.columns - 1 : 79;
    console_.err << '\r' << progress_line(label_, done, total, seconds, columns) << "\x1b[K" << std::flush;
    visible_ = true;
    drawn_ = now;
}

} // namespace strata
