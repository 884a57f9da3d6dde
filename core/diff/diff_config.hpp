// The settings of two images field by field: what their containers start with, and what the documents say beside it.
#pragma once

#include "core/diff/ignore.hpp"
#include "core/model/listing.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace strata {

enum class SettingChange : std::uint8_t { added, removed, changed };

/// What a row is about, so that it can be shown apart and be ignored.
enum class SettingGroup : std::uint8_t {
    settings, ///< of containers: what `docker run` heeds
    platform, ///< os, architecture, variant
    build,    ///< author, docker_version, and whatever else a builder wrote into the config
    time,     ///< created
    name,     ///< names and the annotations that carry them
    manifest, ///< media type and annotations
};

struct SettingRow {
    SettingGroup group = SettingGroup::settings;
    SettingChange change = SettingChange::changed;
    std::string field; ///< as docker and OCI write it: "Env", "Labels", "Cmd", "created"
    std::string key;   ///< variable, label, port, volume, annotation; "" for fields that are one value
    std::string a;     ///< text as it is, lists and objects as JSON; "" where it was added
    std::string b;     ///< "" where it was removed
    friend bool operator==(const SettingRow&, const SettingRow&) = default;
};

/// In a fixed order of fields, keys sorted. Env and Labels by variable and key; fields the model does not know
/// (Healthcheck and whatever comes) by their JSON.
[[nodiscard]] std::vector<SettingRow> diff_config(const ImageRecord& a, const ImageRecord& b, IgnoreSet ignore = {});

/// The same with "…" for each secret that a rule for secrets finds in the keys and values.
[[nodiscard]] std::vector<SettingRow> without_secrets(std::vector<SettingRow> rows);

} // namespace strata
