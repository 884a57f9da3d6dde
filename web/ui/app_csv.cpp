// The list on screen as comma-separated values (RFC 4180).
#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"
#include "web/ui/app.hpp"

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

std::string files_csv(const OpenImage& image, Derived& derived, const State& state) {
    const Timeline& timeline = derived.timeline(image);
    const Overlay& overlay = derived.overlay(image, state.layer, state.scope);
    constexpr std::string_view changes[] = {"added", "changed", "attributes", "", "removed"};
    std::string out = "path,bytes,layer,change\r\n";
    const LazyRows& rows = derived.rows(image, state);
    for (std::size_t i = 0; i < rows.size(); i++) {
        const Row row = rows[i];
        const bool folder = timeline.child_count(row.node) > 0;
        const Place place = overlay.place(row.node);
        const std::uint64_t bytes = folder ? overlay.totals(row.node).bytes : place ? shown_size(timeline, place) : 0;
        out += text(field(timeline.path(row.node)), ',', bytes, ',', place ? text(place.layer + 1) : "", ',',
                    changes[static_cast<std::size_t>(overlay.change(row.node))], "\r\n");
    }
    return out;
}

std::string differences_csv(const Comparison& comparison, const std::vector<DifferenceRow>& rows) {
    constexpr std::string_view changes[] = {"added", "removed", "changed"};
    std::string out = "path,change,bytes_a,bytes_b,why\r\n";
    for (const DifferenceRow& row : rows) {
        const Difference& item = comparison.tree()[row.item];
        out += text(field(comparison.path(item)), ',', changes[static_cast<std::size_t>(comparison.change(item))], ',',
                    size_of(item.a, item.a_bytes), ',', size_of(item.b, item.b_bytes), ',',
                    field(comparison.reason(item)), "\r\n");
    }
    return out;
}

std::string waste_csv(const Timeline& timeline, const Waste& waste, const std::vector<std::uint32_t>& order) {
    std::string out = "path,bytes,layer,hidden_by,cause\r\n";
    for (const std::uint32_t index : order) {
        const WasteRow& row = waste.rows[index];
        out += text(field(timeline.layer(row.buried.layer).tree.path(row.buried.entry)), ',', row.bytes, ',',
                    row.buried.layer + 1, ',', row.hidden_by + 1, ',', waste_cause_name(row.cause), "\r\n");
    }
    return out;
}

std::string settings_csv(const std::vector<SettingLine>& lines) {
    std::string out = "group,name,value\r\n";
    for (const SettingLine& line : lines)
        out += text(line.group, ',', field(line.name), ',', field(line.value), "\r\n");
    return out;
}

std::string compared_settings_csv(const std::vector<SettingRow>& rows) {
    std::string out = "setting,key,a,b\r\n";
    for (const SettingRow& row : rows)
        out += text(field(row.field), ',', field(row.key), ',', field(row.a), ',', field(row.b), "\r\n");
    return out;
}

std::string history_csv(const ImageRecord& image) {
    std::string out = "created,created_by,author,comment\r\n";
    for (const HistoryRow& row : image.config.history)
        out += text(field(row.created), ',', field(row.created_by), ',', field(row.author), ',', field(row.comment),
                    "\r\n");
    return out;
}

std::string packages_csv(const PackageList& list) {
    std::string out = "type,name,version,bytes,layer,licence\r\n";
    for (const FoundPackage& found : list.packages)
        out += text(ecosystem_name(found.package.ecosystem), ',', field(found.package.name), ',',
                    field(found.package.version), ',', found.bytes, ',', found.layer + 1, ',',
                    field(found.package.license), "\r\n");
    return out;
}

std::string compared_packages_csv(const PackageDiff& packages) {
    std::string out = "change,type,name,version_a,version_b,bytes_a,bytes_b\r\n";
    for (const PackageRow& row : packages.rows)
        out += text(package_change_name(row.change), ',', ecosystem_name(row.ecosystem), ',', field(row.name), ',',
                    field(row.version_a), ',', field(row.version_b), ',', row.bytes_a, ',', row.bytes_b, "\r\n");
    return out;
}

std::string findings_csv(const std::vector<Finding>& findings) {
    std::string out = "severity,rule,place,line,layer\r\n";
    for (const Finding& finding : findings)
        out += text(severity_name(finding.severity), ',', finding.rule->id, ',', field(finding.where()), ',',
                    finding.line, ',', finding.layer == no_index ? "" : text(finding.layer + 1), "\r\n");
    return out;
}

} // namespace

std::string App::list_csv() {
    const OpenImage* image = session_.image(state_.shown);
    const OpenImage* against = session_.image(state_.against);
    if (!image) return {};
    if (state_.view == View::history) return history_csv(image->record);
    if (against && image->complete() && against->complete()) {
        const Comparison& comparison = derived_.comparison(*against, *image, state_);
        if (state_.view == View::config) return compared_settings_csv(comparison.settings());
        if (state_.view == View::packages) return compared_packages_csv(comparison.diff().packages);
        if (state_.view == View::findings) return findings_csv(derived_.findings_diff(*against, *image).added);
        return differences_csv(comparison, derived_.differences(*against, *image, state_));
    }
    if (state_.view == View::packages) return packages_csv(derived_.packages(*image));
    if (state_.view == View::findings) return findings_csv(derived_.findings(*image).rows);
    if (state_.view == View::config) return settings_csv(derived_.settings(*image));
    if (state_.view == View::waste)
        return waste_csv(derived_.timeline(*image), derived_.waste(*image), derived_.waste_order(*image, state_.waste));
    return files_csv(*image, derived_, state_);
}

} // namespace strata::ui
