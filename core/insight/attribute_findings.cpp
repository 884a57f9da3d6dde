#include "core/base/format.hpp"
#include "core/base/limits.hpp"
#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/insight/capabilities.hpp"
#include "core/insight/finding_search.hpp"
#include "core/insight/rules/usual_files.hpp"
#include "core/tree/follow_path.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>

namespace strata {

namespace {

constexpr std::size_t most_alone = 20; ///< rows of one rule in one layer; more become one
constexpr std::uint64_t huge_log = 16 * mebibyte;
constexpr std::uint16_t setuid_bit = 04000, setgid_bit = 02000, sticky_bit = 01000;
constexpr std::uint16_t others_write = 0002, group_runs = 0010, all_mode_bits = 07777;

bool holds(std::span<const std::string_view> list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

bool is_system_program(std::string_view path) {
    return (path.starts_with("/usr/") && !path.starts_with("/usr/local/")) || path.starts_with("/bin/") ||
           path.starts_with("/sbin/");
}

NodeIndex common_folder(const Timeline& timeline, NodeIndex a, NodeIndex b) {
    const auto depth = [&](NodeIndex node) {
        std::size_t steps = 0;
        for (; node != root_node; node = timeline.parent(node)) steps++;
        return steps;
    };
    std::size_t depth_a = depth(a), depth_b = depth(b);
    for (; depth_a > depth_b; depth_a--) a = timeline.parent(a);
    for (; depth_b > depth_a; depth_b--) b = timeline.parent(b);
    for (; a != b; a = timeline.parent(a)) b = timeline.parent(b);
    return a;
}

/// Numbers that /etc/passwd or /etc/group of the finished image names, through links; nullopt where the file is not
/// known.
std::optional<std::set<std::uint32_t>> known_ids(const Timeline& timeline, std::string_view path) {
    if (timeline.layer_count() == 0) return std::nullopt;
    const auto node = follow_path(timeline, timeline.top(), path);
    const Place final = node ? timeline.resolve(timeline.final(*node)) : Place{};
    if (!final) return std::nullopt;
    for (const FileFacts& facts : timeline.layer(final.layer).facts) {
        if (facts.entry != final.entry) continue;
        std::set<std::uint32_t> ids{0};
        for (const Sighting& each : facts.sightings) {
            std::uint32_t id = 0;
            const char* end = each.detail.data() + each.detail.size();
            if (std::from_chars(each.detail.data(), end, id).ptr == end) ids.insert(id);
        }
        return ids;
    }
    return std::nullopt;
}

class AttributeSearch {
public:
    explicit AttributeSearch(const FindingScene& scene)
        : timeline_(scene.timeline),
          users_(known_ids(timeline_, "/etc/passwd")),
          groups_(known_ids(timeline_, "/etc/group")) {}

    std::vector<Finding> search() {
        for (NodeIndex node = 1; node < timeline_.size(); node++) look(node);
        find_logs();
        for (auto& [key, row] : strangers_) rows_.push_back(std::move(row));
        return std::move(rows_);
    }

private:
    void look(NodeIndex node) {
        const Place place = timeline_.final(node);
        if (!place) return;
        const Entry& entry = timeline_.entry(place);
        if (entry.has(entry_implied)) return;
        node_ = node;
        place_ = place;
        if (users_) look_at_owner(entry);
        switch (entry.type) {
        case FileType::regular: look_at_file(entry); return;
        case FileType::directory:
            if ((entry.mode & others_write) != 0 && (entry.mode & sticky_bit) == 0) {
                add("world-writable", FindingSeverity::low, mode_text(entry), "a folder without the sticky bit");
                rows_.back().layer = layer_of_mode(others_write | sticky_bit);
            }
            return;
        case FileType::character_device:
        case FileType::block_device: look_at_device(entry); return;
        case FileType::hard_link:
        case FileType::symbolic_link:
        case FileType::fifo:
        case FileType::whiteout: return;
        }
    }

    void look_at_file(const Entry& entry) {
        const bool setuid = (entry.mode & setuid_bit) != 0;
        const bool setgid = (entry.mode & setgid_bit) != 0 && (entry.mode & group_runs) != 0;
        if (setuid || setgid) look_at_program(entry, setuid);
        if ((entry.mode & others_write) != 0) look_at_writable(entry);
        if (entry.extra == 0) return;
        for (const auto& xattr : timeline_.layer(place_.layer).tree.extra(entry).xattrs)
            if (xattr.first == "security.capability") look_at_capability(xattr);
    }

    void look_at_capability(const auto& xattr) {
        const auto found = read_capabilities(xattr.second);
        if (!found) return;
        add("file-capability", found->is_dangerous() ? FindingSeverity::high : FindingSeverity::low, found->text(),
            found->is_dangerous() ? "as good as root" : "");
        rows_.back().layer = layer_since([&](const Entry& entry, const LayerTree& tree) {
            const auto& xattrs = tree.extra(entry).xattrs;
            return std::ranges::find(xattrs, xattr) != xattrs.end();
        });
    }

    void look_at_program(const Entry& entry, bool setuid) {
        const Owner& owner = timeline_.layer(place_.layer).tree.owner(entry);
        const std::string path = timeline_.path(node_);
        const bool usual = holds(usual_programs, base_name(path)) && is_system_program(path);
        FindingSeverity severity = setuid && owner.uid == 0 ? FindingSeverity::medium : FindingSeverity::low;
        if (usual) severity = setuid ? FindingSeverity::low : FindingSeverity::note;
        add(setuid ? "setuid" : "setgid", severity, mode_text(entry),
            usual ? "comes with the distribution; a container seldom needs it" : "");
        rows_.back().layer = layer_of_mode(all_mode_bits);
    }

    void look_at_writable(const Entry& entry) {
        const std::string path = timeline_.path(node_);
        const bool runs = (entry.mode & 0111) != 0 || path.starts_with("/etc/");
        const bool temporary = path.starts_with("/tmp/") || path.starts_with("/var/tmp/");
        add("world-writable",
            temporary ? FindingSeverity::note
            : runs    ? FindingSeverity::medium
                      : FindingSeverity::low,
            mode_text(entry), "");
        rows_.back().layer = layer_of_mode(others_write);
    }

    void look_at_device(const Entry& entry) {
        const Extra& extra = timeline_.layer(place_.layer).tree.extra(entry);
        const std::string path = timeline_.path(node_);
        const bool usual = path.starts_with("/dev/") && holds(usual_devices, base_name(path));
        add("device-node", usual ? FindingSeverity::note : FindingSeverity::medium,
            text(entry.type == FileType::block_device ? "block " : "character ", extra.device_major, ':',
                 extra.device_minor),
            usual ? "one that every container has" : "");
    }

    void look_at_owner(const Entry& entry) {
        const Owner& owner = timeline_.layer(place_.layer).tree.owner(entry);
        const bool strange_user = !users_->contains(owner.uid);
        const bool strange_group = groups_ && !groups_->contains(owner.gid);
        if (!strange_user && !strange_group) return;
        const std::string user = strange_user ? text("uid ", owner.uid) : "";
        const std::string group = strange_group ? text("gid ", owner.gid) : "";
        const std::string shown = text(user, user.empty() || group.empty() ? "" : ", ", group);
        const FindingRule* rule = find_rule("unknown-owner");
        const auto [row, is_new] = strangers_.try_emplace({place_.layer, owner.uid, owner.gid});
        Finding& finding = row->second;
        if (is_new)
            finding = {.rule = rule,
                       .severity = rule->severity,
                       .node = node_,
                       .place = place_,
                       .layer = place_.layer,
                       .shown = shown};
        else
            finding.node = common_folder(timeline_, finding.node, node_);
        finding.path = timeline_.path(finding.node);
        finding.files++;
        finding.bytes += entry.size;
    }

    /// Of all layers: a log that was deleted later still is in the image.
    void find_logs() {
        for (const std::string_view path : {"/var/log/lastlog", "/var/log/faillog", "/var/log/tallylog"}) {
            const NodeIndex node = timeline_.find(path);
            if (node == no_node) continue;
            for (const Event& event : timeline_.events(node)) {
                if (event.change == Change::removed) continue;
                node_ = node;
                place_ = {event.layer, event.entry};
                const Entry& entry = timeline_.entry(place_);
                if (entry.type != FileType::regular || entry.size < huge_log) continue;
                add("huge-log", FindingSeverity::medium, human_size(entry.size),
                    entry.has(entry_sparse) ? "stored with holes" : "");
                const Fate fate = fate_of(timeline_, node, place_);
                rows_.back().hidden_by = fate.by;
                rows_.back().deleted = fate.deleted;
                rows_.back().bytes = entry.size;
            }
        }
    }

    [[nodiscard]] std::string mode_text(const Entry& entry) const {
        const Owner& owner = timeline_.layer(place_.layer).tree.owner(entry);
        return text(mode_letters(entry.mode), ' ', owner.uid, ':', owner.gid);
    }

    /// The layer since which `holds(entry, layer)` of this file, and its content too: one behind it may have changed
    /// something else, its owner by chown -R say.
    template <class Holds>
    [[nodiscard]] std::uint32_t layer_since(Holds holds) const {
        std::uint32_t layer = place_.layer;
        const std::uint32_t first = brought(timeline_, node_, place_).layer;
        const auto events = timeline_.events(node_);
        for (std::size_t at = events.size(); at-- > 0;) {
            const Event& event = events[at];
            if (event.layer > place_.layer) continue;
            if (event.layer < first || event.entry == no_entry) break;
            const Place place{event.layer, event.entry};
            if (!holds(timeline_.entry(place), timeline_.layer(place.layer).tree)) break;
            layer = event.layer;
        }
        return layer;
    }

    [[nodiscard]] std::uint32_t layer_of_mode(std::uint16_t bits) const {
        const std::uint16_t mode = timeline_.entry(place_).mode & bits;
        return layer_since([&](const Entry& entry, const LayerTree&) { return (entry.mode & bits) == mode; });
    }

    void add(std::string_view id, FindingSeverity severity, std::string shown, std::string_view note) {
        rows_.push_back({.rule = find_rule(id),
                         .severity = severity,
                         .path = timeline_.path(node_),
                         .node = node_,
                         .place = place_,
                         .layer = place_.layer,
                         .shown = std::move(shown),
                         .note = std::string(note)});
    }

    const Timeline& timeline_;
    std::optional<std::set<std::uint32_t>> users_, groups_;
    std::vector<Finding> rows_;
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, Finding> strangers_; ///< by layer, user, group
    NodeIndex node_ = no_node;
    Place place_;
};

/// Many rows of one kind as one row for the folder they share.
std::vector<Finding> collapsed(const Timeline& timeline, std::vector<Finding> rows) {
    const auto key = [](const Finding& row) { return std::tuple(row.rule, row.layer, row.severity); };
    std::map<std::tuple<const FindingRule*, std::uint32_t, FindingSeverity>, std::vector<std::size_t>> groups;
    for (std::size_t at = 0; at < rows.size(); at++) groups[key(rows[at])].push_back(at);
    std::vector<Finding> result;
    for (const auto& [group, members] : groups) {
        if (members.size() <= most_alone) {
            for (const std::size_t at : members) result.push_back(std::move(rows[at]));
            continue;
        }
        Finding all = std::move(rows[members.front()]);
        for (const std::size_t at : members) {
            if (at != members.front()) {
                all.node = common_folder(timeline, all.node, rows[at].node);
                if (rows[at].shown != all.shown) all.shown = "several modes";
            }
            all.files++;
        }
        all.path = timeline.path(all.node);
        result.push_back(std::move(all));
    }
    return result;
}

} // namespace

std::vector<Finding> attribute_findings(const FindingScene& scene) {
    return collapsed(scene.timeline, AttributeSearch(scene).search());
}

} // namespace strata
