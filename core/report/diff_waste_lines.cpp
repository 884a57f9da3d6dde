#include "core/report/diff_waste_lines.hpp"

#include "core/base/sort_list.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace strata {
namespace {

constexpr std::size_t least_depth = 2; // "/usr" or "/" would say nothing of what it is

char sign_of(const WasteDiffRow& row) { return row.bytes_a == 0 ? '+' : row.bytes_b == 0 ? '-' : '~'; }

std::uint64_t change_of(const WasteLine& line) { return line.a < line.b ? line.b - line.a : line.a - line.b; }

/// Calls `use` with each folder above the path that is deep enough, topmost first, until it returns true.
template <class Use>
void for_folders_above(std::string_view path, Use use) {
    std::size_t depth = 0;
    for (std::size_t slash = path.find('/', 1); slash != path.npos; slash = path.find('/', slash + 1))
        if (++depth >= least_depth && use(path.substr(0, slash + 1))) return;
}

/// "/var/cache/" of "/var/cache/apt/a" and "/var/cache/b".
std::string_view common_folder(std::string_view folder, std::string_view path) {
    const auto [own, other] = std::ranges::mismatch(folder, path);
    const auto same = folder.substr(0, static_cast<std::size_t>(own - folder.begin()));
    return same.substr(0, same.rfind('/') + 1);
}

/// The folders of one class of waste, each with what its rows have in common.
class Folders {
public:
    void add(const WasteDiffRow& row) {
        for_folders_above(row.path, [&](std::string_view folder) {
            auto at = folders_.find(folder);
            if (at == folders_.end()) at = folders_.emplace(folder, Folder{.sign = sign_of(row)}).first;
            if (at->second.sign != sign_of(row)) at->second.mixed = true;
            at->second.rows++;
            return false;
        });
    }
    /// Puts the row to the line of the topmost folder that stands for it; false where it needs a line of its own.
    bool put(const WasteDiffRow& row, std::vector<WasteLine>& lines) {
        bool is_put = false;
        for_folders_above(row.path, [&](std::string_view path) {
            Folder& folder = folders_.find(path)->second;
            is_put = !folder.mixed && folder.rows > 1;
            if (is_put) put(row, folder, lines);
            return is_put;
        });
        return is_put;
    }

private:
    struct Folder {
        char sign = '~';
        bool mixed = false;
        std::size_t rows = 0;
        std::optional<std::size_t> line;
    };

    static void put(const WasteDiffRow& row, Folder& folder, std::vector<WasteLine>& lines) {
        if (!folder.line) {
            folder.line = lines.size();
            const std::string parent = row.path.substr(0, row.path.rfind('/') + 1);
            lines.push_back({.sign = folder.sign, .which = row.which, .path = parent, .files = 0});
        }
        WasteLine& line = lines[*folder.line];
        line.path.resize(common_folder(line.path, row.path).size());
        line.files++;
        line.a += row.bytes_a;
        line.b += row.bytes_b;
    }

    std::map<std::string, Folder, std::less<>> folders_;
};

} // namespace

std::vector<WasteLine> waste_lines(const DiffReport& report) {
    std::map<ByteClass, Folders> classes;
    if (report.most_rows != std::numeric_limits<std::size_t>::max())
        for (const WasteDiffRow& row : report.waste.rows) classes[row.which].add(row);
    std::vector<WasteLine> lines;
    for (const WasteDiffRow& row : report.waste.rows)
        if (classes.empty() || !classes[row.which].put(row, lines))
            lines.push_back({sign_of(row), row.which, row.path, 1, row.bytes_a, row.bytes_b});
    sort_list(lines, std::ranges::greater{}, change_of);
    return lines;
}

} // namespace strata
