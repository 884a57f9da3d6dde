// What a comparison overlooks, in the words of diffoci: an image built twice is rarely the same to the last byte.
#pragma once

#include <cstdint>
#include <string_view>

namespace strata {

/// One rule of diffoci's `--ignore-…`.
enum class Ignore : std::uint16_t {
    history = 1,        ///< `--ignore-history`: rows of the history
    file_order = 2,     ///< `--ignore-file-order`: the order of entries in a layer's tar
    redundant_mode = 4, ///< `--ignore-file-mode-redundant-bits`: type bits in a tar's mode; Strata never compares them
    file_times = 8,     ///< `--ignore-file-timestamps`
    image_times = 16,   ///< `--ignore-image-timestamps`: `created` of the config, of history rows and of annotations
    image_name = 32,    ///< `--ignore-image-name`: names, and the annotations that carry them
    tar_format = 64, ///< `--ignore-tar-format`: how the same entries are written: tar dialect, compression, media type
    canonical_paths = 128, ///< `--treat-canonical-paths-equal`: "./a", "/a" and "a"; Strata always does
};

/// A set of rules; empty is strict.
class IgnoreSet {
public:
    constexpr IgnoreSet() = default;
    constexpr IgnoreSet& add(Ignore rule) {
        bits_ = static_cast<std::uint16_t>(bits_ | static_cast<std::uint16_t>(rule));
        return *this;
    }
    [[nodiscard]] constexpr bool has(Ignore rule) const { return (bits_ & static_cast<std::uint16_t>(rule)) != 0; }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    /// `--ignore-timestamps`: of files and of the image.
    [[nodiscard]] static constexpr IgnoreSet timestamps() {
        return IgnoreSet{}.add(Ignore::file_times).add(Ignore::image_times);
    }
    /// `--semantic`: every rule.
    [[nodiscard]] static constexpr IgnoreSet semantic() {
        IgnoreSet all;
        all.bits_ = 255;
        return all;
    }
    friend constexpr bool operator==(IgnoreSet, IgnoreSet) = default;

private:
    std::uint16_t bits_ = 0;
};

} // namespace strata
