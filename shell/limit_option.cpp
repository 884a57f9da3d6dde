#include "shell/limit_option.hpp"

#include "core/base/text.hpp"
#include "shell/arguments.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <limits>

namespace strata {
namespace {

constexpr LimitRow rows[] = {
    {"document-bytes", "one JSON document", true, &Limits::document_bytes, nullptr},
    {"documents-bytes", "all JSON documents of one archive together", true, &Limits::documents_bytes, nullptr},
    {"document-depth", "nesting of one JSON document", false, nullptr, &Limits::document_depth},
    {"document-values", "keys and values of one JSON document", false, nullptr, &Limits::document_values},
    {"history-rows", "rows of one image's history", false, nullptr, &Limits::history_rows},
    {"archive-members", "members of the archive", false, &Limits::archive_members, nullptr},
    {"images", "images in one archive", false, nullptr, &Limits::images},
    {"reference-bytes", "names of all images of one archive together", true, &Limits::reference_bytes, nullptr},
    {"layers", "layers of one image", false, nullptr, &Limits::layers},
    {"all-layers", "layers of all images of one archive together", false, nullptr, &Limits::all_layers},
    {"index-depth", "an OCI index inside an index, and so on", false, nullptr, &Limits::index_depth},
    {"index-entries", "entries of all OCI indexes together", false, nullptr, &Limits::index_entries},
    {"pairing-bytes", "unpacked to tell by hash which layer is which", true, &Limits::pairing_bytes, nullptr},
    {"link-depth", "links followed for one name", false, nullptr, &Limits::link_depth},
    {"name-bytes", "one path in a tar", true, &Limits::name_bytes, nullptr},
    {"header-bytes", "all extension headers of one tar entry", true, &Limits::header_bytes, nullptr},
    {"path-depth", "folders above one file", false, nullptr, &Limits::path_depth},
    {"entries", "entries of one layer", false, &Limits::entries, nullptr},
    {"image-entries", "entries of all layers of one image together", false, &Limits::image_entries, nullptr},
    {"name-memory", "all names of one layer", true, &Limits::name_memory, nullptr},
    {"snapshot-bytes", "one snapshot, which is read whole", true, &Limits::snapshot_bytes, nullptr},
    {"unpacked-bytes", "one layer after decompression", true, &Limits::unpacked_bytes, nullptr},
    {"hole-bytes", "zeros in sparse files of one layer that are hashed", true, &Limits::hole_bytes, nullptr},
    {"zstd-window", "window memory of a zstd frame", true, &Limits::zstd_window, nullptr},
    {"xz-memory", "memory of an xz stream", true, &Limits::xz_memory, nullptr},
    {"examined-bytes", "one package database or archive kept to look into it", true, &Limits::examined_bytes, nullptr},
    {"text-bytes", "of one text looked through for secrets", true, &Limits::text_bytes, nullptr},
    {"program-bytes", "one program kept to look into it", true, &Limits::program_bytes, nullptr},
    {"nested-bytes", "unpacked from the archives inside one file", true, &Limits::nested_bytes, nullptr},
    {"nested-depth", "an archive inside an archive, and so on", false, nullptr, &Limits::nested_depth},
    {"nested-list-bytes", "lists of members of the archives inside one file", true, &Limits::nested_list_bytes,
     nullptr},
    {"facts-memory", "what the examined files of one layer say", true, &Limits::facts_memory, nullptr},
};

struct Unit {
    std::string_view name; ///< lower case
    std::uint64_t bytes;
};
constexpr Unit units[] = {
    {"", 1},
    {"b", 1},
    {"k", 1000},
    {"kb", 1000},
    {"m", 1'000'000},
    {"mb", 1'000'000},
    {"g", 1'000'000'000},
    {"gb", 1'000'000'000},
    {"t", 1'000'000'000'000},
    {"tb", 1'000'000'000'000},
    {"kib", kibibyte},
    {"mib", mebibyte},
    {"gib", gibibyte},
    {"tib", 1024 * gibibyte},
};

} // namespace

std::uint64_t LimitRow::of(const Limits& limits) const { return wide != nullptr ? limits.*wide : limits.*narrow; }

std::span<const LimitRow> limit_rows() { return rows; }

Result<std::uint64_t> parse_size(std::string_view written) {
    const std::size_t digits = std::min(written.find_first_not_of("0123456789."), written.size());
    std::string unit_name(written.substr(digits));
    for (char& letter : unit_name) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    const auto unit = std::ranges::find(units, std::string_view(unit_name), &Unit::name);
    const std::string_view number = written.substr(0, digits);
    const std::size_t point = std::min(number.find('.'), number.size());
    std::uint64_t whole = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + point, whole);
    if (unit == std::end(units) || point == 0 || error != std::errc{} || end != number.data() + point)
        return fail(text("\"", written, "\" is not a size; write it like 4096, 10MB or 1.5GiB"));
    // Whole numbers only: a double does not hold 64 bits.
    const std::string_view decimals = number.substr(std::min(point + 1, number.size()));
    std::uint64_t fraction = 0;
    std::uint64_t scale = 1;
    for (const char digit : decimals) {
        if (digit == '.' || decimals.size() > 6)
            return fail(text("\"", written, "\" is not a size; write it like 4096, 10MB or 1.5GiB"));
        fraction = fraction * 10 + static_cast<std::uint64_t>(digit - '0');
        scale *= 10;
    }
    const std::uint64_t rest = fraction * unit->bytes / scale;
    if (whole > (std::numeric_limits<std::uint64_t>::max() - rest) / unit->bytes)
        return fail(text("\"", written, "\" is more than 64 bits hold"));
    return whole * unit->bytes + rest;
}

Result<> apply_limit(std::string_view setting, Limits& limits) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string_view::npos) return fail(text("\"", setting, "\" is not NAME=VALUE"));
    std::string name(setting.substr(0, equals));
    std::ranges::replace(name, '_', '-');
    const auto row = std::ranges::find(rows, std::string_view(name), &LimitRow::name);
    if (row == std::end(rows)) {
        std::vector<std::string_view> names;
        for (const LimitRow& known : rows) names.push_back(known.name);
        const std::string_view near = nearest(name, names);
        return fail(near.empty() ? text("there is no limit \"", name, "\"; `strata help limits` lists them")
                                 : text("there is no limit \"", name, "\"; did you mean ", near, "?"));
    }
    const std::uint64_t value = TRY_WITHIN(row->name, parse_size(setting.substr(equals + 1)));
    if (row->wide != nullptr) {
        limits.*row->wide = value;
        return {};
    }
    if (value > std::numeric_limits<std::uint32_t>::max()) return fail(text(row->name, ": more than 32 bits hold"));
    limits.*row->narrow = static_cast<std::uint32_t>(value);
    return {};
}

} // namespace strata
