#include "core/base/text.hpp"
#include "core/insight/examiner.hpp"
#include "core/insight/without_secrets.hpp"
#include "core/report/image_report.hpp"
#include "core/report/text.hpp"
#include "core/tree/timeline.hpp"
#include "shell/arguments.hpp"
#include "shell/base_option.hpp"
#include "shell/console.hpp"
#include "shell/format_option.hpp"
#include "shell/input.hpp"
#include "shell/progress.hpp"

#include <limits>

namespace strata {
namespace {

Result<Exit> run(const Arguments& arguments, Console& console) {
    TRY(one_form(arguments, {"html", "markdown", "json"}));
    const Input input = TRY(open_image(arguments.operands()[0], arguments, console));
    const BaseImage base = TRY(base_of(input, arguments, console));
    const auto examiner = make_examiner(facts_all, arguments.limits());
    Inspection read = inspect_image(input, arguments, console, {.examiner = examiner.get()});
    const auto [inspection, timeline] = TRY(settle(input, std::move(read), arguments, console, Settling::waste));
    const Waste waste = find_waste(timeline);
    const std::vector<Advice> advice = find_advice(inspection, timeline, waste, base);
    const PackageList packages = find_packages(timeline);
    if (const std::string missing = missing_packages(packages, timeline); !missing.empty())
        console.complain(text("warning: ", input.name, ": not all packages are known: ", printable(missing)));
    const Findings findings = find_findings(inspection, timeline, {console.facts.now, nullptr});
    const ImageInsights insights{base, advice, packages, findings};
    const Inspection shown = without_secrets(inspection);
    ImageReport report{shown, timeline, waste};
    report.insights = &insights;
    if (arguments.flag("all")) report.most_rows = std::numeric_limits<std::size_t>::max();
    if (arguments.flag("json"))
        console.out << image_json(report);
    else if (arguments.flag("markdown"))
        console.out << image_markdown(report);
    else
        console.out << image_html(report);
    return Exit::done;
}

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};
constexpr OptionRow options[] = {
    {.name = "html", .help = "write a page of HTML that needs nothing else; this is the default"},
    {.name = "markdown", .help = "write Markdown"},
    {.name = "all", .help = "list everything in each list, not only the first 100"},
    base_row,
};
constexpr FieldRow fields[] = {
    {"image", "its name"},
    {"source", "the archive"},
    {"platform", "what it runs on"},
    {"created", "when it was built, in RFC 3339"},
    {"config_digest", "digest of its configuration"},
    {"manifest_digest", "digest of its manifest, or nothing"},
    {"bytes", "of all layers' files"},
    {"stored_bytes", "of the blobs"},
    {"live_bytes", "what the finished image shows"},
    {"wasted_bytes", "what no container sees"},
    {"wasted_files", "how many files that are"},
    {"layers[].*", "each layer: number from 1, created_by, diff_id, digest, sizes, changes, waste, problems"},
    {"causes[].*", "what hides how much: layer, hidden_by, cause, bytes, files, advice"},
    {"wasted[].*", "the hidden files: path, layer, hidden_by, cause, bytes"},
    {"base.*", "where the base image ends: layers, 0 where nothing tells, name, name_is_guess, reason, bytes"},
    {"advice[].*", "what to change, most saving first: title, edits, bytes, files, layer"},
    {"packages[].*", "each package: ecosystem, name, version, license, bytes, layer, in_base"},
    {"findings[].*",
     "secrets, rights, leftovers, the worst first: rule, severity, where, line, found, layer, hidden_by, "
     "in_base"},
    {"settings[].*", "group, name and value of each setting"},
    {"history[].*", "created, created_by, author, comment, and layer, null where the step made none"},
};
constexpr Example examples[] = {
    {"strata report web.tar > web.html", "a page to keep beside a release, or to send"},
    {"strata report web.tar --markdown > web.md", "for a wiki"},
    {"strata report web.tar --json", "for a program"},
};

} // namespace

constinit const CommandRow report_command = {
    .name = "report",
    .summary = "write all that is known of an image into one file",
    .description = "Layers, waste with its causes, what to change, packages, findings, settings, history and the "
                   "largest files, as a page of HTML with no script and nothing to fetch, as Markdown, or as JSON. It "
                   "goes to standard output. The same image gives the same bytes, but for certificates, of which it "
                   "says whether they have expired. Secrets in settings and history are left out, since a report is "
                   "handed around; `strata inspect` shows them. For two images `strata diff` has --html, --markdown "
                   "and --json.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .json_shape = "one object",
    .fields = fields,
    .run = run,
};

} // namespace strata
