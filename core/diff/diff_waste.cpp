#include "core/diff/diff_waste.hpp"

#include "core/base/sort_list.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace strata {

namespace {

using Rows = std::map<std::pair<std::string, ByteClass>, WasteDiffRow>;

std::uint64_t change_of(const WasteDiffRow& row) {
    return row.bytes_a < row.bytes_b ? row.bytes_b - row.bytes_a : row.bytes_a - row.bytes_b;
}

/// Puts each row of one image's waste to `bytes` and `layer`, largest rows first.
void add_rows(const WasteSide& side, std::uint64_t WasteDiffRow::* bytes, std::uint32_t WasteDiffRow::* layer,
              Rows& rows) {
    const auto add = [&](ByteClass which, std::string path, Place place, std::uint64_t size) {
        WasteDiffRow& row = rows[{std::move(path), which}];
        if (row.*bytes == 0) row.*layer = place.layer;
        row.*bytes += size;
    };
    for (const WasteRow& row : side.waste.rows)
        add(class_of(row.cause), side.timeline.layer(row.buried.layer).tree.path(row.buried.entry), row.buried,
            row.bytes);
    for (const NeedlessRow& row : side.waste.needless)
        if (row.cause != NeedlessCause::tools)
            add(class_of(row.cause), side.timeline.path(row.node), row.place, row.bytes);
}

} // namespace

WasteDiff diff_waste(const WasteSide& a, const WasteSide& b) {
    Rows rows;
    add_rows(a, &WasteDiffRow::bytes_a, &WasteDiffRow::layer_a, rows);
    add_rows(b, &WasteDiffRow::bytes_b, &WasteDiffRow::layer_b, rows);
    WasteDiff diff{.wasted_a = a.waste.wasted_bytes,
                   .wasted_b = b.waste.wasted_bytes,
                   .needless_a = a.waste.needless_bytes,
                   .needless_b = b.waste.needless_bytes,
                   .a = a.waste.classes,
                   .b = b.waste.classes,
                   .rows = {}};
    for (auto& [key, row] : rows) {
        if (row.bytes_a == row.bytes_b) continue;
        std::tie(row.path, row.which) = key;
        diff.rows.push_back(std::move(row));
    }
    sort_list(diff.rows, std::ranges::greater{}, change_of);
    return diff;
}

} // namespace strata
