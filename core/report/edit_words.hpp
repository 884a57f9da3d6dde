// Words that edits of a Dockerfile are made of: layers, and paths as a shell reads them.
#pragma once

#include "core/model/listing.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace strata {

/// Columns of an instruction that is quoted in an edit.
inline constexpr std::size_t instruction_in_edit = 100;

/// "layer 3", counted from 1; `layer` counts from 0.
[[nodiscard]] std::string layer_text(std::uint32_t layer);
/// "it" of one file, else "them".
[[nodiscard]] std::string_view them(std::uint64_t files);

[[nodiscard]] bool is_windows(const ImageRecord& image);

/// Paths of an image's files as words of its shell: of Windows "/Files/app/a b" is "C:\app\a b", in double quotes.
class PathWords {
public:
    explicit PathWords(const ImageRecord& image) : windows_(is_windows(image)) {}
    [[nodiscard]] std::string one(std::string_view path) const;
    /// "/a /b …" where there are more.
    [[nodiscard]] std::string all(std::span<const std::string> paths, std::uint64_t more) const;

private:
    bool windows_;
};

/// What layer `index` was made by, as its author wrote it, printable; "" where nothing tells.
[[nodiscard]] std::string layer_instruction(const ImageRecord& image, std::uint32_t index);
/// Whether that is COPY or ADD.
[[nodiscard]] bool layer_copies(const ImageRecord& image, std::uint32_t index);

} // namespace strata
