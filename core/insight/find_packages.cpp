#include "core/insight/find_packages.hpp"

#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/insight/license_terms.hpp"
#include "core/insight/owned_files.hpp"
#include "core/insight/packages/gathered.hpp"
#include "core/insight/packages/parsers.hpp"
#include "core/tree/follow_path.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <tuple>
#include <utility>

namespace strata {

namespace {

using PackageKey = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;

/// What makes two packages of one file the same.
PackageKey key_of(const Package& package) {
    return {package.name, package.version, package.architecture, package.within};
}

const Sighting* unread_of(const FileFacts& facts) {
    const auto found = std::ranges::find_if(facts.sightings, [](const Sighting& sighting) {
        return sighting.rule == unread_packages || sighting.rule == damaged_packages;
    });
    return found == facts.sightings.end() ? nullptr : &*found;
}

bool tells_of_packages(const FileFacts& facts) {
    return !facts.packages.empty() || !facts.owned.empty() || !facts.licenses.empty() || !facts.distribution.empty() ||
           unread_of(facts) != nullptr;
}

class PackageSearch {
public:
    explicit PackageSearch(const Timeline& timeline) : timeline_(timeline), owned_(timeline) {
        for (std::uint32_t layer = 0; layer < timeline.layer_count(); layer++) {
            if ((timeline.layer(layer).examined & facts_packages) == 0) list_.layers_not_examined++;
            for (const FileFacts& facts : timeline.layer(layer).facts)
                if (tells_of_packages(facts) && !stands_for_database(layer, facts))
                    facts_.emplace(Place{layer, facts.entry}, &facts);
        }
    }

    PackageList run() {
        find_distribution();
        find_diversions();
        for (const auto& [place, facts] : facts_) declare(place, *facts);
        std::ranges::sort(list_.unread, {}, &UnreadFile::file);
        claim_folders();
        for (Claim& claim : claims_) settle(claim);
        merge();
        return std::move(list_);
    }

private:
    /// A package as one file declares it.
    struct Claim {
        const Package* package = nullptr;
        NodeIndex file = no_node;
        std::uint32_t layer = 0;
        std::vector<NodeIndex> files;
        std::string license;
    };

    struct Diversion {
        std::string to, package;
    };

    /// Puts what a log of rpm's database says, which is all that the database says with it, in the database's place.
    /// Where a later layer took the log away alone, what it held is lost.
    bool stands_for_database(std::uint32_t layer, const FileFacts& facts) {
        if (facts.packages.empty()) return false;
        const std::string path = timeline_.layer(layer).tree.path(facts.entry);
        if (rpm_database_of(path).empty()) return false;
        const NodeIndex log = timeline_.find(path), node = timeline_.find(rpm_database_of(path));
        if (log == no_node || node == no_node) return true;
        for (const Event& event : timeline_.events(node)) {
            const Place database{event.layer, event.entry};
            if (event.layer != layer || event.change == Change::removed) continue;
            if (timeline_.final(log) == Place{layer, facts.entry} || timeline_.final(node) != database)
                facts_.insert_or_assign(database, &facts);
        }
        return true;
    }

    [[nodiscard]] const FileFacts* facts_at(NodeIndex node) const {
        if (node == no_node) return nullptr;
        const auto found = facts_.find(timeline_.resolve(timeline_.final(node)));
        return found == facts_.end() ? nullptr : found->second;
    }
    [[nodiscard]] const FileFacts* facts_of_path(std::string_view path) const {
        const auto node = follow_path(timeline_, timeline_.top(), path);
        return node ? facts_at(*node) : nullptr;
    }

    void find_distribution() {
        for (const std::string_view path : {"/etc/os-release", "/usr/lib/os-release"})
            if (const FileFacts* facts = facts_of_path(path); facts != nullptr && !facts->distribution.empty()) {
                list_.distribution = facts->distribution;
                return;
            }
    }

    void find_diversions() {
        const FileFacts* facts = facts_of_path("/var/lib/dpkg/diversions");
        if (facts == nullptr) return;
        for (const std::string& each : facts->owned) {
            const std::size_t to = each.find('\n') + 1, package = each.find('\n', to) + 1;
            if (to > 0 && package > 0)
                diversions_.insert_or_assign(each.substr(0, to - 1),
                                             Diversion{each.substr(to, package - 1 - to), each.substr(package)});
        }
    }

    /// Where a file of dpkg's package lies: elsewhere when another package took its path (dpkg-divert(1)).
    [[nodiscard]] const std::string& place_of(const std::string& path, const Package& package) const {
        if (diversions_.empty() || package.ecosystem != Ecosystem::deb) return path;
        const auto found = diversions_.find(path);
        return found == diversions_.end() || found->second.package == package.name ? path : found->second.to;
    }

    void declare(Place place, const FileFacts& facts) {
        const Sighting* unread = unread_of(facts);
        if (facts.packages.empty() && unread == nullptr) return;
        const NodeIndex node = timeline_.find(timeline_.layer(place.layer).tree.path(place.entry));
        if (node == no_node || timeline_.resolve(timeline_.final(node)) != place) return;
        if (unread != nullptr) list_.unread.push_back({node, place.layer, unread->masked});
        const std::map<PackageKey, std::uint32_t> since = history_of(node);
        for (const Package& package : facts.packages) {
            const auto known = since.find(key_of(package));
            claims_.push_back({.package = &package,
                               .file = node,
                               .layer = known == since.end() ? place.layer : known->second,
                               .files = {},
                               .license = package.license});
        }
    }

    /// Since which layer the file has each of its packages, without a gap until the end.
    std::map<PackageKey, std::uint32_t> history_of(NodeIndex node) const {
        std::map<PackageKey, std::uint32_t> since;
        for (const Event& event : timeline_.events(node)) {
            std::map<PackageKey, std::uint32_t> now;
            const auto found = event.change == Change::removed
                                   ? facts_.end()
                                   : facts_.find(timeline_.resolve({event.layer, event.entry}));
            if (found != facts_.end())
                for (const Package& package : found->second->packages) {
                    const auto before = since.find(key_of(package));
                    now.emplace(key_of(package), before == since.end() ? event.layer : before->second);
                }
            since = std::move(now);
        }
        return since;
    }

    void claim_folders() {
        for (const Claim& claim : claims_)
            for (const std::string& path : claim.package->files)
                if (path.ends_with('/')) owned_.claim_folder(path);
    }

    void settle(Claim& claim) {
        for (const std::string& path : claim.package->files) owned_.add(path, claim.files);
        for (const std::string& path : lists_of(claim))
            if (const FileFacts* list = facts_of_path(path); list != nullptr)
                for (const std::string& owned : list->owned) owned_.add(place_of(owned, *claim.package), claim.files);
        std::ranges::sort(claim.files);
        claim.files.erase(std::ranges::unique(claim.files).begin(), claim.files.end());
        if (claim.license.empty() && claim.package->ecosystem == Ecosystem::deb) claim.license = debian_license(claim);
    }

    /// Where the list of its files stands apart from its declaration.
    [[nodiscard]] std::vector<std::string> lists_of(const Claim& claim) const {
        const std::string path = timeline_.path(claim.file);
        const std::string_view folder = folder_of(path);
        const Package& package = *claim.package;
        switch (package.ecosystem) {
        case Ecosystem::deb:
            if (base_name(path) != "status") return {path + ".md5sums"}; // status.d of distroless images
            return {text(folder, "/info/", package.name, ".list"),
                    text(folder, "/info/", package.name, ':', package.architecture, ".list")};
        case Ecosystem::pypi: return {text(folder, "/RECORD"), text(folder, "/installed-files.txt")};
        case Ecosystem::apk:
        case Ecosystem::rpm:
        case Ecosystem::npm:
        case Ecosystem::gem:
        case Ecosystem::golang:
        case Ecosystem::cargo:
        case Ecosystem::maven:
        case Ecosystem::composer:
        case Ecosystem::nuget: break;
        }
        return {};
    }

    [[nodiscard]] std::string debian_license(const Claim& claim) const {
        const FileFacts* facts = facts_of_path(text("/usr/share/doc/", claim.package->name, "/copyright"));
        std::string license;
        if (facts == nullptr) return license;
        for (const std::string& one : facts->licenses) {
            const bool brackets = facts->licenses.size() > 1 && is_compound_license(one);
            license += text(license.empty() ? "" : " AND ", brackets ? text('(', one, ')') : one);
        }
        return license;
    }

    /// One row for each package, however many files declare it.
    void merge() {
        const auto identity = [](const Package& package) {
            return std::tie(package.ecosystem, package.name, package.version, package.architecture);
        };
        std::ranges::stable_sort(claims_, [&](const Claim& a, const Claim& b) {
            return std::tuple(identity(*a.package), a.file) < std::tuple(identity(*b.package), b.file);
        });
        for (Claim& claim : claims_) {
            if (list_.packages.empty() || identity(list_.packages.back().package) != identity(*claim.package)) {
                list_.packages.push_back({.package = bare(*claim.package), .layer = claim.layer});
                list_.packages.back().package.installed_size = 0;
            }
            add(list_.packages.back(), claim);
        }
        for (FoundPackage& found : list_.packages) measure(found);
    }

    static Package bare(const Package& package) {
        Package copy = package;
        copy.files.clear();
        copy.within.clear();
        return copy;
    }

    static void add(FoundPackage& found, Claim& claim) {
        found.layer = std::min(found.layer, claim.layer);
        if (found.package.license.empty()) found.package.license = claim.license;
        found.package.installed_size += claim.package->installed_size;
        found.declarations.push_back({claim.file, claim.layer, claim.package->within});
        found.files.insert(found.files.end(), claim.files.begin(), claim.files.end());
    }

    void measure(FoundPackage& found) const {
        std::ranges::sort(found.files);
        found.files.erase(std::ranges::unique(found.files).begin(), found.files.end());
        found.bytes = owned_.bytes_of(found.files);
        found.size_known = SizeKnown::files;
        if (!found.files.empty()) return;
        found.bytes = found.package.installed_size;
        found.size_known = found.bytes > 0 ? SizeKnown::stated : SizeKnown::not_at_all;
    }

    const Timeline& timeline_;
    OwnedFiles owned_;
    std::map<Place, const FileFacts*> facts_;
    std::map<std::string, Diversion, std::less<>> diversions_; ///< by the path that they are from
    std::vector<Claim> claims_;
    PackageList list_;
};

} // namespace

PackageList find_packages(const Timeline& timeline) { return PackageSearch(timeline).run(); }

std::string missing_packages(const PackageList& list, const Timeline& timeline) {
    constexpr std::size_t most_named = 3;
    std::string out;
    if (const std::uint32_t layers = list.layers_not_examined; layers > 0)
        out = text("nobody has looked into the files of ", layers, layers == 1 ? " layer" : " layers");
    const std::size_t shown = std::min(list.unread.size(), most_named);
    for (const UnreadFile& unread : std::span(list.unread).first(shown))
        out +=
            text(out.empty() ? "" : "; ", timeline.path(unread.file), " (layer ", unread.layer + 1, "): ", unread.why);
    if (const std::size_t more = list.unread.size() - shown; more > 0)
        out += text("; and ", more, more == 1 ? " more file" : " more files", " like these");
    return out;
}

std::string_view ecosystem_name(Ecosystem ecosystem) {
    constexpr std::array<std::string_view, ecosystem_count> names = {
        "deb", "apk", "rpm", "pypi", "npm", "gem", "golang", "cargo", "maven", "composer", "nuget"};
    return names[static_cast<std::size_t>(ecosystem)];
}

} // namespace strata
