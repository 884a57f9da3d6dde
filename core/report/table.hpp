// Rows of text in aligned columns, as docker prints its tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

enum class Align : std::uint8_t { left, right };

/// Columns are as wide as their widest cell plus three, but at least ten (docker's tabwriter: minimum 10, padding 3).
/// Cells are made printable; the last column is never padded.
class Table {
public:
    explicit Table(std::vector<std::string> header, std::vector<Align> align = {});
    /// A row may be shorter than the header.
    void add(std::vector<std::string> cells);
    [[nodiscard]] std::size_t rows() const { return rows_.size(); }
    /// Every line ends with a line end; an empty header is left out.
    [[nodiscard]] std::string text() const;

private:
    std::vector<std::string> header_;
    std::vector<Align> align_;
    std::vector<std::vector<std::string>> rows_;
};

/// Lines whose cells are separated by tabs, aligned in the same way; lines are taken as they are.
[[nodiscard]] std::string align_tabs(std::string_view lines);

} // namespace strata
