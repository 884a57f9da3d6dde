#include "core/base/format.hpp"
#include "core/base/saturating.hpp"
#include "core/base/text.hpp"
#include "core/insight/secret_scanner.hpp"
#include "core/insight/waste.hpp"
#include "core/report/instruction.hpp"
#include "core/report/json_object.hpp"
#include "core/report/table.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"
#include "core/tree/overlay.hpp"
#include "shell/arguments.hpp"
#include "shell/base_option.hpp"
#include "shell/console.hpp"
#include "shell/input.hpp"

namespace strata {
namespace {

constexpr std::size_t instruction_width = 60;

struct LayerLine {
    const LayerRecord* record = nullptr;
    const Layer* layer = nullptr;
    const HistoryRow* history = nullptr; ///< nullptr where no row made it
    Totals totals;
    std::uint64_t wasted = 0;
};

std::vector<LayerLine> read_lines(const Inspection& inspection) {
    const Timeline timeline(inspection);
    const std::vector<Totals> totals = totals_of_layers(timeline);
    const Waste waste = find_waste(timeline);
    const std::vector<HistoryRow>& history = inspection.image.config.history;
    std::vector<LayerLine> lines;
    for (std::size_t i = 0; i < inspection.layers.size(); i++) {
        const LayerRecord& record = inspection.image.layers[i];
        lines.push_back({.record = &record,
                         .layer = inspection.layers[i].get(),
                         .history = record.history < history.size() ? &history[record.history] : nullptr,
                         .totals = totals[i],
                         .wasted = waste.wasted_of_layer[i]});
    }
    return lines;
}

std::string_view compression_name(Compression compression) {
    switch (compression) {
    case Compression::none: return "none";
    case Compression::gzip: return "gzip";
    case Compression::zstd: return "zstd";
    case Compression::xz: return "xz";
    case Compression::bzip2: return "bzip2";
    }
    return "none";
}

std::string_view state_name(BlobState state) {
    switch (state) {
    case BlobState::present: return "present";
    case BlobState::missing: return "missing";
    case BlobState::foreign: return "foreign";
    case BlobState::encrypted: return "encrypted";
    }
    return "missing";
}

/// What the bytes are, not what the media type says.
std::string type_of(const LayerLine& line) {
    if (line.record->state != BlobState::present) return std::string(state_name(line.record->state));
    switch (line.layer->format) {
    case LayerFormat::estargz: return "tar+gzip (eStargz)";
    case LayerFormat::zstd_chunked: return "tar+zstd (chunked)";
    case LayerFormat::plain: break;
    }
    if (line.record->compression == Compression::none) return "tar";
    return text("tar+", compression_name(line.record->compression));
}

std::string instruction(const LayerLine& line) {
    if (line.history == nullptr) return "";
    return step_title({.created_by = secret_scanner().redacted(line.history->created_by),
                       .comment = secret_scanner().redacted(line.history->comment)});
}

std::string changes(const Totals& totals) {
    return text("+", totals.added, " ~", totals.changed, " -", totals.removed);
}

enum class Width : std::uint8_t { cut, full };

/// What several layers come to.
struct Sum {
    Totals totals;
    std::uint64_t wasted = 0;
    std::uint64_t size = 0;
    std::uint64_t stored = 0;

    void add(const LayerLine& line) {
        totals += line.totals;
        wasted += line.wasted;
        size = add_saturating(size, line.layer->file_bytes);
        stored += line.record->stored_size;
    }
    [[nodiscard]] std::vector<std::string> row(std::string_view name) const {
        return {std::string(name),  docker_size(size), docker_size(stored),
                text(totals.files), changes(totals),   docker_size(wasted)};
    }
};

std::string table_of(const std::vector<LayerLine>& lines, std::uint32_t base_layers, Width width) {
    const bool full = width == Width::full;
    std::vector<std::string> header{"LAYER",  "SIZE",    "STORED", "FILES", "CHANGES",
                                    "WASTED", "DIFF ID", "DIGEST", "TYPE"};
    if (full) header.push_back("MEDIA TYPE");
    header.push_back("INSTRUCTION");
    Table table(std::move(header));
    Sum sums[3]; // base, own, all
    for (std::size_t i = 0; i < lines.size(); i++) {
        const LayerLine& line = lines[i];
        const LayerRecord& record = *line.record;
        std::vector<std::string> row{text(i + 1),
                                     docker_size(line.layer->file_bytes),
                                     docker_size(record.stored_size),
                                     text(line.totals.files),
                                     changes(line.totals),
                                     docker_size(line.wasted),
                                     full ? record.diff_id.text() : record.diff_id.short_hex(),
                                     full ? record.descriptor.digest.text() : record.descriptor.digest.short_hex(),
                                     type_of(line)};
        if (full) row.push_back(printable(record.descriptor.media_type));
        row.push_back(full ? instruction(line) : ellipsis(printable(instruction(line)), instruction_width));
        table.add(std::move(row));
        sums[i < base_layers ? 0 : 1].add(line);
        sums[2].add(line);
    }
    if (base_layers > 0) {
        table.add(sums[0].row("base"));
        table.add(sums[1].row("own"));
    }
    table.add(sums[2].row("all"));
    return table.text();
}

std::string json_of(const LayerLine& line, std::size_t number, const BaseImage& base) {
    const LayerRecord& record = *line.record;
    std::string problems = "[";
    for (const Problem& problem : line.layer->problems)
        problems.append(problems.size() > 1 ? "," : "").append(json_quote(problem.message));
    return JsonObject()
        .add("layer", number)
        .add("in_base", number <= base.layers)
        .add("diff_id", record.diff_id.text())
        .add("digest", record.descriptor.digest.text())
        .add("media_type", record.descriptor.media_type)
        .add("state", state_name(record.state))
        .add("compression", compression_name(record.compression))
        .add("stored_bytes", record.stored_size)
        .add("tar_bytes", line.layer->tar_bytes)
        .add("file_bytes", line.layer->file_bytes)
        .add("files", line.totals.files)
        .add("added", line.totals.added)
        .add("changed", line.totals.changed)
        .add("removed", line.totals.removed)
        .add("wasted_bytes", line.wasted)
        .add("created", line.history != nullptr ? line.history->created : "")
        .add("created_by", line.history != nullptr ? secret_scanner().redacted(line.history->created_by) : "")
        .add("instruction", instruction(line))
        .add_json("problems", problems + "]")
        .text();
}

Result<Exit> run(const Arguments& arguments, Console& console) {
    const Input input = TRY(open_image(arguments.operands()[0], arguments, console));
    const BaseImage base = TRY(base_of(input, arguments, console));
    const Inspection inspection = inspect_image(input, arguments, console);
    const std::vector<LayerLine> lines = read_lines(inspection);
    if (arguments.flag("json")) {
        for (std::size_t i = 0; i < lines.size(); i++) console.out << json_of(lines[i], i + 1, base) << '\n';
    } else {
        const Width width = arguments.flag("no-trunc") ? Width::full : Width::cut;
        console.out << table_of(lines, base.layers, width);
        if (base.layers > 0) console.out << '\n' << base_text(base) << '\n';
    }
    return Exit::done;
}

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};
constexpr OptionRow options[] = {
    {.name = "no-trunc", .help = "whole digests, media types and instructions"},
    base_row,
};
constexpr FieldRow fields[] = {
    {"layer", "number, from 1"},
    {"in_base", "whether it is the base image's, as far as that is known"},
    {"diff_id", "digest of the unpacked tar as the config states it"},
    {"digest", "digest of the blob as the manifest states it, \"\" where nothing does"},
    {"media_type", "as the manifest states it"},
    {"state", "present, missing, foreign or encrypted"},
    {"compression", "none, gzip, zstd, xz or bzip2, by the blob's first bytes"},
    {"stored_bytes", "size in the archive"},
    {"tar_bytes", "size of the unpacked tar; 0 where its end was not reached"},
    {"file_bytes", "bytes of all its regular files"},
    {"files", "how many entries it has that are no folders"},
    {"added", "files and folders that are new in it"},
    {"changed", "files and folders that it has anew, in content or attributes"},
    {"removed", "files and folders of lower layers that it hides"},
    {"wasted_bytes", "bytes of it that later layers hide"},
    {"created", "time of the step that made it, in RFC 3339"},
    {"created_by", "that step as the history has it, secrets masked"},
    {"instruction", "the same in readable form"},
    {"problems[]", "what is wrong with it, a sentence each"},
};
constexpr Example examples[] = {
    {"strata layers web.tar", "a row for each layer, the bottom one first"},
    {"strata layers --base debian.tar web.tar", "which layers are the base image's, and what both parts come to"},
    {"strata layers --json web.tar", "one JSON object a layer"},
};

} // namespace

constinit const CommandRow layers_command = {
    .name = "layers",
    .summary = "show each layer: sizes, files, changes, waste, the instruction behind it",
    .description =
        "SIZE is what the layer's files take unpacked, STORED what the layer takes in the archive. CHANGES counts "
        "files and folders that the layer added (+), changed (~) and removed (-), against the image below it. WASTED "
        "are bytes of this layer that later layers hide: they are pulled and stored, and no container sees them. "
        "`strata waste` says why. In plain layers only headers are read: a file that is stated again with the same "
        "size counts as changed there, for telling would mean reading it.\n\n"
        "Where it is known where the base image ends, the last rows sum its layers and one's own apart, and a line "
        "says how it is known: by --base, another image of the archive, a label or annotation, a comment of buildah, "
        "or a guess from the history.\n\n"
        "TYPE is what the bytes are; --no-trunc also shows what the manifest says they are.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .json_shape = "an object for each layer, one a line, the bottom one first",
    .fields = fields,
    .run = run,
};

} // namespace strata
