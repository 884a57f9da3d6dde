// All that is known of one image in one file: as JSON, as Markdown, as a page of HTML. Made to be handed around.
#pragma once

#include "core/insight/waste.hpp"
#include "core/report/image_insights.hpp"
#include "core/tree/timeline.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace strata {

struct ImageReport {
    const Inspection& inspection; ///< as it may be shown: without_secrets()
    const Timeline& timeline;
    const Waste& waste;
    std::size_t most_rows = 100;             ///< in each list; what is left out is counted
    const ImageInsights* insights = nullptr; ///< null where nobody asked: then nothing is said of them
};

/// An object: image, source, platform, created, config_digest, manifest_digest, bytes, stored_bytes, live_bytes,
/// wasted_bytes, wasted_files, layers (number, created_by, diff_id, digest, bytes, stored_bytes, added, changed,
/// removed, wasted_bytes, problems), causes (layer, hidden_by, cause, bytes, files, advice), wasted (path, layer,
/// hidden_by, cause, bytes), settings (group, name, value), history (created, created_by, author, comment, layer).
/// With insights also base, advice, packages, findings (see insight_fields). Layers count from 1, `layer` is null for a
/// row that made none.
[[nodiscard]] std::string image_json(const ImageReport& report);
/// GitHub-flavoured Markdown; strangers' text can't break out of its cell.
[[nodiscard]] std::string image_markdown(const ImageReport& report);
/// A page that needs nothing else.
[[nodiscard]] std::string image_html(const ImageReport& report);

/// Bytes of all blobs as they lie in the archive, each once.
[[nodiscard]] std::uint64_t stored_bytes(const Inspection& inspection);
/// A stranger's text for a cell of a table in Markdown: no bar, no line end, no tag, nothing that Markdown reads.
[[nodiscard]] std::string markdown_cell(std::string_view raw);
/// "72.1 %": the part of all bytes that the finished image shows, rounded down so that 100 % means all.
[[nodiscard]] std::string efficiency_text(const Waste& waste);

} // namespace strata
