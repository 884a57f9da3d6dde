// A reconstructed Dockerfile as a list shows it: a row for each line of text, and what its layers weigh.
#pragma once

#include "core/report/dockerfile_text.hpp"
#include "web/ui/syntax.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace strata::ui {

struct DockerfileRow {
    std::string text; ///< printable
    Highlight highlight;
    std::size_t line = 0;       ///< of Dockerfile::lines
    bool starts_line = false;   ///< the first row of its line
    bool holds_figures = false; ///< the row of the instruction's name; its first note where it has no instruction
};

struct DockerfileRows {
    Dockerfile file;
    std::vector<LayerFigures> figures; ///< by layer
    std::vector<DockerfileRow> rows;
};

/// Notes stand above their instruction, as comments.
[[nodiscard]] DockerfileRows make_dockerfile_rows(Dockerfile file, std::vector<LayerFigures> figures);

} // namespace strata::ui
