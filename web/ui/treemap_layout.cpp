#include "web/ui/treemap_layout.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>
#include <span>

namespace strata::ui {

namespace {

struct Part {
    NodeIndex node = no_node;
    double area = 0; ///< square pixels
};

/// Those children of a folder that are large enough to be seen, largest first.
std::vector<Part> visible_parts(const Timeline& timeline, const Overlay& overlay, NodeIndex folder, const TileBox& box,
                                const TileFrame& frame) {
    std::vector<Part> parts;
    const auto bytes = double(overlay.totals(folder).bytes);
    if (bytes <= 0) return parts;
    const double scale = double(box.width()) * double(box.height()) / bytes;
    const double least = double(frame.smallest) * double(frame.smallest);
    const NodeIndex first = timeline.first_child(folder);
    for (NodeIndex node = first; node < first + timeline.child_count(folder); node++)
        if (const double area = double(overlay.totals(node).bytes) * scale; overlay.shows(node) && area >= least)
            parts.push_back({node, area});
    std::ranges::stable_sort(parts, std::greater{}, &Part::area);
    return parts;
}

/// How far from a square the worst of a row of parts is when they share a side of `side` pixels.
double worst_ratio(double largest, double smallest, double sum, double side) {
    const double square = side * side, total = sum * sum;
    return std::max(square * largest / total, total / (square * smallest));
}

/// Lays parts along the shorter side, a row at a time, as long as that makes them squarer.
void squarify(std::span<const Part> parts, TileBox room, const std::function<void(NodeIndex, const TileBox&)>& put) {
    while (!parts.empty() && room.width() > 0 && room.height() > 0) {
        const double side = double(std::min(room.width(), room.height()));
        std::size_t count = 1;
        double sum = parts.front().area;
        double ratio = worst_ratio(parts.front().area, parts.front().area, sum, side);
        while (count < parts.size()) {
            const double more = sum + parts[count].area;
            const double next = worst_ratio(parts.front().area, parts[count].area, more, side);
            if (next > ratio) break;
            ratio = next;
            sum = more;
            count++;
        }
        const auto thickness = static_cast<float>(sum / side);
        const bool upright = room.width() >= room.height();
        float at = upright ? room.top : room.left;
        for (const Part& part : parts.subspan(0, count)) {
            const float length = static_cast<float>(part.area / sum * side);
            put(part.node, upright ? TileBox{room.left, at, std::min(room.right, room.left + thickness), at + length}
                                   : TileBox{at, room.top, at + length, std::min(room.bottom, room.top + thickness)});
            at += length;
        }
        (upright ? room.left : room.top) += thickness;
        parts = parts.subspan(count);
    }
}

/// What is left of a folder's tile for what it holds.
TileBox inner_box(const TileBox& box, const TileFrame& frame) {
    return {box.left + frame.margin, box.top + frame.head, box.right - frame.margin, box.bottom - frame.margin};
}

/// A folder that waits to be filled; large ones come first, so that tiles run out where they are smallest.
struct Waiting {
    float area = 0;
    std::size_t tile = 0;
    friend bool operator<(const Waiting& a, const Waiting& b) { return a.area < b.area; }
};

class Layout {
public:
    Layout(const Timeline& timeline, const Overlay& overlay, const TileFrame& frame)
        : timeline_(timeline), overlay_(overlay), frame_(frame) {}

    std::vector<Tile> run(NodeIndex top, const TileBox& room) {
        fill(top, 1, room);
        while (!waiting_.empty()) {
            const std::size_t at = waiting_.top().tile;
            waiting_.pop();
            const Tile folder = tiles_[at];
            const std::size_t before = tiles_.size();
            fill(folder.node, folder.depth + 1, inner_box(folder.box, frame_));
            tiles_[at].opened = tiles_.size() > before;
        }
        return std::move(tiles_);
    }

private:
    void fill(NodeIndex folder, std::uint32_t depth, const TileBox& box) {
        squarify(visible_parts(timeline_, overlay_, folder, box, frame_), box,
                 [&](NodeIndex node, const TileBox& part) {
                     if (std::min(part.width(), part.height()) < frame_.smallest || tiles_.size() >= most_tiles) return;
                     if (timeline_.child_count(node) > 0 &&
                         std::min(part.width(), part.height() - frame_.head) >= frame_.opened)
                         waiting_.push({part.width() * part.height(), tiles_.size()});
                     tiles_.push_back({.node = node, .depth = depth, .box = part});
                 });
    }

    const Timeline& timeline_;
    const Overlay& overlay_;
    const TileFrame& frame_;
    std::vector<Tile> tiles_;
    std::priority_queue<Waiting> waiting_;
};

} // namespace

std::vector<Tile> lay_out_tiles(const Timeline& timeline, const Overlay& overlay, NodeIndex top, float width,
                                float height, const TileFrame& frame) {
    return Layout(timeline, overlay, frame).run(top, {0, 0, width, height});
}

const Tile* tile_at(const std::vector<Tile>& tiles, float x, float y) {
    // What lies inside stands behind what it lies in.
    for (std::size_t i = tiles.size(); i-- > 0;)
        if (tiles[i].box.holds(x, y)) return &tiles[i];
    return nullptr;
}

} // namespace strata::ui
