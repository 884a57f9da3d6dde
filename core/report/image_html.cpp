#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/diff_report.hpp"
#include "core/report/html.hpp"
#include "core/report/image_report.hpp"
#include "core/report/setting_lines.hpp"
#include "core/report/waste_words.hpp"
#include "core/tree/overlay.hpp"

#include <algorithm>

namespace strata {

namespace {

using Column = HtmlColumn;

std::string changes_html(const Totals& totals) {
    return text("<span class=\"added\">+", grouped(totals.added), "</span> <span class=\"changed\">~",
                grouped(totals.changed), "</span> <span class=\"removed\">−", grouped(totals.removed), "</span>");
}

std::string count_text(std::size_t count, std::string_view one, std::string_view many) {
    return text(grouped(count), ' ', count == 1 ? one : many);
}

void add_layers(const ImageReport& report, HtmlPage& page) {
    const Inspection& inspection = report.inspection;
    const std::vector<Totals> totals = totals_of_layers(report.timeline);
    std::uint64_t largest = 0;
    for (const auto& layer : inspection.layers) largest = std::max(largest, layer->file_bytes);
    HtmlTable table({{"Layer", Column::number},
                     {"Made by", Column::code},
                     {"Size", Column::number},
                     {"Stored", Column::number},
                     {"Files", Column::number},
                     {"Wasted", Column::number},
                     {"diff_id", Column::code}});
    for (std::uint32_t i = 0; i < inspection.layers.size(); i++) {
        const LayerRecord& record = inspection.image.layers[i];
        std::string made = html_code(layer_instruction(inspection, i));
        for (const Problem& problem : inspection.layers[i]->problems)
            made += text("<p class=\"removed\">", html_text(problem.message), "</p>");
        table.add({text(i + 1), made,
                   html_bar(inspection.layers[i]->file_bytes, largest) + human_size(inspection.layers[i]->file_bytes),
                   human_size(record.stored_size), changes_html(totals[i]),
                   human_size(i < report.waste.wasted_of_layer.size() ? report.waste.wasted_of_layer[i] : 0),
                   text("<span title=\"", html_text(record.diff_id.text()), "\">",
                        html_text(record.diff_id.short_hex()), "</span>")});
    }
    page.section("layers", "Layers", text(inspection.layers.size()), table.text());
}

void add_waste(const ImageReport& report, HtmlPage& page) {
    const Waste& waste = report.waste;
    std::string body =
        text("<p>", html_text(waste_summary(waste)), html_text(unread_layers_text(report.inspection)), "</p>\n");
    if (!waste.transfers.empty()) {
        HtmlTable causes({{"Wasted", Column::number}, {"What", Column::words}, {"By", Column::code}, {"To avoid it"}});
        for (const WasteTransfer& transfer : waste.transfers)
            causes.add({human_size(transfer.bytes),
                        html_text(text("layer ", transfer.by + 1, ' ', waste_deed(transfer))),
                        html_code(layer_instruction(report.inspection, transfer.by), 80),
                        html_text(waste_advice(transfer.cause))});
        HtmlTable files({{"Wasted", Column::number}, {"File", Column::code}, {"Held by"}, {"Hidden by"}, {"Cause"}});
        const std::size_t count = std::min(report.most_rows, waste.rows.size());
        for (std::size_t i = 0; i < count; i++) {
            const WasteRow& row = waste.rows[i];
            files.add({human_size(row.bytes),
                       html_text(report.timeline.layer(row.buried.layer).tree.path(row.buried.entry)),
                       text("layer ", row.buried.layer + 1), text("layer ", row.hidden_by + 1),
                       text(waste_cause_name(row.cause), row.unsure ? ", perhaps" : "")});
        }
        body += causes.text() + text("<details open><summary>", count == waste.rows.size() ? "Every" : "The largest",
                                     " file</summary>\n", files.text(), html_rest(waste.rows.size() - count),
                                     "</details>\n");
    }
    page.section("waste", "Waste", human_size(waste.wasted_bytes), body);
}

void add_settings(const ImageReport& report, HtmlPage& page) {
    HtmlTable table({{"", Column::words}, {"Name", Column::code}, {"Value", Column::code}});
    std::string documents;
    std::string_view group;
    std::size_t count = 0;
    for (const SettingLine& line : setting_lines(report.inspection.image, report.timeline)) {
        if (line.group == "Documents") {
            documents += text("<details><summary>", html_text(line.name), " as it is stored</summary><pre>",
                              html_lines(line.value), "</pre></details>\n");
            continue;
        }
        table.add({line.group == group ? "" : html_text(line.group), html_text(line.name), html_code(line.value, 400)});
        group = line.group;
        count++;
    }
    page.section("settings", "Settings", text(count), table.text() + documents);
}

void add_history(const ImageReport& report, HtmlPage& page) {
    const ImageRecord& image = report.inspection.image;
    if (image.config.history.empty()) return;
    HtmlTable table({{"Step", Column::number},
                     {"Created", Column::code},
                     {"Instruction", Column::code},
                     {"Layer", Column::number},
                     {"Size", Column::number}});
    for (std::uint32_t row = 0; row < image.config.history.size(); row++) {
        const HistoryRow& step = image.config.history[row];
        const auto made = std::ranges::find(image.layers, row, &LayerRecord::history);
        const auto layer = static_cast<std::size_t>(made - image.layers.begin());
        const bool empty = made == image.layers.end();
        std::string words = html_code(history_instruction(report.inspection, row));
        for (const std::string* more : {&step.author, &step.comment})
            if (!more->empty()) words += text(" <span class=\"dim\">", html_text(*more), "</span>");
        table.add({text(row + 1), html_text(step.created), words, empty ? "" : text(layer + 1),
                   empty ? "" : human_size(report.inspection.layers[layer]->file_bytes)});
    }
    page.section("history", "History", count_text(image.config.history.size(), "step", "steps"), table.text());
}

void add_largest(const ImageReport& report, HtmlPage& page) {
    const Timeline& timeline = report.timeline;
    std::vector<std::pair<std::uint64_t, NodeIndex>> files;
    for (NodeIndex node = 0; node < timeline.size(); node++)
        if (const Place place = timeline.final(node); place && timeline.entry(place).type == FileType::regular)
            files.emplace_back(timeline.entry(place).size, node);
    const std::size_t count = std::min(report.most_rows, files.size());
    const auto larger = [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    };
    std::ranges::partial_sort(files, files.begin() + static_cast<std::ptrdiff_t>(count), larger);
    HtmlTable table({{"Size", Column::number}, {"File", Column::code}, {"Layer", Column::number}});
    for (std::size_t i = 0; i < count; i++) {
        const auto& [bytes, node] = files[i];
        table.add({html_bar(bytes, files.front().first) + human_size(bytes), html_text(timeline.path(node)),
                   text(timeline.final(node).layer + 1)});
    }
    page.section("files", "Largest files", text(grouped(count), " of ", grouped(files.size())), table.text());
}

} // namespace

std::string image_html(const ImageReport& report) {
    const Inspection& inspection = report.inspection;
    const ImageRecord& image = inspection.image;
    std::string line = html_text(image.platform.text());
    for (const std::string& more : {inspection.source, image.config.created, image.config_digest.text()})
        if (!more.empty()) line += text(" · ", html_text(more));
    if (report.insights != nullptr && report.insights->base.layers > 0)
        line += text("<br>", html_text(base_text(report.insights->base)));
    HtmlPage page(image_title(inspection), line);
    page.card(human_size(report.waste.total_bytes), "unpacked");
    page.card(human_size(stored_bytes(inspection)), "stored");
    page.card(text(inspection.layers.size()), inspection.layers.size() == 1 ? "layer" : "layers");
    page.card(efficiency_text(report.waste), "efficiency");
    page.card(human_size(report.waste.wasted_bytes),
              text("wasted in ", count_text(report.waste.rows.size(), "file", "files")));
    add_layers(report, page);
    add_waste(report, page);
    add_insights(report, page);
    add_settings(report, page);
    add_history(report, page);
    add_largest(report, page);
    return page.text();
}

} // namespace strata
