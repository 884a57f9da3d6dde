#include "core/tree/lazy_rows.hpp"

#include <algorithm>
#include <utility>

namespace strata {

LazyRows::LazyRows(const Timeline& timeline, const Overlay& overlay, LazyRowOptions options)
    : timeline_(&timeline),
      overlay_(&overlay),
      options_(std::move(options)),
      above_(timeline.folders().size()),
      open_(timeline.folders().size()),
      below_(timeline.folders().size()) {
    open_folders();
    count_rows();
    options_.is_open = {}; // what it looks at may be gone later
}

void LazyRows::open_folders() {
    const auto folders = timeline_->folders();
    std::uint32_t above = 0; // folders stand in the order of the folders that they lie in
    for (std::uint32_t number = 0; number < folders.size(); number++) {
        if (number == 0) {
            open_[number] = 1;
            continue;
        }
        while (folders[above] != timeline_->parent(folders[number])) above++;
        above_[number] = above;
        open_[number] =
            open_[above] != 0 && is_listed(folders[number]) && (!options_.is_open || options_.is_open(folders[number]));
    }
}

/// Backwards, so that every folder is complete when it is added to the one it lies in.
void LazyRows::count_rows() {
    const auto folders = timeline_->folders();
    for (std::size_t number = folders.size(); number-- > 0;) {
        if (open_[number] == 0) continue;
        const NodeIndex first = timeline_->first_child(folders[number]);
        for (NodeIndex node = first; node < first + timeline_->child_count(folders[number]); node++)
            below_[number] += is_listed(node);
        if (number > 0) below_[above_[number]] += below_[number];
    }
}

std::uint32_t LazyRows::number_of(NodeIndex folder) const {
    const auto folders = timeline_->folders();
    return static_cast<std::uint32_t>(std::ranges::lower_bound(folders, folder) - folders.begin());
}

bool LazyRows::is_open(NodeIndex node) const { return timeline_->child_count(node) > 0 && open_[number_of(node)] != 0; }

const LazyRows::Folder& LazyRows::folder(std::uint32_t number) const {
    const auto [place, is_new] = sorted_.try_emplace(number);
    Folder& folder = place->second;
    if (!is_new) return folder;
    const NodeIndex parent = timeline_->folders()[number], first = timeline_->first_child(parent);
    for (NodeIndex node = first; node < first + timeline_->child_count(parent); node++)
        if (is_listed(node)) folder.children.push_back(node);
    sort_siblings(*timeline_, *overlay_, options_.sort, options_.order, folder.children);
    folder.starts.reserve(folder.children.size());
    std::uint32_t rows = 0;
    for (const NodeIndex child : folder.children) {
        folder.starts.push_back(rows);
        rows += 1 + (is_open(child) ? below_[number_of(child)] : 0);
    }
    return folder;
}

Row LazyRows::operator[](std::size_t index) const {
    if (index < last_.first || index >= last_.first + below_[last_.number]) last_ = {};
    for (;;) {
        const Folder& here = folder(last_.number);
        const auto inside = static_cast<std::uint32_t>(index - last_.first);
        const auto behind = std::ranges::upper_bound(here.starts, inside);
        const auto child = static_cast<std::size_t>(behind - here.starts.begin()) - 1;
        const NodeIndex node = here.children[child];
        if (here.starts[child] == inside) return {node, last_.depth + 1};
        last_ = {.number = number_of(node), .depth = last_.depth + 1, .first = last_.first + here.starts[child] + 1};
    }
}

std::optional<std::size_t> LazyRows::find(NodeIndex node) const {
    if (node >= timeline_->size() || node == root_node || !is_listed(node)) return std::nullopt;
    std::size_t index = 0;
    for (NodeIndex at = node; at != root_node; at = timeline_->parent(at)) {
        const std::uint32_t number = number_of(timeline_->parent(at));
        if (open_[number] == 0) return std::nullopt;
        const Folder& above = folder(number);
        const auto place = std::ranges::find(above.children, at);
        index += above.starts[static_cast<std::size_t>(place - above.children.begin())] + (at == node ? 0 : 1);
    }
    return index;
}

} // namespace strata
