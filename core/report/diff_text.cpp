#include "core/report/diff_text.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/diff_findings_report.hpp"
#include "core/report/diff_waste_report.hpp"
#include "core/report/origin_text.hpp"
#include "core/report/text.hpp"

#include <algorithm>

namespace strata {
namespace {

constexpr std::size_t widest_instruction = 60;
constexpr std::size_t widest_value = 100;

std::string_view mark_of(DiffTone tone) {
    switch (tone) {
    case DiffTone::added: return "+";
    case DiffTone::removed: return "-";
    case DiffTone::changed: return "~";
    case DiffTone::moved: return ">";
    case DiffTone::plain:
    case DiffTone::heading:
    case DiffTone::muted: break;
    }
    return "=";
}

class Writer {
public:
    Writer(const DiffReport& report, const PaintDiff& paint) : report_(report), diff_(report.diff), paint_(paint) {}

    std::string run() {
        write_summary();
        if (shows(section_layers)) write_layers();
        if (shows(section_settings)) write_settings();
        if (shows(section_history)) write_history();
        if (shows(section_packages)) write_packages();
        if (shows(section_findings)) out_ += findings_section_text(report_, paint_);
        if (shows(section_waste)) out_ += waste_section_text(report_, paint_);
        if (shows(section_files)) write_files();
        if (shows(section_content)) write_contents();
        return std::move(out_);
    }

private:
    [[nodiscard]] bool shows(DiffSection section) const { return (report_.sections & section) != 0; }

    void line(DiffTone tone, std::string_view words) {
        while (words.ends_with(' ')) words.remove_suffix(1);
        out_ += paint_(tone, words);
        out_ += '\n';
    }
    void fact(std::string_view name, std::string_view words) {
        out_ += paint_(DiffTone::muted, padded(name, 11));
        out_ += words;
        out_ += '\n';
    }
    void heading(std::string_view words) {
        out_ += '\n';
        line(DiffTone::heading, words);
    }
    /// Whether the row is beyond what the section shows; says so once, at the end.
    void close(std::size_t rows) {
        if (rows > report_.most_rows)
            line(DiffTone::muted, text("  … and ", rows - report_.most_rows, " more (--all)"));
    }

    void write_image(std::string_view letter, const Inspection& image) {
        const ImageRecord& record = image.image;
        const Digest& id = record.config_digest ? record.config_digest : record.manifest_digest;
        fact(letter, text(image_title(image), "  ", record.platform.text(), "  ", id.short_hex(), "  ",
                          paint_(DiffTone::muted, printable(image.source))));
    }

    void write_summary() {
        write_image("A", report_.a.inspection);
        write_image("B", report_.b.inspection);
        fact("Verdict", paint_(DiffTone::heading, diff_.verdict));
        fact("Unpacked", text(human_size(diff_.unpacked_a), " → ", human_size(diff_.unpacked_b), "  (",
                              size_change(diff_.unpacked_a, diff_.unpacked_b), ')'));
        fact("Download", diff_.layers.download_blobs == 0
                             ? "nothing on a host that has A"
                             : text(human_size(diff_.layers.download_bytes), " in ", diff_.layers.download_blobs,
                                    diff_.layers.download_blobs == 1 ? " layer" : " layers", ", on a host that has A"));
        fact("Layers", text(diff_.layers.shared_layers, " of ", report_.b.inspection.layers.size(), " shared  (",
                            human_size(diff_.layers.shared_bytes), ')'));
        fact("Files",
             text(paint_(DiffTone::added, text('+', diff_.files.added)), ' ',
                  paint_(DiffTone::changed, text('~', diff_.files.changed)), ' ',
                  paint_(DiffTone::removed, text('-', diff_.files.removed)),
                  diff_.files.moved == 0 ? "" : text(' ', paint_(DiffTone::moved, text('>', diff_.files.moved)))));
        fact("Settings", text(diff_.settings.size(), " changed"));
        if (!diff_.packages.rows.empty()) {
            std::string words;
            for (const std::string& counts : package_counts(diff_.packages))
                words += (words.empty() ? "" : "; ") + counts;
            fact("Packages", words);
        }
        if (const WasteDiff& waste = report_.waste; !waste.rows.empty())
            fact("Waste", waste_change_text({waste.wasted_a, waste.wasted_b}, {waste.needless_a, waste.needless_b}));
        for (const OriginLine& origin : origin_lines(report_)) fact(origin.name, origin.words);
    }

    void write_layers() {
        heading("Layers");
        std::size_t shown = 0;
        for (const LayerRow& row : diff_.layers.rows) {
            if (shown++ == report_.most_rows) break;
            write_layer(row);
        }
        close(diff_.layers.rows.size());
    }

    void write_layer(const LayerRow& row) {
        const bool in_a = row.a != no_index;
        const bool in_b = row.b != no_index;
        const DiffTone tone = !in_a                              ? DiffTone::added
                              : !in_b                            ? DiffTone::removed
                              : row.match == LayerMatch::changed ? DiffTone::changed
                                                                 : DiffTone::muted;
        const std::string made_by =
            in_b ? layer_instruction(report_.b.inspection, row.b) : layer_instruction(report_.a.inspection, row.a);
        const auto bytes = [](const DiffSide& side, std::uint32_t layer) {
            return human_size(side.inspection.layers[layer]->file_bytes);
        };
        std::string size = in_a ? bytes(report_.a, row.a) : bytes(report_.b, row.b);
        if (in_a && in_b && bytes(report_.a, row.a) != bytes(report_.b, row.b))
            size += text(" → ", bytes(report_.b, row.b));
        std::string words = text("  ", mark_of(tone), ' ', padded_left(in_a ? text(row.a + 1) : "", 3), ' ',
                                 padded_left(in_b ? text(row.b + 1) : "", 3), "  ",
                                 padded(ellipsis(made_by, widest_instruction), widest_instruction), "  ", size);
        line(tone, words);
        write_cause(row);
    }

    void write_cause(const LayerRow& row) {
        const LayerComparison& comparison = row.comparison;
        std::string words(row.match == LayerMatch::moved ? "moved" : layer_cause_text(comparison.cause));
        const std::string detail = layer_cause_detail(row, report_.a.inspection, report_.b.inspection);
        if (!detail.empty()) words += text(" (", detail, ')');
        if (comparison.cause == Cause::content)
            words += text(": +", comparison.added, " ~", comparison.changed, " -", comparison.removed);
        if (!words.empty()) line(DiffTone::muted, text(std::string(14, ' '), words));
    }

    static DiffTone tone_of(SettingChange change) {
        return change == SettingChange::added     ? DiffTone::added
               : change == SettingChange::removed ? DiffTone::removed
                                                  : DiffTone::changed;
    }

    void write_settings() {
        if (diff_.settings.empty()) return;
        heading("Settings");
        const std::size_t shown = std::min(report_.most_rows, diff_.settings.size());
        std::size_t width = 0;
        for (std::size_t i = 0; i < shown; ++i)
            width = std::max(width, std::min<std::size_t>(32, display_width(setting_title(diff_.settings[i]))));
        const auto value = [](const std::string& words) { return ellipsis(printable(words), widest_value); };
        for (std::size_t i = 0; i < shown; ++i) {
            const SettingRow& row = diff_.settings[i];
            const DiffTone tone = tone_of(row.change);
            const std::string values = row.change == SettingChange::changed ? text(value(row.a), " → ", value(row.b))
                                                                            : value(row.a.empty() ? row.b : row.a);
            line(tone, text("  ", mark_of(tone), ' ', padded(setting_title(row), width), "  ", values));
        }
        close(diff_.settings.size());
    }

    void write_history() {
        const HistoryLines history = history_lines(report_);
        if (history.rows.empty() && history.only_created == 0) return;
        heading("History");
        const std::size_t shown = std::min(report_.most_rows, history.rows.size());
        for (std::size_t i = 0; i < shown; ++i) write_history_row(history.rows[i]);
        close(history.rows.size());
        if (history.only_created > 0)
            line(DiffTone::muted, text("  … and ", history.only_created, " that differ only in created (--all)"));
    }

    void write_history_row(const HistoryDiffRow& row) {
        const std::string in_a = ellipsis(history_instruction(report_.a.inspection, row.a), widest_value);
        const std::string in_b = ellipsis(history_instruction(report_.b.inspection, row.b), widest_value);
        if (row.change == RowChange::changed && (row.parts & history_created_by) == 0) {
            static constexpr std::string_view names[] = {"created", "created_by", "author", "comment", "empty_layer"};
            std::string parts;
            for (std::size_t i = 0; i < std::size(names); ++i)
                if ((row.parts >> i & 1) != 0) parts += text(parts.empty() ? "" : ", ", names[i]);
            line(DiffTone::changed, text("  ~ ", in_b, "  (", parts, ')'));
            return;
        }
        if (row.a != no_index) line(DiffTone::removed, text("  - ", in_a));
        if (row.b != no_index) line(DiffTone::added, text("  + ", in_b));
    }

    void write_packages() {
        const std::vector<PackageRow>& rows = diff_.packages.rows;
        if (rows.empty()) return;
        heading("Packages");
        for (const std::string& counts : package_counts(diff_.packages)) line(DiffTone::muted, text("  ", counts));
        const std::size_t shown = std::min(report_.most_rows, rows.size());
        std::size_t width = 0;
        for (std::size_t i = 0; i < shown; ++i)
            width = std::max(width, std::min<std::size_t>(40, display_width(printable(rows[i].name))));
        for (std::size_t i = 0; i < shown; ++i) {
            const PackageRow& row = rows[i];
            const DiffTone tone = row.change == PackageChange::added     ? DiffTone::added
                                  : row.change == PackageChange::removed ? DiffTone::removed
                                                                         : DiffTone::changed;
            line(tone, text("  ", mark_of(tone), ' ', padded(ecosystem_name(row.ecosystem), 8), "  ",
                            padded(printable(row.name), width), "  ", package_versions(row),
                            tone == DiffTone::changed ? text("  (", package_change_name(row.change), ')') : ""));
        }
        close(rows.size());
    }

    void write_files() {
        const FileLines files = file_lines(report_);
        if (files.lines.empty() && files.only_time == 0) return;
        heading("Files");
        const std::size_t shown = std::min(report_.most_rows, files.lines.size());
        for (std::size_t i = 0; i < shown; ++i) write_file(files.lines[i]);
        close(files.lines.size());
        if (files.only_time > 0)
            line(DiffTone::muted, text("  … and ", files.only_time, " that differ only in time (--all)"));
        if (report_.not_looked_into > 0)
            line(DiffTone::muted, text("  ", report_.not_looked_into,
                                       report_.not_looked_into == 1 ? " of them may be an archive and was"
                                                                    : " of them may be archives and were",
                                       " not looked into (--inside all)"));
    }

    void write_file(const FileLine& one) {
        const FileRow& row = diff_.files.rows[one.row];
        const SizePair sizes = row_sizes(row, report_);
        const DiffTone tone = row.is_moved()                      ? DiffTone::moved
                              : row.change == FileChange::added   ? DiffTone::added
                              : row.change == FileChange::removed ? DiffTone::removed
                                                                  : DiffTone::changed;
        const std::string size =
            row.change == FileChange::changed && sizes.a != sizes.b
                ? size_change(sizes.a, sizes.b)
                : human_size(sizes.b + (row.change == FileChange::removed ? sizes.a : 0) + one.bytes);
        line(tone, text("  ", mark_of(tone), ' ', padded_left(size, 8), "  ", file_words(row, one)));
    }

    /// The path, and behind it what more there is to say.
    std::string file_words(const FileRow& row, const FileLine& one) {
        const std::string path = printable(row_path(row, report_.a, report_.b));
        const std::string reasons = row_reasons(row, diff_.files);
        if (row.is_moved()) {
            const std::string from = printable(row_path(diff_.files.rows[row.other_end], report_.a, report_.b));
            if (one.entries > 0)
                return text(from, "/ → ", path, "/  (", one.entries, one.entries == 1 ? " file)" : " files)");
            return text(from, " → ", path, reasons.empty() ? "" : text("  (", reasons, ')'));
        }
        if (one.entries > 0) return text(path, "/  (and ", one.entries, " below)");
        return row.change == FileChange::changed ? text(path, "  (", reasons, ')') : path;
    }

    void write_contents() {
        for (const ContentDiff& content : report_.contents) {
            heading(printable(content.path));
            if (!content.note.empty()) line(DiffTone::muted, text("  ", printable(content.note)));
            std::string_view rest = content.unified;
            while (!rest.empty()) {
                const std::string_view one = rest.substr(0, rest.find('\n'));
                rest.remove_prefix(std::min(rest.size(), one.size() + 1));
                const bool head = one.starts_with("---") || one.starts_with("+++") || one.starts_with("@@");
                const DiffTone tone = head                   ? DiffTone::heading
                                      : one.starts_with('+') ? DiffTone::added
                                      : one.starts_with('-') ? DiffTone::removed
                                                             : DiffTone::plain;
                out_ += paint_(tone, printable(one));
                out_ += '\n';
            }
        }
    }

    const DiffReport& report_;
    const ImageDiff& diff_;
    const PaintDiff& paint_;
    std::string out_;
};

} // namespace

std::string diff_text(const DiffReport& report, const PaintDiff& paint) { return Writer(report, paint).run(); }

} // namespace strata
