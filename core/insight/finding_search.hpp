// The parts of find_findings, each looking at one side of an image.
#pragma once

#include "core/insight/findings.hpp"

#include <span>
#include <string>
#include <vector>

namespace strata {

/// What every part is told.
struct FindingScene {
    const Inspection& inspection;
    const Timeline& timeline;
    Time now;
};

/// The row of the history that made a layer; no_index where none did.
[[nodiscard]] std::uint32_t history_of_layer(const Inspection& inspection, std::uint32_t layer);

/// Secrets and certificates in files, by what examiners saw.
[[nodiscard]] std::vector<Finding> content_findings(const FindingScene& scene);
/// Files and folders by their names.
[[nodiscard]] std::vector<Finding> name_findings(const FindingScene& scene);
/// Modes, owners, capabilities, devices and sizes of the finished image.
[[nodiscard]] std::vector<Finding> attribute_findings(const FindingScene& scene);
/// Secrets in ENV, labels, commands and the history.
[[nodiscard]] std::vector<Finding> setting_findings(const FindingScene& scene);

/// When a version of a path ended: `by` is no_index where the finished image shows it.
struct Fate {
    std::uint32_t by = no_index;
    bool deleted = false; ///< not overwritten
};
/// What became of the file at `place`, by its own name and by hard links to it.
[[nodiscard]] Fate fate_of(const Timeline& timeline, NodeIndex node, Place place);

/// The first of the neighbouring versions of the type and size that `place` has: a chown behind it brought nothing.
/// Contents are not compared, as not everyone who asks has them hashed.
[[nodiscard]] Place brought(const Timeline& timeline, NodeIndex node, Place place);

/// Files and bytes below a folder in the finished image; files without bytes don't count.
struct Holding {
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    std::uint32_t layer = no_index; ///< that brought most of the bytes
};
[[nodiscard]] Holding holding_of(const Timeline& timeline, NodeIndex folder);

} // namespace strata
