#include "web/ui/catalog.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"

namespace strata::ui {

Result<Catalog> parse_catalog(std::string_view json) {
    const JsonDocument document = TRY_WITHIN("catalog.json", parse_json(json));
    const JsonValue root = document.root();
    const JsonValue images = root["images"];
    if (!images.is(JsonKind::array)) return fail("catalog.json: \"images\" must be a list");
    Catalog catalog{.title = std::string(root["title"].string_or("")), .entries = {}, .problem = {}};
    for (const JsonValue image : images.items()) {
        const std::string where = text("catalog.json: image ", catalog.entries.size() + 1);
        CatalogEntry entry{.name = std::string(image["name"].string_or("")),
                           .tag = std::string(image["tag"].string_or("")),
                           .url = std::string(image["url"].string_or("")),
                           .bytes = image["size"].unsigned_or(0),
                           .created = std::string(image["date"].string_or("")),
                           .note = std::string(image["note"].string_or("")),
                           .sizes = {},
                           .efficiency = image["efficiency"].number().value_or(-1)};
        if (entry.name.empty()) return fail(where + ": \"name\" is missing");
        if (entry.url.empty()) return fail(where + ": \"url\" is missing");
        for (const JsonValue size : image["sizes"].items()) entry.sizes.push_back(size.unsigned_or(0));
        catalog.entries.push_back(std::move(entry));
    }
    return catalog;
}

} // namespace strata::ui
