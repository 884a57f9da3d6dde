// Types of files, in a word for people and as the letter that `ls -l` has for them.
#pragma once

#include "core/model/layer.hpp"

#include <string_view>

namespace strata::ui {

[[nodiscard]] constexpr std::string_view type_word(FileType type) {
    switch (type) {
    case FileType::regular: return "file";
    case FileType::hard_link: return "hard link";
    case FileType::symbolic_link: return "symbolic link";
    case FileType::character_device: return "character device";
    case FileType::block_device: return "block device";
    case FileType::directory: return "folder";
    case FileType::fifo: return "named pipe";
    case FileType::whiteout: return "whiteout";
    }
    return "";
}

[[nodiscard]] constexpr char type_letter(FileType type) {
    constexpr std::string_view letters = "--lcbdp-";
    return letters[static_cast<std::size_t>(type)];
}

} // namespace strata::ui
