#include "core/insight/waste.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace strata {

namespace {

/// How one name of a file ended; `by` is never_hidden where it has not.
struct Ending {
    static constexpr std::uint32_t never_hidden = 0xffffffff;
    std::uint32_t by = never_hidden;
    WasteCause cause = WasteCause::overwritten;
    bool unsure = false;
};

/// One name of a file, its own or a hard link's.
struct Name {
    Place file;
    Ending ending;
    NodeIndex node = no_node;
    bool own = false;
};

Ending ending_of(std::span<const Event> events, std::size_t at) {
    if (at + 1 == events.size()) return {};
    const Event& next = events[at + 1];
    switch (next.change) {
    case Change::removed: return {next.layer, WasteCause::removed, false};
    case Change::metadata:
    case Change::same: return {next.layer, WasteCause::restated, false};
    case Change::added:
    case Change::content: break;
    }
    return {next.layer, WasteCause::overwritten, next.unsure};
}

class Ledger {
public:
    explicit Ledger(const Timeline& timeline) : timeline_(timeline) {
        waste_.wasted_of_layer.resize(timeline.layer_count());
        find_linked();
        seen_.resize(timeline.layer_count());
        for (std::uint32_t layer = 0; layer < timeline.layer_count(); layer++)
            seen_[layer].resize(timeline.layer(layer).tree.entries.size());
    }

    Waste write() {
        for (NodeIndex node = 0; node < timeline_.size(); node++) read_node(node);
        book_linked();
        book_repeated();
        std::ranges::sort(waste_.rows, [](const WasteRow& a, const WasteRow& b) {
            return std::tuple(b.bytes, a.buried) < std::tuple(a.bytes, b.buried);
        });
        sum_transfers();
        return std::move(waste_);
    }

private:
    void find_linked() {
        for (const HardLink& link : timeline_.hard_links())
            if (link.target) linked_.push_back(link.target);
        std::ranges::sort(linked_);
        linked_.erase(std::ranges::unique(linked_).begin(), linked_.end());
    }

    void read_node(NodeIndex node) {
        const std::span<const Event> events = timeline_.events(node);
        for (std::size_t i = 0; i < events.size(); i++) {
            if (events[i].change == Change::removed) continue;
            const Place place{events[i].layer, events[i].entry};
            const Entry& entry = timeline_.entry(place);
            if (entry.type == FileType::regular) {
                seen_[place.layer][place.entry] = true;
                const bool linked = !linked_.empty() && std::ranges::binary_search(linked_, place);
                if (linked)
                    names_.push_back({place, ending_of(events, i), node, true});
                else
                    book({place, ending_of(events, i), node, true});
            } else if (const Place file = timeline_.resolve(place);
                       entry.type == FileType::hard_link && file && timeline_.entry(file).type == FileType::regular) {
                names_.push_back({file, ending_of(events, i), node, false});
            }
        }
    }

    /// Files with several names: the name that lives longest decides.
    void book_linked() {
        std::ranges::sort(names_, [](const Name& a, const Name& b) {
            return std::tuple(a.file, b.ending.by, b.own, a.node) < std::tuple(b.file, a.ending.by, a.own, b.node);
        });
        Place last;
        for (const Name& name : names_) {
            if (name.file == last) continue;
            last = name.file;
            seen_[last.layer][last.entry] = true;
            book(name);
        }
    }

    /// What no event tells of: entries that a later one of the same layer replaced.
    void book_repeated() {
        for (std::uint32_t layer = 0; layer < timeline_.layer_count(); layer++) {
            const LayerTree& tree = timeline_.layer(layer).tree;
            for (EntryIndex index = 0; index < tree.entries.size(); index++) {
                if (tree.entries[index].type != FileType::regular || seen_[layer][index]) continue;
                const NodeIndex node = tree.entries[index].size > 0 ? timeline_.find(tree.path(index)) : no_node;
                book({{layer, index}, {layer, WasteCause::repeated, false}, node, true});
            }
        }
    }

    void book(const Name& name) {
        const std::uint64_t bytes = timeline_.entry(name.file).size;
        waste_.total_bytes += bytes;
        if (name.ending.by == Ending::never_hidden) {
            waste_.live_bytes += bytes;
            return;
        }
        if (bytes == 0) return;
        waste_.wasted_bytes += bytes;
        waste_.wasted_of_layer[name.file.layer] += bytes;
        waste_.rows.push_back({name.node, bytes, name.file, name.ending.by, name.ending.cause, name.ending.unsure});
    }

    void sum_transfers() {
        std::map<std::tuple<std::uint32_t, std::uint32_t, WasteCause>, WasteTransfer> sums;
        for (const WasteRow& row : waste_.rows) {
            WasteTransfer& sum = sums[{row.buried.layer, row.hidden_by, row.cause}];
            sum = {row.buried.layer, row.hidden_by, row.cause, sum.bytes + row.bytes, sum.files + 1};
        }
        for (const auto& [key, sum] : sums) waste_.transfers.push_back(sum);
        std::ranges::stable_sort(waste_.transfers, std::ranges::greater{}, &WasteTransfer::bytes);
    }

    const Timeline& timeline_;
    Waste waste_;
    std::vector<Place> linked_; // files that hard links lead to; sorted
    std::vector<Name> names_;   // of those files
    std::vector<std::vector<bool>> seen_;
};

} // namespace

Waste find_waste(const Timeline& timeline) { return Ledger(timeline).write(); }

} // namespace strata
