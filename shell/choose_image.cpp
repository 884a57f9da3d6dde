#include "core/base/text.hpp"
#include "core/report/table.hpp"
#include "shell/input.hpp"

#include <algorithm>
#include <charconv>

namespace strata {
namespace {

using Numbers = std::vector<std::size_t>; ///< in Listing::images

bool is_number(std::string_view word) {
    constexpr std::size_t short_id = 12; // with so many digits it is the front of an id
    return word.size() < short_id && word.find_first_not_of("0123456789") == std::string_view::npos;
}

bool has_name(const ImageRecord& image, const Reference& wanted) {
    return std::ranges::any_of(image.names, [&](const Reference& name) {
        if (wanted.digest && wanted.digest != name.digest && wanted.digest != image.manifest_digest &&
            wanted.digest != image.target_digest)
            return false;
        if (name.repository != wanted.repository) return false;
        return wanted.digest && wanted.tag.empty() ? true : name.tag == (wanted.tag.empty() ? "latest" : wanted.tag);
    });
}

bool has_id(const ImageRecord& image, std::string_view front) {
    constexpr std::size_t least = 4; // fewer digits would be a guess
    if (front.starts_with("sha256:")) front.remove_prefix(7);
    if (front.size() < least) return false;
    return std::ranges::any_of(std::array{image.config_digest, image.manifest_digest, image.target_digest},
                               [&](const Digest& digest) { return digest.hex().starts_with(front); });
}

/// The images that `wanted` names: by the whole name first, then by tag alone, then by id.
Numbers named(const Listing& listing, std::string_view wanted) {
    const Reference reference = read_reference(wanted);
    const auto all_with = [&](auto matches) {
        Numbers found;
        for (std::size_t index = 0; index < listing.images.size(); ++index)
            if (matches(listing.images[index])) found.push_back(index);
        return found;
    };
    Numbers found = all_with([&](const ImageRecord& image) {
        return has_name(image, reference) || std::ranges::any_of(image.names, [&](const Reference& name) {
                   return name.text() == wanted || (name.repository.empty() && name.tag == wanted);
               });
    });
    if (found.empty())
        found = all_with([&](const ImageRecord& image) {
            return std::ranges::any_of(image.names, [&](const Reference& name) { return name.tag == wanted; });
        });
    if (found.empty()) found = all_with([&](const ImageRecord& image) { return has_id(image, wanted); });
    return found;
}

bool same_image(const ImageRecord& a, const ImageRecord& b) {
    return a.available && b.available && a.config_digest && a.config_digest == b.config_digest &&
           a.manifest_digest == b.manifest_digest;
}

std::string names_of(const ImageRecord& image) {
    constexpr std::size_t most = 5;
    if (image.names.empty()) return "<none>";
    std::string names = image.names.front().text();
    for (std::size_t at = 1; at < std::min(image.names.size(), most); at++) names += text(", ", image.names[at].text());
    if (image.names.size() > most) names += text(" and ", image.names.size() - most, " more");
    return names;
}

std::string table_of(const Listing& listing, const Numbers& numbers) {
    constexpr std::size_t most = 50;
    Table table({"N", "IMAGE", "PLATFORM", "ID"});
    for (const std::size_t number : std::span(numbers).first(std::min(numbers.size(), most))) {
        const ImageRecord& image = listing.images[number];
        std::string id = image.config_digest ? image.config_digest.short_hex() : image.manifest_digest.short_hex();
        if (!image.available) id += " (not in the archive)";
        table.add({text(number + 1), names_of(image), image.platform.text(), std::move(id)});
    }
    std::string shown = table.text();
    if (numbers.size() > most) shown += text("and ", numbers.size() - most, " more; `strata images` lists them\n");
    shown.pop_back();
    return shown;
}

Numbers all_numbers(const Listing& listing) {
    Numbers numbers(listing.images.size());
    for (std::size_t index = 0; index < numbers.size(); ++index) numbers[index] = index;
    return numbers;
}

Result<Numbers> by_name(const Listing& listing, std::string_view wanted) {
    if (wanted.empty()) return all_numbers(listing);
    // A bare number is the image's number, and nothing else: a tag like "1" is written with its repository.
    Numbers found;
    if (!is_number(wanted)) {
        found = named(listing, wanted);
    } else {
        std::size_t number = 0;
        std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
        if (number >= 1 && number <= listing.images.size()) found.push_back(number - 1);
    }
    if (found.empty())
        return fail(text("holds no image \"", wanted, "\", only:\n", table_of(listing, all_numbers(listing))));
    return found;
}

} // namespace

Result<std::size_t> choose_image(const Listing& listing, const ImageChoice& choice) {
    if (listing.images.empty()) return fail("holds no image");
    Numbers left = TRY(by_name(listing, choice.image));
    if (choice.platform) {
        const Numbers before = left;
        std::erase_if(left,
                      [&](std::size_t index) { return !listing.images[index].platform.matches(*choice.platform); });
        if (left.empty())
            return fail(text("holds no image for ", choice.platform->text(), ", only:\n", table_of(listing, before)));
    }
    Numbers available = left;
    std::erase_if(available, [&](std::size_t index) { return !listing.images[index].available; });
    if (available.empty())
        return fail(
            text("lists this image, but what it consists of is not in the archive:\n", table_of(listing, left)));
    const auto same = [&](std::size_t index) {
        return same_image(listing.images[index], listing.images[available[0]]);
    };
    if (available.size() == 1 || std::ranges::all_of(available, same)) return available[0];
    const std::string how =
        choice.option.empty() ? "" : text("; choose one with --", choice.option, " REF|N or --platform OS/ARCH");
    return fail(text("holds ", available.size(), " images", how, ":\n", table_of(listing, available)));
}

} // namespace strata
