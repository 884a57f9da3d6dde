// What one layer's tar says, in 64 bytes an entry: the tree of its entries, with whiteouts as the layer states them.
#pragma once

#include "core/model/digest.hpp"
#include "core/model/facts.hpp"
#include "core/model/listing.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

enum class FileType : std::uint8_t {
    regular,
    hard_link,
    symbolic_link,
    character_device,
    block_device,
    directory,
    fifo,
    whiteout, ///< `.wh.NAME`: the name is kept without the prefix
};

using EntryIndex = std::uint32_t;
inline constexpr EntryIndex no_entry = 0xffffffff;

/// One entry of one layer of an image.
struct Place {
    std::uint32_t layer = 0; ///< counts from 0, bottom first
    EntryIndex entry = no_entry;
    explicit operator bool() const { return entry != no_entry; }
    friend auto operator<=>(const Place&, const Place&) = default;
};

/// Facts about an entry that few entries have; bits of Entry::flags.
enum EntryFlag : std::uint8_t {
    entry_implied = 1,    ///< no header of its own: a folder that a deeper path implies
    entry_superseded = 2, ///< another entry of the same layer has its path: a later one, or of a whiteout any other
    entry_opaque = 4,  ///< hides everything below it from lower layers (`.wh..wh..opq`, or a whiteout of the same name)
    entry_sparse = 8,  ///< stored with holes: its data in the tar are not its bytes
    entry_hashed = 16, ///< `content` is valid; regular files only
    entry_remade = 32, ///< its layer has a whiteout of it: nothing of a lower folder stays
};

/// One entry of a layer. Entry 0 is always the root folder; a parent stands before its children.
struct Entry {
    std::uint64_t size = 0;        ///< bytes of the file; 0 for all but regular files
    std::uint64_t data_offset = 0; ///< where its data start in the unpacked tar; if entry_sparse, its first header
    std::int64_t mtime = 0;        ///< seconds since 1970
    ContentHash content;           ///< of a regular file's bytes, when entry_hashed
    std::uint32_t mtime_nanoseconds = 0;
    EntryIndex parent = no_entry;  ///< no_entry for the root alone
    std::uint32_t name_offset = 0; ///< in LayerTree::names; read it with LayerTree::name
    std::uint16_t mode = 0;        ///< the 12 permission bits: rwx, setuid, setgid, sticky
    FileType type = FileType::regular;
    std::uint8_t flags = 0;  ///< EntryFlag
    std::uint32_t owner = 0; ///< in LayerTree::owners
    std::uint32_t extra = 0; ///< in LayerTree::extras; 0 when it has none

    [[nodiscard]] bool has(EntryFlag flag) const { return (flags & flag) != 0; }
    friend bool operator==(const Entry&, const Entry&) = default;
};
static_assert(sizeof(Entry) == 64, "a million files is a normal day");

struct Owner {
    std::uint32_t uid = 0;
    std::uint32_t gid = 0;
    std::string user; ///< as the tar names it, often ""
    std::string group;
    friend bool operator==(const Owner&, const Owner&) = default;
};
/// Whether user and group have the same numbers: all that a container knows of an owner. Names are for who unpacks.
[[nodiscard]] inline bool same_ids(const Owner& a, const Owner& b) { return a.uid == b.uid && a.gid == b.gid; }

/// What most entries don't have.
struct Extra {
    std::string link_target; ///< of links, as written (a hard link's target is a path in the image); of all else what
                             ///< the header says nevertheless: see LayerTree::link_target
    StringMap xattrs;        ///< name and value (any bytes), sorted by name
    std::uint32_t device_major = 0;
    std::uint32_t device_minor = 0;
    std::string
        raw_name; ///< the path as written, where it is not just the canonical one with "./", "/" or a trailing "/"
    friend bool operator==(const Extra&, const Extra&) = default;
};

/// All that a layer's tar says about files.
struct LayerTree {
    std::vector<Entry> entries;
    std::string names; ///< all names in the order of the entries, one behind the other
    std::vector<Owner> owners;
    std::vector<Extra> extras; ///< extras[0] is empty

    /// The last part of the entry's path, bytes as stored ("" for the root). Valid as long as the tree.
    [[nodiscard]] std::string_view name(EntryIndex index) const;
    /// The whole path, "/usr/bin/env"; "/" for the root.
    [[nodiscard]] std::string path(EntryIndex index) const;
    [[nodiscard]] const Extra& extra(const Entry& entry) const { return extras[entry.extra]; }
    [[nodiscard]] const Owner& owner(const Entry& entry) const { return owners[entry.owner]; }
    /// Where a link leads, as written; "" for what is no link.
    [[nodiscard]] std::string_view link_target(const Entry& entry) const;
    friend bool operator==(const LayerTree&, const LayerTree&) = default;
};

/// A place where reading a compressed layer can start again.
struct Checkpoint {
    std::uint64_t stored_offset = 0;   ///< byte of the blob
    std::uint64_t unpacked_offset = 0; ///< byte of the tar
    std::uint8_t bit = 0;              ///< gzip: bits of the byte at stored_offset that are used already
    std::string window;                ///< gzip: the 32 KiB before it, deflated; "" where a member or frame starts
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// The last checkpoint at or before `unpacked_offset`; nullptr: none, start at the front. Their order does not matter.
[[nodiscard]] const Checkpoint* nearest_checkpoint(std::span<const Checkpoint> checkpoints,
                                                   std::uint64_t unpacked_offset);

/// How a tar's headers are written; bits of Layer::tar_forms.
enum TarForm : std::uint8_t {
    tar_v7 = 1,    ///< no magic
    tar_ustar = 2, ///< POSIX 1988, and the headers behind those of pax
    tar_pax = 4,   ///< POSIX 2001: an extended header before an entry
    tar_gnu = 8,   ///< GNU's magic, names in entries of their own, old sparse files
    tar_star = 16, ///< star's own mark
};
/// "pax", "GNU", "ustar and GNU"; "" for none.
[[nodiscard]] std::string tar_forms_text(std::uint8_t forms);

/// One layer as read. A damaged layer keeps what was read before the damage.
struct Layer {
    LayerTree tree;
    LayerFormat format = LayerFormat::plain;
    std::uint8_t tar_forms = 0;   ///< how its entries are written: bits of TarForm
    std::uint64_t tar_bytes = 0;  ///< the unpacked stream, padding included; 0 when the end was not reached
    std::uint64_t file_bytes = 0; ///< all regular files' sizes
    Digest diff_id;               ///< computed, when asked for
    Digest blob_digest;           ///< computed, when asked for
    std::vector<Checkpoint> checkpoints;
    std::vector<FileFacts> facts; ///< what an Examiner found, in the order of the tar
    std::uint8_t examined = 0;    ///< what one looked for: bits of FactKind
    std::vector<Problem> problems;
    friend bool operator==(const Layer&, const Layer&) = default;
};

/// Whether the whole layer could be read.
[[nodiscard]] bool is_sound(const Layer& layer);

} // namespace strata
