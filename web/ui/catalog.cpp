#include "web/ui/catalog.hpp"

#include "core/base/format.hpp"
#include "core/base/json.hpp"
#include "core/base/sort_list.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <optional>

namespace strata::ui {

namespace {

constexpr std::size_t most_sizes = 12;

Result<CatalogTag> read_tag(const JsonValue& value, std::string_view where) {
    CatalogTag tag{.tag = std::string(value["tag"].string_or("")),
                   .url = std::string(value["url"].string_or("")),
                   .bytes = value["size"].unsigned_or(0),
                   .created = std::string(value["date"].string_or("")),
                   .note = std::string(value["note"].string_or("")),
                   .efficiency = value["efficiency"].number().value_or(-1)};
    if (tag.url.empty()) return fail(text(where, ": \"url\" is missing"));
    return tag;
}

Result<CatalogImage> read_image(const JsonValue& value, std::size_t number) {
    const std::string where = text("catalog.json: image ", number);
    CatalogImage image{.name = std::string(value["name"].string_or("")), .tags = {}, .sizes = {}};
    if (image.name.empty()) return fail(where + ": \"name\" is missing");
    if (value["tags"].is(JsonKind::array)) {
        for (const JsonValue tag : value["tags"].items())
            image.tags.push_back(TRY(read_tag(tag, text(where, ", tag ", image.tags.size() + 1))));
        if (image.tags.empty()) return fail(where + ": \"tags\" is empty");
    } else {
        image.tags.push_back(TRY(read_tag(value, where)));
    }
    for (const JsonValue size : value["sizes"].items()) image.sizes.push_back(size.unsigned_or(0));
    return image;
}

std::optional<Time> time_of(const CatalogTag& tag) {
    const auto time = parse_time(tag.created);
    return time ? std::optional(*time) : std::nullopt;
}

/// By date where every tag has one; else as the catalog lists them.
void sort_tags(CatalogImage& image) {
    const auto dated = [](const CatalogTag& tag) { return time_of(tag).has_value(); };
    if (std::ranges::all_of(image.tags, dated))
        sort_list(image.tags, [](const CatalogTag& a, const CatalogTag& b) { return time_of(a) > time_of(b); });
    if (image.sizes.empty())
        for (auto tag = image.tags.rbegin(); tag != image.tags.rend(); ++tag)
            if (tag->bytes > 0) image.sizes.push_back(tag->bytes);
    if (image.sizes.size() > most_sizes)
        image.sizes.erase(image.sizes.begin(), image.sizes.end() - static_cast<std::ptrdiff_t>(most_sizes));
}

} // namespace

Result<Catalog> parse_catalog(std::string_view json) {
    const JsonDocument document = TRY_WITHIN("catalog.json", parse_json(json));
    const JsonValue root = document.root();
    const JsonValue images = root["images"];
    if (!images.is(JsonKind::array)) return fail("catalog.json: \"images\" must be a list");
    Catalog catalog{.title = std::string(root["title"].string_or("")), .images = {}, .problem = {}};
    std::size_t number = 0;
    for (const JsonValue value : images.items()) {
        auto read = read_image(value, ++number);
        if (!read) {
            if (catalog.problem.empty()) catalog.problem = read.error().message;
            continue;
        }
        CatalogImage image = *std::move(read);
        const auto known = std::ranges::find(catalog.images, image.name, &CatalogImage::name);
        if (known == catalog.images.end()) {
            catalog.images.push_back(std::move(image));
            continue;
        }
        known->tags.insert(known->tags.end(), image.tags.begin(), image.tags.end());
        if (known->sizes.empty()) known->sizes = std::move(image.sizes);
    }
    for (CatalogImage& image : catalog.images) sort_tags(image);
    return catalog;
}

std::string catalog_title(const CatalogImage& image, const CatalogTag& tag) {
    return tag.tag.empty() ? image.name : text(image.name, ':', tag.tag);
}

std::string catalog_url(const Catalog& catalog, std::string_view title) {
    for (const CatalogImage& image : catalog.images)
        for (const CatalogTag& tag : image.tags)
            if (catalog_title(image, tag) == title) return tag.url;
    return {};
}

std::string catalog_age(std::string_view created, std::int64_t now) {
    constexpr std::int64_t minute = 60, hour = 60 * minute, day = 24 * hour, most_days = 60;
    const auto time = parse_time(created);
    if (!time) return std::string(created);
    const std::int64_t seconds = now - time->seconds;
    if (now == 0 || seconds < 0 || seconds >= most_days * day) return format_minute(time->seconds).substr(0, 10);
    if (seconds >= day) return text(seconds / day, " d ago");
    if (seconds >= hour) return text(seconds / hour, " h ago");
    return text(std::max<std::int64_t>(1, seconds / minute), " min ago");
}

} // namespace strata::ui
