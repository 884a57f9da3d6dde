#include "core/base/text.hpp"
#include "core/insight/finding_search.hpp"
#include "core/insight/path_rules.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace strata {

namespace {

constexpr std::int64_t soon = 30 * 86'400;    ///< seconds in which a certificate ends "soon"
constexpr std::size_t certificates_alone = 3; ///< of one file; more are one row

/// Files that exist to hold logins, though they may hold none: what looks like a secret there is one.
bool is_login_file(std::string_view path) {
    constexpr auto endings =
        std::to_array<std::string_view>({"/.docker/config.json", "/.dockercfg", "/.config/containers/auth.json",
                                         "/.kube/config", "/.config/gh/hosts.yml"});
    return std::ranges::any_of(endings, [&](std::string_view ending) { return path.ends_with(ending); });
}

/// Makes findings of sightings; the same secret in several layers is one finding that says so.
class Gatherer {
public:
    explicit Gatherer(const FindingScene& scene) : scene_(scene) {}

    std::vector<Finding> gather() {
        for (std::uint32_t layer = 0; layer < scene_.timeline.layer_count(); layer++)
            for (const FileFacts& facts : scene_.timeline.layer(layer).facts)
                if (!facts.sightings.empty()) take_file({layer, facts.entry}, facts);
        std::vector<Finding> rows;
        for (auto& [key, row] : rows_) {
            if (const std::string again = again_words(layers_[key]); !again.empty())
                row.note += text(row.note.empty() ? "" : "; ", again);
            rows.push_back(std::move(row));
        }
        return rows;
    }

private:
    /// Whoever wants to be rid of it has to know each layer.
    static std::string again_words(const std::vector<std::uint32_t>& layers) {
        constexpr std::size_t most = 4;
        std::string words;
        for (std::size_t at = 1; at < std::min(layers.size(), most); at++)
            words += text(at == 1 ? "again in layer " : ", ", layers[at] + 1);
        if (layers.size() > most) words += text(" and ", layers.size() - most, " more");
        return words;
    }

    void take_file(Place place, const FileFacts& facts) {
        path_ = scene_.timeline.layer(place.layer).tree.path(place.entry);
        node_ = scene_.timeline.find(path_);
        fate_ = fate_of(scene_.timeline, node_, place);
        place_ = place;
        std::vector<const Sighting*> certificates;
        for (const Sighting& each : facts.sightings) {
            const FindingRule* rule = find_rule(each.rule);
            if (rule == nullptr) continue; // names of users and groups
            if (rule->look == RuleLook::certificate)
                certificates.push_back(&each);
            else
                add(*rule, each, judged_secret(*rule, each));
        }
        take_certificates(certificates);
    }

    struct Judgement {
        FindingSeverity severity = FindingSeverity::note;
        std::string note;
    };

    [[nodiscard]] Judgement judged_secret(const FindingRule& rule, const Sighting& sighting) const {
        Judgement judgement{rule.severity, ""};
        if (rule.look == RuleLook::key_block) {
            judgement.note = sighting.detail;
            if (sighting.detail.ends_with(", encrypted")) judgement.severity = FindingSeverity::medium;
            if (sighting.detail.ends_with(", no key")) {
                judgement.severity = FindingSeverity::low;
                judgement.note = "its bytes have not the form of a key";
            }
        }
        if (is_login_file(path_)) judgement.severity = FindingSeverity::high;
        if (is_example_path(path_)) return {FindingSeverity::note, "an example or a test of a package"};
        return judgement;
    }

    void take_certificates(const std::vector<const Sighting*>& certificates) {
        const FindingRule& rule = *find_rule("certificate");
        const bool roots = is_trust_store(path_) || is_example_path(path_);
        if (certificates.size() > certificates_alone) {
            take_bundle(rule, certificates, roots);
            return;
        }
        for (const Sighting* each : certificates) {
            Judgement judgement = judged_validity(each->detail);
            if (roots && !is_over(each->detail)) continue;
            if (roots) judgement = {FindingSeverity::note, judgement.note + "; comes with a package"};
            add(rule, *each, judgement);
        }
    }

    void take_bundle(const FindingRule& rule, const std::vector<const Sighting*>& certificates, bool roots) {
        std::size_t expired = 0;
        std::string first_end = certificates.front()->detail;
        for (const Sighting* each : certificates) {
            expired += is_over(each->detail);
            first_end = std::min(first_end, each->detail);
        }
        if (roots && expired == 0) return;
        Sighting all = *certificates.front();
        all.masked = text(certificates.size(), " certificates");
        Judgement judgement{roots ? FindingSeverity::note : FindingSeverity::low,
                            text(expired, " expired, the first on ", first_end.substr(0, 10))};
        if (expired == 0) judgement = {FindingSeverity::note, text("the first expires on ", first_end.substr(0, 10))};
        add(rule, all, judgement);
    }

    /// A certificate's end and start, as certificate_sighting() has them; snapshots of old have no start.
    static std::string_view end_of(std::string_view detail) { return detail.substr(0, detail.find(' ')); }
    static std::string_view start_of(std::string_view detail) {
        return detail.substr(std::min(end_of(detail).size() + 1, detail.size()));
    }
    [[nodiscard]] bool is_over(std::string_view detail) const {
        const auto end = parse_time(end_of(detail));
        return end && *end < scene_.now;
    }

    [[nodiscard]] Judgement judged_validity(std::string_view detail) const {
        const auto time = parse_time(end_of(detail));
        const std::string_view day = detail.substr(0, 10);
        if (!time) return {};
        if (*time < scene_.now) return {FindingSeverity::medium, text("expired on ", day)};
        if (const auto start = parse_time(start_of(detail)); start && *start > scene_.now)
            return {FindingSeverity::medium, text("not valid before ", start_of(detail).substr(0, 10))};
        if (time->seconds < scene_.now.seconds + soon) return {FindingSeverity::low, text("expires soon, on ", day)};
        return {FindingSeverity::note, text("expires on ", day)};
    }

    void add(const FindingRule& rule, const Sighting& sighting, const Judgement& judgement) {
        const auto [row, is_new] = rows_.try_emplace({path_, &rule, sighting.masked});
        Finding& finding = row->second;
        std::vector<std::uint32_t>& layers = layers_[row->first];
        if (layers.empty() || layers.back() != place_.layer) layers.push_back(place_.layer);
        if (is_new) {
            finding = {.rule = &rule,
                       .severity = judgement.severity,
                       .path = path_,
                       .node = node_,
                       .place = place_,
                       .layer = place_.layer,
                       .hidden_by = fate_.by,
                       .deleted = fate_.deleted,
                       .offset = sighting.offset,
                       .line = sighting.line,
                       .shown = sighting.masked,
                       .note = judgement.note};
        } else if (finding.is_ghost()) {
            finding.hidden_by = fate_.by; // a later layer has it again
            finding.deleted = fate_.deleted;
        }
        if (finding.is_ghost() && rule.look == RuleLook::certificate) finding.severity = FindingSeverity::note;
    }

    const FindingScene& scene_;
    using Key = std::tuple<std::string, const FindingRule*, std::string>;
    std::map<Key, Finding> rows_;
    std::map<Key, std::vector<std::uint32_t>> layers_; ///< that have it
    std::string path_;
    NodeIndex node_ = no_node;
    Place place_;
    Fate fate_;
};

/// Whether a living name of the finished image is a hard link to `place`.
bool is_linked(const Timeline& timeline, Place place) {
    return std::ranges::any_of(timeline.links_to(place), [&](std::uint32_t number) {
        const HardLink& link = timeline.hard_links()[number];
        const NodeIndex node = timeline.find(timeline.layer(link.link.layer).tree.path(link.link.entry));
        return node != no_node && timeline.final(node) == link.link;
    });
}

} // namespace

Fate fate_of(const Timeline& timeline, NodeIndex node, Place place) {
    if (node == no_node) return {place.layer, false};
    if (timeline.final(node) == place || is_linked(timeline, place)) return {};
    for (const Event& event : timeline.events(node)) {
        const bool own = event.layer == place.layer && event.entry == place.entry;
        if (event.layer >= place.layer && !own) return {event.layer, event.change == Change::removed};
    }
    return {place.layer, false};
}

std::vector<Finding> content_findings(const FindingScene& scene) { return Gatherer(scene).gather(); }

} // namespace strata
