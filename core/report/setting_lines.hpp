// Everything the documents say of an image, as rows of group, name and value.
#pragma once

#include "core/model/listing.hpp"
#include "core/tree/timeline.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace strata {

struct SettingLine {
    std::string_view group;   ///< "Start", "Environment"
    std::string name;         ///< printable
    std::string value;        ///< as it is stored
    NodeIndex node = no_node; ///< the file or folder of the finished image that it names
};

/// In the order people ask: what starts, in which environment, what it is. `timeline` finds the paths that are named.
[[nodiscard]] std::vector<SettingLine> setting_lines(const ImageRecord& image, const Timeline& timeline);

} // namespace strata
