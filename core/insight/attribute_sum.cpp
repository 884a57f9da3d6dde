#include "core/insight/attribute_sum.hpp"

#include "core/base/sort_list.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <utility>

namespace strata {

namespace {

const Owner& owner_of(const Timeline& timeline, Place place) {
    return timeline.layer(place.layer).tree.owner(timeline.entry(place));
}

/// The largest folder that the layer made and the later one stated too, so that nothing but the layer's own files can
/// be in it; or the file.
NodeIndex top_of(const Timeline& timeline, NodeIndex node, std::uint32_t layer, std::uint32_t by) {
    for (;;) {
        const NodeIndex folder = timeline.parent(node);
        if (folder == root_node) return node;
        const Event* made = timeline.event_of(folder, layer);
        const Event* stated = timeline.event_of(folder, by);
        if (made == nullptr || made->change != Change::added || stated == nullptr || stated->change != Change::metadata)
            return node;
        node = folder;
    }
}

/// What of a layer's own is there in layer `by`: its files, unless another took their place, and the folders it made.
class OwnEntries {
public:
    OwnEntries(const Timeline& timeline, std::uint32_t layer, std::uint32_t by, const CopyStep& step)
        : timeline_(timeline), layer_(layer), by_(by), step_(step) {}

    template <class Fits>
    [[nodiscard]] bool all(const Fits& fits) const {
        const LayerTree& tree = timeline_.layer(layer_).tree;
        for (EntryIndex index = 1; index < tree.entries.size(); index++) {
            const Entry& entry = tree.entries[index];
            if (entry.has(entry_superseded) || entry.has(entry_implied)) continue;
            if (entry.type != FileType::regular && entry.type != FileType::directory) continue;
            const Place now = place_in_the_end(tree.path(index), entry.type);
            if (now && !fits(now)) return false;
        }
        return true;
    }

private:
    /// None where the entry is not there any more, or is a folder that options of a COPY do not reach.
    [[nodiscard]] Place place_in_the_end(const std::string& path, FileType type) const {
        const NodeIndex node = timeline_.find(path);
        if (node == no_node || !timeline_.final(node)) return {}; // deleted later: nobody sees what it had
        for (const Event& event : timeline_.events(node))
            if (event.layer > layer_ && event.layer <= by_ && event.change != Change::metadata &&
                event.change != Change::same)
                return {};
        if (type == FileType::directory) {
            const Event* made = timeline_.event_of(node, layer_);
            if (made == nullptr || made->change != Change::added || holds_target(path)) return {};
        }
        const Place now = timeline_.resolve(timeline_.at(node, by_));
        return now && timeline_.entry(now).type == type ? now : Place{};
    }

    /// Whether the folder is above what is copied.
    [[nodiscard]] bool holds_target(const std::string& path) const {
        if (!step_.target) return false;
        if (path != *step_.target) return step_.target->starts_with(path == "/" ? path : text(path, '/'));
        return std::ranges::any_of(step_.sources, [&](const std::string& source) {
            const std::size_t slash = source.rfind('/');
            const std::string name = slash == source.npos ? source : source.substr(slash + 1);
            const NodeIndex copied = name.empty() ? no_node : timeline_.find(text(path, '/', name));
            return copied != no_node && timeline_.event_of(copied, layer_) != nullptr;
        });
    }

    const Timeline& timeline_;
    std::uint32_t layer_;
    std::uint32_t by_;
    const CopyStep& step_;
};

/// Whether the users and groups that layer `by` knows are there in `layer` already.
bool users_are_known(const Timeline& timeline, std::uint32_t layer, std::uint32_t by) {
    for (const char* path : {"/etc/passwd", "/etc/group"}) {
        const NodeIndex node = timeline.find(path);
        if (node == no_node) continue;
        for (const Event& event : timeline.events(node))
            if (event.layer > layer && event.layer <= by &&
                (event.change == Change::added || event.change == Change::content))
                return false;
    }
    return true;
}

} // namespace

LargestPaths largest_paths(const Timeline& timeline, const BytesOfNodes& nodes) {
    std::vector<std::pair<std::uint64_t, NodeIndex>> sorted;
    for (const auto& [node, bytes] : nodes) sorted.emplace_back(bytes, node);
    sort_list(sorted, [](const auto& a, const auto& b) { return a.first > b.first; });
    LargestPaths out;
    for (const auto& [bytes, node] : sorted)
        if (out.paths.size() < most_advice_paths) out.paths.push_back(timeline.path(node));
    out.more = sorted.size() - out.paths.size();
    return out;
}

void AttributeSum::add(const Timeline& timeline, NodeIndex node, std::uint32_t by, std::uint64_t bytes) {
    if (node == no_node) return;
    nodes_[node] += bytes;
    const Event* event = timeline.event_of(node, by);
    if (event == nullptr || event->entry == no_entry) return;
    const Place after = timeline.resolve({event->layer, event->entry});
    if (!after) return;
    const Owner& owner = owner_of(timeline, after);
    const std::uint16_t mode = timeline.entry(after).mode;
    owners_differ_ = owners_differ_ || (owner_ && !same_ids(*owner_, owner));
    modes_differ_ = modes_differ_ || (mode_ && *mode_ != mode);
    if (!owner_) owner_ = owner;
    if (!mode_) mode_ = mode;
}

AttributeShare AttributeSum::share(const Timeline& timeline, std::uint32_t layer, std::uint32_t by,
                                   const CopyStep& step) const {
    AttributeShare share{.layer = layer};
    BytesOfNodes tops;
    for (const auto& [node, bytes] : nodes_) tops[top_of(timeline, node, layer, by)] += bytes;
    LargestPaths paths = largest_paths(timeline, tops);
    share.paths = std::move(paths.paths);
    share.more_paths = paths.more;
    share.folders = std::ranges::any_of(tops, [&](const auto& top) { return timeline.child_count(top.first) > 0; });
    if (!owners_differ_) share.owner = owner_;
    if (!modes_differ_) share.mode = mode_;
    share.users_known = users_are_known(timeline, layer, by);
    if (!step.is_copy) return share;
    const OwnEntries own(timeline, layer, by, step);
    share.owner_fits_all =
        share.owner && own.all([&](Place place) { return same_ids(owner_of(timeline, place), *share.owner); });
    share.mode_fits_all = share.mode && own.all([&](Place place) { return timeline.entry(place).mode == *share.mode; });
    return share;
}

} // namespace strata
