// One look at the timeline: the image up to a layer, or what some layers did, with sums for every folder.
#pragma once

#include "core/tree/timeline.hpp"

#include <cstdint>
#include <set>
#include <vector>

namespace strata {

/// What a look shows, and which layers' changes it marks: those from `first` to `last`.
struct Look {
    enum class Shows : std::uint8_t {
        image,             ///< everything that the image up to `last` holds
        image_and_removed, ///< and what a layer up to `last` removed, in the place it had
        layers,            ///< only what the layers from `first` to `last` state or remove
    };
    Shows shows = Shows::image;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    friend bool operator==(const Look&, const Look&) = default;
};

/// A folder with all it holds, or a file alone. Folders themselves are not counted as files. The root is there from the
/// start: it counts only where its attributes change.
struct Totals {
    std::uint64_t bytes = 0;   ///< a file with several hard links counts once, at the name that has its bytes: as du
                               ///< does, which takes the first it meets, so that folders sum to the one above
    std::uint32_t files = 0;   ///< everything that is no folder
    std::uint32_t added = 0;   ///< files and folders, as the three below
    std::uint32_t changed = 0; ///< content or metadata
    std::uint32_t removed = 0;

    Totals& operator+=(const Totals& more);
    friend bool operator==(const Totals&, const Totals&) = default;
};

/// Linear in the nodes of the timeline, a byte each and 24 for a folder; the timeline must outlive it.
class Overlay {
public:
    Overlay(const Timeline& timeline, Look look);

    [[nodiscard]] const Look& look() const { return look_; }
    /// Whether the look shows this node at all; folders above something shown are shown too.
    [[nodiscard]] bool shows(NodeIndex node) const { return (marks_[node] & shown_mark) != 0; }
    /// What the marked layers together did here; `same` for nothing. A path that was there before and after keeps the
    /// strongest of its changes; one that came and went is not shown. Of image_and_removed whatever is gone is removed.
    [[nodiscard]] Change change(NodeIndex node) const { return static_cast<Change>(marks_[node] & change_mask); }
    /// The entry to show: the newest up to `last`; for something removed the one that was there before.
    [[nodiscard]] Place place(NodeIndex node) const;
    [[nodiscard]] Totals totals(NodeIndex node) const;

private:
    static constexpr std::uint8_t change_mask = 7, shown_mark = 8;
    /// A file's size that is counted at a hard link to it.
    struct Adopted {
        NodeIndex link = no_node;
        Place file;
    };
    [[nodiscard]] Place judge(NodeIndex node);
    [[nodiscard]] Totals count(NodeIndex node, Place now, std::uint64_t bytes) const;
    [[nodiscard]] std::uint64_t bytes_to_count(NodeIndex node, Place now, std::set<Place>& adopted);
    [[nodiscard]] Totals change_of_root() const;
    void add_up(std::vector<std::uint32_t> parents);

    const Timeline* timeline_;
    Look look_;
    std::vector<std::uint8_t> marks_; ///< of each node: its Change, and whether it is shown
    std::vector<Totals> folders_;     ///< of each of the timeline's folders
    std::vector<Adopted> adopted_;    ///< sorted by link
};

/// What each layer alone did, in one pass over all events: for layer N the same as the root's totals of the look
/// {layers, N, N}.
[[nodiscard]] std::vector<Totals> totals_of_layers(const Timeline& timeline);

/// The size to show beside a path: a hard link's target's.
[[nodiscard]] std::uint64_t shown_size(const Timeline& timeline, Place place);

} // namespace strata
