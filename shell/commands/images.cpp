#include "core/base/text.hpp"
#include "core/report/docker.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"
#include "shell/format_option.hpp"
#include "shell/image_filter.hpp"
#include "shell/layer_sizes.hpp"

#include <algorithm>

namespace strata {
namespace {

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
    {"Platform", "PLATFORM"},
    {"Archive", "ARCHIVE"},
    {"Number", "N"},
    {"Available", "AVAILABLE"},
};

/// An image with those of its names that the filter takes.
struct ListedImage {
    ImageRecord image;
    ArchiveKind kind = ArchiveKind::docker_archive;
    std::string archive;
    std::size_t number = 0; ///< in its archive, from 1
    LayerSize size;
};
struct Listed {
    std::vector<ListedImage> images;
    std::size_t most_in_one_archive = 0;
};

/// docker's columns, the platform, and what tells rows apart where that is needed.
std::string columns(const Arguments& arguments, const Listed& listed) {
    return text(arguments.operands().size() > 1 ? "{{.Archive}}\t" : "",
                listed.most_in_one_archive > 1 ? "{{.Number}}\t" : "", "{{.Repository}}\t{{.Tag}}\t",
                arguments.flag("digests") ? "{{.Digest}}\t" : "",
                "{{.ID}}\t{{.Platform}}\t{{.CreatedSince}}\t{{.Size}}");
}

void list_one(const Input& input, const Arguments& arguments, Console& console, const ImageFilter& filter,
              Listed& listed) {
    const bool wants_sizes = !arguments.flag("quiet");
    const SizeEffort effort = arguments.flag("exact-sizes") ? SizeEffort::exact : SizeEffort::cheap;
    LayerSizes sizes(input, arguments, console, effort);
    listed.most_in_one_archive = std::max(listed.most_in_one_archive, input.listing.images.size());
    for (std::size_t index = 0; index < input.listing.images.size(); ++index) {
        ImageRecord image = input.listing.images[index];
        console.report(input.name, image.problems);
        if (!filter.takes(image)) continue;
        std::erase_if(image.names, [&](const Reference& name) { return !filter.takes(name); });
        const LayerSize size = wants_sizes ? sum_of(sizes.of(image)) : LayerSize{};
        listed.images.push_back({std::move(image), input.listing.kind, input.name, index + 1, size});
    }
}

Result<Exit> run(const Arguments& arguments, Console& console) {
    ImageFilter filter = TRY(ImageFilter::parse(arguments.values("filter")));
    std::vector<Input> inputs;
    Exit exit = Exit::done;
    for (const std::string& word : arguments.operands()) {
        auto input = open_input(word, arguments, console);
        if (input) {
            inputs.push_back(*std::move(input));
            continue;
        }
        console.complain(input.error().message); // the others are listed all the same
        exit = Exit::failed;
    }
    if (inputs.empty()) return exit;
    TRY(filter.prepare(inputs));
    Listed listed;
    for (const Input& input : inputs) list_one(input, arguments, console, filter, listed);
    if (listed.images.empty() && exit == Exit::failed) return exit;
    DockerStyle style;
    style.ids = arguments.flag("no-trunc") ? Ids::whole : Ids::cut;
    style.now = console.facts.now;
    const RowSource rows = [&](const RowSink& sink) -> Result<> {
        for (const auto& [image, kind, archive, number, size] : listed.images)
            for (const Reference& name : listed_names(image))
                TRY(sink(docker_image_row({&image, kind, archive, number, size}, name, style)));
        return {};
    };
    if (arguments.flag("quiet")) {
        const RowSink write_id = [&](const Value& row) -> Result<> {
            console.out << row.find("ID")->text() << '\n';
            return {};
        };
        TRY(rows(write_id));
        return exit;
    }
    const std::string table = columns(arguments, listed);
    TRY(write_rows(rows, {table, headers}, arguments, console));
    return exit;
}

constexpr std::string_view formats[] = {"table", "json"};
constexpr std::string_view filters[] = {"reference=", "before=", "since=", "dangling=true", "label="};
constexpr OperandRow operands[] = {{"IMAGE", "one or more archives", OperandCount::one_or_more}};
constexpr OptionRow options[] = {
    {.name = "filter",
     .letter = 'f',
     .kind = ValueKind::text,
     .value = "NAME=VALUE",
     .help = "only images that fit: reference=PATTERN, before=IMAGE, since=IMAGE, dangling=true|false, "
             "label=KEY[=VALUE]",
     .choices = filters,
     .repeat = Repeat::collected},
    {.name = "format",
     .kind = ValueKind::text,
     .value = "FORMAT",
     .help = "table, json (one object a line), \"table TEMPLATE\", or a Go template over .ID .Repository .Tag .Digest "
             ".CreatedSince .CreatedAt .Size .Platform .Archive .Number .Available",
     .choices = formats},
    {.name = "no-trunc", .help = "do not cut ids"},
    {.name = "digests", .help = "show digests"},
    {.name = "quiet", .letter = 'q', .help = "only the ids"},
    {.name = "exact-sizes", .help = "read as much of the layers as it takes, so that no size is marked with ~"},
};
constexpr FieldRow fields[] = {
    {"Archive", "the archive, as it was named"},
    {"Available", "false for an image that an index lists and the archive does not hold"},
    {"Containers", "N/A: only a daemon knows"},
    {"CreatedAt", "when the image was made, 2026-11-02 14:03:00 +0000 UTC"},
    {"CreatedSince", "the same as an age, 3 weeks ago"},
    {"Digest", "by which a registry would know the image, or <none>"},
    {"ID", "digest of the config; --no-trunc writes all of it"},
    {"Number", "the number that --image takes"},
    {"Platform", "os/architecture, with the variant where there is one"},
    {"Repository", "name without tag, or <none>"},
    {"SharedSize", "N/A: only a daemon knows"},
    {"Size", "size of all layers, 11.4MB"},
    {"Tag", "tag of the name, or <none>"},
    {"UniqueSize", "N/A: only a daemon knows"},
};
constexpr Example examples[] = {
    {"strata images web.tar", "what `docker image ls` would show after `docker load`"},
    {"strata images --filter reference='*/web' *.tar", "one repository in several archives"},
    {"strata images --format '{{.Repository}}:{{.Tag}} {{.Platform}}' web.tar", "names and platforms"},
    {"strata images --json web.tar | jq -r .ID", "for programs"},
};

} // namespace

constinit const CommandRow images_command = {
    .name = "images",
    .summary = "list the images in archives, as `docker image ls` does",
    .description =
        "One row for each name of each image, in the order of the archive; images without a name have one row. Where "
        "an archive holds several, N is the number that --image takes. Platforms whose images an index lists but the "
        "archive does not hold are shown with the size N/A.\n\n"
        "IMAGE ID is the digest of the config, as in docker's classic store; DIGEST is that by which a registry would "
        "know the image. Sizes are counted as `strata history` counts them, and marked with ~ where layers count as "
        "they are stored. JSON has the keys of `docker image ls --format json` and four more: Archive, Number, "
        "Platform, Available.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .json_shape = "an object for each row, one a line, with the keys of `docker image ls --format json` and four more",
    .fields = fields,
    .shared = shares_limits | shares_json | shares_work,
    .run = run,
};

} // namespace strata
