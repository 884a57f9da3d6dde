#include "core/report/docker.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"
#include "shell/format_option.hpp"
#include "shell/layer_sizes.hpp"

#include <algorithm>

namespace strata {
namespace {

constexpr std::pair<std::string_view, std::string_view> headers[] = {
    {"ID", "IMAGE"},  {"CreatedSince", "CREATED"}, {"CreatedAt", "CREATED AT"}, {"CreatedBy", "CREATED BY"},
    {"Size", "SIZE"}, {"Comment", "COMMENT"},
};

Result<Exit> run(const Arguments& arguments, Console& console) {
    const Input input = TRY(open_image(arguments.operands()[0], arguments, console));
    const bool human = arguments.flag("human");
    DockerStyle style;
    style.ids = arguments.flag("no-trunc") ? Ids::whole : Ids::cut;
    style.numbers = human ? Numbers::human : Numbers::exact;
    style.now = console.facts.now;
    std::vector<LayerSize> sizes(input.image().layers.size());
    if (!arguments.flag("quiet")) {
        const SizeEffort effort = arguments.flag("exact-sizes") ? SizeEffort::exact : SizeEffort::cheap;
        sizes = LayerSizes(input, arguments, console, effort).of(input.image());
    }
    std::vector<Value> rows = docker_history(input.image(), sizes, style);
    if (arguments.flag("oldest-first")) std::ranges::reverse(rows);
    if (arguments.flag("quiet")) {
        for (const Value& row : rows) console.out << row.find("ID")->text() << '\n';
        return Exit::done;
    }
    const std::string_view table = human ? "{{.ID}}\t{{.CreatedSince}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}"
                                         : "{{.ID}}\t{{.CreatedAt}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}";
    TRY(write_rows(rows, {table, headers}, arguments, console));
    return Exit::done;
}

constexpr std::string_view formats[] = {"table", "json"};
constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};
constexpr OptionRow options[] = {
    {.name = "format",
     .kind = ValueKind::text,
     .value = "FORMAT",
     .help = "table, json (one object a line), \"table TEMPLATE\", or a Go template over .ID .CreatedSince .CreatedAt "
             ".CreatedBy .Size .Comment",
     .choices = formats},
    {.name = "human",
     .letter = 'H',
     .help = "sizes and times for people; --human=false writes bytes and times",
     .fallback = "true"},
    {.name = "no-trunc", .help = "do not cut ids and instructions"},
    {.name = "quiet", .letter = 'q', .help = "only the ids"},
    {.name = "oldest-first", .help = "begin with the first step"},
    {.name = "exact-sizes", .help = "read as much of the layers as it takes, so that no size is marked with ~"},
};
constexpr FieldRow fields[] = {
    {"Comment", "what the builder noted"},
    {"CreatedAt", "time of the step in RFC 3339"},
    {"CreatedBy", "the instruction; --no-trunc writes all of it"},
    {"CreatedSince", "the same time as an age, 3 weeks ago"},
    {"ID", "the image's id on its last step, <missing> on all others"},
    {"Size", "size of the layer the step made, 0B where it made none"},
};
constexpr Example examples[] = {
    {"strata history web.tar", "how the image was made, newest step first"},
    {"strata history --no-trunc --oldest-first web.tar", "whole instructions, in the order of the Dockerfile"},
    {"strata history --format '{{.Size}}\\t{{.CreatedBy}}' web.tar", "two columns of one's own"},
    {"docker save web | strata history -", "from docker, without a file"},
};

} // namespace

constinit const CommandRow history_command = {
    .name = "history",
    .summary = "show how an image was made, as `docker history` does",
    .description =
        "One row for each step, newest first: the table, JSON lines and template fields of `docker history`. The ids "
        "of the steps before the last are private to the daemon that built the image and are shown as <missing>, as "
        "docker does for every image that it did not build itself. Times are in UTC.\n\n"
        "SIZE is what docker's overlay2 driver counts: the bytes of a layer's files, hard links once, symbolic links "
        "by the length of their target. (The old vfs driver left symbolic links out; docker's containerd store counts "
        "blocks on its own disk instead, which no archive can tell.) A size marked with ~ is that of the layer as it "
        "is stored: finding out the other one would have meant reading more than 4 MiB of tar headers, or unpacking "
        "more than 32 MiB of compressed layers. --exact-sizes does that too.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .json_shape = "an object for each step, one a line, with the keys of `docker history --format json`",
    .fields = fields,
    .shared = shares_choice | shares_limits | shares_json | shares_work,
    .run = run,
};

} // namespace strata
