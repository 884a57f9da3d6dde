#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/insight/without_secrets.hpp"
#include "core/report/diff_html.hpp"
#include "core/report/diff_json.hpp"
#include "core/report/diff_markdown.hpp"
#include "core/report/diff_text.hpp"
#include "shell/commands/diff_fields.hpp"
#include "shell/content_diff.hpp"
#include "shell/diff_sides.hpp"
#include "shell/format_option.hpp"
#include "shell/ignore_option.hpp"
#include "shell/inside_option.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace strata {
namespace {

struct SectionName {
    std::string_view name;
    DiffSection section;
};
constexpr auto section_names = std::to_array<SectionName>({{"layers", section_layers},
                                                           {"settings", section_settings},
                                                           {"history", section_history},
                                                           {"files", section_files},
                                                           {"content", section_content},
                                                           {"findings", section_findings},
                                                           {"waste", section_waste},
                                                           {"packages", section_packages}});

Result<std::uint8_t> read_sections(const Arguments& arguments) {
    unsigned sections = 0;
    for (const std::string& list : arguments.values("only")) {
        std::string_view rest = list;
        while (!rest.empty()) {
            const std::string_view word = rest.substr(0, rest.find(','));
            rest.remove_prefix(std::min(rest.size(), word.size() + 1));
            const auto found = std::ranges::find(section_names, word, &SectionName::name);
            if (found == section_names.end())
                return fail(text("--only: ", quote(word),
                                 " is none of layers, settings, history, packages, findings, waste, files, content"));
            sections |= found->section;
        }
    }
    if (sections == 0) return std::uint8_t{section_all};
    if (!arguments.values("content").empty()) sections |= section_content;
    return static_cast<std::uint8_t>(sections);
}

/// What files are looked into for: bits of FactKind.
std::uint8_t facts_for(std::uint8_t sections) {
    const unsigned packages = (sections & section_packages) != 0 ? facts_packages : 0;
    const unsigned secrets = (sections & section_findings) != 0 ? facts_secrets : 0;
    return static_cast<std::uint8_t>(packages | secrets);
}

Tone tone_of(DiffTone tone) {
    switch (tone) {
    case DiffTone::heading: return Tone::heading;
    case DiffTone::added: return Tone::added;
    case DiffTone::changed: return Tone::changed;
    case DiffTone::removed: return Tone::removed;
    case DiffTone::moved: return Tone::changed;
    case DiffTone::muted: return Tone::muted;
    case DiffTone::plain: break;
    }
    return Tone::plain;
}

void print(const DiffReport& report, const Arguments& arguments, Console& console) {
    constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();
    if (arguments.flag("json"))
        console.out << diff_json(report);
    else if (arguments.flag("html"))
        console.out << diff_html(report);
    else if (arguments.flag("markdown"))
        console.out << (arguments.flag("all") ? diff_markdown(report, no_limit) : diff_markdown(report));
    else
        console.out << diff_text(
            report, [&](DiffTone tone, std::string_view words) { return console.paint(tone_of(tone), words); });
}

FindingsDiff compare_findings(const DiffSide& a, const DiffSide& b, Time now) {
    const FindingOptions options{now, nullptr};
    return diff_findings(find_findings(a.inspection, a.timeline, options),
                         find_findings(b.inspection, b.timeline, options));
}

Result<Exit> run(const Arguments& arguments, Console& console) {
    const auto words = arguments.operands();
    if (words.size() != 2) return fail(text("diff: two images are needed, not ", words.size()));
    if (words[0] == "-" && words[1] == "-") return fail("diff: only one of the images can come from standard input");
    TRY(one_form(arguments, {"html", "markdown", "json"}));
    const std::uint8_t sections = TRY(read_sections(arguments));
    const IgnoreSet ignore = TRY(read_ignores(arguments));
    const Inside inside = read_inside(arguments);
    DiffInput a = TRY(open_side(words[0], "image-a", arguments, console));
    DiffInput b = TRY(open_side(words[1], "image-b", arguments, console));
    LayerCache cache = open_layer_cache(arguments, console);
    inspect_sides(a, b, facts_for(sections), cache, arguments, console);
    TRY(hash_where_needed(a, b, (sections & section_waste) != 0 ? Settling::waste : Settling::changes, arguments,
                          console));
    const Timeline of_a(a.inspection);
    const Timeline of_b(b.inspection);
    const DiffSide side_a{a.inspection, of_a};
    const DiffSide side_b{b.inspection, of_b};
    ImageDiff diff = diff_images(side_a, side_b, ignore);
    const auto looked =
        TRY(look_inside_pairs({a.input, a.inspection}, {b.input, b.inspection},
                              nested_wanted(diff, side_a, side_b, inside.choice), inside, arguments, console));
    if (!looked.explanations.empty()) diff = diff_images(side_a, side_b, ignore, looked.explanations);
    diff.settings = without_secrets(std::move(diff.settings)); // it ends up in logs and under pull requests
    const Inspection shown_a = without_secrets(a.inspection);
    const Inspection shown_b = without_secrets(b.inspection);
    DiffReport report{{shown_a, of_a}, {shown_b, of_b}, diff};
    report.not_looked_into = looked.left_out;
    report.sections = sections;
    if ((sections & section_findings) != 0) report.findings = compare_findings(side_a, side_b, console.facts.now);
    if ((sections & section_waste) != 0) report.waste = diff_waste({find_waste(of_a), of_a}, {find_waste(of_b), of_b});
    if (arguments.flag("all")) report.most_rows = std::numeric_limits<std::size_t>::max();
    report.contents = TRY(compare_contents(a.input, b.input, report, arguments));
    if ((sections & section_packages) != 0 && !diff.packages.complete)
        console.complain("warning: not all packages of both images are known, so the list of those that differ may "
                         "miss some: `strata packages IMAGE` says why");
    print(report, arguments, console);
    console.out.flush(); // what follows is for the next time
    keep_shared_layers(a, b, cache);
    return diff.same() ? Exit::done : Exit::different;
}

constexpr std::string_view sections_to_complete[] = {"layers",   "settings", "history", "packages",
                                                     "findings", "waste",    "files",   "content"};
constexpr OperandRow operands[] = {{"IMAGE", "the two images, A and B", OperandCount::one_or_more}};
constexpr OptionRow options[] = {
    {.name = "only",
     .kind = ValueKind::text,
     .value = "SECTION,…",
     .help = "show only these: layers, settings, history, packages, findings, waste, files, content",
     .choices = sections_to_complete,
     .repeat = Repeat::collected},
    {.name = "content",
     .kind = ValueKind::text,
     .value = "PATH|all",
     .help = "show what changed in this file, in the files of this folder, or in all",
     .repeat = Repeat::collected},
    {.name = "all", .help = "show every row, however many there are"},
    {.name = "markdown", .help = "write Markdown for a comment under a pull request"},
    {.name = "html", .help = "write a page of HTML that needs nothing else"},
    {.name = "image-a", .kind = ValueKind::text, .value = "REF|N", .help = "which image of the first archive"},
    {.name = "image-b", .kind = ValueKind::text, .value = "REF|N", .help = "which image of the second archive"},
    {.name = "platform",
     .kind = ValueKind::text,
     .value = "OS/ARCH[/VARIANT]",
     .help = "for which platform, where an archive holds several"},
    {.name = "inside",
     .kind = ValueKind::choice,
     .value = "some|all|none",
     .help = "look into archives that differ: those with the name of one, up to 256 MiB of them (as is done without "
             "this), all there are, or none",
     .choices = inside_choices},
    {.name = "ignore",
     .kind = ValueKind::text,
     .value = "CAUSE,…",
     .help = "overlook what differs only in this: time, owner, mode, xattr, order, form, packing, nested, bytecode",
     .choices = causes_to_ignore,
     .repeat = Repeat::collected},
    {.name = "no-cache",
     .help = "read everything: neither use layers kept from earlier comparisons, nor keep any for later ones"},
    {.name = "semantic", .help = "overlook all that the following options name"},
    {.name = "ignore-timestamps", .help = "overlook times of files and of the image"},
    {.name = "ignore-history", .help = "overlook the history"},
    {.name = "ignore-file-order", .help = "overlook the order of entries in a layer's tar"},
    {.name = "ignore-file-mode-redundant-bits", .help = "overlook type bits in modes, which are never compared"},
    {.name = "ignore-file-timestamps", .help = "overlook times of files"},
    {.name = "ignore-image-timestamps", .help = "overlook times in the config, the history and annotations"},
    {.name = "ignore-image-name", .help = "overlook names and the annotations that carry them"},
    {.name = "ignore-tar-format", .help = "overlook how tars are written and compressed"},
    {.name = "treat-canonical-paths-equal", .help = "take \"./a\", \"/a\" and \"a\" for one path, as is always done"},
};
constexpr Example examples[] = {
    {"strata diff web-1.0.tar web-1.1.tar", "what changed between two versions"},
    {"strata diff a.tar b.tar --semantic", "whether two builds are the same but for times and packing"},
    {"strata diff a.tar b.tar --ignore time,nested,bytecode", "the same, but owner, mode and order must be right"},
    {"strata diff a.tar b.tar --content /etc/passwd", "the lines that changed in a file"},
    {"strata diff all.tar all.tar --image-a web:1.0 --image-b web:1.1", "two images of one archive"},
    {"strata diff a.tar b.tar --markdown > comment.md", "for a pull request"},
    {"strata diff a.tar b.tar --html --content all > diff.html", "for everyone else"},
};

} // namespace

constinit const CommandRow diff_command = {
    .name = "diff",
    .summary = "compare two images: layers, settings, history, files and their contents",
    .description =
        "Aligns the layers of A and B by content, then compares settings, history and the finished file systems, with "
        "the reason of each difference, and what `strata findings` and `strata waste` say of both: what is new, what "
        "is gone. The first lines say how the sizes differ, what a host that has A must download for B, and in one "
        "sentence why the two are not the same.\n\n"
        "Packages of the system and of languages are looked for in both: which came, went, and changed to a newer or "
        "an older version. Where that is not asked for (--only), files of plain layers need not be read for it.\n\n"
        "Where it is known where the base images end, two lines tell what comes with another base image and what own "
        "layers changed: a file is the base image's where no own layer of A or B touches its path.\n\n"
        "Each layer and file that is not the same has the smallest explanation there is: only times, only the order "
        "in the tar, only owner, mode or extended attributes, only the form of the tar or its compression. Archives in "
        "the image (tar, gzip, zip, jar, wheel, deb, xz, zst) and compiled Python are looked into: where they hold the "
        "same, the report says which members differ and in what. Files that are at another path with the same bytes "
        "have moved, and a folder that moved as a whole is one line.\n\n"
        "Layers that both images have are read once, from A, and never compared, for the digests that both archives "
        "state are believed; `strata verify` checks them. What is found in such layers is kept, a few bytes for each "
        "file, in ${XDG_CACHE_HOME:-~/.cache}/strata/layers, 512 MiB of it at most, so that the next comparison need "
        "not read them again.\n\n"
        "Where layers differ, other files are compared by hash. Modified "
        "times count, to the nanosecond. --semantic and the --ignore-… options are those of diffoci.\n\n"
        "Secrets in settings and history are left out, but that they changed is said; what --content shows is shown as "
        "it is.\n\n"
        "Exit status: 0 where nothing differs under the given rules, 1 where something does, 2 after an error.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .json_shape = "one object",
    .fields = diff_fields,
    .shared = shares_limits | shares_json | shares_work,
    .run = run,
};

} // namespace strata
