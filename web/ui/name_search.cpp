#include "web/ui/name_search.hpp"

#include "core/base/ascii.hpp"

#include <string_view>

namespace strata::ui {

namespace {

// In a browser about ten milliseconds. A path is put together of names, which costs as much as looking at some.
constexpr std::size_t names_in_a_frame = 100'000, names_of_a_path = 16;

} // namespace

void NameSearch::read_on(const Timeline& timeline, const std::string& words) {
    if (words != words_) {
        *this = {};
        words_ = words;
    }
    if (words.empty()) done_ = true;
    const std::size_t slash = words.rfind('/');
    const std::string_view tail = std::string_view(words).substr(slash == words.npos ? 0 : slash + 1);
    for (std::size_t looked = 0; !done_ && looked < names_in_a_frame; looked++) {
        if (next_ >= timeline.size()) {
            done_ = true;
            break;
        }
        const NodeIndex node = next_++;
        if (slash == words.npos) {
            if (!holds_text(timeline.name(node), words)) continue;
        } else {
            if (!equal_ignoring_case(timeline.name(node).substr(0, tail.size()), tail)) continue;
            looked += names_of_a_path;
            const std::string path = timeline.path(node);
            const std::size_t end = path.size() - timeline.name(node).size() + tail.size();
            if (end < words.size() ||
                !equal_ignoring_case(std::string_view(path).substr(end - words.size(), words.size()), words))
                continue;
        }
        if (first_.size() < most_kept) first_.push_back(node);
        count_++;
    }
}

} // namespace strata::ui
