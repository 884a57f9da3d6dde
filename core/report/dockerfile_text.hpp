// A reconstructed Dockerfile as a file: instructions, and above each what is known of its layer, as comments.
#pragma once

#include "core/insight/dockerfile.hpp"
#include "core/insight/waste.hpp"
#include "core/model/inspection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace strata {

/// What a layer weighs, and how much of that is wasted or needless.
struct LayerFigures {
    std::uint64_t bytes = 0;  ///< of its files
    std::uint64_t stored = 0; ///< in the archive
    std::uint64_t wasted = 0; ///< hidden from every container
    std::uint64_t needless = 0;
};
[[nodiscard]] std::vector<LayerFigures> layer_figures(const Inspection& inspection, const Waste& waste);

/// How much of a layer is neither, 0 to 100; nothing of a layer without bytes.
[[nodiscard]] std::optional<unsigned> needed_percent(const LayerFigures& figures);

/// "layer 2: 4.36 MB, 2.49 MB stored, 62 % of it needed".
[[nodiscard]] std::string layer_figures_text(std::uint32_t layer, const LayerFigures& figures);

/// A valid Dockerfile; ends with a line end. `figures` are by layer.
[[nodiscard]] std::string dockerfile_text(const Dockerfile& dockerfile, const ImageRecord& image,
                                          const std::vector<LayerFigures>& figures);

/// The text of one line as it is shown: safe, and without what would end it early. Its tabs are tabs.
[[nodiscard]] std::string dockerfile_line_text(const DockerfileLine& line);

} // namespace strata
