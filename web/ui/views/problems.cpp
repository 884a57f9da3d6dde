#include "web/ui/views/problems.hpp"

#include "core/base/text.hpp"
#include "core/report/text.hpp"

#include <algorithm>

namespace strata::ui {

std::vector<std::string> problems_of(const Listing& listing, const ImageRecord& image) {
    std::vector<std::string> words;
    for (const auto* problems : {&listing.problems, &image.problems})
        for (const Problem& problem : *problems)
            if (problem.severity != Severity::note && std::ranges::find(words, problem.message) == words.end())
                words.push_back(problem.message);
    for (std::string& one : words) one = printable(one);
    return words;
}

std::vector<std::string> problems_shown(const Screen& screen) {
    std::vector<std::string> all;
    for (const OpenImage* image : {screen.against, screen.image}) {
        const OpenFile* file = image ? screen.session.file(image->file) : nullptr;
        if (!file) continue;
        for (const std::string& problem : problems_of(file->listing, image->record))
            all.push_back(screen.against ? text(printable(file->name), ": ", problem) : problem);
    }
    return all;
}

} // namespace strata::ui
