#include "core/report/diff_markdown.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/diff_findings_report.hpp"
#include "core/report/diff_waste_report.hpp"
#include "core/report/origin_text.hpp"
#include "core/report/text.hpp"

#include <algorithm>
#include <string_view>

namespace strata {
namespace {

constexpr std::size_t widest_cell = 120;

std::string_view mark_of(const FileRow& row) {
    if (row.is_moved()) return "→";
    return row.change == FileChange::added ? "+" : row.change == FileChange::removed ? "−" : "~";
}
std::string_view mark_of(SettingChange change) {
    return change == SettingChange::added ? "+" : change == SettingChange::removed ? "−" : "~";
}
std::string_view mark_of(const LayerRow& row) {
    switch (row.match) {
    case LayerMatch::same: return "=";
    case LayerMatch::changed: return "~";
    case LayerMatch::inserted: return "+";
    case LayerMatch::removed: return "−";
    case LayerMatch::moved: return "↕";
    }
    return "";
}

class Writer {
public:
    Writer(const DiffReport& report, std::size_t most_bytes)
        : report_(report), diff_(report.diff), most_bytes_(most_bytes) {}

    std::string run() {
        write_summary();
        if (shows(section_layers)) write_layers();
        if (shows(section_settings)) write_settings();
        if (shows(section_history)) write_history();
        if (shows(section_packages)) write_packages();
        if (shows(section_findings)) add(findings_section_markdown(report_));
        if (shows(section_waste)) add(waste_section_markdown(report_));
        if (shows(section_files)) write_files();
        if (shows(section_content)) write_contents();
        if (cut_) out_ += "\n_Cut short: the whole is too long for a comment._\n";
        return std::move(out_);
    }

private:
    [[nodiscard]] bool shows(DiffSection section) const { return (report_.sections & section) != 0; }

    /// Appends a piece whole or not at all; after the first that does not fit, nothing.
    bool add(const std::string& piece) {
        constexpr std::size_t reserve = 200; // for closing what is open
        cut_ = cut_ || out_.size() + piece.size() + reserve > most_bytes_;
        if (!cut_) out_ += piece;
        return !cut_;
    }

    void write_summary() {
        out_ += text("### ", code_cell(image_title(report_.a.inspection)), " → ",
                     code_cell(image_title(report_.b.inspection)), "\n\n", diff_.verdict, "\n\n");
        out_ += "| | A | B | |\n|---|---:|---:|---|\n";
        out_ += text("| unpacked | ", human_size(diff_.unpacked_a), " | ", human_size(diff_.unpacked_b), " | ",
                     size_change(diff_.unpacked_a, diff_.unpacked_b), " |\n");
        out_ += text("| layers | ", report_.a.inspection.layers.size(), " | ", report_.b.inspection.layers.size(),
                     " | ", diff_.layers.shared_layers, " shared |\n");
        out_ += text("| to download | | ", human_size(diff_.layers.download_bytes), " | ", diff_.layers.download_blobs,
                     diff_.layers.download_blobs == 1 ? " layer |\n" : " layers |\n");
        out_ += text("| files | | | +", diff_.files.added, " ~", diff_.files.changed, " −", diff_.files.removed,
                     diff_.files.moved == 0 ? "" : text(" →", diff_.files.moved), " |\n");
        out_ += text("| settings | | | ", diff_.settings.size(), " changed |\n");
        for (const std::string& counts : package_counts(diff_.packages)) {
            const std::size_t colon = counts.find(':');
            out_ += text("| ", counts.substr(0, colon), " packages | | | ", counts.substr(colon + 2), " |\n");
        }
        const WasteDiff& waste = report_.waste;
        const auto add_waste = [&](std::string_view name, std::uint64_t a, std::uint64_t b) {
            if (a != b)
                out_ += text("| ", name, " | ", human_size(a), " | ", human_size(b), " | ", size_change(a, b), " |\n");
        };
        add_waste("wasted", waste.wasted_a, waste.wasted_b);
        add_waste("needless", waste.needless_a, waste.needless_b);
        for (const OriginLine& origin : origin_lines(report_))
            out_ += text("| ", origin.name == "Base" ? "base image" : "own build", " | | | ", code_cell(origin.words),
                         " |\n");
    }

    /// A folded section with a table of `count` rows, of which `row(i)` makes one.
    template <class Row>
    void write_table(std::string_view title, std::string_view head, std::size_t count, Row row) {
        if (count == 0) return;
        if (!add(text("\n<details><summary>", title, " (", count, ")</summary>\n\n", head))) return;
        const std::size_t shown = std::min(count, report_.most_rows);
        std::size_t done = 0;
        while (done < shown && add(row(done))) ++done;
        if (done < count) out_ += text("\n… and ", count - done, " more\n");
        out_ += "\n</details>\n";
    }

    void write_layers() {
        write_table("Layers", "| | A | B | size | instruction | |\n|---|---:|---:|---:|---|---|\n",
                    diff_.layers.rows.size(), [this](std::size_t i) {
                        const LayerRow& row = diff_.layers.rows[i];
                        const bool in_b = row.b != no_index;
                        const Inspection& image = in_b ? report_.b.inspection : report_.a.inspection;
                        const std::uint32_t layer = in_b ? row.b : row.a;
                        return text("| ", mark_of(row), " | ", row.a == no_index ? "" : text(row.a + 1), " | ",
                                    in_b ? text(row.b + 1) : "", " | ", human_size(image.layers[layer]->file_bytes),
                                    " | ", code_cell(layer_instruction(image, layer)), " | ", cause_words(row), " |\n");
                    });
    }

    [[nodiscard]] std::string cause_words(const LayerRow& row) const {
        const std::string detail = layer_cause_detail(row, report_.a.inspection, report_.b.inspection);
        return text(layer_cause_text(row.comparison.cause), detail.empty() ? "" : text(" (", detail, ')'));
    }

    void write_settings() {
        write_table("Settings", "| | setting | A | B |\n|---|---|---|---|\n", diff_.settings.size(),
                    [this](std::size_t i) {
                        const SettingRow& row = diff_.settings[i];
                        return text("| ", mark_of(row.change), " | ", code_cell(setting_title(row)), " | ",
                                    code_cell(row.a), " | ", code_cell(row.b), " |\n");
                    });
    }

    void write_history() {
        const HistoryLines history = history_lines(report_);
        const auto& rows = history.rows;
        write_table("History", "| A | B |\n|---|---|\n", rows.size(), [&](std::size_t i) {
            return text("| ", code_cell(history_instruction(report_.a.inspection, rows[i].a)), " | ",
                        code_cell(history_instruction(report_.b.inspection, rows[i].b)), " |\n");
        });
        if (history.only_created > 0 && !cut_)
            out_ += text("\n", history.only_created, " more rows of the history differ only in `created`.\n");
    }

    void write_packages() {
        const std::vector<PackageRow>& rows = diff_.packages.rows;
        write_table("Packages", "| | type | package | version | |\n|---|---|---|---|---|\n", rows.size(),
                    [&](std::size_t i) {
                        const PackageRow& row = rows[i];
                        const std::string_view mark = row.change == PackageChange::added     ? "+"
                                                      : row.change == PackageChange::removed ? "−"
                                                                                             : "~";
                        return text("| ", mark, " | ", ecosystem_name(row.ecosystem), " | ", code_cell(row.name), " | ",
                                    code_cell(package_versions(row)), " | ", package_change_name(row.change), " |\n");
                    });
    }

    void write_files() {
        const FileLines files = file_lines(report_);
        write_table("Files", "| | path | size | why |\n|---|---|---:|---|\n", files.lines.size(), [&](std::size_t i) {
            const FileLine& line = files.lines[i];
            const FileRow& row = diff_.files.rows[line.row];
            return text("| ", mark_of(row), " | ", code_cell(row_path(row, report_.a, report_.b)), " | ",
                        size_words(row, line), " | ", why_words(row, line), " |\n");
        });
        if (files.only_time > 0 && !cut_) out_ += text("\n", files.only_time, " more differ only in time.\n");
        if (report_.not_looked_into > 0 && !cut_)
            out_ += text("\n", report_.not_looked_into, " may be archives and were not looked into.\n");
    }

    [[nodiscard]] std::string size_words(const FileRow& row, const FileLine& line) const {
        const SizePair sizes = row_sizes(row, report_);
        if (row.is_moved()) return human_size(sizes.b + line.bytes);
        const bool removed = row.change == FileChange::removed;
        return size_change(sizes.a + (removed ? line.bytes : 0), sizes.b + (removed ? 0 : line.bytes));
    }

    [[nodiscard]] std::string why_words(const FileRow& row, const FileLine& line) const {
        if (row.is_moved()) {
            const std::string from = code_cell(row_path(diff_.files.rows[row.other_end], report_.a, report_.b));
            if (line.entries > 0) return text("moved from ", from, " with ", line.entries, " files");
            const std::string reasons = row_reasons(row, diff_.files);
            return text("moved from ", from, reasons.empty() ? "" : text("; ", reasons));
        }
        if (line.entries > 0) return text("and ", line.entries, " below");
        // Members' names are strangers' text.
        const std::string reasons = row_reasons(row, diff_.files);
        return row.nested == no_index ? reasons : code_cell(reasons);
    }

    void write_contents() {
        for (const ContentDiff& content : report_.contents) {
            std::size_t longest = 0;
            std::size_t run = 0;
            for (const char byte : content.unified) {
                run = byte == '`' ? run + 1 : 0;
                longest = std::max(longest, run);
            }
            const std::string fence(std::max<std::size_t>(3, longest + 1), '`');
            const std::string body = content.unified.empty()
                                         ? text(code_cell(content.note), '\n')
                                         : text(fence, "diff\n", printable_lines(content.unified), fence, '\n');
            const bool added = add(text("\n<details><summary>Contents</summary>\n\n", code_cell(content.path), "\n\n",
                                        body, "\n</details>\n"));
            if (!added) return;
        }
    }

    const DiffReport& report_;
    const ImageDiff& diff_;
    std::size_t most_bytes_;
    bool cut_ = false;
    std::string out_;
};

} // namespace

std::string diff_markdown(const DiffReport& report, std::size_t most_bytes) { return Writer(report, most_bytes).run(); }

std::string code_cell(std::string_view raw) {
    std::string words;
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char byte : ellipsis(printable(raw), widest_cell)) {
        run = byte == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
        words += byte == '|' ? std::string("\\|") : std::string(1, byte);
    }
    if (words.empty()) return "";
    const std::string fence(longest + 1, '`');
    const bool touches = words.starts_with('`') || words.ends_with('`');
    return touches ? text(fence, ' ', words, ' ', fence) : text(fence, words, fence);
}

} // namespace strata
