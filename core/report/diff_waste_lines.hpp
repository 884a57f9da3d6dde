// What the reports of a diff list of the waste: files, and folders in which all waste changed alike.
#pragma once

#include "core/report/diff_report.hpp"

#include <string>
#include <vector>

namespace strata {

/// A file, or a folder at least two names deep whose waste of one class came as a whole, went as a whole, or is in both
/// images.
struct WasteLine {
    char sign = '~';            ///< '+' only B has it, '-' only A has it, '~' both
    ByteClass which{};          //
    std::string path;           ///< raw; of a folder with "/" at the end
    std::size_t files = 1;      ///< that the line stands for
    std::uint64_t a = 0, b = 0; ///< bytes of all of them
};

/// Largest difference first. Every file has its own line where the report shows every row.
[[nodiscard]] std::vector<WasteLine> waste_lines(const DiffReport& report);

} // namespace strata
