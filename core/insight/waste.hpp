// Every stored byte of an image in one class: needed, needless though every container sees it, or hidden from all of
// them; with the layer that put it there and the one that hid it.
#pragma once

#include "core/insight/file_rules.hpp"
#include "core/tree/timeline.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace strata {

enum class WasteCause : std::uint8_t {
    overwritten, ///< a later layer has other content for the path
    restated,    ///< a later layer has the same bytes again, with or without other attributes (chown, chmod, touch)
    removed,     ///< a later layer deletes the path, a folder above it, or puts an opaque folder there
    repeated,    ///< its own layer has the path twice, and the last one counts
};

/// What a layer that states the same bytes again changed about them; bits, none for nothing at all.
enum Touched : std::uint8_t {
    touched_owner = 1,
    touched_mode = 2,
    touched_time = 4,
    touched_xattrs = 8, ///< file capabilities and other extended attributes
};

/// One file's bytes that are hidden.
struct WasteRow {
    NodeIndex node = no_node; ///< no_node for a path that no image ever showed (`repeated` only)
    std::uint64_t bytes = 0;
    Place buried;                ///< whose bytes
    std::uint32_t hidden_by = 0; ///< the layer that hid them
    WasteCause cause = WasteCause::overwritten;
    bool unsure = false;               ///< overwritten or restated: the bytes were not compared
    std::uint8_t touched = 0;          ///< restated: Touched
    FileRuleIndex rule = no_file_rule; ///< what kind of file it was
};

/// What layer `from` lost to layer `by`.
struct WasteTransfer {
    std::uint32_t from = 0;
    std::uint32_t by = 0;
    WasteCause cause = WasteCause::overwritten;
    std::uint64_t bytes = 0;
    std::uint64_t files = 0;
    std::uint8_t touched = 0; ///< of all its files together
};

enum class NeedlessCause : std::uint8_t {
    duplicate, ///< another path has the same bytes
    restated,  ///< the path was a name of a file that another path still shows, and has its bytes again: a chown, say,
               ///< of one of several hard links
    cache,
    log,
    context,
    tools, ///< needed to build, and perhaps to run: what the image is for decides
};

/// One file that the finished image shows and could do without.
struct NeedlessRow {
    NodeIndex node = no_node;
    std::uint64_t bytes = 0;
    Place place; ///< whose bytes
    NeedlessCause cause = NeedlessCause::duplicate;
    FileRuleIndex rule = no_file_rule; ///< for all but duplicate and restated
    Place kept;                        ///< duplicate: the lowest file with the same bytes, which counts as needed;
                                       ///< restated: the one that the path had first
    NodeIndex kept_node = no_node;     ///< where the finished image shows those bytes: `kept` may have another name now
    std::uint8_t touched = 0;          ///< restated: Touched
};

enum class ByteClass : std::uint8_t {
    needed, ///< as far as anyone can tell
    tools,
    duplicate,
    cache,
    log,
    context,
    overwritten,
    restated,
    removed,
    repeated,
};
inline constexpr std::size_t byte_class_count = 10;
[[nodiscard]] ByteClass class_of(WasteCause cause);
[[nodiscard]] ByteClass class_of(NeedlessCause cause);

struct ByteClassSum {
    std::uint64_t bytes = 0;
    std::uint64_t files = 0; ///< those without bytes count as needed where they are shown, and nowhere else
};

/// A ledger: live + wasted = all bytes of all layers' regular files, the rows sum to `wasted`, and the classes sum to
/// all. A file with several hard links counts once: hidden only when its last name is gone, needless only when all its
/// names are. Files without bytes have no row. A layer that stands in the image twice counts twice. Duplicates are
/// found among files that were hashed (duplicates_wanted); those of less than least_duplicate_bytes count as needed.
struct Waste {
    std::uint64_t total_bytes = 0;              ///< all layers' regular files
    std::uint64_t live_bytes = 0;               ///< of these, those the finished image shows
    std::uint64_t wasted_bytes = 0;             ///< the rest
    std::uint64_t needless_bytes = 0;           ///< of the live ones, all that is neither needed nor `tools`
    std::vector<WasteRow> rows;                 ///< largest first, then in the order of layers and their tars
    std::vector<WasteTransfer> transfers;       ///< largest first
    std::vector<NeedlessRow> needless;          ///< in the same order; `tools` too
    std::vector<std::uint64_t> wasted_of_layer; ///< bytes of each layer that no one sees
    std::vector<std::uint64_t> needless_of_layer;
    std::array<ByteClassSum, byte_class_count> classes;

    [[nodiscard]] const ByteClassSum& of(ByteClass which) const { return classes[static_cast<std::size_t>(which)]; }
};

/// What differs between two statements of a file; nothing where one of them is none.
[[nodiscard]] std::uint8_t touched_between(const Timeline& timeline, Place before, Place after);

[[nodiscard]] Waste find_waste(const Timeline& timeline);

/// The bytes of each class that the lowest `layers` hold, by ByteClass: the base image's part.
[[nodiscard]] std::array<std::uint64_t, byte_class_count> bytes_of_lowest(const Waste& waste, const Timeline& timeline,
                                                                          std::uint32_t layers);

/// A smaller copy costs no more than a link in its place would: the header of a tar entry.
inline constexpr std::uint64_t least_duplicate_bytes = 512;
/// Files whose bytes must be hashed before duplicates are known, and what a layer moved: those of the finished image of
/// the same size, and those of the size of what the layer adds that deletes them.
[[nodiscard]] std::vector<Place> duplicates_wanted(const Timeline& timeline);
/// Every file whose bytes must be hashed before find_waste can tell all that it can: these, and those of
/// Timeline::contents_wanted. Whoever shows needless bytes asks for all of them, so that all show the same.
[[nodiscard]] std::vector<Place> waste_wanted(const Timeline& timeline);

/// dive's own numbers by dive's own rules, for those who compare.
struct DiveScore {
    double efficiency = 1; ///< 0 to 1
    std::uint64_t size_bytes = 0;
    std::uint64_t user_size_bytes = 0;
    std::uint64_t wasted_bytes = 0;
    double wasted_user_percent = 0; ///< a ratio, as dive prints it; NaN for a single layer
};
/// The rules of dive 0.13 (dive/filetree/efficiency.go): each layer's leaves by path, the sum of all sizes against the
/// smallest; a deleted folder counts what it held, a deleted file nothing; a whiteout of a path that is not there ends
/// the look at its layer; opaque marks and implied folders are as dive sees them.
[[nodiscard]] DiveScore dive_score(const Inspection& inspection);

} // namespace strata
