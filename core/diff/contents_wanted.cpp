#include "core/diff/diff_files.hpp"
#include "core/diff/walk_both.hpp"

#include <algorithm>

namespace strata {
namespace {

void sort_unique(std::vector<Place>& places) {
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
}

/// A file that only one side has, by what must be equal if it moved.
struct Lone {
    std::uint64_t size = 0;
    Place place;
};

class Wanted {
public:
    Wanted(const DiffSide& a, const DiffSide& b) : a_(a), b_(b) {}

    ContentsWanted run() {
        WalkBoth walk(a_, b_);
        walk.run([&](Both both) { look(walk, both); });
        want_possible_moves();
        for (const LayerRow& row : align_layers(a_.inspection, b_.inspection).rows)
            for (const auto& [in_a, in_b] : row.comparison.wanted) want({row.a, in_a}, {row.b, in_b});
        sort_unique(result_.a);
        sort_unique(result_.b);
        return std::move(result_);
    }

private:
    void look(WalkBoth& walk, Both both) {
        const Place in_a = both.a == no_node ? Place{} : a_.timeline.described(a_.timeline.final(both.a));
        const Place in_b = both.b == no_node ? Place{} : b_.timeline.described(b_.timeline.final(both.b));
        if (in_a && in_b) {
            if (walk.same_entry(in_a, in_b)) return;
            const Version version_a = version(a_.timeline, in_a);
            if (find_reasons(version_a, version(b_.timeline, in_b), {}).unsure) want(in_a, in_b);
            return;
        }
        const Entry& entry = in_a ? a_.timeline.entry(in_a) : b_.timeline.entry(in_b);
        if (entry.type == FileType::regular && entry.size > 0)
            (in_a ? lone_a_ : lone_b_).push_back({entry.size, in_a ? in_a : in_b});
    }

    void want(Place in_a, Place in_b) {
        want_a(in_a);
        want_b(in_b);
    }
    void want_a(Place place) {
        if (!a_.timeline.entry(place).has(entry_hashed)) result_.a.push_back(place);
    }
    void want_b(Place place) {
        if (!b_.timeline.entry(place).has(entry_hashed)) result_.b.push_back(place);
    }

    /// Removed and added files of one size may be one that moved.
    void want_possible_moves() {
        const auto by_size = [](const Lone& left, const Lone& right) { return left.size < right.size; };
        std::sort(lone_a_.begin(), lone_a_.end(), by_size);
        std::sort(lone_b_.begin(), lone_b_.end(), by_size);
        for (const Lone& lone : lone_a_)
            if (std::binary_search(lone_b_.begin(), lone_b_.end(), lone, by_size)) want_a(lone.place);
        for (const Lone& lone : lone_b_)
            if (std::binary_search(lone_a_.begin(), lone_a_.end(), lone, by_size)) want_b(lone.place);
    }

    const DiffSide& a_;
    const DiffSide& b_;
    std::vector<Lone> lone_a_;
    std::vector<Lone> lone_b_;
    ContentsWanted result_;
};

} // namespace

ContentsWanted contents_wanted(const DiffSide& a, const DiffSide& b) { return Wanted(a, b).run(); }

} // namespace strata
