#include "core/insight/waste.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/dive_json.hpp"
#include "core/report/instruction.hpp"
#include "core/report/json_object.hpp"
#include "core/report/table.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"
#include "core/tree/rows.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"
#include "shell/input.hpp"
#include "shell/progress.hpp"

#include <cstdio>
#include <fstream>

namespace strata {
namespace {

constexpr std::size_t shown_rows = 20;
constexpr std::size_t instruction_width = 50;

struct Findings {
    const Inspection& inspection;
    const Timeline& timeline;
    const Waste& waste;
    const DiveScore& dive;
};

std::string instruction_of_layer(const Inspection& inspection, std::uint32_t layer) {
    const std::uint32_t row = inspection.image.layers[layer].history;
    const std::vector<HistoryRow>& history = inspection.image.config.history;
    return row < history.size() ? readable_instruction(history[row].created_by) : "";
}

void write_summary(const Findings& found, Console& console) {
    console.out << waste_summary(found.waste);
    if (!found.waste.transfers.empty()) console.out << ' ' << largest_cause(found.waste.transfers.front());
    console.out << '\n';
}

void write_transfers(const Findings& found, std::size_t most, Console& console) {
    Table table({"WASTED", "WHAT", "BY"});
    std::size_t rows = 0;
    bool used[4] = {};
    for (const WasteTransfer& transfer : found.waste.transfers) {
        used[static_cast<std::size_t>(transfer.cause)] = true;
        if (rows++ >= most) continue;
        table.add({docker_size(transfer.bytes), text("layer ", transfer.by + 1, " ", waste_deed(transfer)),
                   ellipsis(printable(instruction_of_layer(found.inspection, transfer.by)), instruction_width)});
    }
    console.out << '\n' << table.text();
    if (rows > most) console.out << "and " << grouped(rows - most) << " more (--all shows them)\n";
    console.out << '\n';
    for (const WasteCause cause :
         {WasteCause::restated, WasteCause::removed, WasteCause::overwritten, WasteCause::repeated})
        if (used[static_cast<std::size_t>(cause)])
            console.out << waste_cause_name(cause) << ": " << waste_advice(cause) << ".\n";
}

void write_files(const Findings& found, std::size_t most, Console& console) {
    Table table({"WASTED", "CAUSE", "LAYERS", "PATH"});
    const std::vector<WasteRow>& rows = found.waste.rows;
    for (std::size_t i = 0; i < std::min(most, rows.size()); i++) {
        const WasteRow& row = rows[i];
        const std::string path = found.timeline.layer(row.buried.layer).tree.path(row.buried.entry);
        std::string scratch;
        table.add({docker_size(row.bytes), text(waste_cause_name(row.cause), row.unsure ? "?" : ""),
                   text(row.buried.layer + 1, " → ", row.hidden_by + 1), std::string(shortened_path(path, scratch))});
    }
    console.out << '\n' << table.text();
    if (rows.size() > most) console.out << "and " << grouped(rows.size() - most) << " more (--all shows them)\n";
}

void write_sums(const Findings& found, Console& console) {
    const Waste& waste = found.waste;
    console.out << '\n'
                << grouped(waste.live_bytes) << " bytes live + " << grouped(waste.wasted_bytes)
                << " wasted = " << grouped(waste.total_bytes) << " bytes in all layers\n";
    char score[96];
    std::snprintf(score, sizeof score, "dive's efficiency %.4f %%, dive's wasted bytes ", found.dive.efficiency * 100);
    console.out << score << grouped(found.dive.wasted_bytes) << '\n';
}

std::string dive_json(const DiveScore& dive) {
    return JsonObject()
        .add("efficiency", dive.efficiency)
        .add("sizeBytes", dive.size_bytes)
        .add("userSizeBytes", dive.user_size_bytes)
        .add("wastedBytes", dive.wasted_bytes)
        .add("wastedUserPercent", dive.wasted_user_percent)
        .text();
}

/// The sums, then every cause, then every file, each an object on a line of its own.
void write_json(const Findings& found, Console& console) {
    const Waste& waste = found.waste;
    JsonObject sums;
    sums.add("kind", "sums").add("total_bytes", waste.total_bytes).add("live_bytes", waste.live_bytes);
    sums.add("wasted_bytes", waste.wasted_bytes).add("wasted_files", waste.rows.size());
    console.out << sums.add_json("dive", dive_json(found.dive)).text() << '\n';
    for (const WasteTransfer& transfer : waste.transfers) {
        JsonObject cause;
        cause.add("kind", "cause").add("cause", waste_cause_name(transfer.cause)).add("layer", transfer.from + 1);
        cause.add("hidden_by", transfer.by + 1).add("bytes", transfer.bytes).add("files", transfer.files);
        cause.add("instruction", instruction_of_layer(found.inspection, transfer.by));
        console.out << cause.add("advice", waste_advice(transfer.cause)).text() << '\n';
    }
    for (const WasteRow& row : waste.rows) {
        JsonObject file;
        file.add("kind", "file").add("path", found.timeline.layer(row.buried.layer).tree.path(row.buried.entry));
        file.add("cause", waste_cause_name(row.cause))
            .add("layer", row.buried.layer + 1)
            .add("hidden_by", row.hidden_by + 1);
        console.out << file.add("bytes", row.bytes).add("unsure", row.unsure).text() << '\n';
    }
}

/// With the bytes of files compared that two layers have at one path with one size.
Result<Inspection> compared(const Input& input, Inspection inspection, const Arguments& arguments, Console& console) {
    if (input.archive == nullptr) return inspection; // a snapshot has what it has
    const std::vector<Place> wanted = Timeline(inspection).contents_wanted();
    if (wanted.empty()) return inspection;
    ProgressBar bar(console, text("comparing ", input.name));
    return hash_files(*input.archive, std::move(inspection), wanted, inspect_options(arguments, console, bar));
}

/// To a file, whatever stood in it, or to standard output.
Result<Exit> export_for_dive(const Inspection& inspection, std::string_view path, Console& console) {
    if (path == "-") {
        write_dive_json(inspection, [&](std::string_view piece) { console.out << piece; });
        console.out << '\n';
        return Exit::done;
    }
    std::ofstream file{std::string(path), std::ios::binary | std::ios::trunc};
    write_dive_json(inspection, [&](std::string_view piece) { file << piece; });
    file.close();
    if (!file) return fail(text("--dive-json: ", path, ": can't be written"));
    return Exit::done;
}

Result<Exit> run(const Arguments& arguments, Console& console) {
    const Input input = TRY(open_image(arguments.operands()[0], arguments, console));
    Inspection read = inspect_image(input, arguments, console);
    if (const auto file = arguments.value("dive-json")) return export_for_dive(read, *file, console);
    const Inspection inspection = TRY_WITHIN(input.name, compared(input, std::move(read), arguments, console));
    const DiveScore dive = dive_score(inspection); // before the timeline: both are large and live one after the other
    const Timeline timeline(inspection);
    const Waste waste = find_waste(timeline);
    const Findings found{inspection, timeline, waste, dive};
    if (arguments.flag("json")) {
        write_json(found, console);
        return Exit::done;
    }
    const std::size_t most = arguments.flag("all") ? waste.rows.size() + waste.transfers.size() : shown_rows;
    write_summary(found, console);
    if (waste.wasted_bytes > 0) {
        write_transfers(found, most, console);
        write_files(found, most, console);
    }
    write_sums(found, console);
    return Exit::done;
}

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};
constexpr OptionRow options[] = {
    {.name = "dive-json",
     .kind = ValueKind::path,
     .value = "FILE",
     .help = "write what `dive --json` writes into this file, - for standard output, and nothing else"},
    {.name = "all", .help = "every cause and every file, not only the 20 largest"},
};
constexpr FieldRow fields[] = {
    {"kind", "sums, cause or file"},
    {"total_bytes", "of sums: bytes of all files of all layers"},
    {"live_bytes", "of sums: those that a container sees"},
    {"wasted_bytes", "of sums: the others"},
    {"wasted_files", "of sums: how many files these are"},
    {"dive.efficiency", "of sums: dive's score, 0 to 1"},
    {"dive.sizeBytes", "of sums: what dive counts as the image's size"},
    {"dive.userSizeBytes", "of sums: the same without the bottom layer"},
    {"dive.wastedBytes", "of sums: what dive counts as wasted"},
    {"dive.wastedUserPercent", "of sums: the share of the two before"},
    {"cause", "of cause and file: overwritten, restated, removed or repeated"},
    {"layer", "of cause and file: the layer that holds the bytes, from 1"},
    {"hidden_by", "of cause and file: the layer that hides them"},
    {"bytes", "of cause and file: how many"},
    {"files", "of cause: how many files"},
    {"instruction", "of cause: what made the layer that hides them"},
    {"advice", "of cause: what to do about it"},
    {"path", "of file: the path"},
    {"unsure", "of file: whether the bytes could not be compared"},
};
constexpr Example examples[] = {
    {"strata waste web.tar --dive-json web.json", "for programs that read dive's export"},
    {"strata waste web.tar", "what is wasted, why, and what to do about it"},
    {"strata waste --json web.tar", "the sums, then one object for each cause and each file"},
};

} // namespace

constinit const CommandRow waste_command = {
    .name = "waste",
    .summary = "show the bytes that no container of the image can see",
    .description =
        "A layer can only add: what a later layer overwrites, deletes or copies for a new owner stays in the image, is "
        "pulled and stored, and nobody sees it. The first table says which layer hides how much of which other, the "
        "second names the files with the number of the layer that holds them and of the one that hides them. Both sum "
        "to "
        "what is wasted; live and wasted bytes sum to all. A file with several hard links counts once.\n\nCauses: "
        "overwritten (other content later), restated (the same bytes again, mostly for chown, chmod or touch), "
        "removed, "
        "repeated (twice in one layer). A question mark: the bytes could not be compared.\n\ndive's numbers follow "
        "dive's rules, which count a rewritten file twice and a deleted folder not at all.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .json_shape = "an object a line: one with the sums, then one for each cause, then one for each file",
    .fields = fields,
    .run = run,
};

} // namespace strata
