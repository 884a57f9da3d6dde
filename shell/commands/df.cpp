#include "core/base/text.hpp"
#include "core/insight/secret_scanner.hpp"
#include "core/insight/shared_layers.hpp"
#include "core/report/docker.hpp"
#include "core/report/instruction.hpp"
#include "core/report/text.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"
#include "shell/format_option.hpp"
#include "shell/layer_sizes.hpp"

#include <algorithm>
#include <deque>

namespace strata {
namespace {

constexpr std::size_t instruction_width = 60;

constexpr std::pair<std::string_view, std::string_view> headers[] = {
    {"ID", "IMAGE ID"},
    {"Repository", "REPOSITORY"},
    {"Tag", "TAG"},
    {"Digest", "DIGEST"},
    {"CreatedSince", "CREATED"},
    {"CreatedAt", "CREATED AT"},
    {"Size", "SIZE"},
    {"Containers", "CONTAINERS"},
    {"SharedSize", "SHARED SIZE"},
    {"UniqueSize", "UNIQUE SIZE"},
    {"Pull", "PULL"},
    {"Stored", "STORED"},
    {"Platform", "PLATFORM"},
    {"Archive", "ARCHIVE"},
    {"Number", "N"},
    {"Row", "#"},
    {"Available", "AVAILABLE"},
    {"SizeBytes", "SIZE"},
    {"SharedBytes", "SHARED SIZE"},
    {"UniqueBytes", "UNIQUE SIZE"},
    {"PullBytes", "PULL"},
    {"StoredBytes", "STORED"},
};

constexpr std::pair<std::string_view, std::string_view> layer_headers[] = {
    {"Layer", "LAYER"},   {"DiffID", "DIFF ID"},        {"Size", "SIZE"},     {"SizeBytes", "SIZE"},
    {"Stored", "STORED"}, {"StoredBytes", "STORED"},    {"Images", "IMAGES"}, {"Rows", "IN"},
    {"Count", "COUNT"},   {"CreatedBy", "INSTRUCTION"},
};

/// One image of one archive.
struct Found {
    ImageRecord image;
    ArchiveKind kind = ArchiveKind::docker_archive;
    std::string archive;
    std::size_t number = 0; ///< in its archive, from 1
    std::size_t in_archive = 1;
    std::vector<LayerSize> sizes;
};

Result<> find_images(std::string_view word, const Arguments& arguments, Console& console, std::deque<Found>& found) {
    Input input = TRY(open_input(word, arguments, console));
    const SizeEffort effort = arguments.flag("exact-sizes") ? SizeEffort::exact : SizeEffort::cheap;
    LayerSizes sizes(input, arguments, console, effort);
    for (std::size_t index = 0; index < input.listing.images.size(); ++index) {
        ImageRecord& image = input.listing.images[index];
        console.report(input.name, image.problems);
        if (!image.available) continue;
        std::vector<LayerSize> weighed = sizes.of(image);
        found.push_back({.image = std::move(image),
                         .kind = input.listing.kind,
                         .archive = input.name,
                         .number = index + 1,
                         .in_archive = input.listing.images.size(),
                         .sizes = std::move(weighed)});
    }
    return {};
}

SharedLayers share(const std::deque<Found>& found) {
    std::vector<WeighedImage> weighed;
    for (const Found& each : found) weighed.push_back({&each.image, each.sizes});
    return share_layers(weighed);
}

Value integer(std::uint64_t bytes) { return {bytes}; }

/// docker's row of the image by one of its names, with what it shares put in.
Value row_of(const Found& found, const Reference& name, const ImageShare& share, std::size_t row,
             const DockerStyle& style) {
    const bool exact = share.exact;
    const auto shown = [&](std::uint64_t bytes) { return Value(shown_size({bytes, exact}, style.numbers)); };
    const ImageRow image{&found.image, found.kind, found.archive, found.number, {share.size, exact}};
    ValueFields fields = docker_image_row(image, name, style).fields();
    for (auto& [field, value] : fields) {
        if (field == "SharedSize") value = shown(share.shared);
        if (field == "UniqueSize") value = shown(share.unique);
    }
    fields.emplace_back("Pull", shown_size({share.pull, true}, style.numbers));
    fields.emplace_back("Stored", shown_size({share.stored, true}, style.numbers));
    fields.emplace_back("Row", static_cast<std::int64_t>(row));
    fields.emplace_back("SizeBytes", integer(share.size));
    fields.emplace_back("SharedBytes", integer(share.shared));
    fields.emplace_back("UniqueBytes", integer(share.unique));
    fields.emplace_back("PullBytes", integer(share.pull));
    fields.emplace_back("StoredBytes", integer(share.stored));
    return Value::record(std::move(fields));
}

std::string name_of(const Found& found) {
    return found.image.names.empty() ? found.image.config_digest.short_hex() : found.image.names.front().text();
}

/// What the first image that has it says made the layer.
std::string instruction_of(const std::deque<Found>& found, const LayerUse& use) {
    const ImageRecord& image = found[use.images.front()].image;
    for (const LayerRecord& layer : image.layers)
        if (layer.diff_id == use.diff_id && layer.history < image.config.history.size())
            return readable_instruction(secret_scanner().redacted(image.config.history[layer.history].created_by));
    return "";
}

Value layer_row(const std::deque<Found>& found, const LayerUse& use, std::size_t number, const DockerStyle& style) {
    std::vector<std::string> names;
    std::string rows;
    for (const std::uint32_t image : use.images) {
        names.push_back(name_of(found[image]));
        rows += text(rows.empty() ? "" : " ", image + 1);
    }
    std::string instruction = instruction_of(found, use);
    if (style.ids == Ids::cut) instruction = ellipsis(printable(instruction), instruction_width);
    return Value::record({{"Layer", static_cast<std::int64_t>(number)},
                          {"DiffID", style.ids == Ids::cut ? use.diff_id.short_hex() : use.diff_id.text()},
                          {"Size", shown_size(use.size, style.numbers)},
                          {"SizeBytes", integer(use.size.bytes)},
                          {"Stored", shown_size({use.stored, true}, style.numbers)},
                          {"StoredBytes", integer(use.stored)},
                          {"Count", static_cast<std::int64_t>(use.images.size())},
                          {"Rows", std::move(rows)},
                          {"Images", Value::texts(names)},
                          {"CreatedBy", std::move(instruction)}});
}

std::string totals(const SharedLayers& shared, const DockerStyle& style) {
    const auto counted = [](std::size_t count, std::string_view word) {
        return text(count, ' ', word, count == 1 ? "" : "s");
    };
    const std::string blobs = shared.blobs == shared.layers.size() ? "" : text(" in ", counted(shared.blobs, "blob"));
    return text(shown_size(shared.size, style.numbers), " on a disk and ", docker_size(shared.stored),
                " in a registry: ", counted(shared.layers.size(), "layer"), blobs, ", each once\n");
}

std::string columns(const Arguments& arguments, const std::deque<Found>& found) {
    const bool several = std::ranges::any_of(found, [](const Found& each) { return each.in_archive > 1; });
    return text(arguments.flag("layers") ? "{{.Row}}\t" : "", arguments.operands().size() > 1 ? "{{.Archive}}\t" : "",
                several ? "{{.Number}}\t" : "",
                "{{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}\t{{.SharedSize}}\t{{.UniqueSize}}\t{{"
                ".Pull}}");
}

Result<Exit> run(const Arguments& arguments, Console& console) {
    std::deque<Found> found;
    for (const std::string& word : arguments.operands()) TRY(find_images(word, arguments, console, found));
    const SharedLayers shared = share(found);
    DockerStyle style;
    style.ids = arguments.flag("no-trunc") ? Ids::whole : Ids::cut;
    style.now = console.facts.now;
    const bool layers = arguments.flag("layers");
    const bool words = !arguments.flag("json") && !arguments.value("format");
    if (!layers || words) {
        const RowSource rows = [&](const RowSink& sink) -> Result<> {
            for (std::size_t i = 0; i < found.size(); i++)
                for (const Reference& name : listed_names(found[i].image))
                    TRY(sink(row_of(found[i], name, shared.images[i], i + 1, style)));
            return {};
        };
        const std::string table = columns(arguments, found);
        TRY(write_rows(rows, {table, headers}, arguments, console));
    }
    if (layers) {
        if (words) console.out << '\n';
        const RowSource rows = [&](const RowSink& sink) -> Result<> {
            std::size_t number = 0;
            for (const LayerUse& use : shared.layers) TRY(sink(layer_row(found, use, ++number, style)));
            return {};
        };
        TRY(write_rows(rows,
                       {"{{.Layer}}\t{{.Size}}\t{{.Stored}}\t{{.DiffID}}\t{{.Rows}}\t{{.CreatedBy}}", layer_headers},
                       arguments, console));
    }
    if (words) console.out << '\n' << totals(shared, style);
    return Exit::done;
}

constexpr std::string_view formats[] = {"table", "json"};
constexpr OperandRow operands[] = {{"IMAGE", "one or more archives", OperandCount::one_or_more}};
constexpr OptionRow options[] = {
    {.name = "layers", .help = "a table of the layers too: what each weighs and which images have it"},
    {.name = "format",
     .kind = ValueKind::text,
     .value = "FORMAT",
     .help =
         "table, json (one object a line), \"table TEMPLATE\", or a Go template over the fields below; with --layers "
         "over those of the layers",
     .choices = formats},
    {.name = "no-trunc", .help = "do not cut ids and instructions"},
    {.name = "exact-sizes", .help = "read as much of the layers as it takes, so that no size is marked with ~"},
};
constexpr FieldRow fields[] = {
    {"Archive", "the archive as it was named"},
    {"Available", "true: images that are not in the archive are left out"},
    {"Containers", "N/A, as docker says"},
    {"CreatedAt", "time of the image"},
    {"CreatedSince", "the same, as an age"},
    {"Digest", "by which a registry would know the image"},
    {"ID", "digest of the config, 12 digits"},
    {"Number", "the image's number in its archive, from 1: what --image takes"},
    {"Platform", "OS/ARCH"},
    {"Repository", "of the name"},
    {"SharedSize", "of layers that another of the images has too; ~ in front: as they are stored"},
    {"Size", "SharedSize and UniqueSize together; of a layer its own"},
    {"Tag", "of the name"},
    {"UniqueSize", "of layers that no other of the images has"},
    {"Pull", "what a host that has all the others would load"},
    {"Stored", "what a host that has none would load; of a layer what its blobs take, each once"},
    {"Row", "the image's number in this list, from 1"},
    {"SizeBytes", "Size in bytes"},
    {"SharedBytes", "SharedSize in bytes"},
    {"UniqueBytes", "UniqueSize in bytes"},
    {"PullBytes", "Pull in bytes"},
    {"StoredBytes", "Stored in bytes"},
    {"Layer", "of a layer: its number, from 1"},
    {"DiffID", "of a layer: digest of the unpacked tar, 12 digits"},
    {"Count", "of a layer: how many of the images have it"},
    {"Rows", "of a layer: Row of each of them, blanks between"},
    {"Images[]", "of a layer: their names"},
    {"CreatedBy", "of a layer: the instruction that made it"},
};
constexpr Example examples[] = {
    {"strata df web-1.0.tar web-1.1.tar", "what the two share, and what an update would have to pull"},
    {"strata df --layers all.tar", "which layer is in which image of an archive"},
    {"strata df --format '{{.Repository}}:{{.Tag}} {{.PullBytes}}' web-*.tar",
     "what each costs a host that has the others"},
    {"strata df --json web-1.0.tar web-1.1.tar | jq -s 'map(.UniqueBytes) | add'", "for programs"},
};

} // namespace

constinit const CommandRow df_command = {
    .name = "df",
    .summary = "show what images share, as `docker system df -v` does",
    .description =
        "One row for each name of each image of each archive. SIZE is SHARED SIZE and UNIQUE SIZE together: the bytes "
        "of layers that another of the images has too, and of those that none has. As on a docker host, layers are "
        "the same when they and all below them are. PULL is what a host that has all the other images would have to "
        "load: stored bytes of the blobs that it lacks, whatever they stand on. A layer that was compressed in two "
        "ways is two blobs. Layers that an archive holds uncompressed count as they are stored there, where no other "
        "archive has them compressed; a registry would compress them.\n\n"
        "An image that comes twice counts as one. Platforms whose images are not in the archive are left out. Sizes "
        "are counted as `strata history` counts them, and marked with ~ where layers count as they are stored.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .json_shape = "an object for each name of each image, one a line; with --layers one for each layer",
    .fields = fields,
    .shared = shares_limits | shares_json | shares_work,
    .run = run,
};

} // namespace strata
