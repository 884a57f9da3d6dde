// The image configuration document, read: what the image runs as, how it was built, and its layers' diff_ids.
#pragma once

#include "core/model/digest.hpp"
#include "core/model/platform.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace strata {

using StringMap = std::vector<std::pair<std::string, std::string>>; ///< in the order of the document

/// One row of `history`, oldest first. Times are kept as written: no clock and no rounding.
struct HistoryRow {
    std::string created; ///< RFC 3339 as written, "" when absent
    std::string created_by;
    std::string author;
    std::string comment;
    bool empty_layer = false;
    friend bool operator==(const HistoryRow&, const HistoryRow&) = default;
};

/// The `config` object: what a container of this image starts with. Absent and null lists are nullopt, [] is empty.
struct ContainerSettings {
    std::string user;
    std::string working_dir;
    std::string stop_signal;
    std::optional<std::vector<std::string>> env;
    std::optional<std::vector<std::string>> entrypoint;
    std::optional<std::vector<std::string>> cmd;
    std::optional<std::vector<std::string>> shell;
    std::optional<std::vector<std::string>> on_build;
    std::vector<std::string> exposed_ports;
    std::vector<std::string> volumes;
    StringMap labels;
    bool args_escaped = false;
    friend bool operator==(const ContainerSettings&, const ContainerSettings&) = default;
};

struct ImageConfig {
    std::string document; ///< the JSON exactly as stored; "" when the archive has none (a flat root file system)
    std::string created;  ///< RFC 3339 as written, "" when absent
    std::string author;
    std::string docker_version;
    Platform platform;
    ContainerSettings settings;
    std::string rootfs_type;
    std::vector<Digest> diff_ids; ///< bottom layer first; a digest that can't be read is an empty Digest
    std::vector<HistoryRow> history;
    friend bool operator==(const ImageConfig&, const ImageConfig&) = default;
};

} // namespace strata
