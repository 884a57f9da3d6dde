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
///                   "tar_format" "order" "files" "file_time" "layers" "document" "unsure" "attributes" "nested"
///     ignored       list of strings: the rules by diffoci's names, "history" "file-order" …, then "owner" "mode"
///     "xattr"
///                   "nested" "bytecode" "packing"
///     a, b          object: source, name, platform, config_digest, manifest_digest, unpacked_bytes, stored_bytes,
///                   layers (how many)
///     summary       object: download_bytes, download_layers, shared_layers, shared_bytes, files_added, files_changed,
///                   files_removed, files_moved (in none of the three before), folders_moved (as a whole; what is in
///                   them counts in files_moved too), files_only_time, files_unsure, files_by_cause (object: how many
///                   of the changed have each `cause`), added_bytes, removed_bytes, grown_bytes, packages_changed,
///                   packages_complete (whether all that may tell of them was looked into), settings_changed,
///                   history_changed, not_looked_into (changed files that may be archives and were too many)
///     layers        list: match ("same" "changed" "inserted" "removed" "moved"), a, b (numbers of layers), diff_id_a,
///                   diff_id_b, created_by, compression_a, compression_b ("plain" "gzip" "zstd" "xz" "bzip2"), tar_a,
///                   tar_b ("pax" "GNU" "ustar" "v7" "star", several with "and"), cause (the smallest explanation: ""
///                   "packing" "tar_format" "order" "time" "owner" "mode" "xattr" "attributes" "bytecode" "nested"
///                   "unsure" "content"), added, removed, changed (entries of the two tars), reasons
///     settings      list: group ("settings" "platform" "build" "time" "name" "manifest"), change ("added" "removed"
///                   "changed"), field, key, a, b
///     history       list, all rows: change ("same" "changed" "added" "removed"), a, b (numbers of rows), created_by_a,
///                   created_by_b, parts
///     packages      list: change ("added" "removed" "upgraded" "downgraded" "changed"), ecosystem, name, version_a,
///                   version_b, purl_a, purl_b, layer_a, layer_b, bytes_a, bytes_b
///     findings      list: change ("added" "removed"), rule, severity, path or setting (null the other), line, layer,
///                   found, note, ghost
///     files         list: path (of a moved file the new one), change ("added" "removed" "changed" "moved"), reasons
///                   (list of "content" "size" "mode" "owner" "time" "link" "xattr" "type" "device"), cause (of changed
///                   ones, as for layers), unsure, size_a, size_b, nested (of what was looked into, else null: an
///                   object of kind ("tar" "zip" "ar" "packed" "bytecode"), members (in B, those of archives inside
///                   included), added, removed, changed, reasons (list of "content" "mode" "owner" "time" "order"
///                   "packing" "form" "source"), rows (at most 200: path, "a.jar!/b" for b in a.jar and "" for the file
///                   itself, change, reasons), problem (why nothing can be said)), other_path (where a moved file was,
///                   else null)
///     moved_folders list: from, to, files, bytes
///     contents      list: path, unified, note
///
/// Sections that were not asked for are empty lists. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string diff_json(const DiffReport& report);

} // namespace strata
