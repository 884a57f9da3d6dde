// Two images compared, with what differs between their files as a tree to look at.
#pragma once

#include "core/report/diff_report.hpp"
#include "core/tree/overlay.hpp"
#include "web/ui/difference_tree.hpp"
#include "web/ui/session.hpp"
#include "web/ui/state.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strata::ui {

/// One line of the list.
struct DifferenceRow {
    std::uint32_t item = 0;
    std::uint32_t depth = 1;
    std::uint32_t parts = 1; ///< names of the path that stand on the line: "srv/app" where srv holds nothing else
    friend bool operator==(const DifferenceRow&, const DifferenceRow&) = default;
};

class Comparison {
public:
    /// Both timelines must outlive it.
    Comparison(const OpenImage& older, const Timeline& a, const OpenImage& newer, const Timeline& b, IgnoreSet ignore,
               const Explanations& explanations);

    [[nodiscard]] const ImageDiff& diff() const { return diff_; }
    /// What differs between both documents, as it may be shown: as many as the command and the reports count.
    [[nodiscard]] const std::vector<SettingRow>& settings() const { return diff_.settings; }
    [[nodiscard]] DiffReport report() const { return {.a = {a_, a_timeline_}, .b = {b_, b_timeline_}, .diff = diff_}; }
    [[nodiscard]] const Inspection& older() const { return a_; } ///< both as they may be shown
    [[nodiscard]] const Inspection& newer() const { return b_; }
    [[nodiscard]] const Timeline& older_timeline() const { return a_timeline_; }
    [[nodiscard]] const Timeline& newer_timeline() const { return b_timeline_; }

    /// A folder before what is in it; those at the root first_level apart from each other by `end`.
    [[nodiscard]] std::span<const Difference> tree() const { return tree_; }
    [[nodiscard]] std::string path(const Difference& item) const;
    [[nodiscard]] std::string_view name(const Difference& item) const;
    /// Added, removed or changed as a whole; a folder that only holds differences is changed.
    [[nodiscard]] FileChange change(const Difference& item) const;
    /// The other end of a file that was moved; nullptr for all else.
    [[nodiscard]] const FileRow* other_end(const Difference& item) const;
    /// "+10.9 MB", "mode only", "moved", "other bytes": why it differs, in a word or two.
    [[nodiscard]] std::string reason(const Difference& item) const;
    /// The same with all its reasons: "mode, time", "only inside: META-INF/MANIFEST.MF time"; "" where no file stands
    /// beside another one.
    [[nodiscard]] std::string all_reasons(const Difference& item) const;
    /// What differs inside two archives; nullptr where they were not looked into.
    [[nodiscard]] const NestedDiff* inside(const Difference& item) const;
    /// What stands beside a node of the newer image; nullptr for what is the same.
    [[nodiscard]] const Difference* at_newer(NodeIndex node) const;
    [[nodiscard]] const Difference* at_older(NodeIndex node) const; ///< of the older image

    /// The lines that the state leaves and opens.
    [[nodiscard]] std::vector<DifferenceRow> rows(const State& state) const;
    /// Folders to start with, from the outermost inwards: as many as leave the list at `most_rows` lines.
    [[nodiscard]] std::vector<const Difference*> first_folders(std::size_t most_rows) const;
    [[nodiscard]] bool is_folder(std::uint32_t item) const { return tree_[item].end > item + 1; }
    /// Whether the folder shows what it holds.
    [[nodiscard]] bool is_open(std::uint32_t item, const State& state) const;

private:
    void build();
    /// What of `shown` lies right below a folder, or at the top for no_index.
    [[nodiscard]] std::vector<std::uint32_t> below(std::uint32_t folder, const std::vector<bool>& shown) const;
    /// A folder that only leads to one thing shares its line: makes `row` end at the last, and gives what lies below.
    [[nodiscard]] std::vector<std::uint32_t> below_line(DifferenceRow& row, const std::vector<bool>& shown) const;
    [[nodiscard]] std::vector<bool> kept(const State& state) const;
    [[nodiscard]] std::vector<bool> found(std::string_view wanted) const;
    [[nodiscard]] bool wants(const Difference& item, const State& state) const;

    Inspection a_, b_;
    const Timeline& a_timeline_;
    const Timeline& b_timeline_;
    ImageDiff diff_;
    Overlay a_overlay_, b_overlay_;
    std::vector<Difference> tree_;
    std::vector<std::uint32_t> of_older_, of_newer_; ///< by node of each image, no_index for what is the same
};

} // namespace strata::ui
