#include "core/diff/diff_images.hpp"

#include "core/diff/verdict.hpp"

#include <algorithm>
#include <set>

namespace strata {
namespace {

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

std::uint32_t of_cause(Cause cause) {
    switch (cause) {
    case Cause::none: return 0;
    case Cause::packing: return differs_packing;
    case Cause::tar_format: return differs_tar;
    case Cause::order: return differs_order;
    case Cause::time: return differs_file_time;
    case Cause::owner:
    case Cause::mode:
    case Cause::xattr:
    case Cause::attributes: return differs_attributes;
    case Cause::bytecode:
    case Cause::nested: return differs_nested;
    case Cause::unsure: return differs_unsure;
    case Cause::content: return differs_files;
    }
    return 0;
}

/// A layer whose files differ where the finished image's do not is a difference of layers.
std::uint32_t of_layer(const LayerRow& row) {
    if (row.match == LayerMatch::inserted || row.match == LayerMatch::removed || row.match == LayerMatch::moved)
        return differs_layers;
    return row.comparison.cause == Cause::content ? std::uint32_t{differs_layers} : of_cause(row.comparison.cause);
}

std::uint32_t of_files(const FileDiff& files) {
    std::uint32_t found = files.added + files.removed + files.moved > 0 ? differs_files : 0U;
    for (std::size_t cause = 0; cause < cause_count; ++cause)
        if (files.by_cause[cause] > 0) found |= of_cause(static_cast<Cause>(cause));
    return files.unsure > 0 ? found | differs_unsure : found;
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

} // namespace

ImageDiff diff_images(const DiffSide& a, const DiffSide& b, IgnoreSet ignore, const Explanations& explanations) {
    ImageDiff diff;
    diff.ignore = ignore;
    diff.layers = align_layers(a.inspection, b.inspection, ignore, explanations);
    diff.settings = diff_config(a.inspection.image, b.inspection.image, ignore);
    diff.history = diff_history(a.inspection.image.config, b.inspection.image.config, ignore);
    diff.files = diff_files(a, b, ignore, explanations);
    const PackageList packages_a = find_packages(a.timeline);
    const PackageList packages_b = find_packages(b.timeline);
    diff.packages = diff_packages({packages_a, &a.timeline}, {packages_b, &b.timeline});
    diff.bases = diff_bases(a, b, diff.files, diff.packages, {packages_a, packages_b});
    diff.unpacked_a = unpacked_bytes(a.inspection);
    diff.unpacked_b = unpacked_bytes(b.inspection);
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
    diff.verdict = verdict_of(diff, a.inspection, b.inspection);
    return diff;
}

} // namespace strata
