#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/model/snapshot.hpp"
#include "core/report/diff_json.hpp"
#include "core/report/diff_markdown.hpp"
#include "core/report/docker.hpp"
#include "core/report/instruction.hpp"
#include "core/report/json_object.hpp"
#include "core/report/text.hpp"
#include "web/ui/app.hpp"

namespace strata::ui {

namespace {

std::string cell(std::string_view value) {
    std::string out;
    for (const char c : printable(value)) {
        if (c == '|' || c == '<' || c == '&') out += '\\';
        out += c;
    }
    return out;
}

std::string csv_field(std::string_view value) {
    // A leading sign would make a spreadsheet take a name for a formula.
    std::string out = "\"";
    if (!value.empty() && std::string_view("=+-@\t\r").find(value.front()) != std::string_view::npos) out += '\'';
    for (const char c : value) out.append(c == '"' ? 2 : 1, c);
    return out + '"';
}

std::string report_json(const OpenImage& image, Derived& derived) {
    const Waste& waste = derived.waste(image);
    std::string layers = "[";
    for (std::uint32_t i = 0; i < image.layers.size(); i++) {
        const LayerCounts& counts = derived.counts(image, i);
        layers += text(i ? "," : "", JsonObject()
                                         .add("created_by", layer_title(image.record, i))
                                         .add("diff_id", image.record.layers[i].diff_id.text())
                                         .add("bytes", image.layers[i].layer ? image.layers[i].layer->file_bytes : 0)
                                         .add("added", counts.added)
                                         .add("changed", counts.changed)
                                         .add("removed", counts.removed)
                                         .text());
    }
    return JsonObject()
               .add("image", image.title())
               .add("source", image.source)
               .add("platform", image.record.platform.text())
               .add("config_digest", image.record.config_digest.text())
               .add("bytes", waste.total_bytes)
               .add("wasted_bytes", waste.wasted_bytes)
               .add("wasted_files", waste.rows.size())
               .add_json("layers", layers + "]")
               .text() +
           "\n";
}

std::string report_markdown(const OpenImage& image, Derived& derived) {
    const Waste& waste = derived.waste(image);
    std::string out =
        text("# ", cell(image.title()), "\n\n", human_size(waste.total_bytes), " in ", image.layers.size(), " layers; ",
             human_size(waste.wasted_bytes), " wasted in ", grouped(waste.rows.size()),
             " files.\n\n| Layer | Size | Added | Changed | Removed | Made by |\n"
             "| ---: | ---: | ---: | ---: | ---: | --- |\n");
    for (std::uint32_t i = 0; i < image.layers.size(); i++) {
        const LayerCounts& counts = derived.counts(image, i);
        out += text("| ", i + 1, " | ", human_size(image.layers[i].layer ? image.layers[i].layer->file_bytes : 0),
                    " | ", counts.added, " | ", counts.changed, " | ", counts.removed, " | ",
                    cell(readable_instruction(layer_title(image.record, i))), " |\n");
    }
    return out;
}

/// The rows of the list of files as they are on screen.
std::string files_csv(const OpenImage& image, Derived& derived, const State& state) {
    const Timeline& timeline = derived.timeline(image);
    const Overlay& overlay = derived.overlay(image, state.layer, state.scope);
    constexpr std::string_view changes[] = {"added", "changed", "attributes", "", "removed"};
    std::string out = "path,bytes,layer,change\r\n";
    for (const Row& row : derived.rows(image, state)) {
        const bool folder = timeline.child_count(row.node) > 0;
        const Place place = overlay.place(row.node);
        const std::uint64_t bytes = folder ? overlay.totals(row.node).bytes : place ? shown_size(timeline, place) : 0;
        out += text(csv_field(timeline.path(row.node)), ',', bytes, ',', place ? text(place.layer + 1) : "", ',',
                    changes[static_cast<std::size_t>(overlay.change(row.node))], "\r\n");
    }
    return out;
}

std::string escaped(std::string_view value) {
    std::string out;
    for (const char c : value)
        c == '<' ? out += "&lt;" : c == '>' ? out += "&gt;" : c == '&' ? out += "&amp;" : out += c;
    return out;
}

/// One file with nothing to fetch and nothing to run.
std::string html_page(std::string_view title, std::string_view body) {
    return text("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>", escaped(printable(title)),
                "</title><style>body{font:14px/1.5 system-ui,sans-serif;margin:2em}"
                "pre{white-space:pre-wrap;font:12px/1.5 ui-monospace,monospace}</style><h1>",
                escaped(printable(title)), "</h1><pre>", escaped(body), "</pre></html>\n");
}

} // namespace

void App::run_export(Action action) {
    const OpenImage* image = session_.image(state_.shown);
    const OpenImage* against = session_.image(state_.against);
    if (!image) return;
    const auto save = [&](std::string_view ending, std::string_view type, std::string bytes) {
        effects_.push_back(SaveBytes{text("strata-report", ending), std::string(type), std::move(bytes)});
    };
    if (action == Action::export_snapshot)
        return save(".strata", "application/octet-stream", write_snapshot(image->inspection()));
    if (action == Action::export_csv) return save(".csv", "text/csv", files_csv(*image, derived_, state_));
    std::string json, markdown, title = image->title();
    if (against) {
        const Inspection older = against->inspection(), newer = image->inspection();
        const DiffSide a = {older, derived_.timeline(*against)}, b = {newer, derived_.timeline(*image)};
        const ImageDiff diff = diff_images(a, b);
        const DiffReport report = {.a = a, .b = b, .diff = diff};
        json = diff_json(report);
        markdown = diff_markdown(report);
        title = text(against->title(), " and ", title);
    } else {
        json = report_json(*image, derived_);
        markdown = report_markdown(*image, derived_);
    }
    if (action == Action::export_json) return save(".json", "application/json", std::move(json));
    if (action == Action::export_markdown) return save(".md", "text/markdown", std::move(markdown));
    if (action == Action::export_html) save(".html", "text/html", html_page(title, markdown));
}

} // namespace strata::ui
