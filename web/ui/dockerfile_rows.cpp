#include "web/ui/dockerfile_rows.hpp"

#include "core/base/text.hpp"
#include "core/report/text.hpp"

#include <utility>

namespace strata::ui {

DockerfileRows make_dockerfile_rows(Dockerfile file, std::vector<LayerFigures> figures) {
    DockerfileRows made{.file = std::move(file), .figures = std::move(figures), .rows = {}};
    for (std::size_t line = 0; line < made.file.lines.size(); line++) {
        const DockerfileLine& from = made.file.lines[line];
        const std::size_t start = made.rows.size();
        const auto put = [&](std::string words, SyntaxState before) {
            Highlight highlight = ui::highlight(Language::docker, words, before);
            const SyntaxState after = highlight.after;
            made.rows.push_back({.text = std::move(words), .highlight = std::move(highlight), .line = line});
            return after;
        };
        for (const std::string& note : from.notes) put(text("# ", printable(note)), SyntaxState::code);
        const std::size_t instruction = made.rows.size();
        std::string_view rest;
        const std::string words = dockerfile_line_text(from);
        rest = words;
        for (SyntaxState state = SyntaxState::code; !rest.empty();) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            state = put(std::string(rest.substr(0, end)), state);
            rest.remove_prefix(std::min(rest.size(), end + 1));
        }
        if (made.rows.size() == start) put("", SyntaxState::code); // a step that nothing is known of
        made.rows[start].starts_line = true;
        made.rows[instruction < made.rows.size() ? instruction : start].holds_figures = true;
    }
    return made;
}

} // namespace strata::ui
