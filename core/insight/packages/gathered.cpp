#include "core/insight/packages/gathered.hpp"

#include "core/base/text.hpp"
#include "core/insight/packages/text_lines.hpp"

#include <algorithm>
#include <utility>

namespace strata {

namespace {

constexpr std::size_t longest_path = 4096;  ///< Linux' PATH_MAX
constexpr std::size_t longest_reason = 300; ///< it may name what the file says

} // namespace

bool Gathered::spend(std::uint64_t bytes) {
    if (bytes > left_) {
        left_ = 0;
        leave_out("it says more than may be kept (--limit facts-memory)");
        return false;
    }
    left_ -= bytes;
    return true;
}

void Gathered::damaged(std::string_view how) { note(damaged_packages, text("it can't be read whole: ", how)); }

std::optional<JsonDocument> Gathered::document(std::string_view bytes, const Limits& limits) {
    auto document = parse_json(without_byte_order_mark(bytes), limits);
    if (document) return *std::move(document);
    const std::string& message = document.error().message; // "breaks off at byte 22"
    if (message.find("the limit ") != std::string::npos)
        leave_out(text("its text ", message.starts_with("more") ? "has " : "", message));
    else
        damaged(text("its text ", message));
    return std::nullopt;
}

void Gathered::note(std::string_view rule, const std::string& why) {
    if (std::ranges::find(facts_.sightings, rule, &Sighting::rule) == facts_.sightings.end())
        facts_.sightings.push_back({.rule = std::string(rule), .masked = why.substr(0, longest_reason)});
}

void Gathered::add(Package package) {
    if (package.name.empty() || package.version.empty()) return;
    const std::uint64_t words = package.name.size() + package.version.size() + package.license.size() +
                                package.source.size() + package.within.size();
    if (spend(sizeof package + words)) facts_.packages.push_back(std::move(package));
}

void Gathered::add_path(std::vector<std::string>& files, std::string_view folder, std::string_view name) {
    const std::size_t size = folder.size() + name.size();
    if (size <= longest_path && spend(sizeof(std::string) + size)) files.push_back(text(folder, name));
}

} // namespace strata
