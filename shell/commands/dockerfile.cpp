#include "core/insight/dockerfile.hpp"

#include "core/insight/without_secrets.hpp"
#include "core/report/dockerfile_text.hpp"
#include "core/report/json_object.hpp"
#include "shell/arguments.hpp"
#include "shell/base_option.hpp"
#include "shell/console.hpp"
#include "shell/input.hpp"

namespace strata {
namespace {

std::string json_of(const DockerfileLine& line, const std::vector<LayerFigures>& figures) {
    const bool has_layer = line.layer < figures.size();
    const LayerFigures known = has_layer ? figures[line.layer] : LayerFigures{};
    std::string notes = "[";
    for (const std::string& note : line.notes) notes.append(notes.size() > 1 ? "," : "").append(json_quote(note));
    const std::uint64_t lost = known.wasted + known.needless;
    JsonObject json;
    json.add("instruction", line.text.substr(0, line.text.find_first_of(" \n"))).add("text", line.text);
    json.add_json("notes", notes + "]").add("in_base", line.in_base);
    json.add_json("step", line.row == no_index ? "null" : std::to_string(line.row + 1));
    json.add_json("layer", has_layer ? std::to_string(line.layer + 1) : "null");
    json.add("bytes", known.bytes).add("stored_bytes", known.stored).add("wasted_bytes", known.wasted);
    json.add("needless_bytes", known.needless);
    if (known.bytes == 0) return json.add_json("efficiency", "null").text();
    return json.add("efficiency", 1 - double(lost) / double(known.bytes)).text();
}

Result<Exit> run(const Arguments& arguments, Console& console) {
    const Input input = TRY(open_image(arguments.operands()[0], arguments, console));
    const BaseImage base = TRY(base_of(input, arguments, console));
    Inspection read = inspect_image(input, arguments, console);
    const auto [inspection, timeline] = TRY(settle(input, std::move(read), arguments, console, Settling::waste));
    const std::vector<LayerFigures> figures = layer_figures(inspection, find_waste(timeline));
    const BaseSteps steps = arguments.flag("base-steps") ? BaseSteps::shown : BaseSteps::hidden;
    const ImageRecord shown = without_secrets(inspection).image;
    const Dockerfile dockerfile = reconstruct_dockerfile(shown, inspection.layers, base, steps);
    if (arguments.flag("json"))
        for (const DockerfileLine& line : dockerfile.lines) console.out << json_of(line, figures) << '\n';
    else
        console.out << dockerfile_text(dockerfile, shown, figures);
    return Exit::done;
}

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};
constexpr OptionRow options[] = {
    {.name = "base-steps", .help = "show the base image's own steps too, as a first stage"},
    base_row,
};
constexpr FieldRow fields[] = {
    {"instruction", "its first word: FROM, RUN, COPY…; empty where the step is no instruction"},
    {"text", "the whole instruction, on several lines where it needs them"},
    {"notes[]", "what is not known of it, a sentence each"},
    {"in_base", "whether it is of the base image's own Dockerfile"},
    {"step", "row of the history, from 1; null for FROM, and for layers and settings that no row tells of"},
    {"layer", "the layer that it made, from 1; null for none"},
    {"bytes", "of that layer's files"},
    {"stored_bytes", "of that layer in the archive"},
    {"wasted_bytes", "bytes of it that later layers hide"},
    {"needless_bytes", "bytes of it that are shown and needless: caches, logs, version control, duplicates"},
    {"efficiency", "0 to 1: the share that is neither; null without bytes"},
};
constexpr Example examples[] = {
    {"strata dockerfile web.tar > Dockerfile", "a Dockerfile that could have made the image"},
    {"strata dockerfile --base-steps web.tar", "the base image's steps in a stage of their own in front of it"},
    {"strata dockerfile --json web.tar | jq -r 'select(.layer) | [.bytes, .text] | @tsv'", "what each line weighs"},
};

} // namespace

constinit const CommandRow dockerfile_command = {
    .name = "dockerfile",
    .summary = "put together a Dockerfile from the history of an image",
    .description =
        "A valid Dockerfile with the instructions of the image's history, as docker's classic builder, BuildKit, "
        "buildah and podman, kaniko and the builders of Windows images write them. Comments above each line tell of "
        "its layer: its size, its size in the archive, and how much of it the finished image needs.\n\n"
        "What an image does not record is said in comments too: the stages of a build, options such as RUN --mount "
        "and COPY --from, the build context. docker's classic builder records hashes in place of the files that were "
        "copied; names are then taken from what the layer holds. Where a rule of `strata help rules` finds a secret "
        "there is … in its place, here as in reports; `strata history --no-trunc` shows the steps as they are stored. "
        "Where RUN holds runs of blanks the author's lines ended; they are broken there again, and a command of "
        "several lines is a heredoc. Settings that the configuration records and no step of the history tells of "
        "(those of docker commit --change, buildah config and Jib are such) stand at the end.\n\n"
        "FROM names the base image where labels, annotations, comments of buildah, another image of the archive or "
        "--base do, or where its steps tell which official image it is. Where nothing does its steps stand in a stage "
        "of their own.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .json_shape = "an object for each line, one a line",
    .fields = fields,
    .run = run,
};

} // namespace strata
