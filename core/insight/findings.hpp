// What in an image can hurt: secrets, rights, leftovers, each with who put it there and whether it is still to be seen.
#pragma once

#include "core/base/format.hpp"
#include "core/insight/finding_rules.hpp"
#include "core/tree/timeline.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

class AllowList;

struct Finding {
    const FindingRule* rule = nullptr; ///< of finding_rules(); never null
    FindingSeverity severity = FindingSeverity::note;
    std::string path;               ///< of a file or folder, "/etc/shadow"; "" for what stands in the configuration
    std::string setting;            ///< "ENV DB_PASSWORD", "LABEL x", "CMD", "history 4"; "" for files
    NodeIndex node = no_node;       ///< of the path
    Place place;                    ///< the first version in which it stands; none for folders and settings
    std::uint32_t layer = no_index; ///< that brought it, counting from 0; no_index for what no layer did
    std::uint32_t hidden_by =
        no_index;                     ///< the layer that deletes or overwrites it: then it is a ghost, still in `layer`
    bool deleted = false;             ///< a ghost: deleted, not overwritten
    std::uint32_t history = no_index; ///< the row of the history that made it
    std::uint64_t offset = 0;         ///< byte of the file, for what stands in one
    std::uint32_t line = 0;           ///< counts from 1; 0 where there is none
    std::uint64_t files = 0;          ///< of a row that stands for several: how many
    std::uint64_t bytes = 0;          ///< and all they hold
    std::string shown; ///< what is there, secrets masked: "ghp_…k3 (40 characters)", "rwsr-xr-x 0:0", "cap_net_raw=ep"
    std::string note;  ///< what else there is to say, or why it is less severe than its rule: "expired 2024-03-01"

    [[nodiscard]] bool is_ghost() const { return hidden_by != no_index; }
    /// The path, or the setting.
    [[nodiscard]] std::string_view where() const { return path.empty() ? setting : path; }
    friend bool operator==(const Finding&, const Finding&) = default;
};

struct FindingOptions {
    Time now; ///< for certificates
    const AllowList* allowed = nullptr;
};

struct Findings {
    std::vector<Finding> rows; ///< most severe first, then in the order of the rules, of paths, of lines
    std::array<std::uint64_t, finding_severities> counts{}; ///< of rows, by severity
    std::uint64_t allowed = 0;                              ///< left out by the allow list
    std::uint32_t unexamined = 0;    ///< layers whose files nobody looked into: their secrets are not known
    std::vector<std::string> unused; ///< lines of the allow list that allow nothing
};

/// Total. What stands in files is known where an Examiner looked while layers were read (Layer::facts); names, modes
/// and settings are always judged. More than 20 files of one layer that break one rule about modes, owners or devices
/// are one row for the folder they have in common.
[[nodiscard]] Findings find_findings(const Inspection& inspection, const Timeline& timeline,
                                     const FindingOptions& options);

} // namespace strata
