#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/image/read_file.hpp"
#include "core/tree/follow_path.hpp"
#include "core/tree/timeline.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"
#include "shell/input.hpp"
#include "shell/layer_option.hpp"

#include <string>

namespace strata {
namespace {

/// "layers 2, 5": those that have bytes of their own for a path.
std::string layers_with(const Timeline& timeline, NodeIndex node) {
    std::string list;
    std::size_t count = 0;
    for (const Event& event : timeline.events(node)) {
        if (event.entry == no_entry) continue;
        list += text(count++ == 0 ? "" : ", ", event.layer + 1);
    }
    return count == 0 ? "no layer" : text(count == 1 ? "layer " : "layers ", list);
}

/// The version that layer `layer` itself has.
Result<Place> own_version(const Timeline& timeline, std::uint32_t layer, std::string_view path, const Limits& limits) {
    NodeIndex node = timeline.find(path);
    if (node == no_node) node = TRY(follow_path(timeline, layer, path, limits));
    const Event* event = timeline.event_of(node, layer);
    if (event == nullptr || event->entry == no_entry)
        return fail(text("layer ", layer + 1, event == nullptr ? " does nothing to " : " removes ", quote(path), "; ",
                         layers_with(timeline, node), " has it"));
    const Place place{.layer = layer, .entry = event->entry};
    if (timeline.entry(timeline.described(place)).type != FileType::symbolic_link) return place;
    return timeline.at(TRY(follow_path(timeline, layer, path, limits)), layer);
}

Result<Place> final_version(const Timeline& timeline, std::string_view path, const Limits& limits) {
    const auto node = follow_path(timeline, timeline.top(), path, limits);
    if (node) return timeline.final(*node);
    const NodeIndex gone = timeline.find(path);
    if (gone == no_node || timeline.final(gone) || timeline.events(gone).empty()) return std::unexpected(node.error());
    return fail(text(node.error().message, " any more; with --layer N, ", layers_with(timeline, gone), " has it"));
}

Result<void> write_bytes(Reader& file, std::ostream& out) {
    for (auto bytes = TRY(file.next()); !bytes.empty(); bytes = TRY(file.next())) {
        out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        if (!out) return fail("standard output takes no more bytes");
    }
    return {};
}

Result<Exit> run(const Arguments& arguments, Console& console) {
    const Input input = TRY(open_image(arguments.operands()[0], arguments, console));
    if (!input.archive) return fail(text(input.name, ": a snapshot has no files' bytes"));
    const std::string& path = arguments.operands()[1];
    const auto layer = TRY_WITHIN(input.name, layer_option(arguments, input.image()));
    const Inspection inspection =
        inspect_image(input, arguments, console, {.hashing = Hashing::none, .restarts = Restarts::kept});
    const Timeline timeline(inspection);
    const Place found = TRY_WITHIN(input.name, layer ? own_version(timeline, *layer, path, arguments.limits())
                                                     : final_version(timeline, path, arguments.limits()));
    const Place place = timeline.resolve(found);
    if (!place) return fail(text(input.name, ": ", quote(path), " is a hard link to nowhere"));
    if (timeline.entry(place).type == FileType::directory)
        return fail(text(input.name, ": ", quote(path), " is a folder"));
    const auto file = TRY_WITHIN(input.name, open_file(*input.archive, inspection, place, arguments.limits()));
    TRY_WITHIN(text(input.name, ": ", quote(path)), write_bytes(*file, console.out));
    return console.reported_errors() ? Exit::failed : Exit::done;
}

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one},
                                   {"PATH", "the file, from the top of the image", OperandCount::one}};
constexpr OptionRow options[] = {
    {.name = "layer",
     .kind = ValueKind::text,
     .value = "N",
     .help = "the version of layer N: its number from 1, or the front of its digest"},
};
constexpr Example examples[] = {
    {"strata cat web.tar /etc/os-release", "a file of the finished image"},
    {"strata cat web.tar --layer 3 /root/.netrc", "as layer 3 has it, though a later layer deleted it"},
};

} // namespace

constinit const CommandRow cat_command = {
    .name = "cat",
    .summary = "write the bytes of a file, deleted ones too",
    .description = "Writes the file as a container of the image would read it, through symbolic links inside the image "
                   "and hard links.\n\n"
                   "With --layer N it writes the version that layer N itself has, whether or not later layers changed "
                   "or deleted it.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .shared = shares_choice | shares_limits | shares_work,
    .run = run,
};

} // namespace strata
