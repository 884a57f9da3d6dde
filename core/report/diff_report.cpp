#include "core/report/diff_report.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/instruction.hpp"
#include "core/report/nested_text.hpp"
#include "core/report/text.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace strata {
namespace {

bool shows_every_row(const DiffReport& report) { return report.most_rows == std::numeric_limits<std::size_t>::max(); }

} // namespace

std::string image_title(const Inspection& image) {
    if (!image.image.names.empty()) return printable(image.image.names.front().text());
    const Digest& id = image.image.config_digest ? image.image.config_digest : image.image.manifest_digest;
    return id ? id.short_hex() : printable(image.source);
}

std::string setting_title(const SettingRow& row) {
    return printable(row.key.empty() ? row.field : text(row.field, ' ', row.key));
}

HistoryLines history_lines(const DiffReport& report) {
    HistoryLines lines;
    if (report.diff.ignore.has(Ignore::history)) return lines;
    for (const HistoryDiffRow& row : report.diff.history) {
        if (row.change == RowChange::same) continue;
        if (!shows_every_row(report) && row.change == RowChange::changed && row.parts == history_created)
            ++lines.only_created;
        else
            lines.rows.push_back(row);
    }
    return lines;
}

std::string history_instruction(const Inspection& image, std::uint32_t row) {
    const auto& history = image.image.config.history;
    return row < history.size() ? printable(readable_instruction(history[row].created_by)) : "";
}

std::string layer_instruction(const Inspection& image, std::uint32_t layer) {
    return history_instruction(image, image.image.layers[layer].history);
}

std::string size_change(std::uint64_t from, std::uint64_t to) {
    if (from == to) return "±0";
    return from < to ? text('+', human_size(to - from)) : text("−", human_size(from - to));
}

SizePair row_sizes(const FileRow& row, const DiffReport& report) {
    return {row.in_a ? report.a.timeline.entry(row.in_a).size : 0,
            row.in_b ? report.b.timeline.entry(row.in_b).size : 0};
}

namespace {

/// The folders that moved as a whole, by the row of where they are now.
std::map<std::uint32_t, const FolderMove*> moved_here(const FileDiff& files) {
    std::map<std::uint32_t, const FolderMove*> moves;
    for (const FolderMove& move : files.moved_folders) moves.emplace(move.row_b, &move);
    return moves;
}

bool is_folder(const FileRow& row, const DiffReport& report) {
    const Entry& entry = row.in_b ? report.b.timeline.entry(row.in_b) : report.a.timeline.entry(row.in_a);
    return entry.type == FileType::directory;
}

/// Folders that one line stands for, with all that is in them; only one image has these. Rows come depth first, and
/// each row of such a folder is put in when it comes.
class WholeFolders {
public:
    explicit WholeFolders(const DiffReport& report)
        : a_(report.a.timeline), b_(report.b.timeline), in_a_(a_.size()), in_b_(b_.size()) {}

    /// Never the root: a line that stands for it would tell nothing.
    void put(const FileRow& row) {
        if (row.a != no_node && row.a != root_node) in_a_[row.a] = true;
        if (row.b != no_node && row.b != root_node) in_b_[row.b] = true;
    }
    [[nodiscard]] bool hold(const FileRow& row) const {
        return row.b != no_node ? holds(b_, in_b_, row.b) : holds(a_, in_a_, row.a);
    }

private:
    static bool holds(const Timeline& timeline, const std::vector<bool>& put, NodeIndex node) {
        return node != root_node && put[timeline.parent(node)];
    }

    const Timeline& a_;
    const Timeline& b_;
    std::vector<bool> in_a_, in_b_; ///< by node
};

} // namespace

FileLines file_lines(const DiffReport& report) {
    const FileDiff& files = report.diff.files;
    const bool every = shows_every_row(report);
    const bool leave_out_times = !every && files.only_time < files.rows.size();
    const auto moves = moved_here(files);
    FileLines result;
    WholeFolders new_or_gone(report), moved(report);
    std::size_t line_of_folder = 0;
    for (std::uint32_t i = 0; i < files.rows.size(); ++i) {
        const FileRow& row = files.rows[i];
        if (row.is_moved() && row.change == FileChange::removed) continue; // shown where it is now
        if (leave_out_times && row.cause == Cause::time) {
            ++result.only_time;
            continue;
        }
        if (moved.hold(row)) {
            moved.put(row);
            continue;
        }
        const SizePair sizes = row_sizes(row, report);
        if (!row.is_moved() && new_or_gone.hold(row)) {
            new_or_gone.put(row);
            ++result.lines[line_of_folder].entries;
            result.lines[line_of_folder].bytes += sizes.a + sizes.b;
            continue;
        }
        const auto move = every ? moves.end() : moves.find(i);
        if (move != moves.end()) {
            moved.put(row);
            result.lines.push_back({i, move->second->files, move->second->bytes});
            continue;
        }
        result.lines.push_back({i, 0, 0});
        if (row.is_moved()) continue;
        if (every || row.change == FileChange::changed || !is_folder(row, report)) continue;
        new_or_gone.put(row);
        line_of_folder = result.lines.size() - 1;
    }
    return result;
}

std::string package_versions(const PackageRow& row) {
    const std::string a = printable(row.version_a), b = printable(row.version_b);
    return a.empty() || b.empty() ? a + b : text(a, " → ", b);
}

std::vector<std::string> package_counts(const PackageDiff& packages) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < ecosystem_count; ++i) {
        std::string words;
        for (const PackageChange change : {PackageChange::upgraded, PackageChange::downgraded, PackageChange::changed,
                                           PackageChange::added, PackageChange::removed})
            if (const std::uint32_t rows = packages.counts[i][static_cast<std::size_t>(change)]; rows > 0)
                words += text(words.empty() ? "" : ", ", rows, ' ', package_change_name(change));
        if (!words.empty()) out.push_back(text(ecosystem_name(static_cast<Ecosystem>(i)), ": ", words));
    }
    return out;
}

std::string row_reasons(const FileRow& row, const FileDiff& files) {
    std::string reasons = reasons_text(row.reasons);
    const auto join = [&](std::string_view more) {
        if (!more.empty()) reasons += text(reasons.empty() ? "" : ", ", more);
    };
    if (row.unsure) join("bytes not compared");
    if (row.nested == no_index) return reasons;
    const std::string inside = nested_text(files.nested[row.nested]);
    if (row.cause != Cause::nested && row.cause != Cause::bytecode) {
        join(inside);
        return reasons;
    }
    // Content, size and time come with it.
    constexpr unsigned implied = reason_content | reason_size | reason_time;
    reasons = inside;
    join(reasons_text(static_cast<Reasons>(row.reasons & ~implied)));
    return reasons;
}

} // namespace strata
