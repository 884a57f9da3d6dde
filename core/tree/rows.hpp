// The tree as rows, one under the other: what the command prints and the page scrolls through.
#pragma once

#include "core/tree/row_order.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// Asked for each node that a look shows, with its path ("/usr/bin"). Paths of more than longest_matched_path bytes,
/// which Linux can't open, come as their last part behind "…/".
using WantedFile = std::function<bool(NodeIndex node, std::string_view path)>;
inline constexpr std::size_t longest_matched_path = 4096;

struct RowOptions {
    NodeIndex top = root_node; ///< the folder whose content is listed
    SortBy sort = SortBy::name;
    SortOrder order = SortOrder::usual;
    std::uint32_t depth = 0xffffffff;       ///< levels below `top`
    WantedFile wanted;                      ///< empty: everything. A folder stays for what is wanted below it
    std::function<bool(NodeIndex)> is_open; ///< which folders show what they hold; empty: all
};

struct Row {
    NodeIndex node = no_node;
    std::uint32_t depth = 1; ///< 1 for what `top` itself holds
    friend bool operator==(const Row&, const Row&) = default;
};

/// Only folders that are open are sorted; equal ones are in the order of their names.
[[nodiscard]] std::vector<Row> list_rows(const Timeline& timeline, const Overlay& overlay, const RowOptions& options);

/// The path of one row after the other without a string for each: what rows have in common is kept.
class RowPath {
public:
    /// `top`: the path of RowOptions::top.
    explicit RowPath(std::string_view top);
    /// The path of the next row. Rows come in the order of list_rows. Valid until the next call.
    [[nodiscard]] std::string_view next(const Timeline& timeline, Row row);

private:
    std::string path_;
    std::vector<std::size_t> lengths_; ///< by depth
};

/// The path as WantedFile and people get it.
[[nodiscard]] std::string_view shortened_path(std::string_view path, std::string& scratch);
/// The same of a node, in time that does not grow with its depth beyond that.
[[nodiscard]] std::string shortened_path(const Timeline& timeline, NodeIndex node);

} // namespace strata
