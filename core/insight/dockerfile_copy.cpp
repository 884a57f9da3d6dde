#include "core/insight/dockerfile_copy.hpp"

#include "core/base/ascii.hpp"
#include "core/base/path.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace strata {

namespace {

constexpr std::size_t most_sources = 40;

/// `--chown=5`, "multi" and "/srv/" of `--chown=5 multi:ab12… in /srv/ `.
struct Hashed {
    std::string_view flags;
    std::string_view kind;
    std::string_view target;
};

std::optional<Hashed> split(std::string_view arguments) {
    constexpr std::array<std::string_view, 3> kinds = {"file", "dir", "multi"};
    constexpr std::size_t digits = 64;
    constexpr std::string_view in = " in ";
    for (std::size_t colon = arguments.find(':'); colon != arguments.npos; colon = arguments.find(':', colon + 1)) {
        const std::string_view hash = arguments.substr(colon + 1, digits);
        if (hash.size() < 8) return std::nullopt;
        const std::size_t length = std::min(hash.find_first_not_of("0123456789abcdef"), hash.size());
        const std::string_view rest = arguments.substr(colon + 1 + length);
        if (length < 8 || !rest.starts_with(in)) continue;
        for (const std::string_view kind : kinds)
            // docker 20.10 forgets the blank behind --chown=1000:1000
            if (arguments.substr(0, colon).ends_with(kind))
                return Hashed{trimmed(arguments.substr(0, colon - kind.size()), " "), kind,
                              trimmed(rest.substr(in.size()), " ")};
    }
    return std::nullopt;
}

EntryIndex find_folder(const LayerTree& tree, std::string_view path) {
    EntryIndex at = 0;
    for (const std::string_view name : split_path(trim_path(path)).names) {
        EntryIndex next = no_entry;
        for (EntryIndex i = 1; i < tree.entries.size() && next == no_entry; i++)
            if (tree.entries[i].parent == at && tree.name(i) == name) next = i;
        if (next == no_entry) return no_entry;
        at = next;
    }
    return at;
}

/// What the layer itself put into that folder.
std::vector<std::string> names_in(const Layer& layer, std::string_view path) {
    const EntryIndex folder = layer.tree.entries.empty() ? no_entry : find_folder(layer.tree, path);
    std::vector<std::string> names;
    if (folder == no_entry) return names;
    for (EntryIndex i = 1; i < layer.tree.entries.size(); i++) {
        const Entry& entry = layer.tree.entries[i];
        const bool counts = entry.parent == folder && entry.type != FileType::whiteout &&
                            !entry.has(entry_superseded) && !entry.has(entry_implied);
        if (counts) names.emplace_back(layer.tree.name(i));
    }
    std::ranges::sort(names);
    return names;
}

bool is_word(std::string_view name) { return name.find_first_of(" \t\n\r\"'[]\\*?") == name.npos && !name.empty(); }

} // namespace

std::optional<CopyWords> read_hashed_copy(const Instruction& copy, const Layer* layer, std::string_view working_dir) {
    const auto hashed = split(copy.arguments);
    if (!hashed) return std::nullopt;
    const std::string front = hashed->flags.empty() ? "" : text(hashed->flags, ' ');
    const std::string_view target = hashed->target;
    if (hashed->kind == "dir")
        return CopyWords{text(front, ". ", target), "the folder that was copied is not recorded: . stands for it"};
    const std::string path = target.starts_with('/') ? std::string(target) : text(working_dir, '/', target);
    std::vector<std::string> names = layer == nullptr ? std::vector<std::string>() : names_in(*layer, path);
    const bool into_folder =
        target.ends_with('/') || target == "." || target.ends_with("/.") || hashed->kind == "multi";
    if (!into_folder) names = {std::string(base_name(target))};
    const bool known = !names.empty() && names.size() <= most_sources && std::ranges::all_of(names, is_word) &&
                       (hashed->kind == "multi" || names.size() == 1);
    if (copy.verb == "ADD" && hashed->kind == "file" && into_folder && names.size() != 1)
        return CopyWords{text(front, "archive.tar ", target),
                         "an archive, probably, that ADD unpacked: its name is not recorded"};
    if (!known)
        return CopyWords{text(front, ". ", target), "what was copied is recorded as a hash only: . stands for it"};
    std::string words = front;
    for (const std::string& name : names) words += name + ' ';
    return CopyWords{words.append(target),
                     names.size() == 1
                         ? "the source is recorded as a hash only: its name is that of the copy"
                         : "the sources are recorded as a hash only: their names are those of the copies"};
}

} // namespace strata
