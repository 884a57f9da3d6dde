#include "core/diff/nested_wanted.hpp"

#include "core/base/sort_list.hpp"

#include <algorithm>
#include <tuple>

namespace strata {
namespace {

class Wanted {
public:
    Wanted(const DiffSide& a, const DiffSide& b, NestedChoice choice) : a_(a), b_(b), choice_(choice) {}

    std::vector<NestedPair> run(const ImageDiff& diff) {
        for (const FileRow& row : diff.files.rows)
            if (row.change == FileChange::changed && (row.reasons & reason_content) != 0 && row.nested == no_index)
                want(row.in_a, row.in_b);
        for (const LayerRow& row : diff.layers.rows) look(row);
        const auto key = [](const NestedPair& pair) { return std::tie(pair.bytes, pair.a, pair.b); };
        sort_list(pairs_, [&](const NestedPair& left, const NestedPair& right) { return key(left) < key(right); });
        const auto repeated = std::unique(pairs_.begin(), pairs_.end(),
                                          [&](const auto& left, const auto& right) { return key(left) == key(right); });
        pairs_.erase(repeated, pairs_.end());
        return std::move(pairs_);
    }

private:
    /// A layer stays what it is where anything else differs in more than attributes.
    void look(const LayerRow& row) {
        const LayerComparison& comparison = row.comparison;
        if (comparison.cause != Cause::content || comparison.added + comparison.removed > 0) return;
        constexpr unsigned other = reason_link | reason_type | reason_device;
        if ((comparison.reasons & other) != 0) return;
        const auto& pairs = comparison.differing;
        const bool may_all =
            std::all_of(pairs.begin(), pairs.end(), [&](const auto& pair) { return may_hold({row.a, pair.first}); });
        if (!may_all) return;
        for (const auto& [in_a, in_b] : pairs) want({row.a, in_a}, {row.b, in_b});
    }

    [[nodiscard]] bool may_hold(Place in_a) const {
        return choice_ == NestedChoice::all || may_hold_files(a_.timeline.layer(in_a.layer).tree.name(in_a.entry));
    }

    void want(Place in_a, Place in_b) {
        const Entry& a = a_.timeline.entry(in_a);
        const Entry& b = b_.timeline.entry(in_b);
        if (a.type != FileType::regular || b.type != FileType::regular || !may_hold(in_a)) return;
        if (a.size > 0 && b.size > 0) pairs_.push_back({in_a, in_b, a.size + b.size});
    }

    const DiffSide& a_;
    const DiffSide& b_;
    NestedChoice choice_;
    std::vector<NestedPair> pairs_;
};

} // namespace

bool may_hold_files(std::string_view name) {
    constexpr std::string_view endings[] = {
        ".tar", ".gz",  ".tgz", ".zip",  ".jar", ".war", ".ear", ".whl",   ".egg", ".deb", ".udeb",  ".a",   ".xz",
        ".txz", ".zst", ".bz2", ".tbz2", ".tbz", ".pyc", ".gem", ".nupkg", ".apk", ".aar", ".crate", ".xpi", ".pyz"};
    return std::any_of(std::begin(endings), std::end(endings),
                       [&](std::string_view ending) { return name.ends_with(ending); });
}

std::vector<NestedPair> nested_wanted(const ImageDiff& diff, const DiffSide& a, const DiffSide& b,
                                      NestedChoice choice) {
    return Wanted(a, b, choice).run(diff);
}

std::size_t within_budget(const std::vector<NestedPair>& pairs, std::uint64_t bytes) {
    std::uint64_t left = bytes;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (pairs[i].bytes > left) return i;
        left -= pairs[i].bytes;
    }
    return pairs.size();
}

} // namespace strata
