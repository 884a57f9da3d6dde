#include "web/ui/contents.hpp"

#include <algorithm>
#include <utility>

namespace strata::ui {

namespace {

constexpr std::size_t most_kept = 12;

} // namespace

const Content* Contents::find(const ContentKey& key) const {
    const auto found = kept_.find(key);
    return found == kept_.end() ? nullptr : &found->second.content;
}

void Contents::asked(const ContentKey& key, RequestId request, std::uint64_t limit) {
    Kept& kept = kept_[key];
    kept.asked_at = ++count_;
    kept.content.request = request;
    kept.content.limit = limit;
    if (kept.content.stage != Stage::ready) kept.content.stage = Stage::reading;
    if (kept_.size() <= most_kept) return;
    kept_.erase(std::ranges::min_element(kept_, {}, [](const auto& pair) { return pair.second.asked_at; }));
}

void Contents::put(const ContentKey& key, std::string text) {
    forget(key.image);
    Kept& kept = kept_[key];
    kept.version = ++count_;
    kept.content.stage = Stage::ready;
    kept.content.size = text.size();
    kept.content.bytes = std::move(text);
}

ContentKey Contents::answered(web::Answer answer) {
    const auto found =
        std::ranges::find_if(kept_, [&](const auto& pair) { return pair.second.content.request == answer.id; });
    if (found == kept_.end() || std::holds_alternative<web::ProgressAnswer>(answer.what)) return {};
    Kept& kept = found->second;
    kept.content.request = 0;
    kept.version = ++count_;
    if (auto* content = std::get_if<web::ContentAnswer>(&answer.what)) {
        kept.content.stage = Stage::ready;
        kept.content.bytes = std::move(content->bytes);
        kept.content.size = content->size;
        kept.content.sha256 = content->sha256;
    } else {
        const auto* failure = std::get_if<web::FailureAnswer>(&answer.what);
        kept.content.stage = Stage::failed;
        kept.content.failure = failure ? failure->message : "This file could not be read.";
    }
    return found->first;
}

std::vector<RequestId> Contents::requests_of(std::uint32_t image) const {
    std::vector<RequestId> requests;
    for (const auto& [key, kept] : kept_)
        if (key.image == image && kept.content.request != 0) requests.push_back(kept.content.request);
    return requests;
}

void Contents::forget(std::uint32_t image) {
    std::erase_if(kept_, [&](const auto& pair) { return pair.first.image == image; });
}

const std::vector<TextRow>& Contents::rows(const ContentKey& key, Language language, std::uint32_t columns) {
    const Kept& kept = kept_[key];
    RowsWish wish{.key = key, .version = kept.version, .language = language, .columns = columns};
    if (rows_.wish != wish) rows_ = {.wish = wish, .made = split_rows(kept.content.bytes, language, columns)};
    return rows_.made;
}

const std::vector<DiffLine>& Contents::difference(const ContentKey& a, const ContentKey& b,
                                                  const DifferenceLook& look) {
    const Kept &older = kept_[a], &newer = kept_[b];
    DifferenceWish wish{.a = a, .b = b, .version_a = older.version, .version_b = newer.version, .look = look};
    if (difference_.wish == wish) return difference_.made;
    std::vector<DiffLine> rows = diff_line_rows(older.content.bytes, newer.content.bytes, look.shape, look.equal_lines);
    difference_ = {.wish = wish, .made = look.columns ? wrapped_rows(rows, look.language, look.columns) : rows};
    return difference_.made;
}

const std::vector<DiffPlace>& Contents::found_in_difference(std::string_view words) {
    FoundInDifferenceWish wish{.difference = difference_.wish, .words = std::string(words)};
    if (found_in_difference_.wish != wish)
        found_in_difference_ = {.wish = std::move(wish), .made = find_in_rows(difference_.made, words)};
    return found_in_difference_.made;
}

const std::vector<std::size_t>& Contents::found(const ContentKey& key, std::string_view words) {
    const Kept& kept = kept_[key];
    FoundWish wish{.key = key, .version = kept.version, .words = std::string(words)};
    if (found_.wish != wish) found_ = {.wish = std::move(wish), .made = find_all(kept.content.bytes, words)};
    return found_.made;
}

} // namespace strata::ui
