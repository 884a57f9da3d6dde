#include "core/report/table.hpp"

#include "core/report/text.hpp"

#include <algorithm>

namespace strata {
namespace {

constexpr std::size_t least_width = 10;
constexpr std::size_t padding = 3;

using Cells = std::vector<std::string>;

void append_line(std::string& out, const Cells& cells, const std::vector<std::size_t>& widths,
                 const std::vector<Align>& align) {
    std::string line;
    for (std::size_t column = 0; column < cells.size(); ++column) {
        const std::size_t width = display_width(cells[column]);
        const bool right = column < align.size() && align[column] == Align::right;
        const bool last = column + 1 == cells.size();
        if (right) line.append(widths[column] - padding - std::min(width, widths[column] - padding), ' ');
        line += cells[column];
        if (last) break;
        line.append(right ? padding : widths[column] - width, ' ');
    }
    out += line;
    out += '\n';
}

std::vector<std::size_t> column_widths(const std::vector<Cells>& rows) {
    std::vector<std::size_t> widths;
    for (const Cells& cells : rows) {
        if (cells.size() > widths.size()) widths.resize(cells.size(), least_width);
        for (std::size_t column = 0; column < cells.size(); ++column)
            widths[column] = std::max(widths[column], display_width(cells[column]) + padding);
    }
    return widths;
}

Cells split_tabs(std::string_view line) {
    Cells cells;
    while (true) {
        const std::size_t tab = line.find('\t');
        cells.emplace_back(line.substr(0, tab));
        if (tab == std::string_view::npos) return cells;
        line.remove_prefix(tab + 1);
    }
}

} // namespace

Table::Table(std::vector<std::string> header, std::vector<Align> align)
    : header_(std::move(header)), align_(std::move(align)) {}

void Table::add(std::vector<std::string> cells) {
    for (std::string& cell : cells) cell = printable(cell);
    rows_.push_back(std::move(cells));
}

std::string Table::text() const {
    std::vector<Cells> all;
    if (!header_.empty()) all.push_back(header_);
    all.insert(all.end(), rows_.begin(), rows_.end());
    const std::vector<std::size_t> widths = column_widths(all);
    std::string out;
    for (const Cells& cells : all) append_line(out, cells, widths, align_);
    return out;
}

std::string align_tabs(std::string_view lines) {
    std::vector<Cells> rows;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        rows.push_back(split_tabs(lines.substr(0, end)));
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    const std::vector<std::size_t> widths = column_widths(rows);
    std::string out;
    for (const Cells& cells : rows) append_line(out, cells, widths, {});
    return out;
}

} // namespace strata
