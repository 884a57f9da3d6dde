// Which rows are listed: what search, base and own leave, in the order that is wanted. The views draw them and a CSV
// holds them.
#pragma once

#include "core/insight/origin.hpp"
#include "web/ui/derived.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace strata::ui {

/// How many rows that the search leaves are of which origin.
struct OriginTally {
    std::size_t base = 0, own = 0;
    bool known = false; ///< where the base ends; else nothing can be split

    void add(Origin origin) { (origin == Origin::base ? base : own)++; }
};

/// Whether a base image ends within this one.
[[nodiscard]] inline bool can_split(const BaseImage& base, const OpenImage& image) {
    return base.layers > 0 && base.layers < image.record.layers.size();
}

template <class Row>
struct Listed {
    OriginTally origins;
    std::size_t all = 0; ///< whatever is searched or switched off
    std::vector<const Row*> rows;
};

[[nodiscard]] Listed<FoundPackage> listed_packages(Derived& derived, const OpenImage& image, const State& state);
[[nodiscard]] Listed<Finding> listed_findings(Derived& derived, const OpenImage& image, const State& state);
/// Of those that came or went; nothing of them is split.
[[nodiscard]] Listed<Finding> listed_findings(const std::vector<Finding>& findings, const State& state);
/// In the order of the diff.
[[nodiscard]] Listed<PackageRow> listed_package_rows(const ImageDiff& diff, const State& state);

/// Numbers of those that the search leaves, as the following ones.
[[nodiscard]] std::vector<std::uint32_t> listed_settings(const std::vector<SettingLine>& lines,
                                                         std::string_view search);
[[nodiscard]] std::vector<std::uint32_t> listed_settings(const std::vector<SettingRow>& rows, std::string_view search);
[[nodiscard]] std::vector<std::uint32_t> listed_history(const std::vector<HistoryRow>& history,
                                                        std::string_view search);
/// In ImageDiff::history.
[[nodiscard]] std::vector<std::uint32_t> listed_steps(const Comparison& comparison, std::string_view search);
/// What the newer image calls a step that both have.
[[nodiscard]] std::string step_instruction(const Comparison& comparison, const HistoryDiffRow& row);

} // namespace strata::ui
