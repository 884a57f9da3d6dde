// A team's own images, as `catalog.json` beside the page lists them.
#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace strata::ui {

struct CatalogTag {
    std::string tag;
    std::string url;         ///< of the archive or snapshot, relative to the page
    std::uint64_t bytes = 0; ///< 0 when not given
    std::string created;     ///< RFC 3339; "" when not given
    std::string note;
    double efficiency = -1; ///< 0 to 1; negative when not given
};

struct CatalogImage {
    std::string name;                 ///< repository, "shop/api"
    std::vector<CatalogTag> tags;     ///< newest first; at least one
    std::vector<std::uint64_t> sizes; ///< bytes of its last tags, oldest first, the newest last; at most 12
};

struct Catalog {
    std::string title;
    std::vector<CatalogImage> images;
    std::string problem; ///< the first that is wrong with it, for whoever wrote catalog.json
};

/// Reads the format of site/catalog.schema.json. What does not fit it is left out, and the first of it is the catalog's
/// problem, which names the entry. Tags of one name come together, whether they stand in one entry or in several.
[[nodiscard]] Result<Catalog> parse_catalog(std::string_view json);
/// "shop/api:2.4.1".
[[nodiscard]] std::string catalog_title(const CatalogImage& image, const CatalogTag& tag);
/// Of the tag of that title; "" where there is none.
[[nodiscard]] std::string catalog_url(const Catalog& catalog, std::string_view title);
/// "3 h ago", "12 d ago", "2025-11-02": how long before `now` (seconds since 1970; 0: unknown) it was made.
[[nodiscard]] std::string catalog_age(std::string_view created, std::int64_t now);

} // namespace strata::ui
