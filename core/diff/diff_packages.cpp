#include "core/diff/diff_packages.hpp"

#include "core/insight/package_url.hpp"
#include "core/insight/package_version.hpp"

#include <algorithm>
#include <iterator>
#include <map>
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
    std::ranges::sort(group.a, before);
    std::ranges::sort(group.b, before);
    Versions only_a, only_b;
    std::ranges::set_difference(group.a, group.b, std::back_inserter(only_a), before);
    std::ranges::set_difference(group.b, group.a, std::back_inserter(only_b), before);
    group = {std::move(only_a), std::move(only_b)};
}

/// By architecture, so that like is compared with like, the newest first.
void sort_versions(Versions& versions) {
    std::ranges::stable_sort(versions, [](const FoundPackage* one, const FoundPackage* other) {
        if (one->package.architecture != other->package.architecture)
            return one->package.architecture < other->package.architecture;
        return compare_versions(one->package.ecosystem, one->package.version, other->package.version) > 0;
    });
}

PackageChange change_of(const FoundPackage& a, const FoundPackage& b) {
    const auto order = compare_versions(a.package.ecosystem, a.package.version, b.package.version);
    return order < 0 ? PackageChange::upgraded : order > 0 ? PackageChange::downgraded : PackageChange::changed;
}

class PackageComparison {
public:
    PackageComparison(const PackageList& a, const PackageList& b) : a_(a), b_(b) {}

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
        for (std::size_t i = 0; i < std::max(group.a.size(), group.b.size()); i++)
            add(i < group.a.size() ? group.a[i] : nullptr, i < group.b.size() ? group.b[i] : nullptr);
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
    PackageDiff diff_;
};

} // namespace

PackageDiff diff_packages(const PackageList& a, const PackageList& b) { return PackageComparison(a, b).run(); }

std::string_view package_change_name(PackageChange change) {
    constexpr std::array<std::string_view, 5> names = {"added", "removed", "upgraded", "downgraded", "changed"};
    return names[static_cast<std::size_t>(change)];
}

} // namespace strata
