#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/image/file_pass.hpp"
#include "core/tree/follow_path.hpp"
#include "core/tree/timeline.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"
#include "shell/input.hpp"
#include "shell/layer_option.hpp"
#include "shell/tree_writer.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <unistd.h>
#include <vector>

namespace strata {
namespace {

/// Deeper folders than any program could open are left out.
constexpr std::size_t deepest = 1000;

enum class Owners : std::uint8_t { ours, of_image };

/// Writes a part of the image up to a layer, node by node, then the bytes of files layer by layer.
class Extraction {
public:
    Extraction(const Input& input, const Inspection& inspection, const Timeline& timeline, std::uint32_t layer,
               Owners owners, TreeWriter writer, Console& console)
        : input_(input),
          inspection_(inspection),
          timeline_(timeline),
          layer_(layer),
          owners_(owners),
          writer_(std::move(writer)),
          console_(console) {}

    /// Plans the node, the folders above it, and all below it.
    void choose(NodeIndex node) {
        std::vector<NodeIndex> above;
        for (NodeIndex at = node; at != root_node;) above.push_back(at = timeline_.parent(at));
        for (auto at = above.rbegin(); at != above.rend(); ++at) plan_folder(*at);
        std::vector<NodeIndex> stack{node};
        while (!stack.empty()) {
            const NodeIndex at = stack.back();
            stack.pop_back();
            const Place place = timeline_.at(at, layer_);
            if (!place) continue;
            if (timeline_.entry(place).type != FileType::directory) {
                plan(at, place);
                continue;
            }
            if (!plan_folder(at)) continue;
            const NodeIndex first = timeline_.first_child(at);
            for (NodeIndex i = timeline_.child_count(at); i-- > 0;) stack.push_back(first + i);
        }
    }

    Result<void> write(const Limits& limits) {
        for (const auto& [place, node] : files_) first_path_.emplace(place, path_of(node));
        for (const NodeIndex node : hard_links_) plan_hard_link(node);
        for (auto& [layer, files] : by_layer()) {
            const auto done = write_files(layer, files, limits);
            if (!done) trouble(text("layer ", layer + 1), done.error());
        }
        for (const auto& [node, existing] : links_)
            attempt(node, writer_.make_hard_link(path_of(node), first_path_.at(existing)));
        for (auto node = folders_.rbegin(); node != folders_.rend(); ++node)
            attempt(*node, writer_.finish_folder(path_of(*node), facts_of(timeline_.at(*node, layer_))));
        return {};
    }

private:
    [[nodiscard]] std::string path_of(NodeIndex node) const { return timeline_.path(node).substr(1); }

    [[nodiscard]] FileAttributes facts_of(Place place) const {
        const Entry& entry = timeline_.entry(place);
        FileAttributes facts{.mode = entry.mode};
        // What runs as its owner must not become ours.
        if (owners_ == Owners::ours) facts.mode &= 0777;
        if (!entry.has(entry_implied)) facts.mtime = {entry.mtime, entry.mtime_nanoseconds};
        const Owner& owner = timeline_.layer(place.layer).tree.owner(entry);
        if (owners_ == Owners::of_image) facts.owner = {owner.uid, owner.gid};
        return facts;
    }

    void trouble(std::string_view where, const Error& error) {
        console_.report(input_.name, Problem{Severity::error, text(where, ": ", error.message)});
    }
    void attempt(NodeIndex node, const Result<void>& done) {
        if (!done) trouble(quote(timeline_.path(node)), done.error());
    }

    /// Whether the folder is there now.
    bool plan_folder(NodeIndex node) {
        if (node == root_node) {
            if (std::ranges::find(folders_, root_node) == folders_.end()) folders_.push_back(node);
            return true;
        }
        if (made_.contains(node)) return made_[node];
        std::size_t depth = 0;
        for (NodeIndex at = node; at != root_node && depth <= deepest; at = timeline_.parent(at)) depth++;
        const auto done = depth > deepest ? Result<void>(fail(text("deeper than ", deepest, " folders, left out")))
                                          : writer_.make_folder(path_of(node));
        attempt(node, done);
        made_[node] = done.has_value();
        if (done) folders_.push_back(node);
        return done.has_value();
    }

    void plan(NodeIndex node, Place place) {
        if (!made_.emplace(node, true).second) return; // named twice
        const Entry& entry = timeline_.entry(place);
        const Extra& extra = timeline_.layer(place.layer).tree.extra(entry);
        switch (entry.type) {
        case FileType::regular: files_.emplace_back(place, node); break;
        case FileType::hard_link: hard_links_.push_back(node); break;
        case FileType::symbolic_link:
            attempt(node, writer_.make_symbolic_link(path_of(node), extra.link_target, facts_of(place)));
            break;
        case FileType::character_device:
        case FileType::block_device:
            if (geteuid() != 0) {
                console_.report(input_.name,
                                Problem{Severity::note, text(quote(timeline_.path(node)),
                                                             ": a device, which only root can make; left out")});
                break;
            }
            [[fallthrough]];
        case FileType::fifo:
            attempt(node, writer_.make_special(path_of(node), entry.type, extra.device_major, extra.device_minor,
                                               facts_of(place)));
            break;
        case FileType::directory:
        case FileType::whiteout: break;
        }
    }

    /// A hard link to a file that is written becomes one; the first to a file whose own name is gone is that file.
    void plan_hard_link(NodeIndex node) {
        const Place target = timeline_.resolve(timeline_.at(node, layer_));
        if (!target || timeline_.entry(target).type != FileType::regular) {
            trouble(quote(timeline_.path(node)), {"a hard link to nowhere, left out"});
            return;
        }
        if (first_path_.emplace(target, path_of(node)).second)
            files_.emplace_back(target, node);
        else
            links_.emplace_back(node, target);
    }

    std::map<std::uint32_t, std::map<EntryIndex, NodeIndex>> by_layer() const {
        std::map<std::uint32_t, std::map<EntryIndex, NodeIndex>> layers;
        for (const auto& [place, node] : files_) layers[place.layer].emplace(place.entry, node);
        return layers;
    }

    Result<void> write_files(std::uint32_t layer, const std::map<EntryIndex, NodeIndex>& nodes, const Limits& limits) {
        std::vector<EntryIndex> entries;
        for (const auto& [entry, node] : nodes) entries.push_back(entry);
        sort_for_pass(timeline_.layer(layer), entries);
        std::optional<Result<OpenFile>> file;
        std::uint64_t position = 0;
        return pass_over_files(
            *input_.archive, inspection_, layer, entries, limits,
            [&](EntryIndex entry, std::span<const std::byte> bytes) -> Result<void> {
                const NodeIndex node = nodes.at(entry);
                if (!file) {
                    file = writer_.make_file(path_of(node));
                    position = 0;
                    if (!*file) attempt(node, std::unexpected(file->error()));
                }
                if (*file && !bytes.empty()) {
                    if (const auto done = write_bytes(**file, position, bytes); !done) return done;
                    position += bytes.size();
                }
                if (!bytes.empty()) return {};
                if (*file) attempt(node, finish_file(**file, position, facts_of({.layer = layer, .entry = entry})));
                file.reset();
                return {};
            });
    }

    const Input& input_;
    const Inspection& inspection_;
    const Timeline& timeline_;
    std::uint32_t layer_;
    Owners owners_;
    TreeWriter writer_;
    Console& console_;
    std::vector<NodeIndex> folders_; ///< a folder stands before those in it
    std::map<NodeIndex, bool> made_; ///< what was planned, and whether it could be
    std::vector<std::pair<Place, NodeIndex>> files_;
    std::vector<NodeIndex> hard_links_;
    std::vector<std::pair<NodeIndex, Place>> links_; ///< to files that are written under another name
    std::map<Place, std::string> first_path_;
};

Result<Exit> run(const Arguments& arguments, Console& console) {
    const Input input = TRY(open_image(arguments.operands()[0], arguments, console));
    if (!input.archive) return fail(text(input.name, ": a snapshot has no files' bytes"));
    const bool of_image = arguments.flag("owner");
    if (of_image && geteuid() != 0) return fail("--owner: only root can give files away");
    const auto layer = TRY(layer_option(arguments, input.image()));
    const auto folder = arguments.value("output");
    if (!folder) return fail("extract: say where to with -o DIR");
    const Inspection inspection = inspect_image(input, arguments, console, Hashing::none);
    const Timeline timeline(inspection);
    const std::uint32_t up_to = layer.value_or(timeline.top());
    std::vector<NodeIndex> chosen;
    for (const std::string& path : arguments.operands().subspan(1)) {
        const NodeIndex node = timeline.find(path);
        if (node != no_node && (node == root_node || timeline.at(node, up_to)))
            chosen.push_back(node);
        else
            chosen.push_back(TRY_WITHIN(input.name, follow_path(timeline, up_to, path, arguments.limits())));
    }
    if (chosen.empty()) chosen.push_back(root_node);
    Extraction extraction(input, inspection, timeline, up_to, of_image ? Owners::of_image : Owners::ours,
                          TRY(TreeWriter::make(std::filesystem::path(*folder))), console);
    for (const NodeIndex node : chosen) extraction.choose(node);
    TRY_WITHIN(input.name, extraction.write(arguments.limits()));
    return console.reported_errors() ? Exit::failed : Exit::done;
}

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one},
                                   {"PATH", "files and folders to write; all without any", OperandCount::any}};
constexpr OptionRow options[] = {
    {.name = "output",
     .letter = 'o',
     .kind = ValueKind::path,
     .value = "DIR",
     .help = "the folder to write into, new or empty",
     .fallback = ""},
    {.name = "layer",
     .letter = 0,
     .kind = ValueKind::number,
     .value = "N",
     .help = "the image up to layer N, 1 is the lowest",
     .fallback = ""},
    {.name = "owner",
     .letter = 0,
     .kind = ValueKind::flag,
     .value = "",
     .help = "set owners, setuid and setgid as in the image (root only)",
     .fallback = ""},
};
constexpr Example examples[] = {
    {"strata extract web.tar -o rootfs", "the whole tree of the finished image"},
    {"strata extract web.tar /etc /usr/bin/web -o out", "parts of it, at their places below out"},
    {"strata extract web.tar /app --layer 2 -o before", "as it was after layer 2"},
};

} // namespace

constinit const CommandRow extract_command = {
    .name = "extract",
    .summary = "write the files of the image into a folder",
    .description =
        "Writes the tree of the finished image, or the parts that are named, below DIR with modes, times, symbolic and "
        "hard links. Nothing is ever written outside DIR, and no symbolic link is followed while writing.\n\n"
        "Owners, setuid and setgid bits are set with --owner alone. Devices are made by root alone. Extended "
        "attributes "
        "are not written.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .shared = shares_choice | shares_limits | shares_work,
    .run = run,
};

} // namespace strata
