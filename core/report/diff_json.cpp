#include "core/report/diff_json.hpp"

#include "core/report/diff_findings_report.hpp"
#include "core/report/diff_waste_report.hpp"
#include "core/report/json.hpp"
#include "core/report/origin_text.hpp"

#include <array>
#include <span>
#include <string_view>
#include <utility>

namespace strata {
namespace {

using Words = std::span<const std::string_view>;

constexpr auto difference_names = std::to_array<std::string_view>(
    {"name", "manifest", "settings", "build", "image_time", "history", "packing", "tar_format", "order", "files",
     "file_time", "layers", "document", "unsure", "attributes", "nested"});
constexpr auto ignore_names = std::to_array<std::string_view>(
    {"history", "file-order", "file-mode-redundant-bits", "file-timestamps", "image-timestamps", "image-name",
     "tar-format", "canonical-paths", "owner", "mode", "xattr", "nested", "bytecode", "packing"});
constexpr auto match_names = std::to_array<std::string_view>({"same", "changed", "inserted", "removed", "moved"});
constexpr auto cause_names =
    std::to_array<std::string_view>({"", "packing", "tar_format", "order", "time", "owner", "mode", "xattr",
                                     "attributes", "bytecode", "nested", "unsure", "content"});
constexpr auto nested_reason_names =
    std::to_array<std::string_view>({"content", "mode", "owner", "time", "order", "packing", "form", "source"});
constexpr auto nested_kind_names = std::to_array<std::string_view>({"tar", "zip", "ar", "packed", "bytecode"});
constexpr auto compression_names = std::to_array<std::string_view>({"plain", "gzip", "zstd", "xz", "bzip2"});
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

Value summary_value(const DiffReport& report) {
    const ImageDiff& diff = report.diff;
    const FileDiff& files = diff.files;
    ValueFields causes;
    for (std::size_t cause = static_cast<std::size_t>(Cause::time); cause < cause_count; ++cause)
        causes.emplace_back(cause_names[cause], files.by_cause[cause]);
    return Value::record({{"download_bytes", diff.layers.download_bytes},
                          {"download_layers", diff.layers.download_blobs},
                          {"shared_layers", std::uint64_t{diff.layers.shared_layers}},
                          {"shared_bytes", diff.layers.shared_bytes},
                          {"files_added", files.added},
                          {"files_changed", files.changed},
                          {"files_removed", files.removed},
                          {"files_moved", files.moved},
                          {"folders_moved", std::uint64_t{files.moved_folders.size()}},
                          {"files_only_time", files.only_time},
                          {"files_unsure", files.unsure},
                          {"files_by_cause", Value::record(std::move(causes))},
                          {"added_bytes", files.added_bytes},
                          {"removed_bytes", files.removed_bytes},
                          {"grown_bytes", files.grown_bytes},
                          {"packages_changed", std::uint64_t{diff.packages.rows.size()}},
                          {"packages_complete", diff.packages.complete},
                          {"settings_changed", std::uint64_t{diff.settings.size()}},
                          {"history_changed", diff.history_changes},
                          {"not_looked_into", std::uint64_t{report.not_looked_into}}});
}

std::string diff_id_text(const Inspection& image, std::uint32_t layer) {
    return layer == no_index ? "" : image.image.layers[layer].diff_id.text();
}

std::string created_by(const Inspection& image, std::uint32_t row) {
    const auto& history = image.image.config.history;
    return row < history.size() ? history[row].created_by : "";
}

Value compression_value(const Inspection& image, std::uint32_t layer) {
    return layer == no_index ? Value{} : name_of(image.image.layers[layer].compression, compression_names);
}
Value tar_forms_value(const Inspection& image, std::uint32_t layer) {
    return layer == no_index ? Value{} : Value(tar_forms_text(image.layers[layer]->tar_forms));
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
                                      {"compression_a", compression_value(report.a.inspection, row.a)},
                                      {"compression_b", compression_value(report.b.inspection, row.b)},
                                      {"tar_a", tar_forms_value(report.a.inspection, row.a)},
                                      {"tar_b", tar_forms_value(report.b.inspection, row.b)},
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

Value nested_value(const FileRow& row, const FileDiff& files) {
    if (row.nested == no_index) return {};
    const NestedDiff& nested = files.nested[row.nested];
    ValueList rows;
    for (const NestedRow& member : nested.rows)
        rows.push_back(Value::record({{"path", member.path},
                                      {"change", name_of(member.change, change_names)},
                                      {"reasons", names_of_bits(member.reasons, nested_reason_names)}}));
    return Value::record({{"kind", name_of(nested.kind, nested_kind_names)},
                          {"members", nested.members},
                          {"added", nested.added},
                          {"removed", nested.removed},
                          {"changed", nested.changed},
                          {"reasons", names_of_bits(nested.reasons, nested_reason_names)},
                          {"rows", Value::list(std::move(rows))},
                          {"problem", nested.problem}});
}

Value files_value(const DiffReport& report) {
    ValueList list;
    const FileDiff& files = report.diff.files;
    for (std::size_t i = 0; i < files.rows.size(); ++i) {
        const FileRow& row = files.rows[i];
        if (row.is_moved() && row.change == FileChange::removed) continue; // told where it is now
        const SizePair sizes = row_sizes(row, report);
        list.push_back(Value::record(
            {{"path", row_path(row, report.a, report.b)},
             {"change", row.is_moved() ? Value("moved") : name_of(row.change, change_names)},
             {"reasons", names_of_bits(row.reasons, reason_names)},
             {"cause", name_of(row.cause, cause_names)},
             {"unsure", row.unsure},
             {"origin", origin_of_row(report.diff.bases.files, i)},
             {"size_a", row.is_moved() ? Value(sizes.b)
                        : row.in_a     ? Value(sizes.a)
                                       : Value{}},
             {"size_b", row.in_b ? Value(sizes.b) : Value{}},
             {"nested", nested_value(row, files)},
             {"other_path",
              row.is_moved() ? Value(row_path(files.rows[row.other_end], report.a, report.b)) : Value{}}}));
    }
    return Value::list(std::move(list));
}

Value packages_value(const DiffReport& report) {
    ValueList list;
    for (std::size_t i = 0; i < report.diff.packages.rows.size(); ++i) {
        const PackageRow& row = report.diff.packages.rows[i];
        const bool in_a = row.change != PackageChange::added, in_b = row.change != PackageChange::removed;
        const auto number = [](bool there, std::uint64_t value) { return there ? Value(value) : Value{}; };
        list.push_back(Value::record({{"change", package_change_name(row.change)},
                                      {"ecosystem", ecosystem_name(row.ecosystem)},
                                      {"name", row.name},
                                      {"version_a", row.version_a},
                                      {"version_b", row.version_b},
                                      {"origin", origin_of_row(report.diff.bases.packages, i)},
                                      {"purl_a", row.purl_a},
                                      {"purl_b", row.purl_b},
                                      {"layer_a", number(in_a, std::uint64_t{row.layer_a})},
                                      {"layer_b", number(in_b, std::uint64_t{row.layer_b})},
                                      {"bytes_a", number(in_a, row.bytes_a)},
                                      {"bytes_b", number(in_b, row.bytes_b)}}));
    }
    return Value::list(std::move(list));
}

Value moved_folders_value(const DiffReport& report) {
    ValueList list;
    const FileDiff& files = report.diff.files;
    for (const FolderMove& move : files.moved_folders)
        list.push_back(Value::record({{"from", row_path(files.rows[move.row_a], report.a, report.b)},
                                      {"to", row_path(files.rows[move.row_b], report.a, report.b)},
                                      {"files", move.files},
                                      {"bytes", move.bytes}}));
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
                                        {"summary", summary_value(report)},
                                        {"base_and_own", origin_value(report)},
                                        {"layers", section(section_layers, layers_value)},
                                        {"settings", section(section_settings, settings_value)},
                                        {"history", section(section_history, history_value)},
                                        {"packages", section(section_packages, packages_value)},
                                        {"findings", section(section_findings, findings_section_value)},
                                        {"waste", waste_section_value(report)},
                                        {"files", section(section_files, files_value)},
                                        {"moved_folders", section(section_files, moved_folders_value)},
                                        {"contents", section(section_content, contents_value)}}),
                         2) +
           '\n';
}

} // namespace strata
