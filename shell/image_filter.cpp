#include "shell/image_filter.hpp"

#include "core/base/format.hpp"
#include "core/base/glob.hpp"
#include "core/base/text.hpp"

#include <algorithm>

namespace strata {
namespace {

/// docker matches with Go's path.Match: `*` stops at "/", and the whole name is meant, not its last part.
bool matches(std::string_view pattern, const std::string& name) {
    if (pattern.find('/') == std::string_view::npos && name.find('/') != std::string::npos) return false;
    const auto glob = Glob::parse(pattern);
    return glob && glob->matches("/" + name);
}

std::optional<std::int64_t> created_of(const ImageRecord& image) {
    const auto time = parse_time(image.config.created);
    return time ? std::optional(time->seconds) : std::nullopt;
}

/// Of the first archive that has the image.
Result<std::optional<std::int64_t>> created_of_named(std::span<const Input> inputs, const std::string& name) {
    if (name.empty()) return std::optional<std::int64_t>{};
    std::optional<Error> failed;
    for (const Input& input : inputs) {
        const auto index = choose_image(input.listing, {name, std::nullopt, ""});
        if (!index) {
            if (!failed) failed = Error{text(input.name, ": ", index.error().message)};
            continue;
        }
        const auto created = created_of(input.listing.images[*index]);
        if (!created) return fail(text("image \"", name, "\" has no time of creation"));
        return created;
    }
    if (!failed || inputs.size() > 1) return fail(text("no archive holds the image \"", name, '"'));
    return std::unexpected(*failed);
}

} // namespace

Result<ImageFilter> ImageFilter::parse(std::span<const std::string> filters) {
    ImageFilter filter;
    for (const std::string& one : filters) {
        const std::size_t equals = one.find('=');
        const std::string name = one.substr(0, equals);
        const std::string value = equals == std::string::npos ? "" : one.substr(equals + 1);
        if (value.empty()) return fail(text("--filter: \"", one, "\" is not NAME=VALUE"));
        if (name == "reference") {
            TRY_WITHIN("--filter reference", Glob::parse(value));
            filter.references_.push_back(value);
        } else if (name == "label") {
            filter.labels_.push_back(value);
        } else if (name == "before") {
            filter.before_ = value;
        } else if (name == "since") {
            filter.since_ = value;
        } else if (name == "dangling" && (value == "true" || value == "false" || value == "1" || value == "0")) {
            filter.dangling_ = value == "true" || value == "1";
        } else if (name == "dangling") {
            return fail(text("--filter dangling: \"", value, "\" is neither true nor false"));
        } else {
            return fail(text("--filter: there is no filter \"", name,
                             "\"; there are reference, before, since, dangling, label"));
        }
    }
    return filter;
}

Result<> ImageFilter::prepare(std::span<const Input> inputs) {
    before_seconds_ = TRY_WITHIN("--filter before", created_of_named(inputs, before_));
    since_seconds_ = TRY_WITHIN("--filter since", created_of_named(inputs, since_));
    return {};
}

bool ImageFilter::takes(const ImageRecord& image) const {
    const std::optional<std::int64_t> created = created_of(image);
    if (before_seconds_ && !(created && *created < *before_seconds_)) return false;
    if (since_seconds_ && !(created && *created > *since_seconds_)) return false;
    if (dangling_ && *dangling_ != image.names.empty()) return false;
    for (const std::string& wanted : labels_) {
        const std::size_t equals = wanted.find('=');
        const bool found = std::ranges::any_of(image.config.settings.labels, [&](const auto& label) {
            return label.first == wanted.substr(0, equals) &&
                   (equals == std::string::npos || label.second == wanted.substr(equals + 1));
        });
        if (!found) return false;
    }
    return references_.empty() || std::ranges::any_of(image.names, [&](const Reference& name) { return takes(name); });
}

bool ImageFilter::takes(const Reference& name) const {
    return references_.empty() || std::ranges::any_of(references_, [&](const std::string& pattern) {
               return matches(pattern, name.text()) || matches(pattern, name.repository);
           });
}

} // namespace strata
