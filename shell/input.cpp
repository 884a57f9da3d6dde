#include "shell/input.hpp"

#include "core/archive/directory_archive.hpp"
#include "core/base/text.hpp"
#include "core/bytes/file_source.hpp"
#include "core/image/list_images.hpp"
#include "core/image/open_content.hpp"
#include "core/insight/waste.hpp"
#include "shell/jobs.hpp"
#include "shell/standard_input.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <unistd.h>

namespace strata {

namespace {

bool exists(std::string_view path) {
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::path(path), ignored);
}

Input from_snapshot(Inspection inspection, std::string_view word, std::uint64_t bytes) {
    Input input;
    input.name = word;
    inspection.source = word;
    input.listing.source = word;
    input.listing.kind = inspection.kind;
    input.listing.archive_bytes = bytes;
    input.listing.images.push_back(inspection.image);
    input.snapshot = std::move(inspection);
    return input;
}

Result<Input> open_source(std::unique_ptr<Source> source, std::string_view word, const Limits& limits,
                          const Progress& progress) {
    const std::uint64_t bytes = source->size();
    FileContent content = TRY(open_content(std::string(word), std::move(source), limits, progress));
    if (content.snapshot) return from_snapshot(*std::move(content.snapshot), word, bytes);
    Input input;
    input.name = word;
    input.archive = std::move(content.archive);
    return input;
}

Result<Input> open_path(const Operand& operand, std::string_view word, const Arguments& arguments, Console& console) {
    ProgressBar bar(console, text("opening ", word));
    const Progress progress = bar.reporter();
    std::error_code ignored;
    if (operand.path != "-" && std::filesystem::is_directory(operand.path, ignored)) {
        Input input;
        input.name = word;
        input.archive = TRY(open_directory(operand.path, arguments.limits()));
        return input;
    }
    if (operand.path != "-" && access(operand.path.c_str(), R_OK) != 0) return fail(std::strerror(errno));
    auto source =
        operand.path == "-" ? open_standard_input(console.facts.input, progress) : open_file_source(operand.path);
    return open_source(TRY(std::move(source)), word, arguments.limits(), progress);
}

} // namespace

Operand parse_operand(std::string_view word) {
    if (exists(word)) return {std::string(word), ""};
    for (const std::string_view transport : {"docker-archive:", "oci-archive:", "oci:", "dir:"}) {
        if (!word.starts_with(transport)) continue;
        const std::string_view rest = word.substr(transport.size());
        if (transport == "dir:" || exists(rest)) return {std::string(rest), ""};
        const std::size_t colon = rest.find(':');
        if (colon == std::string_view::npos) return {std::string(rest), ""};
        std::string reference(rest.substr(colon + 1));
        if (transport == "docker-archive:" && reference.size() > 1 && reference[0] == '@' && reference.size() < 8 &&
            reference.find_first_not_of("0123456789", 1) == std::string::npos)
            reference = text(std::stoul(reference.substr(1)) + 1);
        return {std::string(rest.substr(0, colon)), std::move(reference)};
    }
    return {std::string(word), ""};
}

Result<Input> open_input(std::string_view word, const Arguments& arguments, Console& console) {
    const Operand operand = parse_operand(word);
    const std::string_view name = operand.path == "-" ? "standard input" : std::string_view(operand.path);
    Input input = TRY_WITHIN(name, open_path(operand, name, arguments, console));
    if (!input.snapshot) input.listing = TRY(list_images(*input.archive, name, arguments.limits()));
    if (input.archive && input.listing.kind == ArchiveKind::root_filesystem) input.archive->forget_members();
    input.reference = operand.reference;
    console.report(input.name, input.listing.problems);
    return input;
}

Result<Input> open_image(std::string_view word, const Arguments& arguments, Console& console, std::string_view option) {
    Input input = TRY(open_input(word, arguments, console));
    ImageChoice choice;
    choice.option = option;
    choice.image = arguments.value(option).value_or(input.reference);
    if (const auto platform = arguments.value("platform"))
        choice.platform = TRY_WITHIN("--platform", parse_platform(*platform));
    input.chosen = TRY_WITHIN(input.name, choose_image(input.listing, choice));
    console.report(input.name, input.image().problems);
    return input;
}

InspectOptions inspect_options(const Arguments& arguments, const Console& console, ProgressBar& bar) {
    InspectOptions options;
    options.layer.limits = arguments.limits();
    options.layer.progress = bar.reporter();
    const std::uint64_t threads = arguments.number("threads").value_or(console.facts.processors);
    options.run = run_on_threads(static_cast<unsigned>(std::min<std::uint64_t>(threads, 256)));
    return options;
}

Inspection inspect_image(const Input& input, const Arguments& arguments, Console& console, const Reading& reading) {
    Inspection inspection;
    if (input.snapshot) {
        inspection = *input.snapshot;
    } else {
        ProgressBar bar(console, text("reading ", input.name));
        InspectOptions options = inspect_options(arguments, console, bar);
        options.layer.hashing = reading.hashing;
        options.layer.examiner = reading.examiner;
        options.layer.checkpoints = reading.restarts == Restarts::kept;
        options.known = reading.known;
        inspection = inspect(*input.archive, input.listing, input.image(), options);
    }
    for (std::size_t index = 0; index < inspection.layers.size(); ++index)
        console.report(text(input.name, ": layer ", index + 1), inspection.layers[index]->problems);
    return inspection;
}

Result<Inspection> hash_places(const Input& input, Inspection inspection, std::span<const Place> places,
                               const Arguments& arguments, Console& console) {
    if (!input.archive || places.empty()) return inspection;
    std::vector<std::size_t> known; // how many problems each layer had
    for (const auto& layer : inspection.layers) known.push_back(layer->problems.size());
    {
        ProgressBar bar(console, text("comparing ", input.name));
        inspection = TRY_WITHIN(input.name, hash_files(*input.archive, std::move(inspection), places,
                                                       inspect_options(arguments, console, bar)));
    }
    for (std::size_t index = 0; index < known.size(); ++index)
        console.report(text(input.name, ": layer ", index + 1),
                       std::span(inspection.layers[index]->problems).subspan(known[index]));
    return inspection;
}

void tell_unexamined(const Input& input, std::uint32_t layers, std::string_view what, Console& console) {
    if (layers == 0) return;
    console.complain(text(input.name, ": ", what, " in ", layers, layers == 1 ? " layer" : " layers", " are not known",
                          input.snapshot ? ": nobody has looked into the files. Take the archive itself, or make the "
                                           "snapshot anew"
                                         : ""));
}

Result<Settled> settle(const Input& input, Inspection inspection, const Arguments& arguments, Console& console,
                       Settling settling) {
    std::vector<Place> unsure;
    {
        Timeline timeline(inspection);
        if (input.archive) unsure = settling == Settling::waste ? waste_wanted(timeline) : timeline.contents_wanted();
        if (unsure.empty()) return Settled{std::move(inspection), std::move(timeline)}; // mostly
    }
    inspection = TRY(hash_places(input, std::move(inspection), unsure, arguments, console));
    Timeline timeline(inspection);
    return Settled{std::move(inspection), std::move(timeline)};
}

} // namespace strata
