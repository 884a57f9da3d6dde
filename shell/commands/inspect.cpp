#include "core/base/text.hpp"
#include "core/report/docker.hpp"
#include "core/report/json.hpp"
#include "core/report/template.hpp"
#include "shell/arguments.hpp"
#include "shell/commands/inspect_fields.hpp"
#include "shell/console.hpp"
#include "shell/format_option.hpp"
#include "shell/layer_sizes.hpp"

namespace strata {
namespace {

Result<Value> inspect_one(std::string_view word, const Arguments& arguments, Console& console) {
    const Input input = TRY(open_image(word, arguments, console));
    const SizeEffort effort = arguments.flag("exact-sizes") ? SizeEffort::exact : SizeEffort::cheap;
    const std::vector<LayerSize> sizes = LayerSizes(input, arguments, console, effort).of(input.image());
    const LayerSize size = sum_of(sizes);
    if (!size.exact)
        console.report(input.name, Problem{Severity::note, "Size counts some layers as they are stored; --exact-sizes "
                                                           "tells their unpacked size"});
    return docker_inspect(input.image(), input.listing.kind, size.bytes);
}

Result<Exit> run(const Arguments& arguments, Console& console) {
    Template parsed;
    const auto format = arguments.value("format");
    const bool as_json = !format || *format == "json" || arguments.flag("json");
    if (!as_json) parsed = TRY_WITHIN("--format", parse_template(*format));
    ValueList all;
    Exit exit = Exit::done;
    for (const std::string& word : arguments.operands()) {
        auto one = inspect_one(word, arguments, console);
        if (!one) { // the others are shown all the same
            console.complain(one.error().message);
            exit = Exit::failed;
        } else if (as_json) {
            all.push_back(*std::move(one));
        } else {
            console.out << for_terminal(TRY_WITHIN("--format", parsed.run(*one)), console) << '\n';
        }
    }
    if (as_json && format && !arguments.flag("json")) // docker's --format json: an object a line
        for (const Value& one : all) console.out << json_line(one) << '\n';
    else if (as_json && !(all.empty() && exit == Exit::failed))
        console.out << json_indented(Value::list(std::move(all))) << '\n';
    return exit;
}

constexpr std::string_view formats[] = {"json"};
constexpr OperandRow operands[] = {{"IMAGE", "one or more images", OperandCount::one_or_more}};
constexpr OptionRow options[] = {
    {.name = "format",
     .letter = 'f',
     .kind = ValueKind::text,
     .value = "FORMAT",
     .help = "json (one object a line), or a Go template with docker's functions: json, join, split, title, lower, "
             "upper, pad, truncate",
     .choices = formats},
    {.name = "exact-sizes", .help = "read as much of the layers as it takes to tell Size"},
};
constexpr Example examples[] = {
    {"strata inspect web.tar", "all of it, as JSON"},
    {"strata inspect -f '{{json .Config}}' web.tar", "one part as JSON"},
    {"strata inspect -f '{{range .RootFS.Layers}}{{println .}}{{end}}' web.tar", "the layers, one a line"},
    {"strata inspect -f '{{index .Config.Labels \"org.opencontainers.image.source\"}}' web.tar", "one label"},
};

} // namespace

constinit const CommandRow inspect_command = {
    .name = "inspect",
    .summary = "write what `docker image inspect` says, as JSON or through a template",
    .description =
        "The keys, and their order, are those of docker 26. Id is the digest of the image's config, as docker's "
        "classic store has it; its containerd store takes the digest of the manifest instead, which RepoDigests "
        "shows. What only a daemon knows is empty: Parent, GraphDriver, Metadata.\n\n"
        "Size is counted as `strata history` counts it. Where that would take long, layers count as they are stored, "
        "and a note says so; --exact-sizes reads what it takes.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .json_shape = "a list with an object for each image",
    .fields = inspect_fields,
    .shared = shares_choice | shares_limits | shares_json | shares_work,
    .run = run,
};

} // namespace strata
