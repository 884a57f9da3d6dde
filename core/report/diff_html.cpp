#include "core/report/diff_html.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/diff_waste_report.hpp"
#include "core/report/finding_words.hpp"
#include "core/report/html.hpp"
#include "core/report/origin_text.hpp"

#include <algorithm>

namespace strata {

namespace {

using Column = HtmlColumn;

struct Mark {
    std::string_view sign, name;
};
constexpr Mark added{"+", "added"}, removed{"−", "removed"}, changed{"~", "changed"};

Mark mark_of(FileChange change) {
    return change == FileChange::added ? added : change == FileChange::removed ? removed : changed;
}
Mark mark_of(SettingChange change) {
    return change == SettingChange::added ? added : change == SettingChange::removed ? removed : changed;
}
Mark mark_of(RowChange change) {
    switch (change) {
    case RowChange::added: return added;
    case RowChange::removed: return removed;
    case RowChange::changed: return changed;
    case RowChange::same: break;
    }
    return {"=", ""};
}
Mark mark_of(LayerMatch match) {
    switch (match) {
    case LayerMatch::inserted: return added;
    case LayerMatch::removed: return removed;
    case LayerMatch::changed: return changed;
    case LayerMatch::moved: return {"↕", "changed"};
    case LayerMatch::same: break;
    }
    return {"=", ""};
}

std::string number_of(std::uint32_t index) { return index == no_index ? "" : text(index + 1); }

class Writer {
public:
    explicit Writer(const DiffReport& report)
        : report_(report),
          page_(text(image_title(report.a.inspection), " → ", image_title(report.b.inspection)),
                html_text(report.diff.verdict)) {}

    std::string run() {
        add_cards();
        add_origins();
        if (shows(section_layers)) add_layers();
        if (shows(section_settings)) add_settings();
        if (shows(section_history)) add_history();
        if (shows(section_packages)) add_packages();
        if (shows(section_findings)) add_findings();
        if (const WasteDiff& waste = report_.waste; shows(section_waste) && !waste.rows.empty())
            page_.section("waste", "Waste",
                          waste_change_text({waste.wasted_a, waste.wasted_b}, {waste.needless_a, waste.needless_b}),
                          waste_section_html(report_));
        if (shows(section_files)) add_files();
        if (shows(section_content)) add_contents();
        return page_.text();
    }

private:
    [[nodiscard]] bool shows(DiffSection section) const { return (report_.sections & section) != 0; }
    [[nodiscard]] std::size_t shown(std::size_t count) const { return std::min(count, report_.most_rows); }

    void add_cards() {
        const ImageDiff& diff = report_.diff;
        page_.card(text(human_size(diff.unpacked_b), " <small class=\"dim\">",
                        size_change(diff.unpacked_a, diff.unpacked_b), "</small>"),
                   text("unpacked, was ", human_size(diff.unpacked_a)));
        page_.card(human_size(diff.layers.download_bytes), "to download for a host that has A");
        page_.card(text(diff.layers.shared_layers, " of ", report_.b.inspection.layers.size()), "layers shared");
        page_.card(text("<span class=\"added\">+", grouped(diff.files.added), "</span> <span class=\"changed\">~",
                        grouped(diff.files.changed), "</span> <span class=\"removed\">−", grouped(diff.files.removed),
                        "</span>"),
                   "files");
        page_.card(grouped(diff.settings.size()), diff.settings.size() == 1 ? "setting changed" : "settings changed");
    }

    void add_origins() {
        const std::vector<OriginLine> lines = origin_lines(report_);
        if (lines.empty()) return;
        HtmlTable table({{""}, {"What differs"}});
        for (const OriginLine& line : lines) table.add({html_text(line.name), html_text(line.words)});
        page_.section("origins", "Base image and own build", "", table.text());
    }

    void add_layers() {
        HtmlTable table({{"", Column::code},
                         {"A", Column::number},
                         {"B", Column::number},
                         {"Instruction", Column::code},
                         {"Size", Column::number},
                         {"Why"}});
        for (const LayerRow& row : report_.diff.layers.rows) {
            const bool in_b = row.b != no_index;
            const Inspection& image = in_b ? report_.b.inspection : report_.a.inspection;
            const std::uint32_t layer = in_b ? row.b : row.a;
            std::string why(layer_cause_text(row.comparison.cause));
            if (const std::string detail = layer_cause_detail(row, report_.a.inspection, report_.b.inspection);
                !detail.empty())
                why += text(" (", detail, ')');
            if (row.comparison.cause == Cause::content)
                why += text(": +", row.comparison.added, " ~", row.comparison.changed, " −", row.comparison.removed);
            const Mark mark = mark_of(row.match);
            table.add({std::string(mark.sign), number_of(row.a), number_of(row.b),
                       html_code(layer_instruction(image, layer)), human_size(image.layers[layer]->file_bytes),
                       html_text(why)},
                      mark.name);
        }
        page_.section("layers", "Layers", text(report_.diff.layers.shared_layers, " shared"), table.text());
    }

    void add_settings() {
        HtmlTable table({{"", Column::code}, {"Setting", Column::code}, {"A", Column::code}, {"B", Column::code}});
        const std::vector<SettingRow>& rows = report_.diff.settings;
        for (std::size_t i = 0; i < shown(rows.size()); i++) {
            const Mark mark = mark_of(rows[i].change);
            table.add({std::string(mark.sign), html_text(setting_title(rows[i])), html_code(rows[i].a, 400),
                       html_code(rows[i].b, 400)},
                      mark.name);
        }
        page_.section("settings", "Settings", grouped(rows.size()),
                      table.empty() ? "<p>No setting differs.</p>\n"
                                    : table.text() + html_rest(rows.size() - shown(rows.size())));
    }

    void add_history() {
        const HistoryLines lines = history_lines(report_);
        HtmlTable table({{"", Column::code}, {"A", Column::code}, {"B", Column::code}});
        for (std::size_t i = 0; i < shown(lines.rows.size()); i++) {
            const HistoryDiffRow& row = lines.rows[i];
            const Mark mark = mark_of(row.change);
            table.add({std::string(mark.sign), html_code(history_instruction(report_.a.inspection, row.a)),
                       html_code(history_instruction(report_.b.inspection, row.b))},
                      mark.name);
        }
        std::string body = table.empty() ? "" : table.text() + html_rest(lines.rows.size() - shown(lines.rows.size()));
        if (lines.only_created > 0)
            body += text("<p class=\"dim\">", grouped(lines.only_created),
                         " more differ only in when they were made.</p>\n");
        page_.section("history", "History", grouped(lines.rows.size()),
                      body.empty() ? "<p>No step of the history differs.</p>\n" : body);
    }

    void add_packages() {
        const std::vector<PackageRow>& rows = report_.diff.packages.rows;
        if (rows.empty()) return;
        HtmlTable table({{"", Column::code}, {"Type"}, {"Package", Column::code}, {"Version", Column::code}, {""}});
        for (std::size_t i = 0; i < shown(rows.size()); i++) {
            const PackageRow& row = rows[i];
            const Mark mark = row.change == PackageChange::added     ? added
                              : row.change == PackageChange::removed ? removed
                                                                     : changed;
            table.add({std::string(mark.sign), std::string(ecosystem_name(row.ecosystem)), html_code(row.name),
                       html_text(package_versions(row)), std::string(package_change_name(row.change))},
                      mark.name);
        }
        page_.section("packages", "Packages", grouped(rows.size()),
                      table.text() + html_rest(rows.size() - shown(rows.size())));
    }

    void add_findings() {
        const FindingsDiff& findings = report_.findings;
        const std::size_t count = findings.added.size() + findings.gone.size();
        if (count == 0) return;
        HtmlTable table({{"", Column::code}, {"Severity"}, {"Rule"}, {"Where", Column::code}, {"Found", Column::code}});
        for (std::size_t i = 0; i < shown(count); i++) {
            const bool is_new = i < findings.added.size();
            const Finding& row = is_new ? findings.added[i] : findings.gone[i - findings.added.size()];
            const Mark mark = is_new ? added : removed;
            table.add({std::string(mark.sign), std::string(severity_name(row.severity)), std::string(row.rule->title),
                       html_code(finding_place(row)), html_code(finding_text(row))},
                      mark.name);
        }
        page_.section("findings", "Findings", text(findings.added.size(), " new, ", findings.gone.size(), " gone"),
                      table.text() + html_rest(count - shown(count)));
    }

    void add_files() {
        const FileLines files = file_lines(report_);
        HtmlTable table({{"", Column::code},
                         {"File", Column::code},
                         {"A", Column::number},
                         {"B", Column::number},
                         {"Change", Column::number},
                         {"Why"}});
        for (std::size_t i = 0; i < shown(files.lines.size()); i++) add_file(files.lines[i], table);
        std::string body = table.empty() ? "<p>No file differs.</p>\n"
                                         : table.text() + html_rest(files.lines.size() - shown(files.lines.size()));
        if (files.only_time > 0)
            body += text("<p class=\"dim\">", grouped(files.only_time), " more differ only in time.</p>\n");
        page_.section("files", "Files", grouped(report_.diff.files.rows.size()), body);
    }

    void add_file(const FileLine& line, HtmlTable& table) const {
        const std::vector<FileRow>& rows = report_.diff.files.rows;
        const FileRow& row = rows[line.row];
        const SizePair sizes = row_sizes(row, report_);
        const bool gone = row.change == FileChange::removed;
        const std::uint64_t a = sizes.a + (gone ? line.bytes : 0), b = sizes.b + (gone ? 0 : line.bytes);
        std::string why = html_text(row_reasons(row, report_.diff.files));
        if (row.other_end != no_index)
            why = text("moved: ", html_code(row_path(rows[row.other_end], report_.a, report_.b), 80));
        if (line.entries > 0) why = text("and ", grouped(line.entries), " below");
        const Mark mark = mark_of(row.change);
        table.add({std::string(mark.sign), html_text(row_path(row, report_.a, report_.b)),
                   row.change == FileChange::added ? "—" : human_size(a), gone ? "—" : human_size(b), size_change(a, b),
                   why},
                  mark.name);
    }

    void add_contents() {
        if (report_.contents.empty()) return;
        std::string body;
        for (const ContentDiff& content : report_.contents) {
            body += text("<details open><summary><code>", html_text(content.path), "</code></summary>\n");
            if (content.unified.empty())
                body += text("<p class=\"dim\">", html_text(content.note), "</p>\n");
            else
                body += text("<pre>", unified_html(content.unified), "</pre>\n");
            body += "</details>\n";
        }
        page_.section("contents", "Contents", grouped(report_.contents.size()), body);
    }

    static std::string unified_html(std::string_view unified) {
        std::string out;
        while (!unified.empty()) {
            const std::size_t end = std::min(unified.find('\n'), unified.size());
            const std::string_view line = unified.substr(0, end);
            const bool plus = line.starts_with('+') && !line.starts_with("+++");
            const bool minus = line.starts_with('-') && !line.starts_with("---");
            if (plus || minus)
                out += text("<span class=\"", plus ? "plus" : "minus", "\">", html_text(line), "</span>");
            else
                out += text(html_text(line), "\n");
            unified.remove_prefix(std::min(unified.size(), end + 1));
        }
        return out;
    }

    const DiffReport& report_;
    HtmlPage page_;
};

} // namespace

std::string diff_html(const DiffReport& report) { return Writer(report).run(); }

} // namespace strata
