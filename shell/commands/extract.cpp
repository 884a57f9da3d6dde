#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/tree/follow_path.hpp"
#include "core/tree/timeline.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"
#include "shell/extraction.hpp"
#include "shell/input.hpp"
#include "shell/layer_option.hpp"

#include <string>
#include <unistd.h>
#include <vector>

namespace strata {
namespace {

Result<Extent> read_extent(const Arguments& arguments, const ImageRecord& image) {
    const auto layer = TRY(layer_option(arguments, image, "layer"));
    const auto up_to = TRY(layer_option(arguments, image, "up-to"));
    if (layer && up_to)
        return fail("--layer and --up-to can't be given together: one layer alone, or the image up to one");
    if (layer) return Extent{Extent::Of::layer, *layer};
    const auto count = static_cast<std::uint32_t>(image.layers.size());
    return Extent{Extent::Of::image, up_to.value_or(count == 0 ? 0 : count - 1)};
}

/// The nodes that are asked for: by their own path, or through linked folders. A link at the end is written itself.
Result<std::vector<NodeIndex>> read_paths(std::span<const std::string> paths, const Timeline& timeline,
                                          const Extent& extent, const Limits& limits) {
    std::vector<NodeIndex> chosen;
    for (const std::string& path : paths) {
        NodeIndex node = timeline.find(path);
        if (node == no_node || !timeline.at(node, extent.layer))
            node = TRY(follow_path(timeline, extent.layer, path, limits, LastLink::kept));
        chosen.push_back(node);
    }
    if (chosen.empty()) chosen.push_back(root_node);
    return chosen;
}

Result<Exit> run(const Arguments& arguments, Console& console) {
    const auto folder = arguments.value("output");
    if (!folder) return fail("extract: say where to with -o DIR");
    const bool of_image = arguments.flag("owner");
    if (of_image && geteuid() != 0) return fail("--owner: only root can give files away");
    const Existing existing = arguments.flag("force")   ? Existing::replaced
                              : arguments.flag("merge") ? Existing::kept
                                                        : Existing::refused;
    const Input input = TRY(open_image(arguments.operands()[0], arguments, console));
    if (!input.archive) return fail(text(input.name, ": a snapshot has no files' bytes"));
    const Extent extent = TRY_WITHIN(input.name, read_extent(arguments, input.image()));
    const Inspection inspection =
        inspect_image(input, arguments, console, {.hashing = Hashing::none, .restarts = Restarts::kept});
    const Timeline timeline(inspection);
    const auto paths = arguments.operands().subspan(1);
    const auto chosen = TRY_WITHIN(input.name, read_paths(paths, timeline, extent, arguments.limits()));
    Extraction extraction(*input.archive, inspection, timeline, extent, of_image ? Owners::of_image : Owners::ours,
                          TRY(TreeWriter::make(std::filesystem::path(*folder), existing)), input.name, console);
    for (const NodeIndex node : chosen) extraction.choose(node);
    ProgressBar bar(console, text("writing ", *folder));
    TRY_WITHIN(*folder, extraction.write(arguments.limits(), bar.reporter()));
    return Exit::done;
}

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one},
                                   {"PATH", "files and folders to write; all without any", OperandCount::any}};
constexpr OptionRow options[] = {
    {.name = "output", .letter = 'o', .kind = ValueKind::path, .value = "DIR", .help = "the folder to write into"},
    {.name = "merge", .help = "DIR may hold files already: add to its folders, but replace no file"},
    {.name = "force", .help = "DIR may hold files already: files that are in the way are replaced"},
    {.name = "up-to", .kind = ValueKind::text, .value = "N", .help = "the image as it was after layer N"},
    {.name = "layer",
     .kind = ValueKind::text,
     .value = "N",
     .help = "only what layer N itself holds: its number from 1, or the front of its digest"},
    {.name = "owner", .help = "owners, setuid, setgid and all extended attributes as in the image (root only)"},
};
constexpr Example examples[] = {
    {"strata extract web.tar -o rootfs", "the whole tree of the finished image"},
    {"strata extract web.tar /etc /usr/bin/env -o out", "parts of it, at their places below out"},
    {"strata extract web.tar /srv --up-to 3 -o before", "as it was after layer 3"},
    {"strata extract web.tar --layer 3 -o added", "what layer 3 added and changed"},
};

} // namespace

constinit const CommandRow extract_command = {
    .name = "extract",
    .summary = "write the files of the image into a folder",
    .description =
        "Writes the tree of the finished image, or the parts that are named, below DIR, with modes, times, symbolic "
        "and hard links, holes and user.* attributes. DIR is made where it is missing; it must be empty unless --merge "
        "or --force says what happens to files that are there. Nothing is ever written outside DIR: no symbolic link "
        "is followed while writing, neither the image's nor one that lies in DIR already.\n\n"
        "Files belong to you, and setuid and setgid are left out, as `docker cp` does it. With --owner, root gets "
        "owners, these bits, capabilities and all other extended attributes but SELinux' labels. Devices are made by "
        "root alone.\n\n"
        "Exit status 2 means that something could not be written; each such file is named, and the others are there.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .shared = shares_choice | shares_limits | shares_work,
    .run = run,
};

} // namespace strata
