#include "core/insight/packages/gathered.hpp"

#include "core/base/text.hpp"

#include <utility>

namespace strata {

namespace {

constexpr std::size_t longest_path = 4096; ///< Linux' PATH_MAX

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

void Gathered::leave_out(std::string why) {
    if (facts_.sightings.empty())
        facts_.sightings.push_back({.rule = std::string(unread_packages), .masked = std::move(why)});
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
