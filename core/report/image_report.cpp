#include "core/report/image_report.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/diff_report.hpp"
#include "core/report/json.hpp"
#include "core/report/setting_lines.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"
#include "core/tree/overlay.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace strata {

namespace {

constexpr std::size_t widest_cell = 160;

std::string wasted_path(const ImageReport& report, const WasteRow& row) {
    return report.timeline.layer(row.buried.layer).tree.path(row.buried.entry);
}

/// The layer that each row of the history made; no_index for none.
std::vector<std::uint32_t> layers_of_history(const ImageRecord& image) {
    std::vector<std::uint32_t> layers(image.config.history.size(), no_index);
    for (std::uint32_t i = 0; i < image.layers.size(); i++)
        if (image.layers[i].history < layers.size()) layers[image.layers[i].history] = i;
    return layers;
}

Value layers_value(const ImageReport& report) {
    const Inspection& inspection = report.inspection;
    const std::vector<Totals> totals = totals_of_layers(report.timeline);
    ValueList list;
    for (std::uint32_t i = 0; i < inspection.layers.size(); i++) {
        const LayerRecord& record = inspection.image.layers[i];
        const std::vector<HistoryRow>& history = inspection.image.config.history;
        ValueList problems;
        for (const Problem& problem : inspection.layers[i]->problems) problems.emplace_back(problem.message);
        list.push_back(Value::record(
            {{"number", std::uint64_t{i} + 1},
             {"created_by", record.history < history.size() ? history[record.history].created_by : std::string()},
             {"diff_id", record.diff_id.text()},
             {"digest", record.descriptor.digest.text()},
             {"bytes", inspection.layers[i]->file_bytes},
             {"stored_bytes", record.stored_size},
             {"added", std::uint64_t{totals[i].added}},
             {"changed", std::uint64_t{totals[i].changed}},
             {"removed", std::uint64_t{totals[i].removed}},
             {"wasted_bytes", i < report.waste.wasted_of_layer.size() ? report.waste.wasted_of_layer[i] : 0},
             {"problems", Value::list(std::move(problems))}}));
    }
    return Value::list(std::move(list));
}

Value causes_value(const ImageReport& report) {
    ValueList list;
    for (const WasteTransfer& transfer : report.waste.transfers)
        list.push_back(Value::record({{"layer", std::uint64_t{transfer.from} + 1},
                                      {"hidden_by", std::uint64_t{transfer.by} + 1},
                                      {"cause", waste_cause_name(transfer.cause)},
                                      {"bytes", transfer.bytes},
                                      {"files", transfer.files},
                                      {"advice", waste_advice(transfer.cause)}}));
    return Value::list(std::move(list));
}

Value wasted_value(const ImageReport& report) {
    ValueList list;
    for (const WasteRow& row : report.waste.rows) {
        if (list.size() == report.most_rows) break;
        list.push_back(Value::record({{"path", wasted_path(report, row)},
                                      {"layer", std::uint64_t{row.buried.layer} + 1},
                                      {"hidden_by", std::uint64_t{row.hidden_by} + 1},
                                      {"cause", waste_cause_name(row.cause)},
                                      {"bytes", row.bytes}}));
    }
    return Value::list(std::move(list));
}

Value settings_value(const ImageReport& report) {
    ValueList list;
    for (const SettingLine& line : setting_lines(report.inspection.image, report.timeline))
        list.push_back(Value::record({{"group", line.group}, {"name", line.name}, {"value", line.value}}));
    return Value::list(std::move(list));
}

Value history_value(const ImageReport& report) {
    const ImageRecord& image = report.inspection.image;
    const std::vector<std::uint32_t> layers = layers_of_history(image);
    ValueList list;
    for (std::size_t i = 0; i < layers.size(); i++) {
        const HistoryRow& row = image.config.history[i];
        list.push_back(
            Value::record({{"created", row.created},
                           {"created_by", row.created_by},
                           {"author", row.author},
                           {"comment", row.comment},
                           {"layer", layers[i] == no_index ? Value{} : Value(std::uint64_t{layers[i]} + 1)}}));
    }
    return Value::list(std::move(list));
}

void add_layers(const ImageReport& report, std::string& out) {
    const std::vector<Totals> totals = totals_of_layers(report.timeline);
    out += "\n## Layers\n\n| Layer | Size | Added | Changed | Removed | Made by |\n| ---: | ---: | ---: | ---: | ---: "
           "| --- |\n";
    for (std::uint32_t i = 0; i < report.inspection.layers.size(); i++)
        out += text("| ", i + 1, " | ", human_size(report.inspection.layers[i]->file_bytes), " | ", totals[i].added,
                    " | ", totals[i].changed, " | ", totals[i].removed, " | ",
                    markdown_cell(layer_instruction(report.inspection, i)), " |\n");
}

void add_waste(const ImageReport& report, std::string& out) {
    out += text("\n## Waste\n\n", waste_summary(report.waste), unread_layers_text(report.inspection), '\n');
    if (report.waste.transfers.empty()) return;
    out += "\n| Wasted | What | To avoid it |\n| ---: | --- | --- |\n";
    for (const WasteTransfer& transfer : report.waste.transfers)
        out += text("| ", human_size(transfer.bytes), " | layer ", transfer.by + 1, ' ', waste_deed(transfer), " | ",
                    waste_advice(transfer.cause), " |\n");
    out += "\n| Wasted | Layer | File |\n| ---: | ---: | --- |\n";
    const std::size_t count = std::min(report.most_rows, report.waste.rows.size());
    for (std::size_t i = 0; i < count; i++) {
        const WasteRow& row = report.waste.rows[i];
        out += text("| ", human_size(row.bytes), " | ", row.buried.layer + 1, " | ",
                    markdown_cell(wasted_path(report, row)), " |\n");
    }
    if (count < report.waste.rows.size()) out += text("\n… and ", report.waste.rows.size() - count, " more\n");
}

void add_settings(const ImageReport& report, std::string& out) {
    out += "\n## Settings\n\n| | Name | Value |\n| --- | --- | --- |\n";
    for (const SettingLine& line : setting_lines(report.inspection.image, report.timeline))
        if (line.group != "Documents")
            out += text("| ", line.group, " | ", markdown_cell(line.name), " | ", markdown_cell(line.value), " |\n");
}

void add_history(const ImageReport& report, std::string& out) {
    const ImageRecord& image = report.inspection.image;
    const std::vector<std::uint32_t> layers = layers_of_history(image);
    if (layers.empty()) return;
    out += "\n## History\n\n| Created | Layer | Made by |\n| --- | ---: | --- |\n";
    for (std::uint32_t i = 0; i < layers.size(); i++)
        out += text("| ", markdown_cell(image.config.history[i].created), " | ",
                    layers[i] == no_index ? "" : text(layers[i] + 1), " | ",
                    markdown_cell(history_instruction(report.inspection, i)), " |\n");
}

} // namespace

std::string markdown_cell(std::string_view raw) { return markdown_text(ellipsis(printable(raw), widest_cell)); }

std::uint64_t stored_bytes(const Inspection& inspection) {
    std::set<std::pair<MemberIndex, Digest>> seen;
    std::uint64_t bytes = 0;
    for (const LayerRecord& layer : inspection.image.layers)
        if (seen.emplace(layer.member, layer.descriptor.digest).second) bytes += layer.stored_size;
    return bytes;
}

std::string efficiency_text(const Waste& waste) {
    if (waste.total_bytes == 0) return "100 %";
    const auto permille = static_cast<std::uint64_t>(double(waste.live_bytes) / double(waste.total_bytes) * 1000);
    if (permille == 1000) return "100 %";
    return text(permille / 10, '.', permille % 10, " %");
}

std::string image_json(const ImageReport& report) {
    const ImageRecord& image = report.inspection.image;
    ValueFields fields = {{"image", image_title(report.inspection)},
                          {"source", report.inspection.source},
                          {"platform", image.platform.text()},
                          {"created", image.config.created},
                          {"config_digest", image.config_digest.text()},
                          {"manifest_digest", image.manifest_digest.text()},
                          {"bytes", report.waste.total_bytes},
                          {"stored_bytes", stored_bytes(report.inspection)},
                          {"live_bytes", report.waste.live_bytes},
                          {"wasted_bytes", report.waste.wasted_bytes},
                          {"wasted_files", std::uint64_t{report.waste.rows.size()}},
                          {"layers", layers_value(report)},
                          {"causes", causes_value(report)},
                          {"wasted", wasted_value(report)},
                          {"settings", settings_value(report)},
                          {"history", history_value(report)}};
    std::ranges::move(insight_fields(report), std::back_inserter(fields));
    return json_indented(Value::record(std::move(fields)), 2) + '\n';
}

std::string image_markdown(const ImageReport& report) {
    const ImageRecord& image = report.inspection.image;
    std::string out = text("# ", markdown_cell(image_title(report.inspection)), "\n\n",
                           markdown_cell(image.platform.text()), " · ", human_size(report.waste.total_bytes), " in ",
                           report.inspection.layers.size(), report.inspection.layers.size() == 1 ? " layer" : " layers",
                           " · efficiency ", efficiency_text(report.waste), "\n");
    add_layers(report, out);
    add_waste(report, out);
    out += insights_markdown(report);
    add_settings(report, out);
    add_history(report, out);
    return out;
}

} // namespace strata
