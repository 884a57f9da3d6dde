// A diff of two images as a page of HTML.
#pragma once

#include "core/report/diff_report.hpp"

#include <string>

namespace strata {

/// The verdict and the figures, then layers, settings, history, packages, findings, files and contents, as
/// DiffReport::sections says. A page that needs nothing else.
[[nodiscard]] std::string diff_html(const DiffReport& report);

} // namespace strata
