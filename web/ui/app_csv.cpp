// The list on screen as comma-separated values (RFC 4180).
#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/diff/diff_config.hpp"
#include "core/report/advice_words.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"
#include "core/tree/rows.hpp"
#include "web/ui/app.hpp"
#include "web/ui/file_types.hpp"
#include "web/ui/listed_rows.hpp"
#include "web/ui/views/treemap_side.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

std::string field(std::string_view value) {
    // A leading sign would make a spreadsheet take a name for a formula.
    std::string out = "\"";
    if (!value.empty() && std::string_view("=+-@\t\r").find(value.front()) != std::string_view::npos) out += '\'';
    for (const char c : value) out.append(c == '"' ? 2 : 1, c);
    return out + '"';
}

std::string size_of(NodeIndex node, std::uint64_t bytes) { return node == no_node ? "" : text(bytes); }

/// ",rw-r--r--,0,0,2024-05-01T12:00:00Z"; empty fields for a folder that no layer states.
std::string attributes_csv(const Timeline& timeline, Place stated) {
    if (!stated) return ",,,,";
    const Place place = timeline.described(stated);
    const Entry& entry = timeline.entry(place);
    const Owner& owner = timeline.layer(place.layer).tree.owner(entry);
    return text(',', mode_letters(entry.mode), ',', owner.uid, ',', owner.gid, ',', format_time(entry.mtime));
}

std::string_view type_of(const Timeline& timeline, NodeIndex node, Place place) {
    if (place) return type_word(timeline.entry(place).type);
    return timeline.child_count(node) > 0 ? type_word(FileType::directory) : "";
}

/// "" where no layer that was read states it.
std::string size_of(const Timeline& timeline, const Overlay& overlay, NodeIndex node) {
    if (timeline.child_count(node) > 0) return text(overlay.totals(node).bytes);
    const Place place = overlay.place(node);
    return place ? text(shown_size(timeline, place)) : "";
}

std::string files_csv(const OpenImage& image, Derived& derived, const State& state) {
    const Timeline& timeline = derived.timeline(image);
    const Overlay& overlay = derived.overlay(image, look_of(state));
    constexpr std::string_view changes[] = {"added", "changed", "attributes", "", "removed"};
    std::string out = "path,type,bytes,layer,change,mode,uid,gid,modified\r\n";
    const LazyRows& rows = derived.rows(image, state);
    for (std::size_t i = 0; i < rows.size(); i++) {
        const Row row = rows[i];
        const Place place = overlay.place(row.node);
        out +=
            text(field(shortened_path(timeline, row.node)), ',', type_of(timeline, row.node, place), ',',
                 size_of(timeline, overlay, row.node), ',', place ? text(place.layer + 1) : "", ',',
                 changes[static_cast<std::size_t>(overlay.change(row.node))], attributes_csv(timeline, place), "\r\n");
    }
    return out;
}

/// What lies in the folder that fills the map, the largest first.
std::string treemap_csv(const Screen& screen) {
    const TreemapSide side(screen);
    const Timeline& timeline = side.timeline();
    const Overlay& overlay = side.overlay();
    const NodeIndex top = side.top(), first = timeline.first_child(top);
    std::vector<NodeIndex> nodes;
    for (NodeIndex node = first; node < first + timeline.child_count(top); node++)
        if (overlay.shows(node)) nodes.push_back(node);
    sort_siblings(timeline, overlay, SortBy::size, SortOrder::usual, nodes);
    std::string out = "path,type,bytes,layer,change\r\n";
    for (const NodeIndex node : nodes) {
        const Place place = overlay.place(node);
        out += text(field(shortened_path(timeline, node)), ',', type_of(timeline, node, place), ',',
                    place || timeline.child_count(node) > 0 ? text(overlay.totals(node).bytes) : "", ',',
                    place ? text(place.layer + 1) : "", ',', side.change(node).word, "\r\n");
    }
    return out;
}

std::string shortened_path_of(const Comparison& comparison, const Difference& item) {
    return item.b != no_node ? shortened_path(comparison.newer_timeline(), item.b)
                             : shortened_path(comparison.older_timeline(), item.a);
}

std::string_view type_of(const Comparison& comparison, const Difference& item) {
    const Timeline& timeline = item.b != no_node ? comparison.newer_timeline() : comparison.older_timeline();
    const NodeIndex node = item.b != no_node ? item.b : item.a;
    return type_of(timeline, node, timeline.final(node));
}

/// All of them, where a row on screen has room for the first. What came or went has none.
std::string reasons_of(const Comparison& comparison, const Difference& item) {
    if (comparison.other_end(item)) return "moved";
    return item.row == no_index ? "other files" : comparison.all_reasons(item);
}

std::string differences_csv(const Comparison& comparison, const std::vector<DifferenceRow>& rows) {
    constexpr std::string_view changes[] = {"added", "removed", "changed"};
    std::string out = "path,type,change,bytes_a,bytes_b,reasons\r\n";
    for (const DifferenceRow& row : rows) {
        const Difference& item = comparison.tree()[row.item];
        out += text(field(shortened_path_of(comparison, item)), ',', type_of(comparison, item), ',',
                    changes[static_cast<std::size_t>(comparison.change(item))], ',', size_of(item.a, item.a_bytes), ',',
                    size_of(item.b, item.b_bytes), ',', field(reasons_of(comparison, item)), "\r\n");
    }
    return out;
}

std::string wasted_files_csv(const Timeline& timeline, const Waste& waste, const std::vector<std::uint32_t>& order) {
    std::string out = "path,bytes,layer,hidden_by,cause\r\n";
    for (const std::uint32_t number : order) {
        const LedgerRow row = ledger_row(waste, number);
        out +=
            text(field(ledger_path(timeline, row)), ',', row.bytes, ',', row.place.layer + 1, ',',
                 row.hidden ? text(row.hidden->hidden_by + 1) : "", ',',
                 row.hidden ? waste_cause_name(row.hidden->cause) : needless_cause_name(row.needless->cause), "\r\n");
    }
    return out;
}

std::string settings_csv(const std::vector<SettingLine>& lines, std::string_view search) {
    std::string out = "group,name,value\r\n";
    for (const std::uint32_t number : listed_settings(lines, search)) {
        const SettingLine& line = lines[number];
        out += text(line.group, ',', field(line.name), ',', field(line.value), "\r\n");
    }
    return out;
}

std::string compared_settings_csv(const std::vector<SettingRow>& rows, std::string_view search) {
    std::string out = "setting,key,a,b\r\n";
    for (const std::uint32_t number : listed_settings(rows, search)) {
        const SettingRow& row = rows[number];
        out += text(field(row.field), ',', field(row.key), ',', field(row.a), ',', field(row.b), "\r\n");
    }
    return out;
}

std::string history_csv(const OpenImage& image, std::string_view search) {
    std::string out = "created,created_by,author,comment,layer,bytes\r\n";
    const std::vector<HistoryRow>& history = image.record.config.history;
    const std::vector<LayerRecord>& layers = image.record.layers;
    for (const std::uint32_t number : listed_history(history, search)) {
        const HistoryRow& row = history[number];
        const auto made = std::ranges::find(layers, number, &LayerRecord::history);
        const auto layer = static_cast<std::size_t>(made - layers.begin());
        const bool read = made != layers.end() && image.layers[layer].layer;
        out += text(field(row.created), ',', field(row.created_by), ',', field(row.author), ',', field(row.comment),
                    ',', made != layers.end() ? text(layer + 1) : "", ',',
                    read ? text(image.layers[layer].layer->file_bytes) : "", "\r\n");
    }
    return out;
}

std::string compared_history_csv(const Comparison& comparison, std::string_view search) {
    constexpr std::string_view changes[] = {"same", "changed", "added", "removed"}; // as RowChange counts
    std::string out = "change,step_a,step_b,instruction\r\n";
    const auto step = [](std::uint32_t row) { return row == no_index ? std::string() : text(row + 1); };
    for (const std::uint32_t number : listed_steps(comparison, search)) {
        const HistoryDiffRow& row = comparison.diff().history[number];
        out += text(changes[static_cast<std::size_t>(row.change)], ',', step(row.a), ',', step(row.b), ',',
                    field(step_instruction(comparison, row)), "\r\n");
    }
    return out;
}

std::string packages_csv(const Listed<FoundPackage>& listed) {
    std::string out = "type,name,version,bytes,layer,licence\r\n";
    for (const FoundPackage* found : listed.rows)
        out += text(ecosystem_name(found->package.ecosystem), ',', field(found->package.name), ',',
                    field(found->package.version), ',',
                    found->size_known == SizeKnown::not_at_all ? "" : text(found->bytes), ',', found->layer + 1, ',',
                    field(found->package.license), "\r\n");
    return out;
}

/// A size that is not known is 0 there.
std::string package_size(std::uint64_t bytes) { return bytes == 0 ? "" : text(bytes); }

std::string compared_packages_csv(const Listed<PackageRow>& listed) {
    std::string out = "change,type,name,version_a,version_b,bytes_a,bytes_b\r\n";
    for (const PackageRow* row : listed.rows)
        out += text(package_change_name(row->change), ',', ecosystem_name(row->ecosystem), ',', field(row->name), ',',
                    field(row->version_a), ',', field(row->version_b), ',', package_size(row->bytes_a), ',',
                    package_size(row->bytes_b), "\r\n");
    return out;
}

std::string finding_csv(const Finding& finding) {
    return text(severity_name(finding.severity), ',', finding.rule->id, ',', field(finding.where()), ',', finding.line,
                ',', finding.layer == no_index ? "" : text(finding.layer + 1), "\r\n");
}

std::string findings_csv(const Listed<Finding>& listed) {
    std::string out = "severity,rule,place,line,layer\r\n";
    for (const Finding* finding : listed.rows) out += finding_csv(*finding);
    return out;
}

std::string compared_findings_csv(const FindingsDiff& diff, const State& state) {
    std::string out = "change,severity,rule,place,line,layer\r\n";
    for (const Finding* finding : listed_findings(diff.added, state).rows) out += "new," + finding_csv(*finding);
    for (const Finding* finding : listed_findings(diff.gone, state).rows) out += "gone," + finding_csv(*finding);
    return out;
}

std::string classes_csv(const Waste& waste) {
    std::string out = "class,bytes\r\n";
    for (std::size_t i = 0; i < byte_class_count; i++)
        out += text(byte_class_name(static_cast<ByteClass>(i)), ',', waste.classes[i].bytes, "\r\n");
    return out;
}

std::string compared_classes_csv(const Waste& a, const Waste& b) {
    std::string out = "class,bytes_a,bytes_b\r\n";
    for (std::size_t i = 0; i < byte_class_count; i++)
        out +=
            text(byte_class_name(static_cast<ByteClass>(i)), ',', a.classes[i].bytes, ',', b.classes[i].bytes, "\r\n");
    return out;
}

std::string transfers_csv(const Waste& waste) {
    std::string out = "layer,hidden_by,cause,bytes,files,advice\r\n";
    for (const WasteTransfer& transfer : waste.transfers)
        out += text(transfer.from + 1, ',', transfer.by + 1, ',', waste_cause_name(transfer.cause), ',', transfer.bytes,
                    ',', transfer.files, ',', field(waste_advice(transfer.cause)), "\r\n");
    return out;
}

std::string advice_csv(const std::vector<Advice>& all, const ImageRecord& image) {
    std::string out = "bytes,what,edits\r\n";
    for (const Advice& advice : all) {
        std::string edits;
        for (const std::string& edit : advice_edits(advice, image)) edits += (edits.empty() ? "" : "\n") + edit;
        out += text(advice.bytes, ',', field(advice_title(advice)), ',', field(edits), "\r\n");
    }
    return out;
}

std::string waste_csv(Derived& derived, const OpenImage& image, const WasteChoice& choice) {
    const Waste& waste = derived.waste(image);
    switch (choice.list) {
    case WasteList::layers: return transfers_csv(waste);
    case WasteList::classes: return classes_csv(waste);
    case WasteList::advice: return advice_csv(derived.advice(image), image.record);
    case WasteList::files: break;
    }
    return wasted_files_csv(derived.timeline(image), waste, derived.waste_order(image, choice).rows);
}

std::string compared_waste_csv(Derived& derived, const OpenImage& a, const OpenImage& b, const WasteChoice& choice) {
    if (choice.list == WasteList::files && choice.only) return waste_csv(derived, choice.older ? a : b, choice);
    return compared_classes_csv(derived.waste(a), derived.waste(b));
}

} // namespace

std::string App::list_csv() {
    const OpenImage* image = session_.image(state_.shown);
    const OpenImage* against = session_.image(state_.against);
    if (!image) return {};
    if (against && image->complete() && against->complete()) {
        const Comparison& comparison = derived_.comparison(*against, *image, state_);
        if (state_.view == View::config) return compared_settings_csv(comparison.settings(), state_.search);
        if (state_.view == View::history) return compared_history_csv(comparison, state_.search);
        if (state_.view == View::packages) return compared_packages_csv(listed_package_rows(comparison.diff(), state_));
        if (state_.view == View::findings)
            return compared_findings_csv(derived_.findings_diff(*against, *image), state_);
        if (state_.view == View::waste) return compared_waste_csv(derived_, *against, *image, state_.waste);
        if (state_.view == View::treemap) return treemap_csv(screen());
        return differences_csv(comparison, derived_.differences(*against, *image, state_));
    }
    if (state_.view == View::packages) return packages_csv(listed_packages(derived_, *image, state_));
    if (state_.view == View::findings) return findings_csv(listed_findings(derived_, *image, state_));
    if (state_.view == View::config) return settings_csv(derived_.settings(*image), state_.search);
    if (state_.view == View::history) return history_csv(*image, state_.search);
    if (state_.view == View::waste) return waste_csv(derived_, *image, state_.waste);
    if (state_.view == View::treemap && !against) return treemap_csv(screen());
    return files_csv(*image, derived_, state_);
}

} // namespace strata::ui
