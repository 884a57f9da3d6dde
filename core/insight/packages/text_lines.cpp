#include "core/insight/packages/text_lines.hpp"

#include <algorithm>

namespace strata {

std::string_view take_line(std::string_view& rest) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::string_view field_value(std::string_view line, std::string_view name) {
    if (line.size() <= name.size() || line[name.size()] != ':') return {};
    if (!equal_ignoring_case(line.substr(0, name.size()), name)) return {};
    return trimmed(line.substr(name.size() + 1));
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); i++) out.append(i > 0 ? between : "").append(words[i]);
    return out;
}

std::string_view without_byte_order_mark(std::string_view text) {
    constexpr std::string_view mark = "\xef\xbb\xbf";
    return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

void append_once(std::vector<std::string>& list, std::string_view word) {
    constexpr std::size_t most = 256; // the list is searched from front to back
    if (list.size() < most && std::ranges::find(list, word) == list.end()) list.emplace_back(word);
}

} // namespace strata
