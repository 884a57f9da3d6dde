// What the menus and the palette offer.
#pragma once

#include "web/ui/screen.hpp"

#include <string>
#include <vector>

namespace strata::ui {

struct MenuItem {
    std::string name;
    std::string hint; ///< a shortcut, or what it is
    std::vector<Command> commands;
};

[[nodiscard]] MenuItem item_of(Action action);

[[nodiscard]] std::vector<MenuItem> image_items(const Screen& screen);   ///< what else can be shown
[[nodiscard]] std::vector<MenuItem> compare_items(const Screen& screen); ///< what can be compared with it
[[nodiscard]] std::vector<MenuItem> export_items();
[[nodiscard]] std::vector<MenuItem> context_items(const Screen& screen); ///< of the selected row

[[nodiscard]] std::vector<MenuItem> text_items(const Screen& screen); ///< of a text in which something is selected

struct PaletteItems {
    std::vector<MenuItem> items;
    std::string note;       ///< about the search, where there is something to say
    bool searching = false; ///< names of files are still looked through, in frames to come
};
[[nodiscard]] PaletteItems palette_items(const Screen& screen);

} // namespace strata::ui
