#include "core/diff/explanations.hpp"

#include "core/base/sort_list.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace strata {
namespace {

std::tuple<Place, Place> places(const Explanation& one) { return {one.a, one.b}; }

} // namespace

Explanations::Explanations(std::vector<Explanation> all) : all_(std::move(all)) {
    sort_list(all_, [](const Explanation& left, const Explanation& right) { return places(left) < places(right); });
}

const NestedDiff* Explanations::find(Place a, Place b) const {
    const std::tuple wanted(a, b);
    const auto found = std::lower_bound(all_.begin(), all_.end(), wanted,
                                        [](const Explanation& one, const auto& key) { return places(one) < key; });
    return found != all_.end() && places(*found) == wanted ? &found->nested : nullptr;
}

ExplainedDifference explain(EntryDifference difference, const NestedDiff* nested, IgnoreSet ignore) {
    constexpr unsigned about_content = reason_content | reason_size;
    const Cause plain = cause_of(difference.reasons);
    const Cause inside = nested == nullptr ? Cause::content : cause_of(*nested);
    if ((difference.reasons & reason_content) == 0 || inside == Cause::content)
        return {difference, difference.unsure && plain != Cause::content ? Cause::unsure : plain};
    const auto rest = static_cast<Reasons>(difference.reasons & ~about_content);
    if (!ignore.has(inside == Cause::nested ? Ignore::nested : Ignore::bytecode))
        return {difference, cause_of(rest) == Cause::content ? Cause::content : inside};
    return {{rest, difference.unsure, true}, cause_of(rest)};
}

} // namespace strata
