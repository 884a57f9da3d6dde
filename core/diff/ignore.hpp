// What a comparison overlooks: the rules of diffoci, and the causes of differences one by one.
#pragma once

#include <cstdint>
#include <string_view>

namespace strata {

/// One rule: diffoci's `--ignore-…`, then those of `--ignore CAUSE`.
enum class Ignore : std::uint16_t {
    history = 1,        ///< `--ignore-history`: rows of the history
    file_order = 2,     ///< `--ignore-file-order`: the order of entries in a layer's tar
    redundant_mode = 4, ///< `--ignore-file-mode-redundant-bits`: type bits in a tar's mode; Strata never compares them
    file_times = 8,     ///< `--ignore-file-timestamps`
    image_times = 16,   ///< `--ignore-image-timestamps`: `created` of the config, of history rows and of annotations
    image_name = 32,    ///< `--ignore-image-name`: names, and the annotations that carry them
    tar_format = 64, ///< `--ignore-tar-format`: how the same entries are written: tar dialect, compression, media type
    canonical_paths = 128, ///< `--treat-canonical-paths-equal`: "./a", "/a" and "a"; Strata always does
    owner = 256,           ///< uid, gid and their names
    mode = 512,
    xattr = 1024,
    nested = 2048,     ///< what Cause::nested stands for: archives that hold the same
    bytecode = 4096,   ///< what Cause::bytecode stands for
    packing = 8192,    ///< how layers are compressed
    explained = 16384, ///< a tar that differs in nothing but what is overlooked is not said to be written otherwise;
                       ///< diffoci says so, its rules alone don't have this
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
    /// `--semantic`: every rule of diffoci.
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
