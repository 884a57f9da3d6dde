#include "web/ui/picture.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <utility>

namespace strata::ui {

namespace {

constexpr std::size_t most_kept = 8;

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}
std::uint32_t big(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; i++) value = value << 8 | byte_at(bytes, at + i);
    return value;
}
std::uint32_t little(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = count; i-- > 0;) value = value << 8 | byte_at(bytes, at + i);
    return value;
}
bool stands_at(std::string_view bytes, std::size_t at, std::string_view words) {
    return at <= bytes.size() && bytes.substr(at).starts_with(words);
}

/// ITU T.81, B.2.2: the size stands in the first start-of-frame segment.
std::optional<PictureInfo> read_jpeg(std::string_view bytes) {
    for (std::size_t at = 2; at + 9 < bytes.size();) {
        if (byte_at(bytes, at) != 0xff) return std::nullopt;
        const std::uint32_t marker = byte_at(bytes, at + 1);
        if (marker == 0xff) {
            at++;
            continue;
        }
        const bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (frame) return PictureInfo{PictureKind::jpeg, big(bytes, at + 7, 2), big(bytes, at + 5, 2)};
        at += 2 + std::max<std::size_t>(2, big(bytes, at + 2, 2));
    }
    return std::nullopt;
}

/// RFC 9649: lossy, lossless and extended.
std::optional<PictureInfo> read_webp(std::string_view bytes) {
    PictureInfo info{PictureKind::webp, 0, 0};
    if (stands_at(bytes, 12, "VP8X")) {
        info.width = little(bytes, 24, 3) + 1;
        info.height = little(bytes, 27, 3) + 1;
    } else if (stands_at(bytes, 12, "VP8L")) {
        const std::uint32_t sizes = little(bytes, 21, 4);
        info.width = (sizes & 0x3fff) + 1;
        info.height = (sizes >> 14 & 0x3fff) + 1;
    } else if (stands_at(bytes, 12, "VP8 ")) {
        info.width = little(bytes, 26, 2) & 0x3fff;
        info.height = little(bytes, 28, 2) & 0x3fff;
    } else {
        return std::nullopt;
    }
    return info;
}

/// The largest of its pictures; 0 stands for 256.
std::optional<PictureInfo> read_ico(std::string_view bytes) {
    const std::uint32_t count = little(bytes, 4, 2);
    if (count == 0 || bytes.size() < 6 + 16 * std::size_t{count}) return std::nullopt;
    PictureInfo info{PictureKind::ico, 0, 0};
    for (std::uint32_t i = 0; i < count; i++) {
        const std::uint32_t width = byte_at(bytes, 6 + 16 * i), height = byte_at(bytes, 7 + 16 * i);
        info.width = std::max(info.width, width == 0 ? 256 : width);
        info.height = std::max(info.height, height == 0 ? 256 : height);
    }
    return info;
}

bool is_svg(std::string_view bytes) {
    const std::string_view front = bytes.substr(0, 4096);
    const std::size_t first = front.find_first_not_of("\xef\xbb\xbf \t\r\n");
    return first != front.npos && front[first] == '<' && front.find("<svg") != front.npos &&
           front.find('\0') == front.npos;
}

} // namespace

std::optional<PictureInfo> read_picture_info(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1a\n") && stands_at(bytes, 12, "IHDR"))
        return PictureInfo{PictureKind::png, big(bytes, 16, 4), big(bytes, 20, 4)};
    if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a"))
        return PictureInfo{PictureKind::gif, little(bytes, 6, 2), little(bytes, 8, 2)};
    if (bytes.starts_with("\xff\xd8\xff")) return read_jpeg(bytes);
    if (bytes.starts_with("RIFF") && stands_at(bytes, 8, "WEBP")) return read_webp(bytes);
    if (bytes.starts_with("BM") && little(bytes, 14, 4) >= 40 && bytes.size() > 54) {
        const auto height = static_cast<std::int32_t>(little(bytes, 22, 4)); // negative: from the top down
        return PictureInfo{PictureKind::bmp, little(bytes, 18, 4),
                           static_cast<std::uint32_t>(height < 0 ? -std::int64_t{height} : height)};
    }
    if (bytes.starts_with(std::string_view("\0\0\1\0", 4))) return read_ico(bytes);
    if (is_svg(bytes)) return PictureInfo{PictureKind::svg, 0, 0};
    return std::nullopt;
}

std::string_view picture_name(PictureKind kind) {
    constexpr std::string_view names[] = {"PNG", "JPEG", "GIF", "WebP", "BMP", "ICO", "SVG"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view picture_media_type(PictureKind kind) {
    constexpr std::string_view types[] = {"image/png", "image/jpeg",   "image/gif",    "image/webp",
                                          "image/bmp", "image/x-icon", "image/svg+xml"};
    return types[static_cast<std::size_t>(kind)];
}

std::string picture_refusal(const PictureInfo& info, std::uint64_t bytes) {
    const bool drawn = info.kind == PictureKind::svg;
    if (bytes > (drawn ? most_svg_bytes : most_picture_bytes))
        return text("A picture of ", human_size(bytes), " is too large to be shown here. Save it to look at it.");
    if (!drawn && (info.width == 0 || info.height == 0)) return "This picture has no size: it is damaged.";
    if (std::uint64_t{info.width} * info.height > most_picture_pixels)
        return text("A picture of ", grouped(info.width), " × ", grouped(info.height),
                    " pixels would take too much memory. Save it to look at it.");
    return {};
}

const Picture* Pictures::find(const ContentKey& key) const {
    const auto found = kept_.find(key);
    return found == kept_.end() ? nullptr : &found->second;
}

std::uint32_t Pictures::asked(const ContentKey& key) {
    if (kept_.size() >= most_kept && !kept_.contains(key)) {
        const auto oldest = std::ranges::min_element(kept_, {}, [](const auto& pair) { return pair.second.number; });
        drop(oldest->second);
        kept_.erase(oldest);
    }
    Picture& picture = kept_[key];
    drop(picture);
    picture = {.number = ++last_number_};
    return picture.number;
}

bool Pictures::arrived(std::uint32_t number, Picture picture) {
    const auto found = std::ranges::find_if(kept_, [&](const auto& pair) { return pair.second.number == number; });
    if (found == kept_.end()) {
        drop(picture);
        return false;
    }
    picture.number = number;
    picture.stage = picture.failure.empty() ? Stage::ready : Stage::failed;
    found->second = std::move(picture);
    return true;
}

void Pictures::forget(std::uint32_t image) {
    std::erase_if(kept_, [&](const auto& pair) {
        if (pair.first.image != image) return false;
        drop(pair.second);
        return true;
    });
}

void Pictures::forget_all() {
    for (const auto& [key, picture] : kept_) drop(picture);
    kept_.clear();
}

std::vector<ImTextureID> Pictures::take_unused() { return std::exchange(unused_, {}); }

void Pictures::drop(const Picture& picture) {
    if (picture.texture != 0) unused_.push_back(picture.texture);
}

} // namespace strata::ui
