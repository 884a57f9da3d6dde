// A team's own images, as `catalog.json` beside the page lists them.
#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace strata::ui {

struct CatalogEntry {
    std::string name; ///< repository, "shop/api"
    std::string tag;
    std::string url; ///< of the archive or snapshot, relative to the page
    std::uint64_t bytes = 0;
    std::string created; ///< RFC 3339
    std::string note;
    std::vector<std::uint64_t> sizes; ///< of the last tags, oldest first, this one last
    double efficiency = -1;           ///< 0 to 1; negative when not given
};

struct Catalog {
    std::string title;
    std::vector<CatalogEntry> entries;
    std::string problem; ///< why there are none, for whoever wrote catalog.json
};

/// Reads the format of site/catalog.schema.json; what does not fit it is an error that names the entry.
[[nodiscard]] Result<Catalog> parse_catalog(std::string_view json);

} // namespace strata::ui
