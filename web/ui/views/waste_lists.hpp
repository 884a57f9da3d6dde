// The lists of the waste that stand in files of their own.
#pragma once

#include "web/ui/views/views.hpp"

#include <cstdint>
#include <string_view>

namespace strata::ui {

/// Behind figures that may still change: what has the same bytes may turn out to be of another class.
inline constexpr std::string_view still_comparing = " · comparing files of one size…";

/// Every byte of the layers, sorted into one class: bytes and, where a base image ends, whose they are.
/// A row leads to its files.
void draw_waste_classes(const Screen& screen, Commands& commands, const ImVec4& room);
/// Whatever is hidden of one of the images shown, file by file, or its files of the class that is chosen.
void draw_wasted_files(const Screen& screen, Commands& commands, const OpenImage& image, const ImVec4& room);
/// What to change, in the order of what it saves, and the selected one in full below.
void draw_advices(const Screen& screen, Commands& commands, const ImVec4& room);

/// At the right of a row: how much is wasted, and a bar for it.
void draw_wasted(const Ui& ui, std::uint64_t bytes, std::uint64_t largest, const ImVec4& room);
/// A row of three lines: what it says and how much is wasted. Returns the room of the second line and the third.
struct WasteLines {
    ImVec4 second, third;
};
WasteLines draw_waste_row(const Ui& ui, std::string_view title, std::uint64_t bytes, std::uint64_t largest,
                          const ImVec4& room);

} // namespace strata::ui
