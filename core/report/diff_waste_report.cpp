#include "core/report/diff_waste_report.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/diff_markdown.hpp"
#include "core/report/diff_waste_lines.hpp"
#include "core/report/html.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"

#include <algorithm>

namespace strata {
namespace {

struct ClassLine {
    std::string_view name;
    std::uint64_t a = 0, b = 0;
};

std::vector<ClassLine> class_lines(const WasteDiff& waste) {
    std::vector<ClassLine> lines;
    if (waste.rows.empty()) return lines;
    for (std::size_t i = 0; i < byte_class_count; i++)
        if (const std::uint64_t a = waste.a[i].bytes, b = waste.b[i].bytes; a + b > 0)
            lines.push_back({byte_class_name(static_cast<ByteClass>(i)), a, b});
    return lines;
}

/// The lines that the report shows, and how many it does not.
struct Shown {
    explicit Shown(const DiffReport& report) : lines(waste_lines(report)) {
        if (lines.size() <= report.most_rows) return;
        left_out = lines.size() - report.most_rows;
        lines.resize(report.most_rows);
    }
    std::vector<WasteLine> lines;
    std::size_t left_out = 0;
};

std::string both_sizes(std::uint64_t a, std::uint64_t b) { return text(human_size(a), " → ", human_size(b)); }

/// "/var/log/a.log", "/var/cache/apt/ (33 files)".
std::string path_words(const WasteLine& line) {
    return text(printable(line.path), line.files > 1 ? text("  (", line.files, " files)") : "");
}

} // namespace

std::string waste_change_text(SizePair wasted, SizePair needless) {
    std::string out;
    const auto add = [&](SizePair bytes, std::string_view kind) {
        if (bytes.a + bytes.b > 0)
            out += text(out.empty() ? "" : ", ", both_sizes(bytes.a, bytes.b), ' ', kind, " (",
                        size_change(bytes.a, bytes.b), ')');
    };
    add(wasted, "wasted");
    add(needless, "needless");
    return out;
}

std::string waste_section_text(const DiffReport& report, const PaintDiff& paint) {
    if (report.waste.rows.empty()) return "";
    std::string out = text('\n', paint(DiffTone::heading, "Waste"), '\n');
    for (const auto& [name, a, b] : class_lines(report.waste))
        out += paint(DiffTone::muted, text("  ", padded(name, 13), both_sizes(a, b),
                                           a == b ? "" : text("  (", size_change(a, b), ')'))) +
               '\n';
    const Shown shown(report);
    for (const WasteLine& line : shown.lines) {
        const bool both = line.sign == '~';
        const DiffTone tone = both ? DiffTone::changed : line.sign == '+' ? DiffTone::added : DiffTone::removed;
        out += paint(tone, text("  ", line.sign, ' ',
                                padded(both ? size_change(line.a, line.b) : human_size(line.a + line.b), 10),
                                padded(byte_class_name(line.which), 13), path_words(line),
                                both ? text("  (", both_sizes(line.a, line.b), ')') : "")) +
               '\n';
    }
    if (shown.left_out > 0) out += paint(DiffTone::muted, text("  … and ", shown.left_out, " more (--all)")) + '\n';
    return out;
}

std::string waste_section_markdown(const DiffReport& report) {
    if (report.waste.rows.empty()) return "";
    std::string out = text("\n<details><summary>Waste</summary>\n\n| class | A | B | change |\n|---|--:|--:|--:|\n");
    for (const auto& [name, a, b] : class_lines(report.waste))
        out += text("| ", name, " | ", human_size(a), " | ", human_size(b), " | ", size_change(a, b), " |\n");
    out += "\n| | change | class | path |\n|---|--:|---|---|\n";
    const Shown shown(report);
    for (const WasteLine& line : shown.lines)
        out += text("| ", line.sign == '-' ? "−" : std::string(1, line.sign), " | ", size_change(line.a, line.b), " | ",
                    byte_class_name(line.which), " | ", code_cell(line.path),
                    line.files > 1 ? text(" ", line.files, " files") : "", " |\n");
    if (shown.left_out > 0) out += text("\n… and ", shown.left_out, " more.\n");
    return out + "\n</details>\n";
}

std::string waste_section_html(const DiffReport& report) {
    using Column = HtmlColumn;
    HtmlTable classes({{"Class"}, {"A", Column::number}, {"B", Column::number}, {"Change", Column::number}});
    for (const auto& [name, a, b] : class_lines(report.waste))
        classes.add({std::string(name), human_size(a), human_size(b), size_change(a, b)});
    HtmlTable paths({{"", Column::code},
                     {"Path", Column::code},
                     {"Files", Column::number},
                     {"Class"},
                     {"A", Column::number},
                     {"B", Column::number},
                     {"Change", Column::number}});
    const Shown shown(report);
    for (const WasteLine& line : shown.lines)
        paths.add({line.sign == '-' ? "−" : std::string(1, line.sign), html_code(line.path), grouped(line.files),
                   std::string(byte_class_name(line.which)), human_size(line.a), human_size(line.b),
                   size_change(line.a, line.b)},
                  line.sign == '+'   ? "added"
                  : line.sign == '-' ? "removed"
                                     : "changed");
    return classes.text() + paths.text() + html_rest(shown.left_out);
}

Value waste_section_value(const DiffReport& report) {
    const WasteDiff& waste = report.waste;
    ValueList classes, rows;
    for (std::size_t i = 0; i < byte_class_count && !waste.rows.empty(); i++)
        if (waste.a[i].bytes + waste.b[i].bytes > 0)
            classes.push_back(Value::record({{"class", byte_class_name(static_cast<ByteClass>(i))},
                                             {"bytes_a", waste.a[i].bytes},
                                             {"bytes_b", waste.b[i].bytes},
                                             {"files_a", waste.a[i].files},
                                             {"files_b", waste.b[i].files}}));
    const auto layer = [](std::uint64_t bytes, std::uint32_t number) {
        return bytes == 0 ? Value() : Value(std::uint64_t{number} + 1);
    };
    for (const WasteDiffRow& row : waste.rows)
        rows.push_back(Value::record({{"change", row.bytes_a == 0   ? "added"
                                                 : row.bytes_b == 0 ? "removed"
                                                                    : "changed"},
                                      {"path", row.path},
                                      {"class", byte_class_name(row.which)},
                                      {"bytes_a", row.bytes_a},
                                      {"bytes_b", row.bytes_b},
                                      {"layer_a", layer(row.bytes_a, row.layer_a)},
                                      {"layer_b", layer(row.bytes_b, row.layer_b)}}));
    return Value::record({{"classes", Value::list(std::move(classes))}, {"rows", Value::list(std::move(rows))}});
}

} // namespace strata
