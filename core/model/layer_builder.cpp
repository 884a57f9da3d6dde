#include "core/model/layer_builder.hpp"

#include "core/base/path.hpp"
#include "core/base/text.hpp"

#define XXH_INLINE_ALL
#include <algorithm>
#include <functional>
#include <limits>
#include <xxhash.h>

namespace strata {

namespace {

constexpr EntryIndex root = 0;
constexpr std::string_view whiteout_prefix = ".wh.";
constexpr std::string_view aufs_prefix = ".wh..wh.";
constexpr std::string_view opaque_marker = ".wh..wh..opq";
constexpr std::uint8_t hiding_flags = entry_opaque | entry_remade;

bool is_overlay_opaque(const TarEntry& entry) {
    for (const auto& [name, value] : entry.extra.xattrs)
        if (name == "trusted.overlay.opaque" && value == "y") return true;
    return false;
}

} // namespace

std::size_t LayerBuilder::OwnerHash::operator()(const Owner& owner) const {
    const std::hash<std::string_view> hash;
    const std::uint64_t ids = (std::uint64_t{owner.uid} << 32) | owner.gid;
    return static_cast<std::size_t>(ids * 0x9E3779B97F4A7C15U) ^ hash(owner.user) ^ (hash(owner.group) << 1);
}

LayerBuilder::LayerBuilder(const Limits& limits) : limits_(limits) {
    // What the indices and offsets of an Entry can hold, whatever a person allows.
    limits_.entries = std::min<std::uint64_t>(limits_.entries, no_entry - 1);
    limits_.name_memory = std::min<std::uint64_t>(limits_.name_memory, std::numeric_limits<std::uint32_t>::max());
    start();
}

void LayerBuilder::start() {
    tree_ = {};
    tree_.entries.push_back({.mode = 0755, .type = FileType::directory, .flags = entry_implied});
    tree_.owners.emplace_back();
    tree_.extras.emplace_back();
    table_.assign(64, no_entry);
    owners_.clear();
    owners_.emplace(Owner{}, 0);
    duplicates_ = 0;
    spent_ = 0;
    last_owner_ = 0;
    last_folder_path_.clear();
    last_folder_ = {};
}

Result<EntryIndex> LayerBuilder::add(const TarEntry& entry) {
    if (entry.path.size() > limits_.name_bytes)
        return fail(text("a path of ", entry.path.size(), " bytes is longer than the limit of ", limits_.name_bytes));
    const Spot spot = TRY(locate(entry.path));
    if (spot.dropped) return no_entry;
    if (spot.name.empty()) { // the root's own header; anything but a folder can't stand there
        if (entry.type != FileType::directory) return no_entry;
        if (!tree_.entries[root].has(entry_implied)) duplicates_++;
        TRY(state(root, spot, entry, FileType::directory));
        return root;
    }
    if (spot.name == opaque_marker) {
        tree_.entries[spot.folder].flags |= entry_opaque;
        return no_entry;
    }
    if (spot.name.starts_with(aufs_prefix)) return no_entry;
    if (spot.name.starts_with(whiteout_prefix)) {
        Spot hidden = spot;
        hidden.name.remove_prefix(whiteout_prefix.size());
        if (!is_name(hidden.name)) return no_entry;
        return place(hidden, entry, FileType::whiteout);
    }
    const bool overlay_whiteout =
        entry.type == FileType::character_device && entry.extra.device_major == 0 && entry.extra.device_minor == 0;
    return place(spot, entry, overlay_whiteout ? FileType::whiteout : entry.type);
}

Result<LayerBuilder::Spot> LayerBuilder::locate(std::string_view path) {
    const std::string_view trimmed = trim_path(path);
    const std::string_view folder = folder_of(trimmed), name = base_name(trimmed);
    if (is_name(name) && folder == last_folder_path_) {
        Spot spot = last_folder_;
        spot.name = name;
        return spot;
    }
    const PathParts parts = split_path(trimmed);
    if (parts.names.size() > limits_.path_depth)
        return fail(text("a path of ", parts.names.size(), " parts is deeper than the limit of ", limits_.path_depth));
    Spot spot{.rewritten = parts.rewritten};
    for (std::size_t i = 0; i < parts.names.size() && !spot.dropped; i++) {
        spot.name = parts.names[i];
        if (i + 1 == parts.names.size()) break;
        spot.dropped = spot.name.starts_with(aufs_prefix);
        if (!spot.dropped) spot.folder = TRY(child(spot.folder, spot.name));
    }
    if (is_name(name)) {
        last_folder_path_ = folder;
        last_folder_ = spot;
    }
    return spot;
}

Result<EntryIndex> LayerBuilder::child(EntryIndex parent, std::string_view name) {
    const EntryIndex known = table_[slot(parent, name)];
    if (known == no_entry) return append(parent, name);
    if (tree_.entries[known].type != FileType::whiteout) return known;
    return append_remade(known, parent, name);
}

Result<EntryIndex> LayerBuilder::place(const Spot& spot, const TarEntry& entry, FileType type) {
    EntryIndex index = table_[slot(spot.folder, spot.name)];
    if (index == no_entry) {
        index = TRY(append(spot.folder, spot.name));
    } else if (const Entry& known = tree_.entries[index]; type == FileType::whiteout) {
        if (known.type != FileType::whiteout && !known.has(entry_remade)) TRY(place_whiteout_of(index, spot, entry));
        return no_entry;
    } else if (known.type == FileType::whiteout) {
        index = TRY(append_remade(index, spot.folder, spot.name));
    } else if (known.type == FileType::directory && type == FileType::directory) {
        if (!known.has(entry_implied)) duplicates_++;
    } else {
        duplicates_++;
        const EntryIndex old = index;
        index = TRY(append(spot.folder, spot.name));
        tree_.entries[index].flags |= static_cast<std::uint8_t>(tree_.entries[old].flags & hiding_flags);
        tree_.entries[old].flags |= entry_superseded;
        last_folder_path_.clear(); // it may have led through the old entry
        last_folder_ = {};
    }
    TRY(state(index, spot, entry, type));
    return index;
}

/// What is at the path of a whiteout of this layer too: the live entry, in whichever order the two stand.
Result<EntryIndex> LayerBuilder::append_remade(EntryIndex whiteout, EntryIndex parent, std::string_view name) {
    const EntryIndex remade = TRY(append(parent, name));
    tree_.entries[remade].flags |= hiding_flags;
    tree_.entries[whiteout].flags |= entry_superseded;
    return remade;
}

Result<void> LayerBuilder::place_whiteout_of(EntryIndex live, const Spot& spot, const TarEntry& entry) {
    const EntryIndex whiteout = TRY(append(spot.folder, spot.name));
    table_[slot(spot.folder, spot.name)] = live;
    tree_.entries[live].flags |= hiding_flags;
    TRY(state(whiteout, spot, entry, FileType::whiteout));
    tree_.entries[whiteout].flags |= entry_superseded;
    return {};
}

/// Puts a folder without facts there, which becomes the live entry of its path.
Result<EntryIndex> LayerBuilder::append(EntryIndex parent, std::string_view name) {
    const std::size_t count = tree_.entries.size();
    if (count > limits_.entries)
        return fail(text("more than ", limits_.entries, " files and folders, which is the limit"));
    TRY(spend(name.size()));
    if ((count + 1) * 4 > table_.size() * 3) grow_table();
    const auto index = static_cast<EntryIndex>(count);
    table_[slot(parent, name)] = index;
    tree_.entries.push_back({.parent = parent,
                             .name_offset = static_cast<std::uint32_t>(tree_.names.size()),
                             .mode = 0755,
                             .type = FileType::directory,
                             .flags = entry_implied});
    tree_.names += name;
    return index;
}

Result<void> LayerBuilder::state(EntryIndex index, const Spot& spot, const TarEntry& entry, FileType type) {
    const std::uint32_t owner = TRY(intern(entry.owner));
    const std::uint32_t extra = TRY(keep_extra(spot, entry));
    Entry& stated = tree_.entries[index];
    stated.size = type == FileType::regular ? entry.size : 0;
    stated.data_offset = entry.data_offset;
    stated.mtime = entry.mtime;
    stated.mtime_nanoseconds = entry.mtime_nanoseconds;
    stated.mode = entry.mode & 07777;
    stated.type = type;
    stated.owner = owner;
    stated.extra = extra;
    stated.flags &= hiding_flags;
    if (entry.sparse) stated.flags |= entry_sparse;
    if (is_overlay_opaque(entry)) stated.flags |= entry_opaque;
    return {};
}

Result<std::uint32_t> LayerBuilder::intern(const Owner& owner) {
    if (tree_.owners[last_owner_] == owner) return last_owner_;
    const auto known = owners_.find(owner);
    if (known != owners_.end()) return last_owner_ = known->second;
    TRY(spend(sizeof(Owner) + owner.user.size() + owner.group.size()));
    last_owner_ = static_cast<std::uint32_t>(tree_.owners.size());
    tree_.owners.push_back(owner);
    owners_.emplace(owner, last_owner_);
    return last_owner_;
}

Result<std::uint32_t> LayerBuilder::keep_extra(const Spot& spot, const TarEntry& entry) {
    const Extra& extra = entry.extra;
    const std::string& link = extra.link_target.empty() ? entry.stray_link : extra.link_target;
    const bool nothing =
        link.empty() && extra.xattrs.empty() && extra.device_major == 0 && extra.device_minor == 0 && !spot.rewritten;
    if (nothing) return 0;
    std::uint64_t bytes = link.size() + (spot.rewritten ? entry.path.size() : 0);
    for (const auto& [name, value] : extra.xattrs) bytes += name.size() + value.size();
    TRY(spend(bytes));
    const auto index = static_cast<std::uint32_t>(tree_.extras.size());
    tree_.extras.push_back(extra);
    tree_.extras.back().link_target = link;
    std::ranges::sort(tree_.extras.back().xattrs);
    if (spot.rewritten) tree_.extras.back().raw_name = entry.path;
    return index;
}

Result<void> LayerBuilder::spend(std::uint64_t bytes) {
    if (bytes > limits_.name_memory - spent_)
        return fail(
            text("names, links and attributes take more than ", limits_.name_memory, " bytes, which is the limit"));
    spent_ += bytes;
    return {};
}

/// Where (parent, name) stands in the table, or where it would be put.
std::size_t LayerBuilder::slot(EntryIndex parent, std::string_view name) const {
    const std::size_t mask = table_.size() - 1;
    const std::uint64_t seed = (std::uint64_t{parent} + 1) * 0x9E3779B97F4A7C15U ^ seed_;
    auto at = static_cast<std::size_t>(XXH3_64bits_withSeed(name.data(), name.size(), seed));
    for (;; at++) {
        const EntryIndex known = table_[at & mask];
        if (known == no_entry) return at & mask;
        if (tree_.entries[known].parent == parent && tree_.name(known) == name) return at & mask;
    }
}

void LayerBuilder::grow_table() {
    table_.assign(table_.size() * 2, no_entry);
    for (std::size_t i = 1; i < tree_.entries.size(); i++) {
        const Entry& entry = tree_.entries[i];
        const auto index = static_cast<EntryIndex>(i);
        if (!entry.has(entry_superseded)) table_[slot(entry.parent, tree_.name(index))] = index;
    }
}

void LayerBuilder::set_content(EntryIndex index, ContentHash content) {
    tree_.entries[index].content = content;
    tree_.entries[index].flags |= entry_hashed;
}

LayerTree LayerBuilder::finish() {
    // What lies below a folder that a file replaced went with it.
    for (std::size_t i = 1; i < tree_.entries.size(); i++)
        if (tree_.entries[tree_.entries[i].parent].has(entry_superseded)) tree_.entries[i].flags |= entry_superseded;
    LayerTree finished = std::move(tree_);
    start();
    return finished;
}

} // namespace strata
