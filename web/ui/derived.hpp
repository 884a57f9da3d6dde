// What follows from what is open: computed on first use, kept until something it depends on changes.
#pragma once

#include "core/diff/diff_findings.hpp"
#include "core/insight/advice.hpp"
#include "core/insight/base_image.hpp"
#include "core/insight/find_packages.hpp"
#include "core/insight/waste.hpp"
#include "core/report/setting_lines.hpp"
#include "core/tree/lazy_rows.hpp"
#include "core/tree/overlay.hpp"
#include "core/tree/timeline.hpp"
#include "web/ui/comparison.hpp"
#include "web/ui/contents.hpp"
#include "web/ui/dockerfile_rows.hpp"
#include "web/ui/file_matcher.hpp"
#include "web/ui/ledger.hpp"
#include "web/ui/name_search.hpp"
#include "web/ui/session.hpp"
#include "web/ui/state.hpp"
#include "web/ui/treemap_layout.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

namespace strata::ui {

/// What the person looks at in one image: its layer alone, or the image up to it.
[[nodiscard]] Look look_of(const State& state);

class Derived {
public:
    const Timeline& timeline(const OpenImage& image);
    /// What one layer did.
    const Totals& counts(const OpenImage& image, std::uint32_t layer);
    /// Regular files of all layers together.
    std::uint64_t files(const OpenImage& image);
    const Waste& waste(const OpenImage& image);
    /// What to change so that the image weighs less, most saving first.
    const std::vector<Advice>& advice(const OpenImage& image);
    /// Where the image it was built on ends.
    const BaseImage& base(const OpenImage& image);
    const DockerfileRows& dockerfile(const OpenImage& image);
    /// The Dockerfiles of two images as texts to be compared. Where not both bases have a name all steps are in them:
    /// guesses at where a base ends would differ too.
    struct DockerfilePair {
        Contents& texts;
        ContentKey older, newer;
    };
    DockerfilePair dockerfiles(const OpenImage& older, const OpenImage& newer);
    const PackageList& packages(const OpenImage& image);
    const Findings& findings(const OpenImage& image);
    /// Whether they can be had without a pause: on an image of very many files they wait until somebody asks.
    bool knows_packages(const OpenImage& image);
    bool knows_findings(const OpenImage& image);
    const FindingsDiff& findings_diff(const OpenImage& older, const OpenImage& newer);
    /// Certificates are judged by it; seconds since 1970.
    void set_clock(std::int64_t seconds) { clock_ = seconds; }
    /// As ledger_order() says.
    const LedgerOrder& waste_order(const OpenImage& image, WasteChoice choice);
    /// What its documents say, with the files they name.
    const std::vector<SettingLine>& settings(const OpenImage& image);
    const Overlay& overlay(const OpenImage& image, const Look& look);
    /// The treemap of a folder, `size` in pixels; of the overlay that was asked for last.
    const std::vector<Tile>& tiles(const OpenImage& image, const Overlay& overlay, NodeIndex top, ImVec2 size,
                                   float scale);
    /// The rows of the file tree as the state wants them: opened folders, filter, order.
    const LazyRows& rows(const OpenImage& image, const State& state);
    /// Files by their names: each call reads on, until all are looked through.
    const NameSearch& search_names(const OpenImage& image, const std::string& words) {
        OfImage& derived = of(image);
        derived.names.read_on(*derived.timeline, words);
        return derived.names;
    }
    /// Why the filter that the rows were made for can't be read; "" where it can.
    [[nodiscard]] const std::string& filter_problem(const OpenImage& image) { return of(image).paths.problem; }
    /// Whether its text fits the node's path.
    [[nodiscard]] bool filter_finds(const OpenImage& image, NodeIndex node) {
        const std::vector<bool>& found = of(image).paths.nodes;
        return found.empty() || found[node];
    }
    /// What fits its text and is not among the rows.
    [[nodiscard]] const LeftOut& left_out(const OpenImage& image) { return of(image).left_out; }
    /// Whether the filter leaves anything out: then every folder of a row is open.
    [[nodiscard]] static bool is_filtered(const State& state);
    /// The newer image against the older one; all their layers must be there. Times are overlooked as the filter says.
    const Comparison& comparison(const OpenImage& older, const OpenImage& newer, const State& state);
    /// The lines of its tree as the state wants them.
    const std::vector<DifferenceRow>& differences(const OpenImage& older, const OpenImage& newer, const State& state);
    [[nodiscard]] const Explanations& explanations(const OpenImage& older, const OpenImage& newer) {
        return explained_[{older.number, newer.number}].explanations;
    }
    /// What was found inside files of both: the comparison is made anew with it.
    void explain(const OpenImage& older, const OpenImage& newer, Explanations explanations);
    void forget(std::uint32_t image);

private:
    /// What the tiles were made for.
    struct TilesKey {
        Look look;
        NodeIndex top = root_node;
        float width = 0, height = 0, scale = 1;
        friend bool operator==(const TilesKey&, const TilesKey&) = default;
    };
    /// What the rows were made for.
    struct RowsKey {
        Look look;
        FileFilter filter;
        SortBy sort = SortBy::name;
        SortOrder order = SortOrder::usual;
        std::unordered_set<NodeIndex> expanded;
        friend bool operator==(const RowsKey&, const RowsKey&) = default;
    };
    struct OfImage {
        std::uint32_t generation = 0;
        std::unique_ptr<const Timeline> timeline;
        std::vector<Totals> counts;
        std::optional<std::uint64_t> files;
        std::unique_ptr<const Waste> waste;
        std::optional<std::vector<SettingLine>> settings;
        std::optional<std::vector<Advice>> advice;
        std::optional<BaseImage> base;
        std::optional<DockerfileRows> dockerfile;
        std::unique_ptr<const PackageList> packages;
        std::unique_ptr<const Findings> findings;
        LedgerOrder waste_order;
        std::optional<WasteChoice> waste_choice; ///< what waste_order was made for
        std::unique_ptr<const Overlay> overlay;
        std::vector<Tile> tiles;
        std::optional<TilesKey> tiles_key;
        FoundPaths paths;
        std::optional<std::string> paths_key; ///< the filter's text that the paths were found for
        LeftOut left_out;
        NameSearch names;
        std::unique_ptr<const LazyRows> rows;
        std::optional<RowsKey> rows_key;
    };
    OfImage& of(const OpenImage& image);

    /// What a comparison was made for: number and generation of both images.
    struct PairKey {
        std::uint32_t older = 0, older_generation = 0, newer = 0, newer_generation = 0;
        bool ignore_times = false;
        std::uint32_t explained = 0; ///< how often more was found inside files
        friend bool operator==(const PairKey&, const PairKey&) = default;
    };
    /// What its lines were made for.
    struct DifferencesKey {
        FileFilter filter;
        std::uint8_t origins = show_both;
        SortBy sort = SortBy::name;
        SortOrder order = SortOrder::usual;
        std::unordered_set<NodeIndex> expanded, expanded_in_older;
        friend bool operator==(const DifferencesKey&, const DifferencesKey&) = default;
    };

    struct FindingsPair {
        PairKey key;
        FindingsDiff diff;
    };
    struct Explained {
        std::uint32_t times = 0;
        Explanations explanations;
    };
    std::map<std::pair<std::uint32_t, std::uint32_t>, Explained> explained_; ///< by OpenImage::number, the older first
    std::optional<FindingsPair> findings_pair_;
    Contents dockerfile_texts_;
    std::int64_t clock_ = 0;
    std::optional<PairKey> pair_;
    std::unique_ptr<const Comparison> comparison_;
    std::vector<DifferenceRow> differences_;
    std::optional<DifferencesKey> differences_key_;
    std::map<std::uint32_t, OfImage> images_; ///< by OpenImage::number
};

} // namespace strata::ui
