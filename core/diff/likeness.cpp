#include "core/diff/likeness.hpp"

#include <algorithm>
#include <cstddef>

namespace strata {
namespace {

constexpr std::size_t sketch_size = 256;
constexpr std::uint64_t most_candidates = 250'000;

/// The last step of splitmix64: every bit of the input touches every bit of the output.
std::uint64_t mix(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31);
}

std::uint64_t hash_bytes(std::uint64_t seed, std::string_view bytes) {
    std::uint64_t hash = seed ^ 0xcbf29ce484222325U; // FNV-1a
    for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
    return mix(hash + 0x9e3779b97f4a7c15U);
}

/// The smallest hashes: the same choice in every set, hence a fair sample of both.
Sketch smallest(Sketch hashes) {
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    if (hashes.size() > sketch_size) hashes.resize(sketch_size);
    return hashes;
}

} // namespace

Sketch sketch_words(std::string_view text) {
    constexpr std::string_view gaps = " \t\r\n";
    Sketch hashes;
    while (true) {
        const std::size_t begin = text.find_first_not_of(gaps);
        if (begin == std::string_view::npos) break;
        text.remove_prefix(begin);
        const std::size_t length = std::min(text.find_first_of(gaps), text.size());
        hashes.push_back(hash_bytes(0, text.substr(0, length)));
        text.remove_prefix(length);
    }
    return smallest(std::move(hashes));
}

Sketch sketch_paths(const LayerTree& tree) {
    std::vector<std::uint64_t> of_entry(tree.entries.size());
    Sketch hashes;
    for (EntryIndex i = 1; i < tree.entries.size(); ++i) { // a parent stands before its children
        const Entry& entry = tree.entries[i];
        of_entry[i] = hash_bytes(of_entry[entry.parent], tree.name(i));
        if (!entry.has(entry_implied) && !entry.has(entry_superseded)) hashes.push_back(of_entry[i]);
    }
    return smallest(std::move(hashes));
}

double jaccard(const Sketch& a, const Sketch& b) {
    if (a.empty() && b.empty()) return 1;
    std::size_t seen = 0;
    std::size_t common = 0;
    for (std::size_t i = 0, j = 0; seen < sketch_size && (i < a.size() || j < b.size()); ++seen) {
        const bool from_a = j == b.size() || (i < a.size() && a[i] <= b[j]);
        const bool from_b = i == a.size() || (j < b.size() && b[j] <= a[i]);
        if (from_a && from_b) ++common;
        if (from_a) ++i;
        if (from_b) ++j;
    }
    return static_cast<double>(common) / static_cast<double>(seen);
}

std::vector<Pair> pair_by_likeness(std::uint32_t a_count, std::uint32_t b_count, double least,
                                   const std::function<double(std::uint32_t, std::uint32_t)>& likeness) {
    // A table of best sums, as in Needleman and Wunsch; beyond the limit each row keeps a band around the diagonal.
    const std::uint64_t band = std::max<std::uint64_t>(1, most_candidates / std::max<std::uint64_t>(1, a_count));
    const std::size_t width = static_cast<std::size_t>(std::min<std::uint64_t>(b_count, band));
    const auto first_of = [&](std::uint64_t row) {
        const std::uint64_t middle = a_count == 0 ? 0 : row * b_count / a_count;
        return std::min<std::uint64_t>(middle - std::min<std::uint64_t>(middle, width / 2), b_count - width);
    };
    enum Step : std::uint8_t { skip_a, skip_b, take };
    std::vector<std::uint8_t> steps(std::size_t{a_count} * width, skip_a);
    std::vector<double> below(std::size_t{b_count} + 1); // best sum of the rows so far, for b's first n
    std::vector<double> row(std::size_t{b_count} + 1);
    for (std::uint32_t a = 0; a < a_count; ++a) {
        const auto first = static_cast<std::uint32_t>(first_of(a));
        for (std::size_t b = 0; b < first; ++b) row[b + 1] = below[b + 1];
        row[0] = 0;
        for (std::uint32_t b = first; b < first + width; ++b) {
            std::uint8_t& step = steps[a * width + (b - first)];
            const double like = likeness(a, b);
            row[b + 1] = below[b + 1];
            if (row[b] > row[b + 1]) row[b + 1] = row[b], step = skip_b;
            if (like >= least && below[b] + like > row[b + 1]) row[b + 1] = below[b] + like, step = take;
        }
        for (std::size_t b = first + width; b < b_count; ++b) row[b + 1] = std::max(below[b + 1], row[b]);
        std::swap(below, row);
    }
    std::vector<Pair> pairs;
    for (std::uint32_t a = a_count, b = b_count; a > 0 && b > 0;) {
        const auto first = static_cast<std::uint32_t>(first_of(a - 1));
        if (b > first + width) {
            --b;
            continue;
        }
        const std::uint8_t step = b <= first ? std::uint8_t{skip_a} : steps[(a - 1) * width + (b - 1 - first)];
        if (step == take) pairs.push_back({a - 1, b - 1});
        if (step != skip_b) --a;
        if (step != skip_a) --b;
    }
    std::reverse(pairs.begin(), pairs.end());
    return pairs;
}

} // namespace strata
