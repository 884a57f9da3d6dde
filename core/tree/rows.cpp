#include "core/tree/rows.hpp"

#include <algorithm>

namespace strata {

namespace {

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
        siblings_.clear();
        const NodeIndex first = timeline_.first_child(folder.node);
        for (std::uint32_t i = 0; i < timeline_.child_count(folder.node); i++)
            if (is_listed(first + i)) siblings_.push_back(first + i);
        sort_siblings(timeline_, overlay_, options_.sort, options_.order, siblings_);
        for (auto node = siblings_.rbegin(); node != siblings_.rend(); ++node)
            pending_.push_back({*node, folder.depth + 1});
    }

    const Timeline& timeline_;
    const Overlay& overlay_;
    const RowOptions& options_;
    std::vector<bool> wanted_;
    std::vector<NodeIndex> siblings_;
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

std::string shortened_path(const Timeline& timeline, NodeIndex node) {
    NodeIndex folder = node;
    for (std::size_t left = longest_matched_path; folder != root_node; folder = timeline.parent(folder)) {
        const std::size_t part = 1 + timeline.name(folder).size();
        if (part > left) return "…" + timeline.path_below(folder, node);
        left -= part;
    }
    return timeline.path(node);
}

} // namespace strata
