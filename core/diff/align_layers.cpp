#include "core/diff/align_layers.hpp"

#include "core/base/saturating.hpp"
#include "core/base/text.hpp"
#include "core/diff/compare_layers.hpp"
#include "core/diff/likeness.hpp"
#include "core/diff/match_sequences.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace strata {
namespace {

constexpr double least_likeness = 0.35; ///< below this two layers are strangers

Digest diff_id_of(const Inspection& image, std::uint32_t layer) {
    const Digest& written = image.image.layers[layer].diff_id;
    return written ? written : image.layers[layer]->diff_id;
}

/// The digest by which a registry knows the layer. A docker archive names plain layers by their diff_id (skopeo,
/// podman) or otherwise (docker): neither says what was pushed.
Digest blob_of(const Inspection& image, std::uint32_t layer) {
    const LayerRecord& record = image.image.layers[layer];
    const Digest& written = record.descriptor.digest;
    if (image.kind == ArchiveKind::docker_archive && written && written == record.diff_id) return {};
    return written ? written : image.layers[layer]->blob_digest;
}

/// What a layer is known by: its diff_id, or else its blob.
Digest identity(const Inspection& image, std::uint32_t layer) {
    const Digest diff_id = diff_id_of(image, layer);
    return diff_id ? diff_id : blob_of(image, layer);
}

std::uint32_t layer_count(const Inspection& image) {
    return static_cast<std::uint32_t>(std::min(image.layers.size(), image.image.layers.size()));
}

/// Equal numbers for equal layers; a layer known by nothing gets a number of its own.
std::vector<std::uint32_t> number_layers(const Inspection& image, std::map<Digest, std::uint32_t>& numbers,
                                         std::uint32_t& next) {
    std::vector<std::uint32_t> sequence;
    for (std::uint32_t i = 0; i < layer_count(image); ++i) {
        const Digest known = identity(image, i);
        sequence.push_back(known ? numbers.try_emplace(known, next).first->second : next);
        ++next;
    }
    return sequence;
}

class Aligner {
public:
    Aligner(const Inspection& a, const Inspection& b) : a_(a), b_(b) {
        partner_of_a_.resize(layer_count(a), no_index);
        partner_of_b_.resize(layer_count(b), no_index);
    }

    std::vector<LayerRow> run() {
        match_same();
        match_moved();
        match_alike();
        return rows();
    }

private:
    void join(std::uint32_t a, std::uint32_t b) {
        partner_of_a_[a] = b;
        partner_of_b_[b] = a;
    }

    void match_same() {
        std::map<Digest, std::uint32_t> numbers;
        std::uint32_t next = 0;
        const auto of_a = number_layers(a_, numbers, next);
        const auto of_b = number_layers(b_, numbers, next);
        for (const Match& match : match_sequences(of_a, of_b))
            for (std::uint32_t i = 0; i < match.length; ++i) {
                join(match.a_begin + i, match.b_begin + i);
                anchors_.push_back({match.a_begin + i, match.b_begin + i});
            }
    }

    void match_moved() {
        std::multimap<Digest, std::uint32_t> left;
        for (std::uint32_t a = 0; a < partner_of_a_.size(); ++a)
            if (partner_of_a_[a] == no_index && identity(a_, a)) left.emplace(identity(a_, a), a);
        for (std::uint32_t b = 0; b < partner_of_b_.size(); ++b) {
            const auto found = partner_of_b_[b] == no_index ? left.find(identity(b_, b)) : left.end();
            if (found == left.end()) continue;
            join(found->second, b);
            left.erase(found);
        }
    }

    void match_alike() {
        Pair begin{0, 0};
        std::vector<Pair> anchors = anchors_;
        anchors.push_back({layer_count(a_), layer_count(b_)});
        for (const Pair& end : anchors) {
            match_stretch(begin, end);
            begin = {end.a + 1, end.b + 1};
        }
    }

    /// Pairs what lies between two anchors and has no partner yet.
    void match_stretch(Pair begin, Pair end) {
        std::vector<Traits> of_a;
        std::vector<Traits> of_b;
        for (std::uint32_t a = begin.a; a < end.a; ++a)
            if (partner_of_a_[a] == no_index) of_a.push_back(traits(a_, a));
        for (std::uint32_t b = begin.b; b < end.b; ++b)
            if (partner_of_b_[b] == no_index) of_b.push_back(traits(b_, b));
        const auto likeness = [&](std::uint32_t a, std::uint32_t b) {
            const double files = jaccard(of_a[a].paths, of_b[b].paths);
            if (of_a[a].words.empty() || of_b[b].words.empty()) return files;
            return 0.6 * jaccard(of_a[a].words, of_b[b].words) + 0.4 * files;
        };
        const auto pairs = pair_by_likeness(static_cast<std::uint32_t>(of_a.size()),
                                            static_cast<std::uint32_t>(of_b.size()), least_likeness, likeness);
        for (const Pair& pair : pairs) {
            join(of_a[pair.a].layer, of_b[pair.b].layer);
            anchors_.push_back({of_a[pair.a].layer, of_b[pair.b].layer});
        }
    }

    struct Traits {
        std::uint32_t layer = 0;
        Sketch words; ///< of created_by
        Sketch paths;
    };
    static Traits traits(const Inspection& image, std::uint32_t layer) {
        const std::uint32_t row = image.image.layers[layer].history;
        const auto& history = image.image.config.history;
        const std::string_view made_by = row < history.size() ? std::string_view(history[row].created_by) : "";
        return {layer, sketch_words(made_by), sketch_paths(image.layers[layer]->tree)};
    }

    /// B's layers in order; A's leftovers before the first partner that stands behind them in A.
    [[nodiscard]] std::vector<LayerRow> rows() const {
        std::vector<bool> in_order(partner_of_b_.size());
        for (const Pair& anchor : anchors_)
            if (anchor.b < in_order.size()) in_order[anchor.b] = true;
        std::vector<LayerRow> rows;
        std::uint32_t next_a = 0;
        const auto removed_until = [&](std::uint32_t end) {
            for (; next_a < end; ++next_a)
                if (partner_of_a_[next_a] == no_index) rows.push_back({LayerMatch::removed, next_a, no_index, {}});
        };
        for (std::uint32_t b = 0; b < partner_of_b_.size(); ++b) {
            const std::uint32_t a = partner_of_b_[b];
            if (in_order[b]) {
                removed_until(a);
                const bool same = same_layer(a_, a, b_, b);
                rows.push_back({same ? LayerMatch::same : LayerMatch::changed, a, b, {}});
            } else {
                rows.push_back({a == no_index ? LayerMatch::inserted : LayerMatch::moved, a, b, {}});
            }
        }
        removed_until(static_cast<std::uint32_t>(partner_of_a_.size()));
        return rows;
    }

    const Inspection& a_;
    const Inspection& b_;
    std::vector<std::uint32_t> partner_of_a_;
    std::vector<std::uint32_t> partner_of_b_;
    std::vector<Pair> anchors_; ///< pairs that are in order
};

LayerComparison compare_pair(const LayerRow& row, const Inspection& a, const Inspection& b, IgnoreSet ignore,
                             const Explanations& explanations) {
    const auto find_nested = [&](EntryIndex in_a, EntryIndex in_b) {
        return explanations.find({row.a, in_a}, {row.b, in_b});
    };
    if (row.match == LayerMatch::changed)
        return compare_layers(*a.layers[row.a], *b.layers[row.b], ignore,
                              explanations.empty() ? FindNested{} : FindNested{find_nested});
    LayerComparison comparison;
    const Digest blob_a = blob_of(a, row.a);
    const Digest blob_b = blob_of(b, row.b);
    const bool repacked = blob_a && blob_b && blob_a != blob_b;
    const bool overlooked = ignore.has(Ignore::tar_format) || ignore.has(Ignore::packing);
    if (repacked && !overlooked) comparison.cause = Cause::packing;
    return comparison;
}

/// Whether two layers of which no digest tells whether they are the same tar say the same in every entry, in one form
/// and length.
bool same_unnamed(const LayerRow& row, const Inspection& a, const Inspection& b, IgnoreSet ignore) {
    if (row.match != LayerMatch::changed || (identity(a, row.a) && identity(b, row.b))) return false;
    const Layer &in_a = *a.layers[row.a], &in_b = *b.layers[row.b];
    if (in_a.tar_forms != in_b.tar_forms || in_a.tar_bytes != in_b.tar_bytes) return false;
    const Cause cause = ignore.empty() ? row.comparison.cause : compare_layers(in_a, in_b, {}).cause;
    return cause == Cause::tar_format; // nothing but what neither says
}

/// What a host that has A's blobs must fetch for B.
void count_download(LayerAlignment& alignment, const Inspection& a, const Inspection& b) {
    std::set<Digest> blobs;
    std::set<Digest> diff_ids_without_blob; // of A's layers whose blob's digest nobody knows
    std::set<Digest> diff_ids;
    for (std::uint32_t i = 0; i < layer_count(a); ++i) {
        if (const Digest blob = blob_of(a, i)) blobs.insert(blob);
        if (const Digest diff_id = diff_id_of(a, i)) {
            diff_ids.insert(diff_id);
            if (!blob_of(a, i)) diff_ids_without_blob.insert(diff_id);
        }
    }
    std::set<std::uint32_t> unnamed; // B's layers that are A's too, though no digest says so
    for (const LayerRow& row : alignment.rows)
        if (row.match == LayerMatch::same && !same_layer(a, row.a, b, row.b)) unnamed.insert(row.b);
    for (std::uint32_t i = 0; i < layer_count(b); ++i) {
        if (unnamed.contains(i)) continue;
        const Digest blob = blob_of(b, i);
        const Digest diff_id = diff_id_of(b, i);
        const bool there = blob ? blobs.contains(blob) || (diff_id && diff_ids_without_blob.contains(diff_id))
                                : diff_id && diff_ids.contains(diff_id);
        if (there) continue;
        if (blob) blobs.insert(blob);
        if (!blob && diff_id) diff_ids.insert(diff_id);
        alignment.download_bytes += b.image.layers[i].stored_size;
        ++alignment.download_blobs;
    }
}

} // namespace

std::string_view layer_cause_text(Cause cause) {
    switch (cause) {
    case Cause::none: return "";
    case Cause::packing: return "the same tar, compressed otherwise";
    case Cause::tar_format: return "the same entries, written otherwise";
    case Cause::order: return "the same entries in another order";
    case Cause::time: return "only times differ";
    case Cause::owner: return "only owners differ";
    case Cause::mode: return "only modes differ";
    case Cause::xattr: return "only extended attributes differ";
    case Cause::attributes: return "only attributes differ";
    case Cause::bytecode: return "only rebuilt .pyc files";
    case Cause::nested: return "only inside archives, which hold the same";
    case Cause::unsure: return "not compared to the last byte";
    case Cause::content: return "other files or contents";
    }
    return "";
}

std::string layer_cause_detail(const LayerRow& row, const Inspection& a, const Inspection& b) {
    if (row.comparison.cause == Cause::packing) {
        constexpr std::string_view names[] = {"plain", "gzip", "zstd", "xz", "bzip2"};
        const auto name = [&](Compression compression) { return names[static_cast<std::size_t>(compression)]; };
        const std::string_view from = name(a.image.layers[row.a].compression);
        const std::string_view to = name(b.image.layers[row.b].compression);
        return from == to ? text("both ", to) : text(from, " → ", to);
    }
    if (row.comparison.cause == Cause::tar_format) {
        const std::string from = tar_forms_text(a.layers[row.a]->tar_forms);
        const std::string to = tar_forms_text(b.layers[row.b]->tar_forms);
        return from == to ? "" : text(from, " → ", to);
    }
    return "";
}

bool same_layer(const Inspection& a, std::uint32_t in_a, const Inspection& b, std::uint32_t in_b) {
    const Digest known = identity(a, in_a);
    return known && known == identity(b, in_b);
}

LayerAlignment align_layers(const Inspection& a, const Inspection& b, IgnoreSet ignore,
                            const Explanations& explanations) {
    LayerAlignment alignment;
    alignment.rows = Aligner(a, b).run();
    for (LayerRow& row : alignment.rows) {
        if (row.a == no_index || row.b == no_index) continue;
        row.comparison = compare_pair(row, a, b, ignore, explanations);
        if (same_unnamed(row, a, b, ignore)) {
            row.match = LayerMatch::same;
            row.comparison = compare_pair(row, a, b, ignore, explanations);
        }
        if (row.match == LayerMatch::changed) continue;
        ++alignment.shared_layers;
        alignment.shared_bytes = add_saturating(alignment.shared_bytes, b.layers[row.b]->file_bytes);
    }
    std::set<std::uint32_t> in_place; // layers that are A's and B's and have one number in both
    for (const LayerRow& row : alignment.rows)
        if (row.match == LayerMatch::same && row.a == row.b) in_place.insert(row.a);
    while (alignment.common_base < std::min(layer_count(a), layer_count(b)) &&
           (in_place.contains(alignment.common_base) || same_layer(a, alignment.common_base, b, alignment.common_base)))
        ++alignment.common_base;
    count_download(alignment, a, b);
    return alignment;
}

} // namespace strata
