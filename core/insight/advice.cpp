#include "core/insight/advice.hpp"

#include "core/base/path.hpp"
#include "core/base/sort_list.hpp"
#include "core/insight/attribute_sum.hpp"
#include "core/insight/copy_steps.hpp"
#include "core/insight/ignore_lines.hpp"
#include "core/insight/moved_files.hpp"
#include "core/model/instruction.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

namespace strata {

namespace {

/// What makes rows one piece of advice.
using Key = std::tuple<Remedy, std::uint32_t, std::uint32_t, std::string_view, bool>; // layer, by, rule id, removed

/// A row of either ledger.
struct Line {
    NodeIndex node = no_node;
    Place place;
    std::uint32_t origin = 0; ///< the layer that brought the bytes first; later ones may have stated them again
    std::uint64_t bytes = 0;
    FileRuleIndex rule = no_file_rule;
    std::uint32_t by = no_index;
    std::uint8_t touched = 0;
    NodeIndex kept = no_node;
};

struct Collected {
    Advice advice;
    std::map<std::uint32_t, AttributeSum> from; ///< by layer; the sums of set_attributes alone
    BytesOfNodes paths;
    std::uint64_t largest = 0;
    std::set<std::string> targets; ///< move
};

std::string_view id_of(FileRuleIndex rule) { return rule == no_file_rule ? std::string_view() : file_rules()[rule].id; }

/// What is unpacked or run once and thrown away.
bool is_material(std::string_view path) {
    constexpr std::array endings = {".tar", ".gz",  ".tgz", ".xz",  ".zst", ".bz2", ".zip", ".deb",
                                    ".rpm", ".apk", ".whl", ".run", ".bin", ".jar", ".sh",  ".msi"};
    return path.starts_with("/tmp/") ||
           std::ranges::any_of(endings, [&](std::string_view end) { return path.ends_with(end); });
}

bool in_node_modules(std::string_view path) { return path.find("/node_modules/") != path.npos; }

class Adviser {
public:
    Adviser(const Inspection& inspection, const Timeline& timeline, const BaseImage& base)
        : timeline_(timeline),
          base_(base),
          rules_(file_rules_of(timeline)),
          copied_(read_copy_steps(inspection.image, base.layers)),
          ignore_lines_(timeline, copied_),
          moved_(timeline) {
        const std::vector<HistoryRow>& history = inspection.image.config.history;
        for (const LayerRecord& layer : inspection.image.layers)
            steps_.push_back(layer.history < history.size() ? read_instruction(history[layer.history].created_by)
                                                            : Instruction());
        steps_.resize(timeline.layer_count());
        copied_.resize(timeline.layer_count());
    }

    void take(const WasteRow& row) {
        const Line line{row.node,    row.buried, origin_of(row.node, row.buried.layer),
                        row.bytes,   row.rule,   row.hidden_by,
                        row.touched, no_node};
        const bool from_base = in_base(row.buried.layer);
        if (from_base && in_base(row.hidden_by)) return add(Remedy::other_base, 0, no_index, line);
        if (row.cause == WasteCause::repeated) return add(Remedy::other_tool, row.buried.layer, no_index, line);
        if (from_base) return take_from_base(row, line);
        if (row.cause == WasteCause::restated) return take_restated(line);
        if (row.rule != no_file_rule) return take_ruled(line, row.cause == WasteCause::removed);
        if (row.cause == WasteCause::removed) return take_removed(line);
        take_overwritten(line);
    }

    void take(const NeedlessRow& row) {
        const bool again = row.cause == NeedlessCause::restated;
        const Line line{.node = row.node,
                        .place = row.place,
                        .origin = origin_of(row.node, row.place.layer),
                        .bytes = row.bytes,
                        .rule = row.rule,
                        .by = again ? row.place.layer : no_index,
                        .touched = row.touched,
                        .kept = again ? no_node : row.kept_node};
        if (in_base(row.place.layer)) return add(Remedy::other_base, 0, no_index, line);
        if (row.cause == NeedlessCause::duplicate) return add(Remedy::link, row.place.layer, no_index, line);
        if (!again) return take_ruled(line, false);
        if (in_base(line.origin) || in_base(row.kept.layer)) return add(Remedy::not_again, line.by, line.by, line);
        take_restated(line);
    }

    std::vector<Advice> finish() {
        std::vector<Advice> all;
        for (auto& [key, collected] : collected_) all.push_back(finish_one(std::move(collected)));
        sort_list(all, std::ranges::greater{}, &Advice::bytes);
        return all;
    }

private:
    [[nodiscard]] bool in_base(std::uint32_t layer) const { return layer < base_.layers; }
    [[nodiscard]] bool copies(std::uint32_t layer) const {
        return steps_[layer].verb == "COPY" || steps_[layer].verb == "ADD";
    }
    [[nodiscard]] std::uint32_t origin_of(NodeIndex node, std::uint32_t layer) const {
        if (node == no_node) return layer;
        const auto events = timeline_.events(node);
        const auto stated = std::ranges::lower_bound(events, layer, {}, &Event::layer);
        if (stated == events.end()) return layer;
        auto at = stated;
        while (at != events.begin() && (at->change == Change::metadata || at->change == Change::same)) --at;
        // What the base image brought stays its own even where this image states it again.
        return in_base(at->layer) && !in_base(layer) ? layer : at->layer;
    }
    [[nodiscard]] std::string path_of(const Line& line) const {
        return timeline_.layer(line.place.layer).tree.path(line.place.entry);
    }

    /// Bytes of the base image that this image's own layers hide.
    void take_from_base(const WasteRow& row, const Line& line) {
        if (row.cause == WasteCause::restated) return add(Remedy::not_again, line.by, line.by, line);
        if (row.cause == WasteCause::overwritten) return add(Remedy::newer_base, line.by, line.by, line);
        add(Remedy::other_base, line.by, line.by, line, Removed::yes);
    }

    void take_restated(const Line& line) {
        constexpr unsigned attributes = touched_owner | touched_mode | touched_xattrs;
        if ((line.touched & attributes) != 0) return add(Remedy::set_attributes, line.by, line.by, line);
        // What a COPY brought and the RUN of a package manager wrote again came from the machine that builds.
        if (copies(line.origin) && !copies(line.by) && in_node_modules(path_of(line)))
            return add(Remedy::ignore, line.origin, line.by, line);
        add(Remedy::not_again, line.by, line.by, line);
    }

    void take_ruled(const Line& line, bool removed) {
        const FileRule& rule = file_rules()[line.rule];
        const std::uint32_t layer = line.origin;
        const Removed how = removed ? Removed::yes : Removed::no;
        if (rule.kind == FileRuleKind::tools) return add(Remedy::build_stage, layer, no_index, line);
        if (copies(layer)) return add(Remedy::ignore, layer, line.by, line, how);
        add(Remedy::clean_up, layer, line.by, line, how);
    }

    void take_removed(const Line& line) {
        const std::uint32_t layer = line.origin;
        if (moved_.find(line.place, line.by) != no_node) return add(Remedy::move, layer, line.by, line, Removed::yes);
        if (!copies(layer)) return add(Remedy::finish_in_run, layer, line.by, line, Removed::yes);
        const bool used = steps_[line.by].verb == "RUN" && is_material(path_of(line));
        add(used ? Remedy::mount : Remedy::ignore, layer, line.by, line, Removed::yes);
    }

    void take_overwritten(const Line& line) {
        const std::uint32_t layer = line.origin;
        if (copies(layer) && in_node_modules(path_of(line))) return add(Remedy::ignore, layer, line.by, line);
        const bool copied = copies(layer) || copies(line.by);
        add(copied ? Remedy::write_once : Remedy::finish_in_run, layer, line.by, line);
    }

    enum class Removed : bool { no, yes };
    void add(Remedy remedy, std::uint32_t layer, std::uint32_t by, const Line& line, Removed removed = Removed::no) {
        const bool by_rule = remedy == Remedy::clean_up || remedy == Remedy::ignore;
        const std::string_view rule = by_rule ? id_of(line.rule) : std::string_view();
        // Caches are the same edit whether a later layer hides them or none does.
        const bool whoever = remedy == Remedy::clean_up || (by_rule && !rule.empty());
        const Key key{remedy, layer, whoever ? no_index : by, rule, !whoever && removed == Removed::yes};
        const auto [at, is_new] = collected_.try_emplace(key);
        Collected& into = at->second;
        Advice& advice = into.advice;
        if (is_new) {
            advice.remedy = remedy;
            advice.layer = layer;
            advice.by = by;
            advice.removed = removed == Removed::yes;
            if (remedy == Remedy::mount) advice.user = user_of(line);
            if (by_rule || remedy == Remedy::build_stage) advice.rule = line.rule;
        }
        if (advice.by != by) advice.by = no_index;
        advice.removed = advice.removed && removed == Removed::yes;
        advice.bytes += line.bytes;
        advice.files++;
        advice.touched |= line.touched;
        if (remedy == Remedy::other_base && by == no_index) advice.layer = std::max(advice.layer, line.place.layer);
        if (remedy == Remedy::set_attributes)
            into.from[line.origin].add(timeline_, line.node, line.by, line.bytes);
        else
            into.from.try_emplace(line.place.layer);
        const NodeIndex top = line.node == no_node ? no_node : top_node(remedy, line);
        if (top != no_node) into.paths[top] += line.bytes;
        if (remedy == Remedy::move && top != no_node) note_target(into, line, top);
        if (line.kept != no_node && line.bytes > into.largest) {
            into.largest = line.bytes;
            advice.kept = timeline_.path(line.kept);
        }
    }

    /// The first RUN behind the COPY that names the file, else the one that deletes it.
    [[nodiscard]] std::uint32_t user_of(const Line& line) const {
        const std::string path = path_of(line);
        const std::string_view name = base_name(path);
        for (std::uint32_t layer = line.origin + 1; layer < line.by; layer++)
            if (steps_[layer].verb == "RUN" && steps_[layer].arguments.find(name) != std::string_view::npos)
                return layer;
        return line.by;
    }

    /// Where the file's path, or the folder that stands for it, ends up.
    void note_target(Collected& into, const Line& line, NodeIndex top) const {
        const std::string target = timeline_.path(moved_.find(line.place, line.by));
        const std::string below = top == line.node ? "" : timeline_.path_below(top, line.node);
        const bool ends_so = target.size() > below.size() && target.ends_with(below);
        if (into.targets.size() < 2) into.targets.insert(ends_so ? target.substr(0, target.size() - below.size()) : "");
    }

    /// The largest folder that shares the file's fate, or the file.
    [[nodiscard]] NodeIndex top_node(Remedy remedy, const Line& line) const {
        const auto shares_fate = [&](NodeIndex folder) {
            if (folder == root_node || remedy == Remedy::link) return false;
            if (line.rule != no_file_rule) return id_of(rules_[folder]) == id_of(line.rule);
            const Event* event = line.by == no_index ? nullptr : timeline_.event_of(folder, line.by);
            if (event == nullptr) return false;
            return line.touched != 0 ? event->change == Change::metadata : event->change == Change::removed;
        };
        NodeIndex top = line.node;
        while (shares_fate(timeline_.parent(top))) top = timeline_.parent(top);
        return top;
    }

    /// Unless the rule knows a line that is right for all that it takes.
    void find_ignored(Advice& advice) {
        if (advice.rule != no_file_rule && !file_rules()[advice.rule].ignore.empty()) {
            advice.ignored.emplace_back(file_rules()[advice.rule].ignore);
            return;
        }
        for (const std::string& path : advice.paths) {
            constexpr std::string_view modules = "/node_modules/";
            const std::size_t at = path.find(modules);
            const std::string_view whole(path);
            std::string line = ignore_lines_.line_for(
                advice.layer, at == path.npos ? whole : whole.substr(0, at + modules.size() - 1));
            if (line.empty()) {
                advice.ignored.clear();
                return;
            }
            if (std::ranges::find(advice.ignored, line) == advice.ignored.end())
                advice.ignored.push_back(std::move(line));
        }
    }

    [[nodiscard]] Advice finish_one(Collected collected) {
        Advice advice = std::move(collected.advice);
        for (const auto& [layer, sum] : collected.from) advice.from.push_back(layer);
        LargestPaths paths = largest_paths(timeline_, collected.paths);
        advice.paths = std::move(paths.paths);
        advice.more_paths = paths.more;
        if (advice.remedy == Remedy::ignore) find_ignored(advice);
        if (advice.remedy == Remedy::set_attributes)
            for (const auto& [layer, sum] : collected.from)
                advice.shares.push_back(sum.share(timeline_, layer, advice.by, copied_[layer]));
        const bool one_path = advice.paths.size() == 1 && advice.more_paths == 0;
        if (advice.remedy == Remedy::mount && one_path) {
            advice.source = copy_source(copied_[advice.layer], advice.paths.front());
            advice.stage = copied_[advice.layer].stage.value_or("");
        }
        if (advice.remedy == Remedy::move && one_path && collected.targets.size() == 1)
            advice.target = *collected.targets.begin();
        return advice;
    }

    const Timeline& timeline_;
    const BaseImage& base_;
    std::vector<FileRuleIndex> rules_; // by node
    std::vector<CopyStep> copied_;     // by layer
    IgnoreLines ignore_lines_;
    MovedFiles moved_;
    std::vector<Instruction> steps_; // by layer
    std::map<Key, Collected> collected_;
};

} // namespace

std::vector<Advice> find_advice(const Inspection& inspection, const Timeline& timeline, const Waste& waste,
                                const BaseImage& base) {
    Adviser adviser(inspection, timeline, base);
    for (const WasteRow& row : waste.rows) adviser.take(row);
    for (const NeedlessRow& row : waste.needless) adviser.take(row);
    return adviser.finish();
}

} // namespace strata
