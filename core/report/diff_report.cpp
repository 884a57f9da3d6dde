#include "core/report/diff_report.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/instruction.hpp"
#include "core/report/text.hpp"

#include <algorithm>

namespace strata {

std::string image_title(const Inspection& image) {
    if (!image.image.names.empty()) return printable(image.image.names.front().text());
    const Digest& id = image.image.config_digest ? image.image.config_digest : image.image.manifest_digest;
    return id ? id.short_hex() : printable(image.source);
}

std::string setting_title(const SettingRow& row) {
    return printable(row.key.empty() ? row.field : text(row.field, ' ', row.key));
}

std::vector<HistoryDiffRow> changed_history(const ImageDiff& diff) {
    std::vector<HistoryDiffRow> rows;
    if (diff.ignore.has(Ignore::history)) return rows;
    std::copy_if(diff.history.begin(), diff.history.end(), std::back_inserter(rows),
                 [](const HistoryDiffRow& row) { return row.change != RowChange::same; });
    return rows;
}

std::string history_instruction(const Inspection& image, std::uint32_t row) {
    const auto& history = image.image.config.history;
    return row < history.size() ? printable(readable_instruction(history[row].created_by)) : "";
}

std::string layer_instruction(const Inspection& image, std::uint32_t layer) {
    return history_instruction(image, image.image.layers[layer].history);
}

std::string size_change(std::uint64_t from, std::uint64_t to) {
    if (from == to) return "±0";
    return from < to ? text('+', human_size(to - from)) : text("−", human_size(from - to));
}

SizePair row_sizes(const FileRow& row, const DiffReport& report) {
    return {row.in_a ? report.a.timeline.entry(row.in_a).size : 0,
            row.in_b ? report.b.timeline.entry(row.in_b).size : 0};
}

std::string row_reasons(const FileRow& row) {
    std::string reasons = reasons_text(row.reasons);
    if (!row.unsure) return reasons;
    return reasons + (reasons.empty() ? "" : ", ") + "bytes not compared";
}

} // namespace strata
