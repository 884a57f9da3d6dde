#include "core/report/html.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"

namespace strata {

namespace {

constexpr std::string_view style = R"(
:root{color-scheme:light dark;--ground:#fff;--panel:#f6f8fa;--line:#d3dae2;--text:#1b2430;--dim:#4d5869;--accent:#1c64c8;
--added:#11713f;--changed:#7d5700;--removed:#b92b2b;--track:#e2e7ed;--plus:#e2f5e9;--minus:#fce8e8}
@media(prefers-color-scheme:dark){:root{--ground:#0f1216;--panel:#151a20;--line:#262e38;--text:#d7dde5;--dim:#929fb0;
--accent:#5aa9ff;--added:#4cc38a;--changed:#e5b454;--removed:#ef7070;--track:#242c36;--plus:#14281f;--minus:#33191d}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1200px;padding:24px;background:var(--ground);color:var(--text);
font:14px/1.5 Inter,system-ui,sans-serif;font-variant-numeric:tabular-nums}
h1{font-size:22px;margin:0}h2{font-size:16px;margin:32px 0 8px}h2 small{color:var(--dim);font-weight:400;margin-left:6px}
p{margin:4px 0}.dim{color:var(--dim)}a{color:var(--accent)}
.cards{display:flex;flex-wrap:wrap;gap:12px 36px;margin:20px 0}.cards b{display:block;font-size:18px}
.cards span{color:var(--dim);font-size:12px}nav{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:13px}
.table{overflow-x:auto;border:1px solid var(--line);border-radius:6px}
table{border-collapse:collapse;width:100%;font-size:13px}
th{position:sticky;top:0;background:var(--panel);color:var(--dim);font-weight:500;text-align:left;white-space:nowrap}
th,td{padding:5px 12px;vertical-align:top;border-bottom:1px solid var(--line)}tr:last-child td{border-bottom:0}
th.number,td.number{text-align:right;white-space:nowrap}td.code,code,pre{font:12px/1.6 "JetBrains Mono",ui-monospace,monospace}
td{overflow-wrap:anywhere}td.words{min-width:8em}
.added{color:var(--added)}.changed{color:var(--changed)}.removed{color:var(--removed)}
.bar{display:inline-block;width:64px;height:4px;margin:0 8px 3px 0;border-radius:2px;background:var(--track)}
.bar i{display:block;height:4px;border-radius:2px;background:var(--accent)}
pre{margin:0;padding:8px 12px;overflow-x:auto;border:1px solid var(--line);border-radius:6px;background:var(--panel)}
pre .plus{display:block;background:var(--plus)}pre .minus{display:block;background:var(--minus)}
details{margin:8px 0}summary{cursor:pointer;color:var(--accent)}
footer{margin-top:32px;color:var(--dim);font-size:12px}
@media print{body{max-width:none;padding:0}th{position:static}}
)";

void append_escaped(std::string& out, std::string_view words) {
    for (const char c : words) switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += c;
        }
}

std::string escaped(std::string_view words) {
    std::string out;
    append_escaped(out, words);
    return out;
}

std::string_view class_of(HtmlColumn column) {
    return column == HtmlColumn::number ? "number" : column == HtmlColumn::code ? "code" : "words";
}

} // namespace

std::string html_text(std::string_view raw) { return escaped(printable(raw)); }
std::string html_lines(std::string_view raw) { return escaped(printable_lines(raw)); }

std::string html_code(std::string_view raw, std::size_t most) {
    const std::string words = printable(raw), shown = ellipsis(words, most);
    if (shown == words) return text("<code>", escaped(words), "</code>");
    return text("<code title=\"", escaped(words), "\">", escaped(shown), "</code>");
}

void HtmlTable::add(const std::vector<std::string>& cells, std::string_view mark) {
    rows_ += "<tr>";
    for (std::size_t i = 0; i < cells.size() && i < heads_.size(); i++) {
        const bool marked = !mark.empty() && i == 0;
        rows_ += strata::text("<td class=\"", class_of(heads_[i].column), marked ? " " : "", marked ? mark : "", "\">",
                              cells[i], "</td>");
    }
    rows_ += "</tr>\n";
}

std::string HtmlTable::text() const {
    std::string head;
    for (const Head& one : heads_) head += strata::text("<th class=\"", class_of(one.column), "\">", one.name, "</th>");
    return strata::text("<div class=\"table\"><table><thead><tr>", head, "</tr></thead><tbody>\n", rows_,
                        "</tbody></table></div>\n");
}

HtmlPage::HtmlPage(std::string_view title, std::string_view line) : title_(html_text(title)), line_(line) {}

void HtmlPage::card(std::string_view number, std::string_view what) {
    cards_ += strata::text("<div><b>", number, "</b><span>", what, "</span></div>\n");
}

void HtmlPage::section(std::string_view id, std::string_view heading, std::string_view count, std::string_view body) {
    links_ += strata::text("<a href=\"#", id, "\">", heading, "</a>\n");
    sections_ += strata::text("<section id=\"", id, "\"><h2>", heading);
    if (!count.empty()) sections_ += strata::text("<small>", count, "</small>");
    sections_ += strata::text("</h2>\n", body, "</section>\n");
}

std::string HtmlPage::text() const {
    return strata::text(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
        title_, "</title>\n<style>", style, "</style>\n</head>\n<body>\n<header>\n<h1>", title_,
        "</h1>\n<p class=\"dim\">", line_, "</p>\n<div class=\"cards\">\n", cards_, "</div>\n<nav>\n", links_,
        "</nav>\n</header>\n<main>\n", sections_, "</main>\n<footer>Made by Strata.</footer>\n</body>\n</html>\n");
}

std::string html_rest(std::size_t left_out) {
    return left_out == 0 ? "" : text("<p class=\"dim\">and ", grouped(left_out), " more</p>\n");
}

std::string html_bar(std::uint64_t part, std::uint64_t whole) {
    // In halves of a percent: the same bytes on every machine.
    const std::uint64_t halves = whole == 0 ? 0 : static_cast<std::uint64_t>(double(part) / double(whole) * 200);
    return text("<span class=\"bar\"><i style=\"width:", halves / 2, halves % 2 == 0 ? "" : ".5", "%\"></i></span>");
}

} // namespace strata
