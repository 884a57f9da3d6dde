#include "core/insight/waste.hpp"

namespace strata {

std::uint8_t touched_between(const Timeline& timeline, Place before, Place after) {
    if (!before || !after) return 0;
    const LayerTree& old_tree = timeline.layer(before.layer).tree;
    const LayerTree& new_tree = timeline.layer(after.layer).tree;
    const Entry& old_entry = timeline.entry(before);
    const Entry& new_entry = timeline.entry(after);
    const Owner& old_owner = old_tree.owner(old_entry);
    const Owner& new_owner = new_tree.owner(new_entry);
    unsigned touched = 0;
    if (!same_ids(old_owner, new_owner)) touched |= touched_owner;
    if (old_entry.mode != new_entry.mode) touched |= touched_mode;
    if (old_entry.mtime != new_entry.mtime) touched |= touched_time;
    if (old_tree.extra(old_entry).xattrs != new_tree.extra(new_entry).xattrs) touched |= touched_xattrs;
    return static_cast<std::uint8_t>(touched);
}

} // namespace strata
