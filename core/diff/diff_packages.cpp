#include "core/diff/diff_packages.hpp"

#include "core/base/sort_list.hpp"
#include "core/base/text.hpp"
#include "core/insight/package_url.hpp"
#include "core/insight/package_version.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace strata {

namespace {

using Versions = std::vector<const FoundPackage*>;

/// All versions of one package, of both images.
struct Group {
    Versions a, b;
};

auto identity(const FoundPackage* found) { return std::tie(found->package.version, found->package.architecture); }

void drop_common(Group& group) {
    const auto before = [](const FoundPackage* one, const FoundPackage* other) {
        return identity(one) < identity(other);
    };
    sort_list(group.a, before);
    sort_list(group.b, before);
    Versions only_a, only_b;
    std::ranges::set_difference(group.a, group.b, std::back_inserter(only_a), before);
    std::ranges::set_difference(group.b, group.a, std::back_inserter(only_b), before);
    group = {std::move(only_a), std::move(only_b)};
}

/// By architecture, so that like is compared with like, the newest first.
void sort_versions(Versions& versions) {
    sort_list(versions, [](const FoundPackage* one, const FoundPackage* other) {
        if (one->package.architecture != other->package.architecture)
            return one->package.architecture < other->package.architecture;
        return compare_versions(one->package.ecosystem, one->package.version, other->package.version) > 0;
    });
}

PackageChange change_of(const FoundPackage& a, const FoundPackage& b) {
    const auto order = compare_versions(a.package.ecosystem, a.package.version, b.package.version);
    return order < 0 ? PackageChange::upgraded : order > 0 ? PackageChange::downgraded : PackageChange::changed;
}

/// Where in its image a package is declared, however its version is written into that place.
std::string place_of(const FoundPackage& found, const Declaration& declaration, const Timeline& timeline) {
    std::string place = text(timeline.path(declaration.file), '!', declaration.within);
    const std::string& version = found.package.version;
    for (std::size_t at = place.find(version); at != place.npos && !version.empty(); at = place.find(version, at))
        place.erase(at, version.size());
    return text(place, '!', found.package.architecture);
}

/// Which of the versions is at each place; no_version where that is more than one: a list of a package manager, say.
constexpr std::size_t no_version = std::numeric_limits<std::size_t>::max();
std::map<std::string, std::size_t> places_of(const Versions& versions, const Timeline& timeline) {
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < versions.size(); i++)
        for (const Declaration& declaration : versions[i]->declarations) {
            const auto [at, is_new] = places.try_emplace(place_of(*versions[i], declaration, timeline), i);
            if (!is_new && at->second != i) at->second = no_version;
        }
    return places;
}

/// Those for which `taken` is not set.
Versions left_of(const Versions& versions, const std::vector<bool>& taken) {
    Versions left;
    for (std::size_t i = 0; i < versions.size(); i++)
        if (!taken[i]) left.push_back(versions[i]);
    return left;
}

class PackageComparison {
public:
    PackageComparison(const PackageSide& a, const PackageSide& b)
        : a_(a.list), b_(b.list), timeline_a_(a.timeline), timeline_b_(b.timeline) {}

    PackageDiff run() {
        std::map<std::pair<Ecosystem, std::string_view>, Group> groups;
        for (const FoundPackage& one : a_.packages) groups[{one.package.ecosystem, one.package.name}].a.push_back(&one);
        for (const FoundPackage& one : b_.packages) groups[{one.package.ecosystem, one.package.name}].b.push_back(&one);
        for (auto& [key, group] : groups) compare(group);
        diff_.complete = a_.complete() && b_.complete();
        return std::move(diff_);
    }

private:
    void compare(Group& group) {
        drop_common(group);
        sort_versions(group.a);
        sort_versions(group.b);
        pair_by_place(group);
        for (std::size_t i = 0; i < std::max(group.a.size(), group.b.size()); i++)
            add(i < group.a.size() ? group.a[i] : nullptr, i < group.b.size() ? group.b[i] : nullptr);
    }

    /// Takes those out of the group that have a place in common; one may have several, with different ones.
    void pair_by_place(Group& group) {
        if (timeline_a_ == nullptr || timeline_b_ == nullptr || group.a.empty() || group.b.empty()) return;
        const auto in_a = places_of(group.a, *timeline_a_), in_b = places_of(group.b, *timeline_b_);
        std::set<std::pair<std::size_t, std::size_t>> pairs;
        for (const auto& [place, a] : in_a)
            if (const auto b = in_b.find(place); a != no_version && b != in_b.end() && b->second != no_version)
                pairs.emplace(a, b->second);
        std::vector<bool> taken_a(group.a.size()), taken_b(group.b.size());
        for (const auto& [a, b] : pairs) {
            add(group.a[a], group.b[b]);
            taken_a[a] = taken_b[b] = true;
        }
        group = {left_of(group.a, taken_a), left_of(group.b, taken_b)};
    }

    void add(const FoundPackage* a, const FoundPackage* b) {
        PackageRow row;
        const Package& package = a != nullptr ? a->package : b->package;
        row.ecosystem = package.ecosystem;
        row.name = package.name;
        row.change = a == nullptr ? PackageChange::added : b == nullptr ? PackageChange::removed : change_of(*a, *b);
        if (a != nullptr) {
            row.version_a = a->package.version;
            row.purl_a = package_url(a->package, a_.distribution);
            row.layer_a = a->layer;
            row.bytes_a = a->bytes;
        }
        if (b != nullptr) {
            row.version_b = b->package.version;
            row.purl_b = package_url(b->package, b_.distribution);
            row.layer_b = b->layer;
            row.bytes_b = b->bytes;
        }
        diff_.counts[static_cast<std::size_t>(row.ecosystem)][static_cast<std::size_t>(row.change)]++;
        diff_.rows.push_back(std::move(row));
    }

    const PackageList& a_;
    const PackageList& b_;
    const Timeline* timeline_a_;
    const Timeline* timeline_b_;
    PackageDiff diff_;
};

} // namespace

PackageDiff diff_packages(const PackageSide& a, const PackageSide& b) { return PackageComparison(a, b).run(); }

std::string_view package_change_name(PackageChange change) {
    constexpr std::array<std::string_view, 5> names = {"added", "removed", "upgraded", "downgraded", "changed"};
    return names[static_cast<std::size_t>(change)];
}

} // namespace strata
