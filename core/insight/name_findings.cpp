#include "core/base/text.hpp"
#include "core/insight/empty_login.hpp"
#include "core/insight/finding_search.hpp"
#include "core/insight/path_rules.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace strata {

namespace {

/// Which versions of a path count: files with bytes, unless an examiner saw that there is nothing in them.
class Versions {
public:
    explicit Versions(const Timeline& timeline) : timeline_(timeline) {
        for (std::uint32_t layer = 0; layer < timeline.layer_count(); layer++)
            for (const FileFacts& facts : timeline.layer(layer).facts)
                if (std::ranges::count(facts.sightings, holds_nothing_rule, &Sighting::rule) > 0)
                    hold_nothing_.insert({layer, facts.entry});
    }

    /// The first that counts; none where there never was one.
    [[nodiscard]] Place first(NodeIndex node) const {
        for (const Event& event : timeline_.events(node)) {
            const Place place{event.layer, event.entry};
            if (event.change != Change::removed && counts(place)) return place;
        }
        return {};
    }

    /// By whom the last one that counts ended.
    [[nodiscard]] Fate last_fate(NodeIndex node) const {
        const std::span<const Event> events = timeline_.events(node);
        std::size_t at = events.size();
        while (at > 0 &&
               (events[at - 1].change == Change::removed || !counts({events[at - 1].layer, events[at - 1].entry})))
            at--;
        if (at == events.size()) return {};
        return {events[at].layer, events[at].change == Change::removed};
    }

private:
    [[nodiscard]] bool counts(Place place) const {
        const Place file = timeline_.resolve(place);
        return file && timeline_.entry(file).type == FileType::regular && timeline_.entry(file).size > 0 &&
               !hold_nothing_.contains(file);
    }

    const Timeline& timeline_;
    std::set<Place> hold_nothing_;
};

bool is_shown_folder(const Timeline& timeline, NodeIndex node) {
    const Place final = timeline.final(node);
    return final && timeline.entry(final).type == FileType::directory;
}

} // namespace

Place brought(const Timeline& timeline, NodeIndex node, Place place) {
    const auto events = timeline.events(node);
    const Entry& shown = timeline.entry(place);
    Place first = place;
    for (std::size_t at = events.size(); at-- > 0;) {
        const Event& event = events[at];
        if (event.layer >= place.layer) continue;
        if (event.change == Change::removed) break;
        const Entry& entry = timeline.entry({event.layer, event.entry});
        if (entry.type != shown.type || entry.size != shown.size) break;
        first = {event.layer, event.entry};
    }
    return first;
}

Holding holding_of(const Timeline& timeline, NodeIndex folder) {
    Holding sum;
    std::map<std::uint32_t, std::uint64_t> by_layer;
    std::vector<NodeIndex> pending{folder};
    while (!pending.empty()) {
        const NodeIndex node = pending.back();
        pending.pop_back();
        const NodeIndex first = timeline.first_child(node);
        for (std::uint32_t i = 0; i < timeline.child_count(node); i++) pending.push_back(first + i);
        const Place place = timeline.final(node);
        if (!place || timeline.entry(place).type != FileType::regular || timeline.entry(place).size == 0) continue;
        sum.files++;
        sum.bytes += timeline.entry(place).size;
        by_layer[brought(timeline, node, place).layer] += timeline.entry(place).size;
    }
    std::uint64_t most = 0;
    for (const auto& [layer, bytes] : by_layer) {
        if (bytes <= most) continue;
        most = bytes;
        sum.layer = layer;
    }
    return sum;
}

std::vector<Finding> name_findings(const FindingScene& scene) {
    const PathRules files(RuleLook::file_name);
    const PathRules folders(RuleLook::folder);
    const Timeline& timeline = scene.timeline;
    const Versions versions(timeline);
    std::vector<Finding> rows;
    for (NodeIndex node = 1; node < timeline.size(); node++) {
        const std::string_view name = timeline.name(node);
        const bool may_be_file = files.may_want(name);
        if (!may_be_file && !folders.may_want(name)) continue;
        const std::string path = timeline.path(node);
        if (is_example_path(path)) continue;
        Finding row{.path = path, .node = node};
        if (may_be_file) row.rule = files.find(path);
        if (row.rule != nullptr) {
            row.place = versions.first(node);
            if (!row.place) continue;
            row.layer = row.place.layer;
            const Fate fate = versions.last_fate(node);
            row.hidden_by = fate.by;
            row.deleted = fate.deleted;
            row.bytes = timeline.entry(timeline.resolve(row.place)).size;
        } else {
            row.rule = folders.find(path);
            if (row.rule == nullptr || !is_shown_folder(timeline, node)) continue;
            const Holding holding = holding_of(timeline, node);
            if (holding.files == 0) continue;
            row.layer = holding.layer;
            row.files = holding.files;
            row.bytes = holding.bytes;
        }
        row.severity = row.rule->severity;
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace strata
