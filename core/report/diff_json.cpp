#include "core/report/diff_json.hpp"

#include "core/report/diff_findings_report.hpp"
#include "core/report/json.hpp"

#include <array>
#include <span>
#include <string_view>
#include <utility>

namespace strata {
namespace {

using Words = std::span<const std::string_view>;

constexpr auto difference_names =
    std::to_array<std::string_view>({"name", "manifest", "settings", "build", "image_time", "history", "packing",
                                     "tar_format", "order", "files", "file_time", "layers", "document", "unsure"});
constexpr auto ignore_names =
    std::to_array<std::string_view>({"history", "file-order", "file-mode-redundant-bits", "file-timestamps",
                                     "image-timestamps", "image-name", "tar-format", "canonical-paths"});
constexpr auto match_names = std::to_array<std::string_view>({"same", "changed", "inserted", "removed", "moved"});
constexpr auto cause_names = std::to_array<std::string_view>(
    {"", "packing", "tar_format", "order", "time", "owner", "mode", "attributes", "unsure", "content"});
constexpr auto group_names =
    std::to_array<std::string_view>({"settings", "platform", "build", "time", "name", "manifest"});
constexpr auto change_names = std::to_array<std::string_view>({"added", "removed", "changed"});
constexpr auto row_names = std::to_array<std::string_view>({"same", "changed", "added", "removed"});
constexpr auto part_names =
    std::to_array<std::string_view>({"created", "created_by", "author", "comment", "empty_layer"});

/// The names of the bits that are set.
Value names_of_bits(std::uint32_t bits, Words names) {
    ValueList list;
    for (std::size_t i = 0; i < names.size(); ++i)
        if ((bits >> i & 1) != 0) list.emplace_back(names[i]);
    return Value::list(std::move(list));
}

template <class Enum>
Value name_of(Enum value, Words names) {
    return names[static_cast<std::size_t>(value)];
}

Value number_or_null(std::uint32_t number) { return number == no_index ? Value{} : Value(std::uint64_t{number}); }

Value image_value(const DiffSide& side, std::uint64_t unpacked, std::uint64_t stored) {
    const Inspection& image = side.inspection;
    return Value::record({{"source", image.source},
                          {"name", image.image.names.empty() ? "" : image.image.names.front().text()},
                          {"platform", image.image.platform.text()},
                          {"config_digest", image.image.config_digest.text()},
                          {"manifest_digest", image.image.manifest_digest.text()},
                          {"unpacked_bytes", unpacked},
                          {"stored_bytes", stored},
                          {"layers", std::uint64_t{image.layers.size()}}});
}

Value summary_value(const ImageDiff& diff) {
    const FileDiff& files = diff.files;
    return Value::record({{"download_bytes", diff.layers.download_bytes},
                          {"download_layers", diff.layers.download_blobs},
                          {"shared_layers", std::uint64_t{diff.layers.shared_layers}},
                          {"shared_bytes", diff.layers.shared_bytes},
                          {"files_added", files.added},
                          {"files_changed", files.changed},
                          {"files_removed", files.removed},
                          {"files_moved", files.moved},
                          {"files_only_time", files.only_time},
                          {"files_unsure", files.unsure},
                          {"added_bytes", files.added_bytes},
                          {"removed_bytes", files.removed_bytes},
                          {"grown_bytes", files.grown_bytes},
                          {"packages_changed", std::uint64_t{diff.packages.rows.size()}},
                          {"packages_complete", diff.packages.complete},
                          {"settings_changed", std::uint64_t{diff.settings.size()}},
                          {"history_changed", diff.history_changes}});
}

std::string diff_id_text(const Inspection& image, std::uint32_t layer) {
    return layer == no_index ? "" : image.image.layers[layer].diff_id.text();
}

std::string created_by(const Inspection& image, std::uint32_t row) {
    const auto& history = image.image.config.history;
    return row < history.size() ? history[row].created_by : "";
}

Value layers_value(const DiffReport& report) {
    ValueList list;
    for (const LayerRow& row : report.diff.layers.rows) {
        const bool in_b = row.b != no_index;
        const Inspection& image = in_b ? report.b.inspection : report.a.inspection;
        const LayerRecord& record = image.image.layers[in_b ? row.b : row.a];
        list.push_back(Value::record({{"match", name_of(row.match, match_names)},
                                      {"a", number_or_null(row.a)},
                                      {"b", number_or_null(row.b)},
                                      {"diff_id_a", diff_id_text(report.a.inspection, row.a)},
                                      {"diff_id_b", diff_id_text(report.b.inspection, row.b)},
                                      {"created_by", created_by(image, record.history)},
                                      {"cause", name_of(row.comparison.cause, cause_names)},
                                      {"added", row.comparison.added},
                                      {"removed", row.comparison.removed},
                                      {"changed", row.comparison.changed},
                                      {"reasons", names_of_bits(row.comparison.reasons, reason_names)}}));
    }
    return Value::list(std::move(list));
}

Value settings_value(const DiffReport& report) {
    ValueList list;
    for (const SettingRow& row : report.diff.settings)
        list.push_back(Value::record({{"group", name_of(row.group, group_names)},
                                      {"change", name_of(row.change, change_names)},
                                      {"field", row.field},
                                      {"key", row.key},
                                      {"a", row.a},
                                      {"b", row.b}}));
    return Value::list(std::move(list));
}

Value history_value(const DiffReport& report) {
    ValueList list;
    for (const HistoryDiffRow& row : report.diff.history)
        list.push_back(Value::record({{"change", name_of(row.change, row_names)},
                                      {"a", number_or_null(row.a)},
                                      {"b", number_or_null(row.b)},
                                      {"created_by_a", created_by(report.a.inspection, row.a)},
                                      {"created_by_b", created_by(report.b.inspection, row.b)},
                                      {"parts", names_of_bits(row.parts, part_names)}}));
    return Value::list(std::move(list));
}

Value files_value(const DiffReport& report) {
    ValueList list;
    const auto& rows = report.diff.files.rows;
    for (const FileRow& row : rows) {
        const SizePair sizes = row_sizes(row, report);
        const bool moved = row.other_end != no_index;
        list.push_back(Value::record(
            {{"path", row_path(row, report.a, report.b)},
             {"change", name_of(row.change, change_names)},
             {"reasons", names_of_bits(row.reasons, reason_names)},
             {"unsure", row.unsure},
             {"size_a", row.in_a ? Value(sizes.a) : Value{}},
             {"size_b", row.in_b ? Value(sizes.b) : Value{}},
             {"other_path", moved ? Value(row_path(rows[row.other_end], report.a, report.b)) : Value{}}}));
    }
    return Value::list(std::move(list));
}

Value packages_value(const DiffReport& report) {
    ValueList list;
    for (const PackageRow& row : report.diff.packages.rows) {
        const bool in_a = row.change != PackageChange::added, in_b = row.change != PackageChange::removed;
        const auto number = [](bool there, std::uint64_t value) { return there ? Value(value) : Value{}; };
        list.push_back(Value::record({{"change", package_change_name(row.change)},
                                      {"ecosystem", ecosystem_name(row.ecosystem)},
                                      {"name", row.name},
                                      {"version_a", row.version_a},
                                      {"version_b", row.version_b},
                                      {"purl_a", row.purl_a},
                                      {"purl_b", row.purl_b},
                                      {"layer_a", number(in_a, std::uint64_t{row.layer_a})},
                                      {"layer_b", number(in_b, std::uint64_t{row.layer_b})},
                                      {"bytes_a", number(in_a, row.bytes_a)},
                                      {"bytes_b", number(in_b, row.bytes_b)}}));
    }
    return Value::list(std::move(list));
}

Value contents_value(const DiffReport& report) {
    ValueList list;
    for (const ContentDiff& content : report.contents)
        list.push_back(Value::record({{"path", content.path}, {"unified", content.unified}, {"note", content.note}}));
    return Value::list(std::move(list));
}

} // namespace

std::string diff_json(const DiffReport& report) {
    const ImageDiff& diff = report.diff;
    const auto section = [&](DiffSection which, Value (*make)(const DiffReport&)) {
        return (report.sections & which) != 0 ? make(report) : Value::list({});
    };
    std::uint32_t ignored = 0;
    for (std::uint32_t bit = 0; bit < ignore_names.size(); ++bit)
        if (diff.ignore.has(static_cast<Ignore>(1U << bit))) ignored |= 1U << bit;
    return json_indented(Value::record({{"same", diff.same()},
                                        {"verdict", diff.verdict},
                                        {"differences", names_of_bits(diff.differences, difference_names)},
                                        {"ignored", names_of_bits(ignored, ignore_names)},
                                        {"a", image_value(report.a, diff.unpacked_a, diff.stored_a)},
                                        {"b", image_value(report.b, diff.unpacked_b, diff.stored_b)},
                                        {"summary", summary_value(diff)},
                                        {"layers", section(section_layers, layers_value)},
                                        {"settings", section(section_settings, settings_value)},
                                        {"history", section(section_history, history_value)},
                                        {"packages", section(section_packages, packages_value)},
                                        {"findings", section(section_findings, findings_section_value)},
                                        {"files", section(section_files, files_value)},
                                        {"contents", section(section_content, contents_value)}}),
                         2) +
           '\n';
}

} // namespace strata
