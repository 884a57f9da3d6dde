// Images whose layers were looked into for secrets, made from files or from text.
#pragma once

#include "core/model/inspection.hpp"
#include "tests/kit/tar_writer.hpp"

#include <string_view>
#include <vector>

namespace strata::kit {

/// Each layer written as a tar and read by the secrets' examiner.
[[nodiscard]] Inspection examined(const std::vector<std::vector<TarFile>>& layers);
/// One layer as kit::layer_from_text takes it, its files' bytes looked into.
[[nodiscard]] Inspection examined_text(std::string_view layer);
/// Adds a row of the history; with it the next layer that has none yet.
enum class MakesLayer { no, yes };
void add_history(Inspection& inspection, std::string_view created_by, MakesLayer makes = MakesLayer::no);

} // namespace strata::kit
