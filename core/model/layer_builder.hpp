// Makes a LayerTree from paths in the order of a tar: folders that are only implied, whiteouts, and names that come
// twice.
#pragma once

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
};

/// Rules (OCI image-spec, layer.md): the last entry of a path wins; `.wh.NAME` becomes a whiteout of NAME;
/// `.wh..wh..opq` makes its folder opaque; a whiteout beside an entry of the same name makes that entry opaque; aufs'
/// `.wh..wh.` leftovers are dropped; a character device 0:0 is overlayfs' own whiteout, `trusted.overlay.opaque=y` its
/// opaque mark. Paths are made canonical: no leading "./" or "/", no empty or "." parts; ".." never climbs above the
/// root.
class LayerBuilder {
public:
    explicit LayerBuilder(const Limits& limits = {});
    /// The entry's index; no_entry where the path only marked something (an opaque folder) or was dropped. Fails on a
    /// limit.
    Result<EntryIndex> add(const TarEntry& entry);
    /// The bytes of the entry last added are known now.
    void set_content(EntryIndex index, ContentHash content);
    [[nodiscard]] std::size_t duplicates() const { return duplicates_; }
    /// The finished tree; the builder is empty afterwards.
    [[nodiscard]] LayerTree finish();

private:
    Result<EntryIndex> child(EntryIndex parent, std::string_view name);
    [[nodiscard]] EntryIndex find(EntryIndex parent, std::string_view name) const;
    std::uint32_t intern(const Owner& owner);
    void grow_table();

    Limits limits_;
    LayerTree tree_;
    std::vector<EntryIndex> table_; ///< open addressing over (parent, name); the live entry of each path
    std::size_t duplicates_ = 0;
};

} // namespace strata
