#include "core/report/dockerfile_text.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"

#include <algorithm>

namespace strata {
namespace {

std::string heading(const ImageRecord& image) {
    const std::string name = image.names.empty() ? image.config_digest.text() : image.names.front().text();
    return text(
        "# Put together from the history of ", printable(name), " (", printable(image.platform.text()),
        ").\n# An image does not record: the stages of its build, options of RUN such as --mount, COPY --from, and "
        "the\n# build context. \"needed\" is what no later layer hides and no rule calls needless.\n");
}

} // namespace

std::vector<LayerFigures> layer_figures(const Inspection& inspection, const Waste& waste) {
    std::vector<LayerFigures> figures(inspection.image.layers.size());
    for (std::size_t i = 0; i < figures.size(); i++) {
        figures[i].stored = inspection.image.layers[i].stored_size;
        if (i < inspection.layers.size()) figures[i].bytes = inspection.layers[i]->file_bytes;
        if (i < waste.wasted_of_layer.size()) figures[i].wasted = waste.wasted_of_layer[i];
        if (i < waste.needless_of_layer.size()) figures[i].needless = waste.needless_of_layer[i];
    }
    return figures;
}

std::optional<unsigned> needed_percent(const LayerFigures& figures) {
    if (figures.bytes == 0) return std::nullopt;
    const std::uint64_t needed = figures.bytes - std::min(figures.bytes, figures.wasted + figures.needless);
    return static_cast<unsigned>(double(needed) * 100 / double(figures.bytes));
}

std::string layer_figures_text(std::uint32_t layer, const LayerFigures& figures) {
    std::string words =
        text("layer ", layer + 1, ": ", human_size(figures.bytes), ", ", human_size(figures.stored), " stored");
    if (const auto needed = needed_percent(figures)) words += text(", ", *needed, " % of it needed");
    return words;
}

std::string dockerfile_line_text(const DockerfileLine& line) {
    std::string shown;
    for (std::string_view rest = line.text;;) {
        const std::size_t tab = rest.find('\t');
        shown += printable_lines(rest.substr(0, tab));
        if (tab == rest.npos) return shown;
        shown += '\t'; // "\t" would be another command
        rest.remove_prefix(tab + 1);
    }
}

std::string dockerfile_text(const Dockerfile& dockerfile, const ImageRecord& image,
                            const std::vector<LayerFigures>& figures) {
    std::string out = dockerfile.escape == '\\' ? "" : text("# escape=", dockerfile.escape, "\n\n");
    out += heading(image);
    bool apart = true;
    for (const DockerfileLine& line : dockerfile.lines) {
        const bool has_comments = line.layer < figures.size() || !line.notes.empty();
        if (has_comments || apart) out += '\n';
        apart = has_comments && line.text.empty();
        if (line.layer < figures.size()) out += text("# ", layer_figures_text(line.layer, figures[line.layer]), '\n');
        for (const std::string& note : line.notes) out += text("# ", printable(note), '\n');
        if (!line.text.empty()) out += dockerfile_line_text(line) + '\n';
    }
    return out;
}

} // namespace strata
