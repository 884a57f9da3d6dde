#include "web/ui/view_address.hpp"

#include "core/base/text.hpp"
#include "core/report/waste_words.hpp"
#include "web/ui/address.hpp"

#include <algorithm>
#include <charconv>
#include <span>

namespace strata::ui {

namespace {

using Names = std::span<const std::string_view>;

// In the order of the enums that they spell.
constexpr std::string_view sort_names[] = {"name", "size", "time", "mode", "owner", "layer", "change", "older-size"};
constexpr std::string_view waste_names[] = {"layers", "files", "classes", "advice"};
constexpr std::string_view preview_names[] = {"usual", "text", "hex", "picture", "difference", "side", "inside"};
constexpr std::string_view colour_names[] = {"usual", "layer", "change"};
// In the order of the bits of ChangeMask, OriginMask.
constexpr std::string_view change_names[] = {"added", "changed", "removed", "same"};
constexpr std::string_view origin_names[] = {"base", "own"};

template <class Enum>
std::string_view name_of(Names names, Enum value) {
    return names[static_cast<std::size_t>(value)];
}

template <class Enum>
Enum enum_named(Names names, std::string_view name, Enum otherwise) {
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? otherwise : static_cast<Enum>(found - names.begin());
}

/// "added.removed" for the bits that are set.
std::string mask_words(Names names, std::uint8_t mask) {
    std::string words;
    for (std::size_t bit = 0; bit < names.size(); bit++)
        if ((mask >> bit & 1) != 0) words += text(words.empty() ? "" : ".", names[bit]);
    return words.empty() ? "none" : words;
}

std::uint8_t mask_of(Names names, std::string_view words, std::uint8_t otherwise) {
    if (words.empty()) return otherwise;
    unsigned mask = 0;
    while (!words.empty()) {
        const std::string_view word = words.substr(0, words.find('.'));
        words.remove_prefix(std::min(words.size(), word.size() + 1));
        for (std::size_t bit = 0; bit < names.size(); bit++)
            if (names[bit] == word) mask |= 1u << bit;
    }
    return static_cast<std::uint8_t>(mask);
}

std::uint64_t bytes_of(std::string_view words) {
    std::uint64_t bytes = 0;
    const auto read = std::from_chars(words.data(), words.data() + words.size(), bytes);
    return read.ec == std::errc() && read.ptr == words.data() + words.size() ? bytes : 0;
}

} // namespace

std::string address_of_views(const State& state) {
    std::string fields;
    const State first;
    const auto add = [&](std::string_view name, std::string_view value) { fields += text('&', name, '=', value); };
    const FileFilter& filter = state.filter;
    if (!filter.text.empty()) add("filter", address_encoded(filter.text));
    if (filter.changes != first.filter.changes) add("changes", mask_words(change_names, filter.changes));
    if (filter.larger_than > 0) add("larger", text(filter.larger_than));
    if (filter.removed_too) add("removed", "shown");
    if (filter.only_metadata) add("metadata", "only");
    if (filter.ignore_times) add("times", "ignored");
    const bool reversed = state.order == SortOrder::reversed;
    if (state.sort != first.sort || reversed) add("sort", text(reversed ? "-" : "", name_of(sort_names, state.sort)));
    if (state.waste.list != first.waste.list) add("waste", name_of(waste_names, state.waste.list));
    if (state.waste.only) add("class", byte_class_name(*state.waste.only));
    if (state.preview != first.preview) add("preview", name_of(preview_names, state.preview));
    if (state.treemap.colour != first.treemap.colour) add("colour", name_of(colour_names, state.treemap.colour));
    if (state.origins != first.origins) add("origins", mask_words(origin_names, state.origins));
    return fields;
}

State with_views(State state, std::string_view fragment) {
    const State first;
    const auto field = [&](std::string_view name) { return address_value(fragment, name); };
    state.filter = {.text = field("filter"),
                    .changes = mask_of(change_names, field("changes"), first.filter.changes),
                    .larger_than = bytes_of(field("larger")),
                    .removed_too = field("removed") == "shown",
                    .only_metadata = field("metadata") == "only",
                    .ignore_times = field("times") == "ignored"};
    std::string sort = field("sort");
    state.order = sort.starts_with('-') ? SortOrder::reversed : SortOrder::usual;
    if (state.order == SortOrder::reversed) sort.erase(0, 1);
    state.sort = enum_named(sort_names, sort, first.sort);
    state.waste.list = enum_named(waste_names, field("waste"), first.waste.list);
    state.waste.only.reset();
    for (std::size_t i = 0; i < byte_class_count; i++)
        if (const auto which = static_cast<ByteClass>(i); byte_class_name(which) == field("class"))
            state.waste.only = which;
    state.preview = enum_named(preview_names, field("preview"), first.preview);
    state.treemap.colour = enum_named(colour_names, field("colour"), first.treemap.colour);
    state.origins = mask_of(origin_names, field("origins"), first.origins);
    return state;
}

} // namespace strata::ui
