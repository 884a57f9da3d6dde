// The image configuration document as an ImageConfig, whatever is wrong with it.
#pragma once

#include "core/base/json.hpp"
#include "core/base/limits.hpp"
#include "core/model/config.hpp"
#include "core/model/problem.hpp"

#include <string_view>
#include <vector>

namespace strata {

struct ReadConfig {
    ImageConfig config; ///< without `document`
    std::vector<Problem> problems;
};

/// Reads the configuration of docker since 1.10 and of OCI (image-spec, config.md; moby, image/spec/v1.2). Total: a
/// field of the wrong type is left out and named in a problem.
[[nodiscard]] ReadConfig read_config(JsonValue root, const Limits& limits);

/// Reads the `json` file of an image before docker 1.10, or a `v1Compatibility` string of a schema 1 manifest
/// (moby, image/spec/v1.md): the settings of one layer that is an image, without layers and history.
[[nodiscard]] ReadConfig read_v1_config(JsonValue root);
/// The one row of history that such a document is; empty_layer where it says `throwaway`.
[[nodiscard]] HistoryRow read_v1_history(JsonValue root);

} // namespace strata
