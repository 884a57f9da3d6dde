// Pictures among files: what kind the bytes are and how large, read from the bytes alone; and those that are decoded.
#pragma once

#include "web/ui/contents.hpp"

#include <cstdint>
#include <imgui.h>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strata::ui {

enum class PictureKind : std::uint8_t { png, jpeg, gif, webp, bmp, ico, svg };

struct PictureInfo {
    PictureKind kind = PictureKind::png;
    std::uint32_t width = 0, height = 0; ///< pixels as the file says; 0: it does not say (SVG)
};
/// By the first bytes, never by the name. Nothing for what is no picture, or one whose front is damaged.
[[nodiscard]] std::optional<PictureInfo> read_picture_info(std::string_view bytes);
[[nodiscard]] std::string_view picture_name(PictureKind kind);       ///< "PNG"
[[nodiscard]] std::string_view picture_media_type(PictureKind kind); ///< "image/png"

/// A file of a few kilobytes can ask for gigabytes: no more than this is handed to the browser.
inline constexpr std::uint64_t most_picture_bytes = std::uint64_t{16} << 20, most_svg_bytes = std::uint64_t{1} << 20;
inline constexpr std::uint64_t most_picture_pixels = 50'000'000;
/// Decoded pictures are made smaller where a side is longer.
inline constexpr std::uint32_t longest_picture_side = 2048;

/// Why the picture is not decoded; "" where it can be.
[[nodiscard]] std::string picture_refusal(const PictureInfo& info, std::uint64_t bytes);

struct Picture {
    Stage stage = Stage::reading;
    std::uint32_t width = 0, height = 0; ///< pixels, of the file
    ImTextureID texture = 0;
    std::string failure;
    std::uint32_t number = 0; ///< of the request to the browser
};

class Pictures {
public:
    /// nullptr: never asked for, or forgotten since.
    [[nodiscard]] const Picture* find(const ContentKey& key) const;
    /// Returns the number of the request.
    std::uint32_t asked(const ContentKey& key);
    /// The browser's answer; false where nobody waits for it any more.
    bool arrived(std::uint32_t number, Picture picture);
    void forget(std::uint32_t image);
    void forget_all(); ///< their textures are gone, or are to go
    /// Textures that nobody looks at any more.
    [[nodiscard]] std::vector<ImTextureID> take_unused();

private:
    void drop(const Picture& picture);

    std::map<ContentKey, Picture> kept_;
    std::vector<ImTextureID> unused_;
    std::uint32_t last_number_ = 0;
};

} // namespace strata::ui
