#include "core/insight/waste.hpp"

#include "core/base/sort_list.hpp"

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
    std::uint8_t touched = 0;
};

/// One name of a file, its own or a hard link's.
struct Name {
    Place file;
    Ending ending;
    NodeIndex node = no_node;
    bool own = false;
    FileRuleIndex rule = no_file_rule;
};

Ending ending_of(const Timeline& timeline, std::span<const Event> events, std::size_t at) {
    if (at + 1 == events.size()) return {};
    const Event& next = events[at + 1];
    switch (next.change) {
    case Change::removed: return {next.layer, WasteCause::removed, false, 0};
    case Change::metadata:
    case Change::same: {
        const Place before = timeline.resolve({events[at].layer, events[at].entry});
        const Place after = timeline.resolve({next.layer, next.entry});
        return {next.layer, WasteCause::restated, false, touched_between(timeline, before, after)};
    }
    case Change::added:
    case Change::content: break;
    }
    return {next.layer, WasteCause::overwritten, next.unsure, 0};
}

NeedlessCause cause_of(FileRuleKind kind) {
    switch (kind) {
    case FileRuleKind::cache: return NeedlessCause::cache;
    case FileRuleKind::log: return NeedlessCause::log;
    case FileRuleKind::context: return NeedlessCause::context;
    case FileRuleKind::tools: break;
    }
    return NeedlessCause::tools;
}

/// A file that may be one of several with the same bytes.
struct Hashed {
    ContentHash content;
    Place place;
    NodeIndex node = no_node;
};

class Ledger {
public:
    explicit Ledger(const Timeline& timeline) : timeline_(timeline), rules_(file_rules_of(timeline)) {
        waste_.wasted_of_layer.resize(timeline.layer_count());
        waste_.needless_of_layer.resize(timeline.layer_count());
        seen_.resize(timeline.layer_count());
        for (std::uint32_t layer = 0; layer < timeline.layer_count(); layer++)
            seen_[layer].resize(timeline.layer(layer).tree.entries.size());
    }

    Waste write() {
        for (NodeIndex node = 0; node < timeline_.size(); node++) read_node(node);
        book_linked();
        book_repeated();
        book_duplicates();
        std::ranges::sort(waste_.rows, [](const WasteRow& a, const WasteRow& b) {
            return std::tuple(b.bytes, a.buried) < std::tuple(a.bytes, b.buried);
        });
        std::ranges::sort(waste_.needless, [](const NeedlessRow& a, const NeedlessRow& b) {
            return std::tuple(b.bytes, a.place) < std::tuple(a.bytes, b.place);
        });
        sum_transfers();
        return std::move(waste_);
    }

private:
    void read_node(NodeIndex node) {
        const std::span<const Event> events = timeline_.events(node);
        for (std::size_t i = 0; i < events.size(); i++) {
            if (events[i].change == Change::removed) continue;
            const Place place{events[i].layer, events[i].entry};
            const Entry& entry = timeline_.entry(place);
            if (entry.type == FileType::regular) {
                seen_[place.layer][place.entry] = true;
                const Name name{place, ending_of(timeline_, events, i), node, true, rules_[node]};
                if (!timeline_.links_to(place).empty())
                    names_.push_back(name);
                else
                    book(name);
            } else if (const Place file = timeline_.resolve(place);
                       entry.type == FileType::hard_link && file && timeline_.entry(file).type == FileType::regular) {
                names_.push_back({file, ending_of(timeline_, events, i), node, false, rules_[node]});
            }
        }
    }

    /// Files with several names: the name that lives longest decides, and of those the one that is needed.
    void book_linked() {
        std::ranges::sort(names_, [](const Name& a, const Name& b) {
            const auto ruled = [](const Name& name) { return name.rule != no_file_rule; };
            return std::tuple(a.file, b.ending.by, ruled(a), b.own, a.node) <
                   std::tuple(b.file, a.ending.by, ruled(b), a.own, b.node);
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
                book({{layer, index}, {layer, WasteCause::repeated, false, 0}, node, true, no_file_rule});
            }
        }
    }

    void add(ByteClass which, std::uint64_t bytes) {
        ByteClassSum& sum = waste_.classes[static_cast<std::size_t>(which)];
        sum.bytes += bytes;
        sum.files++;
    }

    void book(const Name& name) {
        const std::uint64_t bytes = timeline_.entry(name.file).size;
        waste_.total_bytes += bytes;
        if (name.ending.by == Ending::never_hidden) return book_live(name, bytes);
        if (bytes == 0) return;
        waste_.wasted_bytes += bytes;
        waste_.wasted_of_layer[name.file.layer] += bytes;
        add(class_of(name.ending.cause), bytes);
        waste_.rows.push_back({name.node, bytes, name.file, name.ending.by, name.ending.cause, name.ending.unsure,
                               name.ending.touched, name.rule});
    }

    void book_live(const Name& name, std::uint64_t bytes) {
        waste_.live_bytes += bytes;
        if (name.rule != no_file_rule && bytes > 0)
            return book_needless({.node = name.node,
                                  .bytes = bytes,
                                  .place = name.file,
                                  .cause = cause_of(file_rules()[name.rule].kind),
                                  .rule = name.rule});
        if (bytes >= least_duplicate_bytes && !is_hive(name.node) && timeline_.entry(name.file).has(entry_hashed))
            hashed_.push_back({timeline_.entry(name.file).content, name.file, name.node});
        else
            add(ByteClass::needed, bytes);
    }

    /// A part of Windows' registry, which the layer's system writes itself and no link replaces.
    [[nodiscard]] bool is_hive(NodeIndex node) const {
        if (node == no_node || node == root_node) return false;
        const NodeIndex folder = timeline_.parent(node);
        const std::string_view name = timeline_.name(node);
        return timeline_.parent(folder) == root_node && timeline_.name(folder) == "Hives" &&
               (name.ends_with("_Base") || name.ends_with("_Delta"));
    }

    void book_needless(const NeedlessRow& row) {
        add(class_of(row.cause), row.bytes);
        if (row.cause != NeedlessCause::tools) {
            waste_.needless_bytes += row.bytes;
            waste_.needless_of_layer[row.place.layer] += row.bytes;
        }
        waste_.needless.push_back(row);
    }

    /// The file that the same path had first with these bytes; `file` itself where the path had none before.
    [[nodiscard]] Place first_of(const Hashed& file) const {
        const std::span<const Event> events = timeline_.events(file.node);
        auto at = std::ranges::lower_bound(events, file.place.layer, {}, &Event::layer);
        if (at == events.end() || timeline_.resolve({at->layer, at->entry}) != file.place) return file.place;
        while (at != events.begin() && (at->change == Change::metadata || at->change == Change::same)) --at;
        return timeline_.resolve({at->layer, at->entry});
    }

    void book_duplicates() {
        std::ranges::sort(hashed_, {}, [](const Hashed& file) {
            return std::tuple(file.content.high, file.content.low, file.place);
        });
        for (auto first = hashed_.begin(); first != hashed_.end();) {
            const std::uint64_t bytes = timeline_.entry(first->place).size;
            const auto last = std::find_if(first + 1, hashed_.end(), [&](const Hashed& file) {
                return file.content != first->content || timeline_.entry(file.place).size != bytes;
            });
            add(ByteClass::needed, bytes);
            if (last - first > 1) book_copies({first, last}, bytes);
            first = last;
        }
    }

    /// Of files with the same bytes the lowest is needed. Those whose paths were names of one file, until a layer
    /// stated some of them again, are no copies of each other's paths.
    void book_copies(std::span<const Hashed> files, std::uint64_t bytes) {
        const Hashed& kept = files.front();
        std::map<Place, NodeIndex> firsts{{first_of(kept), kept.node}};
        for (const Hashed& file : files.subspan(1)) {
            const Place first = first_of(file);
            const auto [known, is_new] = firsts.try_emplace(first, file.node);
            NeedlessRow row{.node = file.node, .bytes = bytes, .place = file.place};
            row.cause = is_new ? NeedlessCause::duplicate : NeedlessCause::restated;
            row.kept = is_new ? kept.place : first;
            row.kept_node = is_new ? kept.node : known->second;
            if (!is_new) row.touched = touched_between(timeline_, first, file.place);
            book_needless(row);
        }
    }

    void sum_transfers() {
        std::map<std::tuple<std::uint32_t, std::uint32_t, WasteCause>, WasteTransfer> sums;
        for (const WasteRow& row : waste_.rows) {
            WasteTransfer& sum = sums[{row.buried.layer, row.hidden_by, row.cause}];
            sum = {row.buried.layer,      row.hidden_by, row.cause,
                   sum.bytes + row.bytes, sum.files + 1, static_cast<std::uint8_t>(sum.touched | row.touched)};
        }
        for (const auto& [key, sum] : sums) waste_.transfers.push_back(sum);
        sort_list(waste_.transfers, std::ranges::greater{}, &WasteTransfer::bytes);
    }

    const Timeline& timeline_;
    Waste waste_;
    std::vector<FileRuleIndex> rules_; // by node
    std::vector<Name> names_;          // of those files
    std::vector<Hashed> hashed_;       // shown files
    std::vector<std::vector<bool>> seen_;
};

} // namespace

ByteClass class_of(NeedlessCause cause) {
    switch (cause) {
    case NeedlessCause::duplicate: return ByteClass::duplicate;
    case NeedlessCause::restated: return ByteClass::restated;
    case NeedlessCause::cache: return ByteClass::cache;
    case NeedlessCause::log: return ByteClass::log;
    case NeedlessCause::context: return ByteClass::context;
    case NeedlessCause::tools: break;
    }
    return ByteClass::tools;
}

ByteClass class_of(WasteCause cause) {
    switch (cause) {
    case WasteCause::overwritten: return ByteClass::overwritten;
    case WasteCause::restated: return ByteClass::restated;
    case WasteCause::removed: return ByteClass::removed;
    case WasteCause::repeated: break;
    }
    return ByteClass::repeated;
}

Waste find_waste(const Timeline& timeline) { return Ledger(timeline).write(); }

std::array<std::uint64_t, byte_class_count> bytes_of_lowest(const Waste& waste, const Timeline& timeline,
                                                            std::uint32_t layers) {
    std::array<std::uint64_t, byte_class_count> bytes{};
    std::uint64_t& needed = bytes[static_cast<std::size_t>(ByteClass::needed)];
    for (std::uint32_t layer = 0; layer < std::min(layers, timeline.layer_count()); layer++)
        for (const Entry& entry : timeline.layer(layer).tree.entries)
            if (entry.type == FileType::regular) needed += entry.size;
    const auto move = [&](std::uint32_t layer, ByteClass which, std::uint64_t size) {
        if (layer >= layers) return;
        bytes[static_cast<std::size_t>(which)] += size;
        needed -= size;
    };
    for (const WasteRow& row : waste.rows) move(row.buried.layer, class_of(row.cause), row.bytes);
    for (const NeedlessRow& row : waste.needless) move(row.place.layer, class_of(row.cause), row.bytes);
    return bytes;
}

} // namespace strata
