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

bool is_share(const JsonValue& value) {
    const auto number = value.number();
    return number && *number >= 0 && *number <= 1;
}

bool are_sizes(const JsonValue& value) {
    return value.is(JsonKind::array) &&
           std::ranges::all_of(value.items(), [](JsonValue size) { return size.unsigned_integer().has_value(); });
}

/// What of an entry is not as the schema has it, the first of it; the entry is shown without that value.
std::string misfit_of(const JsonValue& entry) {
    for (const std::string_view name : {"tag", "note"})
        if (entry[name] && !entry[name].string())
            return text('"', name, "\" must be text, not ", json_kind_name(entry[name].kind()));
    if (entry["date"] && !parse_time(entry["date"].string_or("")))
        return "\"date\" must be a time like 2026-11-02T14:03:00Z";
    if (entry["tags"] && !entry["tags"].is(JsonKind::array)) return "\"tags\" must be a list";
    if (entry["size"] && !entry["size"].unsigned_integer()) return "\"size\" must be a whole number of bytes";
    if (entry["efficiency"] && !is_share(entry["efficiency"])) return "\"efficiency\" must be a number from 0 to 1";
    if (entry["sizes"] && !are_sizes(entry["sizes"])) return "\"sizes\" must be a list of whole numbers of bytes";
    return {};
}

/// Whoever wrote the catalog mends one problem after the other: the first is kept.
void note(std::string& problem, std::string_view where, std::string_view what) {
    if (problem.empty() && !what.empty()) problem = text(where, ": ", what);
}

Result<CatalogTag> read_tag(const JsonValue& value, std::string_view where, std::string& problem) {
    note(problem, where, misfit_of(value));
    CatalogTag tag{.tag = std::string(value["tag"].string_or("")),
                   .url = std::string(value["url"].string_or("")),
                   .bytes = value["size"].unsigned_or(0),
                   .created = std::string(value["date"].string_or("")),
                   .note = std::string(value["note"].string_or("")),
                   .efficiency = is_share(value["efficiency"]) ? *value["efficiency"].number() : -1};
    if (!parse_time(tag.created)) tag.created.clear();
    if (tag.url.empty()) return fail(text(where, ": \"url\" is missing"));
    return tag;
}

Result<CatalogImage> read_image(const JsonValue& value, std::size_t number, std::string& problem) {
    const std::string where = text("catalog.json: image ", number);
    CatalogImage image{.name = std::string(value["name"].string_or("")), .tags = {}, .sizes = {}};
    if (image.name.empty()) return fail(where + ": \"name\" is missing");
    if (value["tags"].is(JsonKind::array)) {
        note(problem, where, misfit_of(value));
        for (const JsonValue tag : value["tags"].items())
            image.tags.push_back(TRY(read_tag(tag, text(where, ", tag ", image.tags.size() + 1), problem)));
        if (image.tags.empty()) return fail(where + ": \"tags\" is empty");
    } else {
        image.tags.push_back(TRY(read_tag(value, where, problem)));
    }
    if (are_sizes(value["sizes"]))
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
    if (root["title"] && !root["title"].string()) note(catalog.problem, "catalog.json", "\"title\" must be text");
    std::size_t number = 0;
    for (const JsonValue value : images.items()) {
        auto read = read_image(value, ++number, catalog.problem);
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
    if (!time) return {};
    const std::int64_t seconds = now - time->seconds;
    if (now == 0 || seconds < 0 || seconds >= most_days * day) return format_minute(time->seconds).substr(0, 10);
    if (seconds >= day) return text(seconds / day, " d ago");
    if (seconds >= hour) return text(seconds / hour, " h ago");
    return text(std::max<std::int64_t>(1, seconds / minute), " min ago");
}

} // namespace strata::ui
