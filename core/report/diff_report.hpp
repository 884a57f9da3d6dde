// What a report of a diff is made of: both images, what was found, and how much of it to show.
#pragma once

#include "core/diff/diff_findings.hpp"
#include "core/diff/diff_images.hpp"
#include "core/diff/diff_waste.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace strata {

/// Bits: the parts of a report; the summary is always there.
enum DiffSection : std::uint8_t {
    section_layers = 1,
    section_settings = 2,
    section_history = 4,
    section_files = 8,
    section_content = 16,
    section_packages = 32,
    section_findings = 64,
    section_waste = 128,
    section_all = 255,
};

/// The text diff of one changed, added or removed file.
struct ContentDiff {
    std::string path;
    std::string unified; ///< as diff_lines' unified_diff makes it; "" where there is none
    std::string note;    ///< why there is none: "binary", "larger than 1 MB", "could not be read: …"
};

struct DiffReport {
    DiffSide a; ///< as it may be shown: without_secrets()
    DiffSide b;
    const ImageDiff& diff; ///< its settings too
    std::vector<ContentDiff> contents = {};
    FindingsDiff findings = {}; ///< empty where nobody looked
    WasteDiff waste = {};       ///< the same
    std::uint8_t sections = section_all;
    std::size_t most_rows = 50; ///< of each section; SIZE_MAX for all
    std::size_t not_looked_into =
        0; ///< files with other bytes that may be archives, too many or too large to look into
};

/// "web:1.0", or the short id of an image without a name, or what the person named.
[[nodiscard]] std::string image_title(const Inspection& image);
/// "Env PORT", "Cmd": a setting and its key.
[[nodiscard]] std::string setting_title(const SettingRow& row);
/// Rows of the history that are not the same; none under Ignore::history.
struct HistoryLines {
    std::vector<HistoryDiffRow> rows;
    std::uint64_t only_created = 0; ///< rows that are left out since they differ in nothing but `created`
};
/// Every row where most_rows is SIZE_MAX.
[[nodiscard]] HistoryLines history_lines(const DiffReport& report);
/// The instruction that made a layer, readable and safe to show; "" where no row of the history did.
[[nodiscard]] std::string layer_instruction(const Inspection& image, std::uint32_t layer);
/// The same of a row of the history.
[[nodiscard]] std::string history_instruction(const Inspection& image, std::uint32_t row);
/// "+600 kB", "−1.2 MB", "±0".
[[nodiscard]] std::string size_change(std::uint64_t from, std::uint64_t to);
/// Bytes of A's and B's file; 0 where there is none.
struct SizePair {
    std::uint64_t a = 0;
    std::uint64_t b = 0;
};
[[nodiscard]] SizePair row_sizes(const FileRow& row, const DiffReport& report);
/// One line about files.
struct FileLine {
    std::uint32_t row = 0;     ///< in FileDiff::rows
    std::uint64_t entries = 0; ///< rows below this folder, which is new or gone as a whole, that the line stands for;
                               ///< of one that moved, its files
    std::uint64_t bytes = 0;   ///< of these
};
struct FileLines {
    std::vector<FileLine> lines;
    std::uint64_t only_time = 0; ///< rows that are left out since they differ in nothing but time
};
/// The rows as people want to read them: a folder that is new, gone or moved as one line, what moved where it is now,
/// and no rows that differ only in time where others differ in more. Where most_rows is SIZE_MAX, every row but those
/// of where moved files were.
[[nodiscard]] FileLines file_lines(const DiffReport& report);
/// "1.0-1 → 1.0-2", or the one version there is.
[[nodiscard]] std::string package_versions(const PackageRow& row);
/// "deb: 2 upgraded, 1 added", one for each ecosystem that has any.
[[nodiscard]] std::vector<std::string> package_counts(const PackageDiff& packages);
/// "content, size", "only inside: META-INF/MANIFEST.MF time", "bytes not compared": why a changed row is one; in what a
/// moved file differs beside its path, "" for nothing.
[[nodiscard]] std::string row_reasons(const FileRow& row, const FileDiff& files);

} // namespace strata
