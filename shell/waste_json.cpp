#include "core/insight/secret_scanner.hpp"
#include "core/report/advice_words.hpp"
#include "core/report/instruction.hpp"
#include "core/report/json_object.hpp"
#include "core/report/waste_words.hpp"
#include "shell/waste_report.hpp"

namespace strata {
namespace {

std::string instruction_of(const Inspection& inspection, std::uint32_t layer) {
    const std::uint32_t row =
        layer < inspection.image.layers.size() ? inspection.image.layers[layer].history : no_index;
    const std::vector<HistoryRow>& history = inspection.image.config.history;
    return row < history.size() ? readable_instruction(secret_scanner().redacted(history[row].created_by)) : "";
}

std::string dive_json(const DiveScore& dive) {
    return JsonObject()
        .add("efficiency", dive.efficiency)
        .add("sizeBytes", dive.size_bytes)
        .add("userSizeBytes", dive.user_size_bytes)
        .add("wastedBytes", dive.wasted_bytes)
        .add("wastedUserPercent", dive.wasted_user_percent)
        .text();
}

template <class List, class Write>
std::string array_of(const List& list, Write write) {
    std::string json = "[";
    for (const auto& each : list) json.append(json.size() > 1 ? "," : "").append(write(each));
    return json + "]";
}

std::string strings_json(const std::vector<std::string>& list) {
    return array_of(list, [](const std::string& each) { return json_quote(each); });
}

std::string path_of(const Timeline& timeline, Place place) {
    return timeline.layer(place.layer).tree.path(place.entry);
}

std::string classes_json(const std::array<std::uint64_t, byte_class_count>& bytes) {
    JsonObject classes;
    for (std::size_t i = 0; i < byte_class_count; i++)
        classes.add(byte_class_name(static_cast<ByteClass>(i)), bytes[i]);
    return classes.text();
}

std::string sums_json(const WasteFindings& found) {
    const Waste& waste = found.waste;
    std::array<std::uint64_t, byte_class_count> all{};
    for (std::size_t i = 0; i < byte_class_count; i++) all[i] = waste.classes[i].bytes;
    JsonObject base;
    base.add("layers", found.base.layers).add("name", found.base.name).add("digest", found.base.digest);
    base.add("name_is_guess", found.base.name_is_guess).add("reason", found.base.reason);
    base.add_json("classes", classes_json(bytes_of_lowest(waste, found.timeline, found.base.layers)));
    JsonObject sums;
    sums.add("kind", "sums").add("total_bytes", waste.total_bytes).add("live_bytes", waste.live_bytes);
    sums.add("wasted_bytes", waste.wasted_bytes).add("wasted_files", waste.rows.size());
    sums.add("needless_bytes", waste.needless_bytes).add_json("classes", classes_json(all));
    return sums.add_json("base", base.text()).add_json("dive", dive_json(found.dive)).text();
}

std::string advice_json(const WasteFindings& found, const Advice& advice) {
    const auto number = [](std::uint32_t layer) { return std::to_string(layer + 1); };
    JsonObject json;
    json.add("kind", "advice").add("remedy", remedy_name(advice.remedy)).add("title", advice_title(advice));
    json.add_json("edits", strings_json(advice_edits(advice, found.inspection.image))).add("bytes", advice.bytes);
    json.add("files", advice.files).add("layer", advice.layer + 1).add_json("from", array_of(advice.from, number));
    json.add_json("hidden_by", advice.by == no_index ? "null" : number(advice.by));
    json.add("instruction", instruction_of(found.inspection, advice.layer));
    json.add("hiding_instruction", advice.by == no_index ? "" : instruction_of(found.inspection, advice.by));
    json.add("rule", advice.rule == no_file_rule ? std::string_view() : file_rules()[advice.rule].id);
    return json.add_json("paths", strings_json(advice.paths)).add("more_paths", advice.more_paths).text();
}

std::string cause_json(const WasteFindings& found, const WasteTransfer& transfer) {
    JsonObject cause;
    cause.add("kind", "cause").add("cause", waste_cause_name(transfer.cause)).add("layer", transfer.from + 1);
    cause.add("hidden_by", transfer.by + 1).add("bytes", transfer.bytes).add("files", transfer.files);
    cause.add("touched", touched_text(transfer.touched));
    cause.add("instruction", instruction_of(found.inspection, transfer.by));
    cause.add("layer_instruction", instruction_of(found.inspection, transfer.from));
    return cause.add("advice", waste_advice(transfer.cause)).text();
}

std::string file_json(const WasteFindings& found, const WasteRow& row) {
    JsonObject file;
    file.add("kind", "file").add("path", path_of(found.timeline, row.buried)).add("cause", waste_cause_name(row.cause));
    file.add("layer", row.buried.layer + 1).add("hidden_by", row.hidden_by + 1).add("bytes", row.bytes);
    file.add("unsure", row.unsure).add("touched", touched_text(row.touched));
    return file.add("rule", row.rule == no_file_rule ? std::string_view() : file_rules()[row.rule].id).text();
}

std::string needless_json(const WasteFindings& found, const NeedlessRow& row) {
    JsonObject file;
    file.add("kind", "needless").add("path", found.timeline.path(row.node));
    file.add("cause", needless_cause_name(row.cause)).add("layer", row.place.layer + 1).add("bytes", row.bytes);
    file.add("touched", touched_text(row.touched));
    file.add("rule", row.rule == no_file_rule ? std::string_view() : file_rules()[row.rule].id);
    return file.add("same_as", row.kept ? found.timeline.path(row.kept_node) : "").text();
}

} // namespace

void write_waste_json(const WasteFindings& found, std::ostream& out) {
    out << sums_json(found) << '\n';
    for (const Advice& advice : found.advice) out << advice_json(found, advice) << '\n';
    for (const WasteTransfer& transfer : found.waste.transfers) out << cause_json(found, transfer) << '\n';
    for (const WasteRow& row : found.waste.rows) out << file_json(found, row) << '\n';
    for (const NeedlessRow& row : found.waste.needless) out << needless_json(found, row) << '\n';
}

} // namespace strata
