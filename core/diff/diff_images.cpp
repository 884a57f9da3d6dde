#include "core/diff/diff_images.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace strata {
namespace {

std::uint64_t unpacked_size(const Inspection& image) {
    std::uint64_t bytes = 0;
    for (const auto& layer : image.layers) bytes += layer->file_bytes;
    return bytes;
}

std::uint64_t stored_size(const Inspection& image) {
    std::uint64_t bytes = 0;
    std::set<Digest> seen;
    for (const LayerRecord& layer : image.image.layers) {
        const Digest& known = layer.descriptor.digest ? layer.descriptor.digest : layer.diff_id;
        if (!known || seen.insert(known).second) bytes += layer.stored_size;
    }
    return bytes;
}

std::uint32_t of_setting(const SettingRow& row) {
    switch (row.group) {
    case SettingGroup::settings:
    case SettingGroup::platform: return differs_settings;
    case SettingGroup::build: return differs_build;
    case SettingGroup::time: return differs_image_time;
    case SettingGroup::name: return differs_name;
    case SettingGroup::manifest: return differs_manifest;
    }
    return 0;
}

std::uint32_t of_history(const HistoryDiffRow& row) {
    if (row.change == RowChange::same) return 0;
    return row.change == RowChange::changed && row.parts == history_created ? differs_image_time : differs_history;
}

/// A layer whose files differ where the finished image's do not is a difference of layers.
std::uint32_t of_layer(const LayerRow& row) {
    if (row.match == LayerMatch::inserted || row.match == LayerMatch::removed || row.match == LayerMatch::moved)
        return differs_layers;
    switch (row.comparison.cause) {
    case LayerCause::none: return 0;
    case LayerCause::packing: return differs_packing;
    case LayerCause::tar_format: return differs_tar;
    case LayerCause::order: return differs_order;
    case LayerCause::time: return differs_file_time;
    case LayerCause::unsure: return differs_unsure;
    case LayerCause::owner:
    case LayerCause::mode:
    case LayerCause::attributes:
    case LayerCause::content: return differs_layers;
    }
    return 0;
}

std::uint32_t of_files(const FileDiff& files) {
    std::uint32_t found = 0;
    if (files.only_time > 0) found |= differs_file_time;
    if (files.unsure > 0) found |= differs_unsure;
    const bool only_unsure_or_time = std::all_of(files.rows.begin(), files.rows.end(), [](const FileRow& row) {
        return row.change == FileChange::changed && (row.reasons & ~unsigned{reason_time}) == 0;
    });
    return only_unsure_or_time ? found : found | differs_files;
}

/// Documents that differ although all they say is the same.
std::uint32_t of_documents(const ImageRecord& a, const ImageRecord& b, const ImageDiff& diff) {
    if (diff.ignore.has(Ignore::tar_format)) return 0;
    if (a.config_digest && b.config_digest && a.config_digest != b.config_digest) {
        const auto rows = diff_config(a, b);
        const bool explained = a.config.diff_ids != b.config.diff_ids || a.config.history != b.config.history ||
                               std::any_of(rows.begin(), rows.end(), [](const SettingRow& row) {
                                   return row.group <= SettingGroup::time && row.field != "annotations";
                               });
        return explained ? 0U : differs_document;
    }
    const bool manifests_differ = a.manifest_digest && b.manifest_digest && a.manifest_digest != b.manifest_digest;
    return manifests_differ && (diff.differences & ~unsigned{differs_name}) == 0 && diff.ignore.empty()
               ? differs_manifest
               : 0U;
}

std::string counted(std::uint64_t number, std::string_view what) { return text(number, ' ', what); }

std::string join(const std::vector<std::string>& parts) {
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) out += i + 1 == parts.size() ? " and " : ", ";
        out += parts[i];
    }
    return out;
}

std::string verdict_on_files(const FileDiff& files) {
    const std::uint64_t changed = files.changed - files.only_time - files.unsure;
    std::vector<std::string> parts;
    if (files.added > 0) parts.push_back(counted(files.added, "added"));
    if (changed > 0) parts.push_back(counted(changed, "changed"));
    if (files.removed > 0) parts.push_back(counted(files.removed, "removed"));
    std::string out = parts.empty() ? "Same files" : "Files: " + join(parts);
    if (files.only_time > 0)
        out += text("; ", files.only_time, files.only_time == 1 ? " differs" : " differ", " only in time");
    if (files.unsure > 0) out += text("; ", files.unsure, " of the same size not compared");
    return out;
}

std::string verdict(const ImageDiff& diff) {
    if (diff.same()) return diff.ignore.empty() ? "The same image." : "The same image, but for what is ignored.";
    constexpr struct {
        std::uint32_t bit;
        std::string_view words;
    } others[] = {
        {differs_settings, "settings"},
        {differs_history, "history"},
        {differs_layers, "how layers divide the files"},
        {differs_order, "order in a layer's tar"},
        {differs_tar, "form of a layer's tar"},
        {differs_packing, "compression"},
        {differs_image_time, "time of the build"},
        {differs_build, "the builder's notes"},
        {differs_name, "name"},
        {differs_manifest, "manifest"},
        {differs_document, "form of the config document"},
    };
    std::vector<std::string> parts;
    const bool files_differ = (diff.differences & differs_files) != 0;
    for (const auto& [bit, words] : others)
        if ((diff.differences & bit) != 0 && !(bit == differs_layers && files_differ)) parts.emplace_back(words);
    const bool hidden_times = (diff.differences & differs_file_time) != 0 && diff.files.only_time == 0;
    if (hidden_times && !files_differ) parts.emplace_back("times of files that later layers hide");
    const bool hidden_unsure = (diff.differences & differs_unsure) != 0 && diff.files.unsure == 0;
    if (hidden_unsure) parts.emplace_back("perhaps files that could not be compared");
    std::string out = verdict_on_files(diff.files);
    if (!parts.empty())
        out += text(diff.files.rows.empty() ? "; only these differ: " : ". Also different: ", join(parts));
    return out + '.';
}

} // namespace

ImageDiff diff_images(const DiffSide& a, const DiffSide& b, IgnoreSet ignore) {
    ImageDiff diff;
    diff.ignore = ignore;
    diff.layers = align_layers(a.inspection, b.inspection, ignore);
    diff.settings = diff_config(a.inspection.image, b.inspection.image, ignore);
    diff.history = diff_history(a.inspection.image.config, b.inspection.image.config, ignore);
    diff.files = diff_files(a, b, ignore);
    diff.packages = diff_packages(find_packages(a.timeline), find_packages(b.timeline));
    diff.unpacked_a = unpacked_size(a.inspection);
    diff.unpacked_b = unpacked_size(b.inspection);
    diff.stored_a = stored_size(a.inspection);
    diff.stored_b = stored_size(b.inspection);
    for (const SettingRow& row : diff.settings) diff.differences |= of_setting(row);
    for (const HistoryDiffRow& row : diff.history) {
        if (ignore.has(Ignore::history)) continue;
        diff.history_changes += row.change == RowChange::same ? 0 : 1;
        diff.differences |= of_history(row);
    }
    for (const LayerRow& row : diff.layers.rows) diff.differences |= of_layer(row);
    diff.differences |= of_files(diff.files);
    diff.differences |= of_documents(a.inspection.image, b.inspection.image, diff);
    diff.verdict = verdict(diff);
    return diff;
}

} // namespace strata
