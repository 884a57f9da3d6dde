#include "core/insight/packages/text_lines.hpp"

#include <algorithm>

namespace strata {

namespace {

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; }

} // namespace

std::string_view take_line(std::string_view& rest) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const std::size_t start = text.find_first_not_of(space);
    if (start == std::string_view::npos) return text.substr(text.size());
    return text.substr(start, text.find_last_not_of(space) - start + 1);
}

bool equal_ignoring_case(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, lower, lower); }

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
