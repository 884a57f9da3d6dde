// A diff of two images as JSON for programs: stable, every field always there.
#pragma once

#include "core/report/diff_report.hpp"

#include <string>

namespace strata {

/// One object, indented, with a line end. Sizes are bytes, layers and rows count from 0, absent numbers are null.
///
///     same          boolean: nothing differs under `ignored`
///     verdict       string: one sentence for people
///     differences   list of strings: "name" "manifest" "settings" "build" "image_time" "history" "packing"
///     "tar_format"
///                   "order" "files" "file_time" "layers" "document" "unsure"
///     ignored       list of strings: the rules by diffoci's names, "history" "file-order" …
///     a, b          object: source, name, platform, config_digest, manifest_digest, unpacked_bytes, stored_bytes,
///                   layers (how many)
///     summary       object: download_bytes, download_layers, shared_layers, shared_bytes, files_added, files_changed,
///                   files_removed, files_moved, files_only_time, files_unsure, added_bytes, removed_bytes,
///                   grown_bytes, settings_changed, history_changed
///     layers        list: match ("same" "changed" "inserted" "removed" "moved"), a, b (numbers of layers), diff_id_a,
///                   diff_id_b, created_by, cause ("" "packing" "tar_format" "order" "time" "owner" "mode" "attributes"
///                   "unsure" "content"), added, removed, changed (entries of the two tars), reasons
///     settings      list: group ("settings" "platform" "build" "time" "name" "manifest"), change ("added" "removed"
///                   "changed"), field, key, a, b
///     history       list, all rows: change ("same" "changed" "added" "removed"), a, b (numbers of rows), created_by_a,
///                   created_by_b, parts
///     findings      list: change ("added" "removed"), rule, severity, path or setting (null the other), line, layer,
///                   found, note, ghost
///     files         list: path, change, reasons (as in reasons.hpp), unsure, size_a, size_b, other_path (of a moved
///                   file, else null)
///     contents      list: path, unified, note
///
/// Sections that were not asked for are empty lists. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string diff_json(const DiffReport& report);

} // namespace strata
