#include "core/report/edit_words.hpp"

#include "core/base/text.hpp"
#include "core/insight/secret_scanner.hpp"
#include "core/report/instruction.hpp"
#include "core/report/text.hpp"

#include <algorithm>
#include <vector>

namespace strata {

std::string layer_text(std::uint32_t layer) { return text("layer ", layer + 1); }

std::string_view them(std::uint64_t files) { return files == 1 ? "it" : "them"; }

bool is_windows(const ImageRecord& image) { return image.platform.os == "windows"; }

std::string PathWords::one(std::string_view path) const {
    if (!windows_) return shell_word(path);
    constexpr std::string_view files = "/Files/"; // of a layer, what the drive C: holds
    std::string word = printable(path.starts_with(files) ? text("C:/", path.substr(files.size())) : std::string(path));
    std::ranges::replace(word, '/', '\\');
    return word.find(' ') == word.npos ? word : text('"', word, '"');
}

std::string PathWords::all(std::span<const std::string> paths, std::uint64_t more) const {
    std::string out;
    for (const std::string& path : paths) out.append(out.empty() ? "" : " ").append(one(path));
    return more > 0 ? text(out, " …") : out;
}

std::string layer_instruction(const ImageRecord& image, std::uint32_t index) {
    if (index >= image.layers.size()) return "";
    const std::uint32_t row = image.layers[index].history;
    const std::vector<HistoryRow>& history = image.config.history;
    return row < history.size() ? printable(readable_instruction(secret_scanner().redacted(history[row].created_by)))
                                : "";
}

bool layer_copies(const ImageRecord& image, std::uint32_t index) {
    const std::string instruction = layer_instruction(image, index);
    return instruction.starts_with("COPY ") || instruction.starts_with("ADD ");
}

} // namespace strata
