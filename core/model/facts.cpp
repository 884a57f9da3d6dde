#include "core/model/facts.hpp"

#include <algorithm>
#include <iterator>

namespace strata {

namespace {

std::uint64_t weight_of(const std::vector<std::string>& strings) {
    std::uint64_t bytes = 0;
    for (const std::string& string : strings) bytes += sizeof(std::string) + string.size();
    return bytes;
}

template <class T>
void move_behind(std::vector<T>& list, std::vector<T>& more) {
    std::ranges::move(more, std::back_inserter(list));
}

} // namespace

std::uint64_t FileFacts::weight() const {
    std::uint64_t bytes = sizeof *this + weight_of(owned) + weight_of(licenses) + kept.size();
    for (const Package& package : packages)
        bytes += sizeof package + package.name.size() + package.version.size() + package.license.size() +
                 package.within.size() + weight_of(package.files);
    for (const Sighting& sighting : sightings)
        bytes += sizeof sighting + sighting.rule.size() + sighting.masked.size() + sighting.detail.size();
    return bytes;
}

void FileFacts::append(FileFacts other) {
    move_behind(packages, other.packages);
    move_behind(owned, other.owned);
    move_behind(licenses, other.licenses);
    move_behind(sightings, other.sightings);
    kept += other.kept;
    if (distribution.empty()) distribution = std::move(other.distribution);
}

} // namespace strata
