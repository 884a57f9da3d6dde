#include "core/diff/base_diff.hpp"

#include "core/base/saturating.hpp"
#include "core/tree/counterparts.hpp"

#include <algorithm>
#include <tuple>

namespace strata {
namespace {

/// An image with the end of its base.
struct Side {
    const DiffSide& image;
    const BaseImage& base;
    const PackageList& packages;

    [[nodiscard]] const Timeline& timeline() const { return image.timeline; }
    [[nodiscard]] bool in_base(std::uint32_t layer) const { return is_of_base(layer, base); }
};

/// The larger of two bases is that of both where both have its layers: what the histories look like may mislead.
void settle_ends(const DiffSide& a, const DiffSide& b, BaseDiff& diff) {
    BaseImage& smaller = diff.a.layers < diff.b.layers ? diff.a : diff.b;
    const BaseImage& larger = diff.a.layers < diff.b.layers ? diff.b : diff.a;
    if (smaller.layers == larger.layers) return;
    if (common_layers(a.inspection.image, b.inspection.image) >= larger.layers) smaller = larger;
}

std::uint64_t bytes_of(const Inspection& image, std::uint32_t first, std::uint32_t end) {
    std::uint64_t bytes = 0;
    for (std::uint32_t i = first; i < std::min<std::size_t>(end, image.layers.size()); ++i)
        bytes = add_saturating(bytes, image.layers[i]->file_bytes);
    return bytes;
}

bool own_touches(const Side& side, NodeIndex node) {
    if (node == no_node) return false;
    const auto events = side.timeline().events(node);
    return !events.empty() && !side.in_base(events.back().layer);
}

/// Tells for one row after the other.
class RowOrigins {
public:
    RowOrigins(const Side& a, const Side& b)
        : a_(a), b_(b), in_b_(a.timeline(), b.timeline()), in_a_(b.timeline(), a.timeline()) {}

    Origin of(const FileRow& row) {
        if (own_touches(a_, row.a) || own_touches(b_, row.b)) return Origin::own;
        // What only one image has in the end may be in the other one's base, and deleted on top of it.
        if (row.a == no_node && own_touches(a_, in_a_.of(row.b))) return Origin::own;
        if (row.b == no_node && own_touches(b_, in_b_.of(row.a))) return Origin::own;
        return Origin::base;
    }

private:
    const Side& a_;
    const Side& b_;
    Counterparts in_b_; ///< of A's nodes
    Counterparts in_a_; ///< of B's
};

void count_files(const FileDiff& files, const Side& a, const Side& b, BaseDiff& diff) {
    if (diff.same) {
        diff.files.assign(files.rows.size(), Origin::own);
    } else {
        RowOrigins origins(a, b);
        for (const FileRow& row : files.rows) diff.files.push_back(origins.of(row));
    }
    for (std::size_t i = 0; i < files.rows.size(); ++i) {
        const FileRow& row = files.rows[i];
        OriginCounts& counts = diff.files[i] == Origin::base ? diff.base : diff.own;
        if (row.is_moved()) {
            if (row.change == FileChange::removed) continue; // the other end counts
            const bool both = diff.files[i] == Origin::base && diff.files[row.other_end] == Origin::base;
            ++(both ? diff.base : diff.own).moved;
            continue;
        }
        counts.added += row.change == FileChange::added ? 1 : 0;
        counts.removed += row.change == FileChange::removed ? 1 : 0;
        counts.changed += row.change == FileChange::changed ? 1 : 0;
    }
}

const FoundPackage* find_package(const PackageList& list, Ecosystem ecosystem, std::string_view name,
                                 std::string_view version) {
    const auto key = [](const FoundPackage& found) {
        return std::tuple(found.package.ecosystem, std::string_view(found.package.name),
                          std::string_view(found.package.version));
    };
    const auto found = std::ranges::lower_bound(list.packages, std::tuple(ecosystem, name, version), {}, key);
    return found != list.packages.end() && key(*found) == std::tuple(ecosystem, name, version) ? &*found : nullptr;
}

/// Whether the file at `path`, as the base leaves it, declares a package of this name.
bool base_declares(const Side& side, const std::string& path, const Package& package) {
    const Timeline& timeline = side.timeline();
    const NodeIndex node = timeline.find(path);
    if (node == no_node || side.base.layers == 0) return false;
    const Place place = timeline.resolve(timeline.at(node, side.base.layers - 1));
    if (!place) return false;
    const std::vector<FileFacts>& facts = timeline.layer(place.layer).facts;
    const auto found = std::ranges::find(facts, place.entry, &FileFacts::entry);
    return found != facts.end() && std::ranges::any_of(found->packages, [&](const Package& each) {
               return each.ecosystem == package.ecosystem && each.name == package.name;
           });
}

/// Of a package that only `side` has in the end, from its base: whether the other image's base has none of the name.
bool is_only_in_base_of(const Side& side, const Side& other, const PackageRow& row, std::string_view version) {
    const FoundPackage* found = find_package(side.packages, row.ecosystem, row.name, version);
    return found == nullptr || std::ranges::none_of(found->declarations, [&](const Declaration& declaration) {
               return base_declares(other, side.timeline().path(declaration.file), found->package);
           });
}

Origin origin_of(const PackageRow& row, const Side& a, const Side& b) {
    const bool in_a = row.change != PackageChange::added, in_b = row.change != PackageChange::removed;
    if ((in_a && !a.in_base(row.layer_a)) || (in_b && !b.in_base(row.layer_b))) return Origin::own;
    if (!in_a) return is_only_in_base_of(b, a, row, row.version_b) ? Origin::base : Origin::own;
    if (!in_b) return is_only_in_base_of(a, b, row, row.version_a) ? Origin::base : Origin::own;
    return Origin::base;
}

} // namespace

BaseDiff diff_bases(const DiffSide& a, const DiffSide& b, const FileDiff& files, const PackageDiff& packages,
                    const PackageLists& lists) {
    BaseDiff diff{.a = find_base(a.inspection.image), .b = find_base(b.inspection.image)};
    settle_ends(a, b, diff);
    diff.known = diff.a.layers > 0 && diff.b.layers > 0;
    if (!diff.known) return diff;
    diff.same =
        diff.a.layers == diff.b.layers && common_layers(a.inspection.image, b.inspection.image) >= diff.a.layers;
    diff.base.bytes_a = bytes_of(a.inspection, 0, diff.a.layers);
    diff.base.bytes_b = bytes_of(b.inspection, 0, diff.b.layers);
    diff.own.bytes_a = bytes_of(a.inspection, diff.a.layers, no_index);
    diff.own.bytes_b = bytes_of(b.inspection, diff.b.layers, no_index);
    const Side side_a{a, diff.a, lists.a};
    const Side side_b{b, diff.b, lists.b};
    count_files(files, side_a, side_b, diff);
    for (const PackageRow& row : packages.rows) {
        diff.packages.push_back(diff.same ? Origin::own : origin_of(row, side_a, side_b));
        ++(diff.packages.back() == Origin::base ? diff.base : diff.own).packages;
    }
    return diff;
}

} // namespace strata
