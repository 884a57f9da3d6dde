// `strata images --filter`: which images are listed.
#pragma once

#include "core/base/result.hpp"
#include "core/model/listing.hpp"
#include "shell/input.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// docker's filters: several `reference=` mean any of them, all else must hold together. `before=` and `since=` name an
/// image of any of the archives.
class ImageFilter {
public:
    /// Fails on an unknown filter or a value it can't take.
    [[nodiscard]] static Result<ImageFilter> parse(std::span<const std::string> filters);
    /// Looks up the images that `before=` and `since=` name; fails where there are none.
    [[nodiscard]] Result<> prepare(std::span<const Input> inputs);
    [[nodiscard]] bool takes(const ImageRecord& image) const;
    /// Whether a name of an image is listed: with `reference=` only those that match are.
    [[nodiscard]] bool takes(const Reference& name) const;

private:
    std::vector<std::string> references_;
    std::vector<std::string> labels_;
    std::string before_, since_;
    std::optional<std::int64_t> before_seconds_, since_seconds_;
    std::optional<bool> dangling_;
};

} // namespace strata
