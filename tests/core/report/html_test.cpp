#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/report/diff_html.hpp"
#include "core/report/html.hpp"
#include "core/report/image_report.hpp"
#include "tests/kit/golden.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace strata;

namespace {

/// An image whose every stranger's text tries to break out of where it is shown.
Inspection hostile_image(std::string_view evil) {
    Inspection image =
        kit::inspection_from_text({"etc/passwd=root\nbig.bin=x size:5000000", "etc/passwd=other size:900"});
    image.source = evil;
    image.image.names = {{.repository = std::string(evil), .tag = "1", .digest = {}}};
    ImageConfig& config = image.image.config;
    config.history = {{.created = std::string(evil), .created_by = std::string(evil)},
                      {.created_by = "RUN x", .author = std::string(evil), .comment = std::string(evil)}};
    image.image.layers[0].history = 0;
    image.image.layers[1].history = 1;
    config.settings.env = {{std::string(evil), text("PATH=", evil)}};
    config.settings.labels = {{std::string(evil), std::string(evil)}};
    config.document = evil;
    return image;
}

std::string report_of(const Inspection& image, std::string (*make)(const ImageReport&)) {
    const Timeline timeline(image);
    const Waste waste = find_waste(timeline);
    return make({image, timeline, waste});
}

std::string diff_of(const Inspection& older, const Inspection& newer) {
    const Timeline a(older), b(newer);
    const DiffSide side_a{older, a}, side_b{newer, b};
    const ImageDiff diff = diff_images(side_a, side_b);
    DiffReport report{side_a, side_b, diff};
    report.contents = {{"/etc/passwd", "--- a\n+++ b\n@@ -1 +1 @@\n-root<b>\n+other\n", ""},
                       {"/big.bin", "", "binary"}};
    return diff_html(report);
}

constexpr std::string_view evil = "</title></code><script>alert(1)</script><img src=x onerror=y>\"' \x1b[31m & | `";

} // namespace

TEST_CASE("strangers' text can't become a tag or an attribute") {
    CHECK(html_text("<b a=\"1\" c='2'>&") == "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
    CHECK(html_text("a\x1b[31m\n") == "a\\x1b[31m\\n");
    for (const std::string& page : {report_of(hostile_image(evil), image_html),
                                    diff_of(hostile_image(evil), hostile_image("<script src='//example.org'>"))}) {
        CHECK(page.find("<script") == std::string::npos);
        CHECK(page.find("<img") == std::string::npos);
        CHECK(page.find('\x1b') == std::string::npos);
        CHECK(page.find("&lt;script") != std::string::npos);
    }
}

TEST_CASE("a page of HTML needs nothing else, and serves light and dark") {
    const std::string page = report_of(hostile_image("web"), image_html);
    CHECK(page.find("default-src 'none'") != std::string::npos);
    CHECK(page.find("prefers-color-scheme:dark") != std::string::npos);
    for (const std::string_view fetched : {"src=", "@import", "url(", "http://", "https://", "<link"})
        CHECK(page.find(fetched) == std::string::npos);
    // Every link leads to a part of the page.
    for (std::size_t at = page.find("href=\"#"); at != std::string::npos; at = page.find("href=\"#", at + 1)) {
        const std::string id = page.substr(at + 7, page.find('"', at + 7) - at - 7);
        INFO(id);
        CHECK(page.find(text("id=\"", id, "\"")) != std::string::npos);
    }
}

TEST_CASE("golden: an image and a diff as HTML and Markdown") {
    const Inspection older = hostile_image("web"), newer = hostile_image("site");
    kit::check_golden("report/image.html", report_of(older, image_html));
    kit::check_golden("report/image.md", report_of(older, image_markdown));
    kit::check_golden("report/image.json", report_of(older, image_json));
    kit::check_golden("report/diff.html", diff_of(older, newer));
}

TEST_CASE("the page of a diff tells of packages, of findings and of the base image") {
    const Inspection older = hostile_image("web"), newer = hostile_image("site");
    const Timeline a(older), b(newer);
    const DiffSide side_a{older, a}, side_b{newer, b};
    ImageDiff diff = diff_images(side_a, side_b);
    const std::string evil_name(evil);
    diff.packages.rows = {{.change = PackageChange::upgraded,
                           .ecosystem = Ecosystem::npm,
                           .name = evil_name,
                           .version_a = "1.0",
                           .version_b = "2.0"}};
    diff.bases.known = true;
    diff.bases.base.packages = 1;
    diff.bases.a.name = evil_name;
    DiffReport report{side_a, side_b, diff};
    Finding finding{.rule = find_rule("setuid"), .path = evil_name, .shown = evil_name};
    report.findings.added = {finding};
    finding.path = "/opt/old";
    report.findings.gone = {finding};
    const std::string page = diff_html(report);
    CHECK(page.find("1.0 → 2.0") != std::string::npos);
    CHECK(page.find("<small>1 new, 1 gone</small>") != std::string::npos);
    CHECK(page.find("/opt/old") != std::string::npos);
    CHECK(page.find("another one: 1 package") != std::string::npos);
    CHECK(page.find("<script") == std::string::npos);
    report.sections = section_files;
    CHECK(diff_html(report).find("1.0 → 2.0") == std::string::npos);
    CHECK(diff_html(report).find("/opt/old") == std::string::npos);
}

TEST_CASE("a report has what follows from the image: what to change, packages, findings, the base image") {
    const Inspection image = hostile_image("web");
    const Timeline timeline(image);
    const Waste waste = find_waste(timeline);
    const std::string name(evil);
    const BaseImage base{.evidence = BaseEvidence::guess, .layers = 1, .rows = 1, .name = name, .reason = name};
    const std::vector<Advice> advice = find_advice(image, timeline, waste, base);
    PackageList packages;
    packages.packages = {{.package = {.ecosystem = Ecosystem::npm, .name = name, .version = "1.2.3", .license = name}},
                         {.package = {.ecosystem = Ecosystem::npm, .name = "second", .version = "1.0"}, .layer = 1}};
    Findings findings;
    findings.rows = {{.rule = find_rule("dotenv"), .path = name, .shown = name}};
    findings.counts[1] = 1;
    const ImageInsights insights{base, advice, packages, findings};
    ImageReport report{image, timeline, waste, 1, &insights};
    const std::string page = image_html(report);
    CHECK(page.find("<script") == std::string::npos);
    for (const std::string_view part : {"id=\"advice\"", "id=\"packages\"", "id=\"findings\"", "Base image: layer 1",
                                        "1.2.3", "File of environment variables", "and 1 more"})
        CHECK(page.find(part) != std::string::npos);
    CHECK(page.find("second") == std::string::npos); // one row of each list
    const std::string markdown = image_markdown(report);
    for (const std::string_view part : {"## What to change", "## Packages", "## Findings", "1 medium", "… and 1 more"})
        CHECK(markdown.find(part) != std::string::npos);
    for (std::size_t at = markdown.find('<'); at != std::string::npos; at = markdown.find('<', at + 1))
        CHECK(markdown[at - 1] == '\\');
    const auto json = parse_json(image_json(report));
    REQUIRE(json);
    CHECK(json->root()["base"]["bytes"].unsigned_or(0) > 0);
    CHECK(json->root()["packages"].size() == 1);
    CHECK(json->root()["packages"][0]["in_base"].boolean_or(false));
    CHECK(json->root()["findings"][0]["where"].string_or("") == name);
    CHECK(json->root()["advice"].size() == 1);
}

TEST_CASE("what does not fit a list is counted") {
    Inspection image = kit::inspection_from_text({"a=1\nb=22\nc=333", "a=9\nb=99\nc=999"});
    const Timeline timeline(image);
    const Waste waste = find_waste(timeline);
    const std::string page = image_html({image, timeline, waste, 2});
    CHECK(page.find("and 1 more") != std::string::npos);
    CHECK(page.find("<small>2 of 3</small>") != std::string::npos);
    CHECK(image_markdown({image, timeline, waste, 2}).find("… and 1 more") != std::string::npos);
}

TEST_CASE("cells of Markdown hold strangers' text") {
    const std::string page = report_of(hostile_image(evil), image_markdown);
    REQUIRE(page.find("<script") != std::string::npos);
    for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1))
        CHECK(page[at - 1] == '\\');
    for (std::size_t line = 0, end = 0; line < page.size(); line = end + 1) {
        end = page.find('\n', line);
        const std::string row = page.substr(line, end - line);
        if (!row.starts_with("| ")) continue;
        INFO(row);
        CHECK(row.ends_with(" |"));
    }
}
