#include "core/base/text.hpp"
#include "core/report/dive_json.hpp"
#include "shell/arguments.hpp"
#include "shell/base_option.hpp"
#include "shell/console.hpp"
#include "shell/input.hpp"
#include "shell/progress.hpp"
#include "shell/waste_report.hpp"
#include "shell/write_output.hpp"

#include <limits>

namespace strata {
namespace {

constexpr std::size_t shown_rows = 20;
constexpr std::size_t shown_advice = 8;

Result<Exit> export_for_dive(const Inspection& inspection, std::string_view path, Console& console) {
    TRY_WITHIN("--dive-json", write_output(path, console, [&](std::ostream& out) {
                   write_dive_json(inspection, [&](std::string_view piece) { out << piece; });
                   if (path == "-") out << '\n';
               }));
    return Exit::done;
}

/// Without a choice the advice and the sums of the classes: what fits a screen.
WasteParts parts_of(const Arguments& arguments) {
    constexpr std::size_t everything = std::numeric_limits<std::size_t>::max();
    const bool all = arguments.flag("all");
    const bool chosen = arguments.flag("advice") || arguments.flag("layers") || arguments.flag("files");
    const auto rows = [&](std::string_view part) -> std::size_t {
        if (chosen && !arguments.flag(part)) return 0;
        return all || part == "advice" ? everything : shown_rows;
    };
    if (!chosen) return {all ? everything : shown_advice, all ? everything : 0, all ? everything : 0, true};
    return {rows("advice"), rows("layers"), rows("files"), false};
}

Result<Exit> run(const Arguments& arguments, Console& console) {
    const Input input = TRY(open_image(arguments.operands()[0], arguments, console));
    const BaseImage base = TRY(base_of(input, arguments, console));
    Inspection read = inspect_image(input, arguments, console);
    if (const auto file = arguments.value("dive-json")) return export_for_dive(read, *file, console);
    const DiveScore dive = dive_score(read); // before the timeline: both are large and live one after the other
    const auto [inspection, timeline] = TRY(settle(input, std::move(read), arguments, console, Settling::waste));
    const Waste waste = find_waste(timeline);
    const std::vector<Advice> advice = find_advice(inspection, timeline, waste, base);
    const WasteFindings found{inspection, timeline, waste, base, advice, dive};
    if (arguments.flag("json"))
        write_waste_json(found, console.out);
    else
        write_waste_text(found, parts_of(arguments), console.out);
    return Exit::done;
}

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};
constexpr OptionRow options[] = {
    {.name = "dive-json",
     .kind = ValueKind::path,
     .value = "FILE",
     .help = "write what `dive --json` writes into this file, - for standard output, and nothing else"},
    {.name = "advice", .help = "only what to change, all of it"},
    {.name = "layers", .help = "only which layer hides how much of which other"},
    {.name = "files", .help = "only the files"},
    {.name = "all", .help = "every list, and all rows of them, not only the largest"},
    base_row,
};
constexpr FieldRow fields[] = {
    {"kind", "sums, advice, cause, file (hidden from all) or needless (shown, but not needed)"},
    {"total_bytes", "of sums: bytes of all files of all layers"},
    {"live_bytes", "of sums: those that a container sees"},
    {"wasted_bytes", "of sums: the others"},
    {"wasted_files", "of sums: how many files these are"},
    {"needless_bytes", "of sums: those that a container sees and that are neither needed nor tools"},
    {"classes.*", "of sums: bytes of each class, which sum to total_bytes"},
    {"base.layers", "of sums: how many of the lowest layers are the base image's; 0 where that is not known"},
    {"base.name", "of sums: its name, empty where nothing tells"},
    {"base.digest", "of sums: its digest as recorded, mostly empty"},
    {"base.name_is_guess", "of sums: whether the name is what its steps look like"},
    {"base.reason", "of sums: how it is known where it ends"},
    {"base.classes.*", "of sums: the base image's part of each class"},
    {"dive.efficiency", "of sums: dive's score, 0 to 1"},
    {"dive.sizeBytes", "of sums: what dive counts as the image's size"},
    {"dive.userSizeBytes", "of sums: the same without the bottom layer"},
    {"dive.wastedBytes", "of sums: what dive counts as wasted"},
    {"dive.wastedUserPercent", "of sums: the share of the two before"},
    {"remedy", "of advice: the kind of change"},
    {"title", "of advice: what to change, in a sentence"},
    {"edits[]", "of advice: how, line by line"},
    {"bytes", "of all but sums: how many"},
    {"files", "of advice and cause: how many files"},
    {"layer", "of advice: whose instruction is to change; else the layer that holds the bytes; from 1"},
    {"from[]", "of advice: the layers that hold the bytes"},
    {"hidden_by", "of advice, cause and file: the layer that hides them; null for none or several"},
    {"instruction", "of advice: what made the layer to change; of cause: what made the layer that hides"},
    {"hiding_instruction", "of advice: what made the layer that hides, or nothing"},
    {"layer_instruction", "of cause: what made the layer that holds the bytes"},
    {"rule", "of advice, file and needless: the kind of file, \"apt-lists\" or \"git\" say, or nothing"},
    {"paths[]", "of advice: the largest files"},
    {"more_paths", "of advice: how many more there are"},
    {"cause", "of cause, file and needless: the class of the bytes"},
    {"touched", "of cause, file and needless: chown, chmod, setcap, touch, as far as the bytes stayed the same"},
    {"advice", "of cause: what to do about it"},
    {"path", "of file and needless: the path"},
    {"unsure", "of file: whether the bytes could not be compared"},
    {"same_as", "of needless: the path with the same bytes that counts as needed, or nothing"},
};
constexpr Example examples[] = {
    {"strata waste web.tar", "what to change, most saving first, and the bytes by class"},
    {"strata waste --files web.tar", "the 20 largest files that are wasted or needless, and in which layers"},
    {"strata waste --base debian.tar web.tar", "the same, split into the base image's part and one's own"},
    {"strata waste --json web.tar | jq 'select(.kind == \"advice\")'", "for programs"},
    {"strata waste web.tar --dive-json web.json", "for programs that read dive's export"},
};

} // namespace

constinit const CommandRow waste_command = {
    .name = "waste",
    .summary = "say what to change so that the image weighs less",
    .description =
        "A layer can only add: what a later layer overwrites, deletes or copies for a new owner stays in the image, is "
        "pulled and stored, and nobody sees it. And much of what everybody sees nobody needs. Every byte of every "
        "layer is in one class, and the classes sum to all bytes:\n\n"
        "  needed       what the finished image shows and none of the others takes\n"
        "  tools        compilers, headers, static libraries: needed to build, seldom to run\n"
        "  duplicate    another path has the same bytes (from 512 on); the lowest file counts as needed\n"
        "  cache        caches of package managers (apt, apk, dnf, pip, npm, go, cargo, …) and of tools\n"
        "  log          /var/log, and *.log outside of libraries\n"
        "  context      .git, .hg, .svn and editors' folders that a COPY brought along\n"
        "  overwritten  a later layer has other content for the path\n"
        "  restated     a later layer has the same bytes again: chown, chmod, setcap, touch or nothing at all\n"
        "  removed      a later layer deletes the path\n"
        "  repeated     the layer has the path twice\n\n"
        "Compiled Python, documentation, and what browsers or models keep below .cache count as needed. A file with "
        "several hard links counts once, and is needless only when all its names are.\n\n"
        "WHAT TO CHANGE groups the bytes by the edit that would save them, most saving first: where in the Dockerfile "
        "and how. What lies in the base image's layers can be saved only there and is one item of its own. A question "
        "mark behind a class: the bytes could not be compared.\n\ndive's numbers follow "
        "dive's rules, which count a rewritten file twice and a deleted folder not at all.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .json_shape = "an object a line: the sums, then what to change, the causes, the hidden files and the needless ones",
    .fields = fields,
    .run = run,
};

} // namespace strata
