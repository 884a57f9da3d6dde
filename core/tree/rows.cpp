#include "core/tree/rows.hpp"

#include <algorithm>

namespace strata {

namespace {

struct Key {
    std::int64_t rank = 0; // larger first
    NodeIndex node = no_node;
};

std::int64_t size_rank(const Timeline& timeline, const Overlay& overlay, NodeIndex node, Place place) {
    const bool folder = timeline.child_count(node) > 0;
    const std::uint64_t bytes = folder || !place ? overlay.totals(node).bytes : shown_size(timeline, place);
    return static_cast<std::int64_t>(std::min<std::uint64_t>(bytes, INT64_MAX));
}

std::int64_t rank_of(const Timeline& timeline, const Overlay& overlay, NodeIndex node, SortBy sort) {
    if (sort == SortBy::name) return 0;
    if (sort == SortBy::change) {
        constexpr std::int64_t ranks[] = {4, 3, 3, 1, 2}; // in the order of Change
        return ranks[static_cast<std::size_t>(overlay.change(node))];
    }
    const Place place = overlay.place(node);
    if (sort == SortBy::size) return size_rank(timeline, overlay, node, place);
    if (sort == SortBy::layer) return place ? -static_cast<std::int64_t>(place.layer) : INT64_MIN;
    const Place resolved = timeline.resolve(place);
    if (!place) return INT64_MIN;
    const Place file = resolved ? resolved : place;
    const Entry& entry = timeline.entry(file);
    if (sort == SortBy::time) return entry.mtime;
    if (sort == SortBy::mode) return -static_cast<std::int64_t>(entry.mode);
    const Owner& owner = timeline.layer(file.layer).tree.owner(entry);
    return -static_cast<std::int64_t>((static_cast<std::uint64_t>(owner.uid) << 31) + owner.gid);
}

class Lister {
public:
    Lister(const Timeline& timeline, const Overlay& overlay, const RowOptions& options)
        : timeline_(timeline), overlay_(overlay), options_(options) {}

    std::vector<Row> list() {
        if (options_.wanted) find_wanted();
        push_children({options_.top, 0});
        while (!pending_.empty()) {
            const Row row = pending_.back();
            pending_.pop_back();
            rows_.push_back(row);
            if (row.depth < options_.depth && (!options_.is_open || options_.is_open(row.node))) push_children(row);
        }
        return std::move(rows_);
    }

private:
    [[nodiscard]] bool is_listed(NodeIndex node) const {
        if (options_.listed && !(*options_.listed)[node]) return false;
        return overlay_.shows(node) && (wanted_.empty() || wanted_[node]);
    }

    /// Asks for each node and keeps the folders above.
    void find_wanted() {
        RowOptions everything{.top = options_.top};
        wanted_.assign(timeline_.size(), false);
        RowPath path(timeline_.path(options_.top));
        std::string scratch;
        const std::vector<Row> all = Lister(timeline_, overlay_, everything).list();
        for (const Row row : all)
            wanted_[row.node] = options_.wanted(row.node, shortened_path(path.next(timeline_, row), scratch));
        for (auto row = all.rbegin(); row != all.rend(); ++row)
            if (wanted_[row->node]) wanted_[timeline_.parent(row->node)] = true;
    }

    void push_children(Row folder) {
        keys_.clear();
        const NodeIndex first = timeline_.first_child(folder.node);
        for (std::uint32_t i = 0; i < timeline_.child_count(folder.node); i++)
            if (is_listed(first + i))
                keys_.push_back({rank_of(timeline_, overlay_, first + i, options_.sort), first + i});
        if (options_.sort != SortBy::name)
            std::ranges::stable_sort(keys_, [](const Key& a, const Key& b) { return a.rank > b.rank; });
        if (options_.order == SortOrder::reversed) std::ranges::reverse(keys_);
        for (auto key = keys_.rbegin(); key != keys_.rend(); ++key) pending_.push_back({key->node, folder.depth + 1});
    }

    const Timeline& timeline_;
    const Overlay& overlay_;
    const RowOptions& options_;
    std::vector<bool> wanted_;
    std::vector<Key> keys_;
    std::vector<Row> pending_;
    std::vector<Row> rows_;
};

} // namespace

std::vector<Row> list_rows(const Timeline& timeline, const Overlay& overlay, const RowOptions& options) {
    return Lister(timeline, overlay, options).list();
}

RowPath::RowPath(std::string_view top) : path_(top == "/" ? "" : top), lengths_{path_.size()} {}

std::string_view RowPath::next(const Timeline& timeline, Row row) {
    lengths_.resize(row.depth);
    path_.resize(lengths_.back());
    path_ += '/';
    path_ += timeline.name(row.node);
    lengths_.push_back(path_.size());
    return path_;
}

std::string_view shortened_path(std::string_view path, std::string& scratch) {
    if (path.size() <= longest_matched_path) return path;
    const std::string_view end = path.substr(path.size() - longest_matched_path);
    scratch = "…";
    scratch += end.substr(std::min(end.find('/'), end.size()));
    return scratch;
}

} // namespace strata
