// Makes a LayerTree from paths in the order of a tar: folders that are only implied, whiteouts, and names that come
// twice.
#pragma once

#include "core/base/hash_seed.hpp"
#include "core/base/limits.hpp"
#include "core/base/result.hpp"
#include "core/model/layer.hpp"

#include <string_view>
#include <unordered_map>

namespace strata {

/// One tar entry, before it has a place in the tree.
struct TarEntry {
    std::string_view path; ///< as written
    FileType type = FileType::regular;
    std::uint16_t mode = 0;
    std::uint64_t size = 0;
    std::uint64_t data_offset = 0;
    std::int64_t mtime = 0;
    std::uint32_t mtime_nanoseconds = 0;
    Owner owner;
    bool sparse = false;
    Extra extra;
    std::string stray_link; ///< the link name in the header of what is no link; docker 26 leaves one on whiteouts
};

/// Rules (OCI image-spec, layer.md): the last entry of a path wins; `.wh.NAME` becomes a whiteout of NAME;
/// `.wh..wh..opq` makes its folder opaque; a whiteout beside an entry of the same name makes that entry opaque and is
/// superseded by it; aufs'
/// `.wh..wh.` leftovers are dropped; a character device 0:0 is overlayfs' own whiteout, `trusted.overlay.opaque=y` its
/// opaque mark. Paths are made canonical: no leading "./" or "/", no empty or "." parts; ".." never climbs above the
/// root.
class LayerBuilder {
public:
    explicit LayerBuilder(const Limits& limits = {});
    /// The entry's index; no_entry where the path only marked something (an opaque folder, a whiteout of what this
    /// layer itself has) or was dropped. Fails on a limit.
    Result<EntryIndex> add(const TarEntry& entry);
    /// The bytes of the entry last added are known now.
    void set_content(EntryIndex index, ContentHash content);
    /// The tree so far: indices stay as they are.
    [[nodiscard]] const LayerTree& tree() const { return tree_; }
    /// Entries whose path came before in this layer, which no sound layer has.
    [[nodiscard]] std::size_t duplicates() const { return duplicates_; }
    /// The finished tree; the builder is empty afterwards.
    [[nodiscard]] LayerTree finish();

private:
    /// Where a path leads: the last part of it and the folder above.
    struct Spot {
        EntryIndex folder = 0;
        std::string_view name;  ///< "" for the root itself
        bool rewritten = false; ///< the path had parts that are not in the tree ("..", "//")
        bool dropped = false;   ///< it lies among aufs' own files
    };
    struct OwnerHash {
        std::size_t operator()(const Owner& owner) const;
    };

    Result<Spot> locate(std::string_view path);
    Result<EntryIndex> place(const Spot& spot, const TarEntry& entry, FileType type);
    Result<EntryIndex> child(EntryIndex parent, std::string_view name);
    Result<EntryIndex> append(EntryIndex parent, std::string_view name);
    Result<EntryIndex> append_remade(EntryIndex whiteout, EntryIndex parent, std::string_view name);
    Result<void> place_whiteout_of(EntryIndex live, const Spot& spot, const TarEntry& entry);
    Result<void> state(EntryIndex index, const Spot& spot, const TarEntry& entry, FileType type);
    Result<std::uint32_t> intern(const Owner& owner);
    Result<std::uint32_t> keep_extra(const Spot& spot, const TarEntry& entry);
    Result<void> spend(std::uint64_t bytes);
    [[nodiscard]] std::size_t slot(EntryIndex parent, std::string_view name) const;
    void grow_table();
    void start();

    Limits limits_;
    LayerTree tree_;
    std::uint64_t seed_ = hash_seed();
    std::vector<EntryIndex> table_; ///< open addressing over (parent, name); the live entry of each path
    std::unordered_map<Owner, std::uint32_t, OwnerHash> owners_;
    std::size_t duplicates_ = 0;
    std::uint64_t spent_ = 0;      ///< bytes of names, links, xattrs and owners so far
    std::uint32_t last_owner_ = 0; ///< neighbours in a tar mostly have the same owner
    std::string last_folder_path_; ///< and the same folder, as written
    Spot last_folder_;             ///< where last_folder_path_ leads; its name is not used
};

} // namespace strata
