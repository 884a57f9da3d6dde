#include "web/bridge/plain_report.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/image/inspect.hpp"
#include "core/image/list_images.hpp"
#include "core/insight/without_secrets.hpp"
#include "core/report/instruction.hpp"
#include "core/report/table.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"
#include "core/tree/overlay.hpp"

namespace strata::bridge {

namespace {

std::string problems_text(const std::vector<Problem>& problems) {
    std::string lines;
    for (const Problem& problem : problems) lines += text("! ", printable(problem.message), "\n");
    return lines;
}

std::string layers_text(const Inspection& image, const Timeline& timeline) {
    Table table({"LAYER", "SIZE", "CHANGES", "INSTRUCTION"}, {Align::right, Align::right});
    std::string problems;
    for (std::uint32_t i = 0; i < image.layers.size(); i++) {
        const Overlay look(timeline, {.shows = Look::Shows::layers, .first = i, .last = i});
        const Totals& totals = look.totals(root_node);
        const std::uint32_t row = image.image.layers[i].history;
        const auto& history = image.image.config.history;
        table.add({text(i + 1), human_size(totals.bytes),
                   text("+", totals.added, " ~", totals.changed, " -", totals.removed),
                   row < history.size() ? readable_instruction(history[row].created_by) : ""});
        problems += problems_text(image.layers[i]->problems);
    }
    return table.text() + problems;
}

std::string waste_text(const Timeline& timeline) {
    const Waste waste = find_waste(timeline);
    std::string lines = waste_summary(waste) + "\n";
    if (!waste.transfers.empty()) lines += largest_cause(waste.transfers.front()) + "\n";
    for (std::size_t i = 0; i < waste.rows.size() && i < 10; i++)
        if (waste.rows[i].node != no_node)
            lines +=
                text("  ", human_size(waste.rows[i].bytes), "  ", printable(timeline.path(waste.rows[i].node)), "\n");
    return lines;
}

std::string image_text(const Inspection& image) {
    std::string lines;
    for (const Reference& name : image.image.names) lines += printable(name.text()) + "\n";
    if (image.image.names.empty()) lines += "(no name)\n";
    lines += text(image.image.platform.text(), "  ", image.image.config_digest.text(), "\n");
    lines += problems_text(image.image.problems) + "\n";
    const Timeline timeline(image);
    return lines + layers_text(image, timeline) + "\n" + waste_text(timeline);
}

} // namespace

std::string plain_report(const FileContent& content, const Limits& limits) {
    if (content.snapshot) return image_text(without_secrets(*content.snapshot));
    const auto listing = list_images(*content.archive, content.name, limits);
    if (!listing) return printable(listing.error().message) + "\n";
    std::string lines = problems_text(listing->problems), missing;
    for (const ImageRecord& image : listing->images) {
        if (!image.available) {
            missing += problems_text(image.problems);
            continue;
        }
        if (!lines.empty()) lines += "\n";
        lines += image_text(without_secrets(inspect(*content.archive, *listing, image, {.layer = {.limits = limits}})));
    }
    return lines.empty() ? "There is no image in this file that can be shown.\n" + missing : lines;
}

} // namespace strata::bridge
