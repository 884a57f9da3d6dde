#include "core/report/diff_report.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/instruction.hpp"
#include "core/report/text.hpp"

#include <algorithm>
#include <limits>

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

FileLines file_lines(const DiffReport& report) {
    const FileDiff& files = report.diff.files;
    const bool every = shows_every_row(report);
    const bool leave_out_times = !every && files.only_time < files.rows.size();
    FileLines result;
    std::string folder; // the one that the last line stands for, "" where it is none
    for (std::uint32_t i = 0; i < files.rows.size(); ++i) {
        const FileRow& row = files.rows[i];
        if (leave_out_times && row.change == FileChange::changed && row.reasons == reason_time && !row.unsure) {
            ++result.only_time;
            continue;
        }
        const std::string path = row_path(row, report.a, report.b);
        const SizePair sizes = row_sizes(row, report);
        if (!folder.empty() && path.starts_with(folder)) {
            ++result.lines.back().entries;
            result.lines.back().bytes += sizes.a + sizes.b;
            continue;
        }
        result.lines.push_back({i, 0, 0});
        const bool is_folder = row.change == FileChange::added
                                   ? report.b.timeline.entry(row.in_b).type == FileType::directory
                                   : report.a.timeline.entry(row.in_a).type == FileType::directory;
        folder = !every && is_folder && row.change != FileChange::changed ? path + '/' : "";
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

std::string row_reasons(const FileRow& row) {
    std::string reasons = reasons_text(row.reasons);
    if (!row.unsure) return reasons;
    return reasons + (reasons.empty() ? "" : ", ") + "bytes not compared";
}

} // namespace strata
