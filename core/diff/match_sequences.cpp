#include "core/diff/match_sequences.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>

namespace strata {
namespace {

using Sequence = std::span<const std::uint32_t>;

constexpr std::int64_t unreached = std::numeric_limits<std::int64_t>::min() / 4;
constexpr std::int64_t hurried_edits = 64; ///< edits looked ahead once the steps are spent

/// How far each diagonal was reached; grows with the number of edits, not with the sequences.
class Frontier {
public:
    [[nodiscard]] std::int64_t& operator[](std::int64_t diagonal) {
        return reach_[static_cast<std::size_t>(diagonal + half_)];
    }
    /// Makes diagonals -edits - 1 to edits + 1 valid and the two outermost unreached.
    void widen(std::int64_t edits) {
        if (edits + 1 > half_) {
            const std::int64_t half = 2 * (edits + 1);
            std::vector<std::int64_t> wider(static_cast<std::size_t>(2 * half + 1), unreached);
            std::copy(reach_.begin(), reach_.end(), wider.begin() + static_cast<std::ptrdiff_t>(half - half_));
            reach_ = std::move(wider);
            half_ = half;
        }
        (*this)[edits + 1] = (*this)[-edits - 1] = unreached;
        if (edits == 0) (*this)[1] = 0; // the step "down" from here is the start
    }

private:
    std::vector<std::int64_t> reach_ = std::vector<std::int64_t>(65, unreached);
    std::int64_t half_ = 32;
};

struct Box {
    std::size_t a_begin = 0;
    std::size_t a_end = 0;
    std::size_t b_begin = 0;
    std::size_t b_end = 0;
};

struct Point {
    std::int64_t x = 0;
    std::int64_t y = 0;
};

class Matcher {
public:
    Matcher(Sequence a, Sequence b, std::uint64_t steps) : a_(a), b_(b), steps_(steps) {}

    std::vector<Match> run() {
        std::vector<Box> open = {{0, a_.size(), 0, b_.size()}};
        while (!open.empty()) {
            const Box box = trim(open.back());
            open.pop_back();
            if (box.a_begin == box.a_end || box.b_begin == box.b_end) continue;
            const Point split = find_split(box);
            const auto x = box.a_begin + static_cast<std::size_t>(split.x);
            const auto y = box.b_begin + static_cast<std::size_t>(split.y);
            open.push_back({box.a_begin, x, box.b_begin, y});
            open.push_back({x, box.a_end, y, box.b_end});
        }
        std::sort(matches_.begin(), matches_.end(),
                  [](const Match& left, const Match& right) { return left.a_begin < right.a_begin; });
        return std::move(matches_);
    }

private:
    void keep(std::size_t a, std::size_t b, std::size_t length) {
        if (length != 0)
            matches_.push_back(
                {static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(length)});
    }

    /// What both start and end with is a match; the box without it.
    Box trim(Box box) {
        const Box whole = box;
        while (box.a_begin < box.a_end && box.b_begin < box.b_end && a_[box.a_begin] == b_[box.b_begin])
            ++box.a_begin, ++box.b_begin;
        keep(whole.a_begin, whole.b_begin, box.a_begin - whole.a_begin);
        while (box.a_begin < box.a_end && box.b_begin < box.b_end && a_[box.a_end - 1] == b_[box.b_end - 1])
            --box.a_end, --box.b_end;
        keep(box.a_end, box.b_end, whole.a_end - box.a_end);
        return box;
    }

    /// One more edit from one end of the box; a point where the other end's frontier is met.
    template <class Equal, class Met>
    std::optional<Point> advance(Frontier& frontier, std::int64_t edits, Point end, Equal equal, Met met) {
        frontier.widen(edits);
        const auto same_parity = [edits](std::int64_t bound) { return bound - ((edits - bound) & 1); };
        const std::int64_t last = same_parity(std::min(edits, end.x));
        for (std::int64_t diagonal = -same_parity(std::min(edits, end.y)); diagonal <= last; diagonal += 2) {
            std::int64_t x = std::max(frontier[diagonal - 1] + 1, frontier[diagonal + 1]);
            std::int64_t y = x - diagonal;
            ++spent_;
            if (x < 0 || y < 0 || x > end.x || y > end.y) {
                frontier[diagonal] = unreached;
                continue;
            }
            const std::int64_t start = x;
            while (x < end.x && y < end.y && equal(x, y)) ++x, ++y;
            spent_ += static_cast<std::uint64_t>(x - start);
            frontier[diagonal] = x;
            if (met(diagonal, x)) return Point{x, y};
        }
        return std::nullopt;
    }

    /// A point on a shortest path, about halfway: from both ends at once until the two meet. The box is trimmed and not
    /// empty, so the path has two edits or more and both halves are smaller than the box.
    Point find_split(const Box& box) {
        const Point end{static_cast<std::int64_t>(box.a_end - box.a_begin),
                        static_cast<std::int64_t>(box.b_end - box.b_begin)};
        const std::int64_t delta = end.x - end.y;
        const bool odd = (delta & 1) != 0;
        const auto equal_forward = [&](std::int64_t x, std::int64_t y) {
            return a_[box.a_begin + static_cast<std::size_t>(x)] == b_[box.b_begin + static_cast<std::size_t>(y)];
        };
        const auto equal_backward = [&](std::int64_t x, std::int64_t y) {
            return a_[box.a_end - 1 - static_cast<std::size_t>(x)] == b_[box.b_end - 1 - static_cast<std::size_t>(y)];
        };
        for (std::int64_t edits = 0;; ++edits) {
            if (spent_ > steps_ && edits > hurried_edits) return furthest(edits - 1, end);
            const auto meets = [&](Frontier& other, std::int64_t other_edits) {
                return [&other, other_edits, delta, end](std::int64_t diagonal, std::int64_t x) {
                    const std::int64_t opposite = delta - diagonal;
                    return opposite >= -other_edits && opposite <= other_edits && x + other[opposite] >= end.x;
                };
            };
            const auto never = [](std::int64_t, std::int64_t) { return false; };
            const auto forward = odd ? advance(forward_, edits, end, equal_forward, meets(backward_, edits - 1))
                                     : advance(forward_, edits, end, equal_forward, never);
            if (forward) return *forward;
            const auto backward = odd ? advance(backward_, edits, end, equal_backward, never)
                                      : advance(backward_, edits, end, equal_backward, meets(forward_, edits));
            if (backward) return {end.x - backward->x, end.y - backward->y};
        }
    }

    /// The point that `edits` edits from the front reach furthest.
    Point furthest(std::int64_t edits, Point end) {
        Point best;
        const auto bound = [edits](std::int64_t limit) { return std::min(edits, limit); };
        for (std::int64_t diagonal = -bound(end.y); diagonal <= bound(end.x); ++diagonal) {
            if (((edits - diagonal) & 1) != 0) continue;
            const std::int64_t x = forward_[diagonal];
            if (x >= 0 && 2 * x - diagonal > best.x + best.y) best = {x, x - diagonal};
        }
        return best;
    }

    Sequence a_;
    Sequence b_;
    std::uint64_t steps_;
    std::uint64_t spent_ = 0;
    Frontier forward_;
    Frontier backward_;
    std::vector<Match> matches_;
};

/// The elements of a sequence that the other has too, with where they stood. What only one side has matches nothing.
struct Shared {
    std::vector<std::uint32_t> values;
    std::vector<std::uint32_t> at;
};

Shared keep_shared(Sequence sequence, Sequence other) {
    std::vector<std::uint32_t> known(other.begin(), other.end());
    std::sort(known.begin(), known.end());
    Shared shared;
    for (std::size_t i = 0; i < sequence.size(); ++i) {
        if (!std::binary_search(known.begin(), known.end(), sequence[i])) continue;
        shared.values.push_back(sequence[i]);
        shared.at.push_back(static_cast<std::uint32_t>(i));
    }
    return shared;
}

} // namespace

std::vector<Match> match_sequences(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b,
                                   std::uint64_t steps) {
    const Shared in_a = keep_shared(a, b);
    const Shared in_b = keep_shared(b, a);
    std::vector<Match> matches;
    for (const Match& found : Matcher(in_a.values, in_b.values, steps).run()) {
        for (std::uint32_t i = 0; i < found.length; ++i) {
            const Match one{in_a.at[found.a_begin + i], in_b.at[found.b_begin + i], 1};
            const bool touches = !matches.empty() && matches.back().a_begin + matches.back().length == one.a_begin &&
                                 matches.back().b_begin + matches.back().length == one.b_begin;
            if (touches)
                ++matches.back().length;
            else
                matches.push_back(one);
        }
    }
    return matches;
}

} // namespace strata
