// What follows from an image, for its report: what to change, what the base image brought, packages, findings.
#pragma once

#include "core/insight/advice.hpp"
#include "core/insight/find_packages.hpp"
#include "core/insight/findings.hpp"
#include "core/report/html.hpp"
#include "core/report/value.hpp"

#include <string>
#include <vector>

namespace strata {

struct ImageReport;

struct ImageInsights {
    const BaseImage& base;
    const std::vector<Advice>& advice;
    const PackageList& packages;
    const Findings& findings;
};

/// base (layers, name, name_is_guess, reason, bytes), advice (title, edits, bytes, files, layer), packages (ecosystem,
/// name, version, license, bytes, layer, in_base) and findings (rule, severity, where, line, found, layer, hidden_by,
/// in_base), layers from 1; nothing where ImageReport::insights is null. Lists are cut to most_rows.
[[nodiscard]] ValueFields insight_fields(const ImageReport& report);
/// The same as sections of Markdown and of HTML.
[[nodiscard]] std::string insights_markdown(const ImageReport& report);
void add_insights(const ImageReport& report, HtmlPage& page);

} // namespace strata
