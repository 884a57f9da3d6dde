#include "web/ui/comparison.hpp"

#include "core/base/path_pattern.hpp"
#include "core/base/text.hpp"
#include "core/insight/without_secrets.hpp"
#include "core/report/nested_text.hpp"

#include <algorithm>
#include <utility>

namespace strata::ui {

namespace {

Look finished(const Timeline& timeline) {
    return {.shows = Look::Shows::image, .first = timeline.top(), .last = timeline.top()};
}

bool only_attributes(Reasons reasons) {
    return reasons != 0 && (reasons & ~(reason_mode | reason_owner | reason_time | reason_xattr)) == 0;
}

/// What differs inside two archives that hold the same, as short as a column: "packing only", "inside: time".
std::string inside_words(const NestedDiff& nested) {
    if (nested.reasons == nested_packing) return "packing only";
    if (nested.reasons == nested_order) return "order only";
    if (nested.reasons == nested_form) return "form only";
    const std::string words = nested_reasons_text(nested.reasons);
    return text("inside: ", words.find(',') == words.npos ? words : "several");
}

} // namespace

Comparison::Comparison(const OpenImage& older, const Timeline& a, const OpenImage& newer, const Timeline& b,
                       IgnoreSet ignore, const Explanations& explanations)
    : a_(without_secrets(older.inspection())),
      b_(without_secrets(newer.inspection())),
      a_timeline_(a),
      b_timeline_(b),
      diff_(diff_images({older.inspection(), a}, {newer.inspection(), b}, ignore, explanations)),
      a_overlay_(a, finished(a)),
      b_overlay_(b, finished(b)) {
    diff_.settings = without_secrets(std::move(diff_.settings));
    build();
}

void Comparison::build() {
    tree_ = difference_tree(diff_.files.rows, a_timeline_, b_timeline_);
    of_older_.assign(a_timeline_.size(), no_index);
    of_newer_.assign(b_timeline_.size(), no_index);
    const auto bytes = [](const Timeline& timeline, const Overlay& overlay, NodeIndex node) {
        return std::max(overlay.totals(node).bytes, shown_size(timeline, timeline.final(node)));
    };
    for (std::uint32_t index = 0; index < tree_.size(); index++) {
        Difference& item = tree_[index];
        if (item.a != no_node) {
            item.a_bytes = bytes(a_timeline_, a_overlay_, item.a);
            of_older_[item.a] = index;
        }
        if (item.b != no_node) {
            item.b_bytes = bytes(b_timeline_, b_overlay_, item.b);
            of_newer_[item.b] = index;
        }
    }
}

std::string Comparison::path(const Difference& item) const {
    return item.b != no_node ? b_timeline_.path(item.b) : a_timeline_.path(item.a);
}

std::string_view Comparison::name(const Difference& item) const {
    return item.b != no_node ? b_timeline_.name(item.b) : a_timeline_.name(item.a);
}

FileChange Comparison::change(const Difference& item) const {
    return item.row == no_index ? FileChange::changed : diff_.files.rows[item.row].change;
}

const FileRow* Comparison::other_end(const Difference& item) const {
    if (item.row == no_index) return nullptr;
    const std::uint32_t other = diff_.files.rows[item.row].other_end;
    return other == no_index ? nullptr : &diff_.files.rows[other];
}

std::string Comparison::reason(const Difference& item) const {
    if (other_end(item)) return "moved";
    const Cause cause = item.row == no_index ? Cause::none : diff_.files.rows[item.row].cause;
    if (cause == Cause::bytecode) return "rebuilt .pyc";
    if (const NestedDiff* nested = inside(item); nested && cause == Cause::nested) return inside_words(*nested);
    if (item.a_bytes != item.b_bytes) return size_change(item.a_bytes, item.b_bytes);
    if (change(item) == FileChange::added) return "added";
    if (change(item) == FileChange::removed) return "removed";
    if (item.row == no_index && item.added + item.removed > 0) return "other files";
    if (only_attributes(item.reasons) && !item.unsure) {
        const std::string words = reasons_text(item.reasons);
        return words.find(',') == words.npos ? words + " only" : words;
    }
    if (item.reasons & reason_type) return "other type";
    if (item.reasons & reason_link) return "other link";
    if (item.reasons & reason_device) return "other device";
    if (item.reasons & reason_content) return "other bytes";
    return "not compared";
}

std::string Comparison::all_reasons(const Difference& item) const {
    if (item.row == no_index || diff_.files.rows[item.row].change != FileChange::changed) return {};
    return row_reasons(diff_.files.rows[item.row], diff_.files);
}

const NestedDiff* Comparison::inside(const Difference& item) const {
    if (item.row == no_index) return nullptr;
    const std::uint32_t nested = diff_.files.rows[item.row].nested;
    return nested < diff_.files.nested.size() ? &diff_.files.nested[nested] : nullptr;
}

const Difference* Comparison::at_newer(NodeIndex node) const {
    if (node >= of_newer_.size() || of_newer_[node] == no_index) return nullptr;
    return &tree_[of_newer_[node]];
}

const Difference* Comparison::at_older(NodeIndex node) const {
    if (node >= of_older_.size() || of_older_[node] == no_index) return nullptr;
    return &tree_[of_older_[node]];
}

bool Comparison::wants(const Difference& item, const State& state) const {
    if (item.row == no_index) return false;
    const FileFilter& filter = state.filter;
    const Origin origin = diff_.bases.known ? diff_.bases.files[item.row] : Origin::own;
    if (diff_.bases.known && (state.origins & (origin == Origin::base ? show_base : show_own)) == 0) return false;
    const FileRow& row = diff_.files.rows[item.row];
    const std::uint8_t bit = row.change == FileChange::added     ? show_added
                             : row.change == FileChange::removed ? show_removed
                                                                 : show_changed;
    if ((filter.changes & bit) == 0) return false;
    if (filter.only_metadata && (!only_attributes(row.reasons) || row.unsure)) return false;
    return std::max(item.a_bytes, item.b_bytes) >= filter.larger_than;
}

/// By item, whether its path fits; all do where nothing is wanted, and none where that can't be read.
std::vector<bool> Comparison::found(std::string_view wanted) const {
    std::vector<bool> found(tree_.size(), wanted.empty());
    auto pattern = PathPattern::parse(wanted);
    if (wanted.empty() || !pattern) return found;
    std::vector<PathPattern::State> behind(tree_.size()); // each one's path
    std::vector<std::uint32_t> open;                      // folders that the item lies in, outermost first
    for (std::uint32_t i = 0; i < tree_.size(); i++) {
        while (!open.empty() && tree_[open.back()].end <= i) open.pop_back();
        const PathPattern::State folder = open.empty() ? pattern->start() : behind[open.back()];
        behind[i] = pattern->read(pattern->read(folder, '/'), name(tree_[i]));
        found[i] = pattern->accepts(behind[i]);
        if (is_folder(i)) open.push_back(i);
    }
    return found;
}

std::vector<bool> Comparison::kept(const State& state) const {
    std::vector<bool> kept = found(state.filter.text);
    for (std::size_t i = 0; i < tree_.size(); i++) kept[i] = kept[i] && wants(tree_[i], state);
    // A folder stays for what is kept below it: the nearest kept one behind it tells.
    std::size_t next = tree_.size();
    for (std::size_t i = tree_.size(); i-- > 0;) {
        if (!kept[i] && next < tree_[i].end) kept[i] = true;
        if (kept[i]) next = i;
    }
    return kept;
}

bool Comparison::is_open(std::uint32_t item, const State& state) const {
    if (!state.filter.text.empty() || state.filter.only_metadata || state.filter.larger_than > 0) return true;
    const Difference& folder = tree_[item];
    return folder.b != no_node ? state.expanded.contains(folder.b) : state.expanded_in_older.contains(folder.a);
}

std::vector<std::uint32_t> Comparison::below(std::uint32_t folder, const std::vector<bool>& shown) const {
    std::vector<std::uint32_t> level;
    const auto end = folder == no_index ? static_cast<std::uint32_t>(tree_.size()) : tree_[folder].end;
    for (std::uint32_t at = folder == no_index ? 0 : folder + 1; at < end; at = tree_[at].end)
        if (shown[at]) level.push_back(at);
    return level;
}

std::vector<std::uint32_t> Comparison::below_line(DifferenceRow& row, const std::vector<bool>& shown) const {
    for (;;) {
        std::vector<std::uint32_t> level = below(row.item, shown);
        if (tree_[row.item].row != no_index || level.size() != 1) return level;
        row.item = level.front();
        row.parts++;
    }
}

std::vector<const Difference*> Comparison::first_folders(std::size_t most_rows) const {
    std::vector<const Difference*> folders;
    const std::vector<bool> all(tree_.size(), true);
    std::vector<std::uint32_t> lines = below(no_index, all);
    for (std::size_t i = 0; i < lines.size() && lines.size() < most_rows; i++) {
        DifferenceRow row{.item = lines[i]};
        const std::vector<std::uint32_t> level = below_line(row, all);
        if (level.empty() || lines.size() + level.size() > most_rows) continue;
        folders.push_back(&tree_[row.item]);
        lines.insert(lines.end(), level.begin(), level.end());
    }
    return folders;
}

std::vector<DifferenceRow> Comparison::rows(const State& state) const {
    const std::vector<bool> shown = kept(state);
    std::vector<DifferenceRow> rows, waiting; // waiting: the next one on top
    const auto push = [&](std::vector<std::uint32_t> level, std::uint32_t depth) {
        const auto bytes = [&](std::uint32_t at) {
            const auto [least, most] = std::minmax(tree_[at].a_bytes, tree_[at].b_bytes);
            return state.sort == SortBy::size         ? tree_[at].b_bytes
                   : state.sort == SortBy::older_size ? tree_[at].a_bytes
                                                      : most - least;
        };
        if (state.sort == SortBy::size || state.sort == SortBy::older_size || state.sort == SortBy::change)
            std::ranges::stable_sort(level, std::greater{}, bytes);
        if (state.order == SortOrder::reversed) std::ranges::reverse(level);
        for (std::size_t i = level.size(); i-- > 0;) waiting.push_back({.item = level[i], .depth = depth});
    };
    push(below(no_index, shown), 1);
    while (!waiting.empty()) {
        DifferenceRow row = waiting.back();
        waiting.pop_back();
        std::vector<std::uint32_t> level = below_line(row, shown);
        rows.push_back(row);
        if (!level.empty() && is_open(row.item, state)) push(std::move(level), row.depth + 1);
    }
    return rows;
}

} // namespace strata::ui
