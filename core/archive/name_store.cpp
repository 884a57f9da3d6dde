#include "core/archive/name_store.hpp"

#include <algorithm>

namespace strata {

namespace {

/// The first piece is small, for most archives have a few dozen members.
constexpr std::size_t first_block = 4 * 1024;
constexpr std::size_t usual_block = 256 * 1024;

} // namespace

std::string_view NameStore::keep(std::string_view name) {
    if (name.empty()) return {};
    if (name.size() > left_) {
        left_ = std::max(blocks_.empty() ? first_block : usual_block, name.size());
        blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
        next_ = blocks_.back().get();
    }
    const std::string_view kept(next_, name.size());
    std::ranges::copy(name, next_);
    next_ += name.size();
    left_ -= name.size();
    return kept;
}

} // namespace strata
