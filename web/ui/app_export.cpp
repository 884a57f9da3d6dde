#include "core/base/text.hpp"
#include "core/insight/without_secrets.hpp"
#include "core/model/snapshot.hpp"
#include "core/report/diff_html.hpp"
#include "core/report/diff_json.hpp"
#include "core/report/diff_markdown.hpp"
#include "core/report/image_report.hpp"
#include "web/ui/app.hpp"

#include <optional>
#include <utility>

namespace strata::ui {

namespace {

/// "shop-api-2.4.1": a title as the front of a file's name.
std::string file_name(std::string_view title) {
    std::string name;
    for (const char c : title.substr(0, 80)) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
        if (plain)
            name += c;
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    return name.empty() || name.front() == '.' ? "image" + name : name;
}

} // namespace

void App::run_export(Action action) {
    const OpenImage* image = session_.image(state_.shown);
    const OpenImage* against = session_.image(state_.against);
    if (!image) return;
    const bool is_report = action != Action::export_snapshot && action != Action::export_csv;
    if (is_report && !is_settled()) {
        awaited_export_ = {action, state_.shown, state_.against};
        want_hashes();
        export_when_settled(); // at once where there is nothing to ask
        if (awaited_export_) say("The report comes when files of one size are compared…");
        return;
    }
    const std::string name = against && action != Action::export_snapshot
                                 ? text(file_name(against->title()), "-to-", file_name(image->title()))
                                 : file_name(image->title());
    const auto save = [&](std::string_view ending, std::string_view type, std::string bytes) {
        effects_.push_back(SaveBytes{text(name, ending), std::string(type), std::move(bytes)});
    };
    if (action == Action::export_snapshot)
        return save(".strata", "application/octet-stream", write_snapshot(image->inspection()));
    if (action == Action::export_csv) return save(".csv", "text/csv", list_csv());
    const Inspection newer = image->inspection(), newer_shown = without_secrets(newer);
    if (!against) {
        std::optional<ImageInsights> insights;
        if (image->complete())
            insights.emplace(ImageInsights{derived_.base(*image), derived_.advice(*image), derived_.packages(*image),
                                           derived_.findings(*image)});
        ImageReport report{newer_shown, derived_.timeline(*image), derived_.waste(*image)};
        report.insights = insights ? &*insights : nullptr;
        if (action == Action::export_json) return save(".json", "application/json", image_json(report));
        if (action == Action::export_markdown) return save(".md", "text/markdown", image_markdown(report));
        return save(".html", "text/html", image_html(report));
    }
    const Inspection older = against->inspection();
    const DiffSide a = {older, derived_.timeline(*against)}, b = {newer, derived_.timeline(*image)};
    ImageDiff diff = diff_images(a, b, {}, derived_.explanations(*against, *image));
    diff.settings = without_secrets(std::move(diff.settings));
    const Inspection older_shown = without_secrets(older);
    DiffReport report = {.a = {older_shown, a.timeline},
                         .b = {newer_shown, b.timeline},
                         .diff = diff,
                         .findings = derived_.findings_diff(*against, *image),
                         .waste =
                             diff_waste({derived_.waste(*against), a.timeline}, {derived_.waste(*image), b.timeline})};
    if (action == Action::export_json) return save(".json", "application/json", diff_json(report));
    if (action == Action::export_markdown) return save(".md", "text/markdown", diff_markdown(report));
    report.most_rows = 1000;
    save(".html", "text/html", diff_html(report));
}

void App::export_when_settled() {
    if (!awaited_export_ || !is_settled()) return;
    const AwaitedExport awaited = *std::exchange(awaited_export_, std::nullopt);
    if (awaited.shown == state_.shown && awaited.against == state_.against) run_export(awaited.action);
}

} // namespace strata::ui
