#include "core/base/format.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/tree/file_filter.hpp"
#include "core/tree/follow_path.hpp"
#include "shell/arguments.hpp"
#include "shell/choose_layer.hpp"
#include "shell/console.hpp"
#include "shell/file_rows.hpp"
#include "shell/input.hpp"
#include "shell/limit_option.hpp"

namespace strata {
namespace {

Result<FileFilter> read_filter(const Arguments& arguments) {
    FileFilter filter;
    for (const std::string& pattern : arguments.values("glob"))
        filter.globs.push_back(TRY_WITHIN("--glob", Glob::parse(pattern)));
    if (const auto pattern = arguments.value("regex")) filter.regex = TRY_WITHIN("--regex", Regex::parse(*pattern));
    if (const auto size = arguments.value("larger-than"))
        filter.larger_than = TRY_WITHIN("--larger-than", parse_size(*size));
    filter.changed_only = arguments.flag("changed");
    return filter;
}

/// --layer: what that layer did. --changed: what all layers above the bottom one did. Else the image, marked against
/// the bottom layer.
Result<Look> read_look(const Arguments& arguments, const Inspection& inspection) {
    const auto count = static_cast<std::uint32_t>(inspection.layers.size());
    Look look{.first = count > 1 ? 1U : 0U, .last = count == 0 ? 0 : count - 1};
    if (arguments.value("layer") && arguments.value("up-to"))
        return fail("--layer and --up-to can't be given together: one layer alone, or the image up to one");
    if (const auto layer = arguments.value("layer")) {
        look.first = look.last = TRY_WITHIN("--layer", choose_layer(inspection.image, *layer));
        look.shows = Look::Shows::layers;
    } else if (const auto last = arguments.value("up-to")) {
        look.last = TRY_WITHIN("--up-to", choose_layer(inspection.image, *last));
        look.first = std::min(look.first, look.last);
    }
    if (arguments.flag("changed")) look.shows = Look::Shows::layers;
    return look;
}

RowFormat read_format(const Arguments& arguments) {
    if (arguments.flag("json")) return RowFormat::json;
    if (arguments.flag("long")) return RowFormat::details;
    return arguments.flag("list") ? RowFormat::paths : RowFormat::tree;
}

SortBy read_sort(const Arguments& arguments) {
    const std::string_view sort = arguments.value("sort").value_or("name");
    return sort == "size" ? SortBy::size : sort == "time" ? SortBy::time : SortBy::name;
}

/// The node that is asked for: by its own path, which layers may have removed, or through linked folders. A link at the
/// end is listed itself, unless a slash stands behind it. no_node where the look shows nothing there.
NodeIndex find_shown(const Timeline& timeline, const Overlay& overlay, std::string_view path, const Limits& limits) {
    const auto shown = [&](NodeIndex node) { return node != no_node && overlay.shows(node); };
    const NodeIndex own = timeline.find(path);
    if (shown(own) && !path.ends_with('/')) return own;
    const NodeIndex led_to = follow_path(timeline, overlay.look().last, path, limits, LastLink::kept).value_or(no_node);
    return shown(led_to) ? led_to : shown(own) ? own : no_node;
}

Result<Exit> run(const Arguments& arguments, Console& console) {
    const FileFilter filter = TRY(read_filter(arguments));
    const Input input = TRY(open_image(arguments.operands()[0], arguments, console));
    const Inspection inspection = inspect_image(input, arguments, console);
    const Look look = TRY(read_look(arguments, inspection));
    const Timeline timeline(inspection);
    const Overlay overlay(timeline, look);
    const std::string_view path = arguments.operands().size() > 1 ? std::string_view(arguments.operands()[1]) : "/";
    RowOptions options{.top = find_shown(timeline, overlay, path, arguments.limits()), .sort = read_sort(arguments)};
    if (options.top == no_node) return fail(text(input.name, ": there is no ", quote(path), " in what was asked for"));
    if (const auto depth = arguments.number("depth"))
        options.depth = static_cast<std::uint32_t>(std::min<std::uint64_t>(*depth, 0xffffffff));
    options.wanted = wanted_by(filter, timeline, overlay);
    // Lists answer with what was asked for and not with the folders on the way there.
    const RowFormat format = read_format(arguments);
    write_rows({timeline, overlay, options, format == RowFormat::tree ? nullptr : &filter}, format, console);
    return Exit::done;
}

constexpr OperandRow operands[] = {
    {"IMAGE", "the image", OperandCount::one},
    {"PATH", "a file or folder in it; the whole image without", OperandCount::optional},
};
constexpr std::string_view sort_choices[] = {"name", "size", "time"};
constexpr OptionRow options[] = {
    {.name = "long", .letter = 'l', .help = "a line for each file as `ls -l` writes it"},
    {.name = "list", .help = "paths alone, one a line, with \"- \" in front of what was removed"},
    {.name = "layer",
     .kind = ValueKind::text,
     .value = "N",
     .help = "only what layer N did: its number from 1, or the front of its digest"},
    {.name = "up-to", .kind = ValueKind::text, .value = "N", .help = "the image as it was after layer N"},
    {.name = "changed", .help = "only what layers above the bottom one added, changed or removed"},
    {.name = "sort",
     .kind = ValueKind::choice,
     .value = "BY",
     .help = "name, size (largest first) or time (newest first)",
     .fallback = "name",
     .choices = sort_choices},
    {.name = "depth", .kind = ValueKind::number, .value = "N", .help = "only N levels of folders"},
    {.name = "glob",
     .kind = ValueKind::text,
     .value = "PATTERN",
     .help = "only paths that match, \"*.so\" or \"/usr/**/*.py\"; several may be given",
     .repeat = Repeat::collected},
    {.name = "regex",
     .kind = ValueKind::text,
     .value = "REGEX",
     .help = "only paths in which this regular expression (RE2) is found"},
    {.name = "larger-than",
     .kind = ValueKind::text,
     .value = "SIZE",
     .help = "only files of more than SIZE bytes; 10MB, 1GiB"},
};
constexpr FieldRow fields[] = {
    {"path", "the path, from / on"},
    {"path_hex", "the same bytes in hex, only where the path is not UTF-8"},
    {"type", "file, hard_link, symlink, folder, character_device, block_device or fifo"},
    {"size", "bytes of the file; of a folder, those of all files below it"},
    {"mode", "permission bits, four octal digits"},
    {"uid", "number of the owner"},
    {"gid", "number of the group"},
    {"mtime", "seconds since 1970"},
    {"link", "target of a link, only on links"},
    {"device", "numbers of a device, 8:0, only on devices"},
    {"xattrs.*", "extended attributes, only where there are any; capabilities in the words of getcap, what is no UTF-8 "
                 "in hex behind 0x"},
    {"layer", "the layer the entry is from, from 1"},
    {"change", "added, changed, removed or same"},
};
constexpr Example examples[] = {
    {"strata files web.tar --depth 2", "the image's upper folders, each with the size of all it holds"},
    {"strata files web.tar /etc -l", "the content of /etc as ls shows it"},
    {"strata files web.tar --layer 3", "what layer 3 added (+), changed (~) and removed (-)"},
    {"strata files web.tar --glob '*.so' --sort size --list", "shared libraries, the largest first in each folder"},
};

} // namespace

constinit const CommandRow files_command = {
    .name = "files",
    .summary = "list the files of the image or of one layer, with what changed",
    .description =
        "A tree with sizes; a folder's size is that of all files below it, a file with several hard links counted "
        "once, in the folder of its first name. Marks say what happened above the bottom layer, or in the layer asked "
        "for: + added, ~ changed, - removed. In plain layers only headers are read: a file that is stated again with "
        "the same size counts as changed there, for telling would mean reading it.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .json_shape = "an object for each file and folder, one a line",
    .fields = fields,
    .run = run,
};

} // namespace strata
