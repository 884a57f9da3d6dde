// The rows of a tree by their numbers, made only where somebody looks: for lists of a million rows of which forty are
// in sight.
#pragma once

#include "core/tree/rows.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace strata {

struct LazyRowOptions {
    SortBy sort = SortBy::name;
    SortOrder order = SortOrder::usual;
    /// By node: what is listed of that which the look shows. It must hold the folders above too; empty: everything.
    std::vector<bool> listed;
    std::function<bool(NodeIndex)> is_open; ///< which folders show what they hold; empty: all. Asked at once
};

/// The same rows as list_rows gives. Making it costs a look at each child of each open folder; only folders in which a
/// row is asked for are sorted. Timeline and overlay must outlive it.
class LazyRows {
public:
    LazyRows(const Timeline& timeline, const Overlay& overlay, LazyRowOptions options);

    [[nodiscard]] std::size_t size() const { return below_.empty() ? 0 : below_[0]; }
    [[nodiscard]] bool empty() const { return size() == 0; }
    /// `index` counts from 0 and is below size(). Asked one after the other, rows cost little more than a copy.
    [[nodiscard]] Row operator[](std::size_t index) const;
    /// The number of the node's row; nullopt where it has none.
    [[nodiscard]] std::optional<std::size_t> find(NodeIndex node) const;

private:
    /// What one folder lists, in order, and how many rows of the folder stand before each.
    struct Folder {
        std::vector<NodeIndex> children;
        std::vector<std::uint32_t> starts;
    };
    /// Where a folder's rows start in the whole list.
    struct Spot {
        std::uint32_t number = 0; ///< in Timeline::folders()
        std::uint32_t depth = 0;
        std::size_t first = 0;
    };
    [[nodiscard]] bool is_listed(NodeIndex node) const {
        return overlay_->shows(node) && (options_.listed.empty() || options_.listed[node]);
    }
    [[nodiscard]] std::uint32_t number_of(NodeIndex folder) const;
    [[nodiscard]] bool is_open(NodeIndex node) const;
    [[nodiscard]] const Folder& folder(std::uint32_t number) const;
    void open_folders();
    void count_rows();

    const Timeline* timeline_;
    const Overlay* overlay_;
    LazyRowOptions options_;
    std::vector<std::uint32_t> above_; ///< of each folder: the number of the one it lies in
    std::vector<std::uint8_t> open_;   ///< of each folder: whether it and all above it are open
    std::vector<std::uint32_t> below_; ///< of each open folder: rows below it
    mutable std::unordered_map<std::uint32_t, Folder> sorted_;
    mutable Spot last_; ///< the next row is mostly in the same folder
};

} // namespace strata
