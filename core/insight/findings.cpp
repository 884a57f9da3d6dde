#include "core/insight/findings.hpp"

#include "core/base/sort_list.hpp"
#include "core/insight/allow_list.hpp"
#include "core/insight/finding_search.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace strata {

namespace {

/// Reports are in this order.
bool comes_before(const Finding& a, const Finding& b) {
    return std::tuple(a.severity, a.rule, a.where(), a.offset, std::string_view(a.shown), a.layer) <
           std::tuple(b.severity, b.rule, b.where(), b.offset, std::string_view(b.shown), b.layer);
}

std::uint32_t count_unexamined(const Inspection& inspection) {
    const auto& records = inspection.image.layers;
    std::uint32_t count = 0;
    for (std::size_t at = 0; at < inspection.layers.size(); at++) {
        const Layer& layer = *inspection.layers[at];
        const bool elsewhere = at < records.size() && records[at].state != BlobState::present; // or encrypted
        count += (layer.examined & facts_secrets) == 0 && (layer.file_bytes > 0 || elsewhere);
    }
    return count;
}

void leave_out_allowed(Findings& found, const AllowList& list) {
    std::vector<bool> used(list.size(), false);
    std::erase_if(found.rows, [&](const Finding& finding) {
        const std::size_t line = list.line_for(finding);
        if (line == AllowList::none) return false;
        used[line] = true;
        found.allowed++;
        return true;
    });
    for (std::size_t line = 0; line < used.size(); line++)
        if (!used[line]) found.unused.emplace_back(list.text(line));
}

} // namespace

std::uint32_t history_of_layer(const Inspection& inspection, std::uint32_t layer) {
    if (layer >= inspection.image.layers.size()) return no_index;
    const std::uint32_t row = inspection.image.layers[layer].history;
    return row < inspection.image.config.history.size() ? row : no_index;
}

Findings find_findings(const Inspection& inspection, const Timeline& timeline, const FindingOptions& options) {
    const FindingScene scene{inspection, timeline, options.now};
    Findings found;
    for (const auto part : {content_findings, name_findings, attribute_findings, setting_findings})
        std::ranges::move(part(scene), std::back_inserter(found.rows));
    for (Finding& finding : found.rows)
        if (finding.history == no_index) finding.history = history_of_layer(inspection, finding.layer);
    if (options.allowed != nullptr) leave_out_allowed(found, *options.allowed);
    sort_list(found.rows, comes_before);
    for (const Finding& finding : found.rows) found.counts[static_cast<std::size_t>(finding.severity)]++;
    found.unexamined = count_unexamined(inspection);
    return found;
}

} // namespace strata
