#include "core/insight/dockerfile_copy.hpp"

#include "core/base/ascii.hpp"
#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/insight/dockerfile_words.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace strata {

namespace {

using Words = std::vector<std::string>;

constexpr std::size_t most_sources = 40;
constexpr std::size_t most_blanks = 8; // in one path; strangers' rows must not make the search slow

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

/// What one layer holds where a COPY or ADD of it went to.
class Target {
public:
    Target(const Layer* layer, std::string_view target, std::string_view working_dir) : layer_(layer) {
        if (layer_ == nullptr || layer_->tree.entries.empty()) return;
        const std::string path = target.starts_with('/') ? std::string(target) : text(working_dir, '/', target);
        found_ = 0;
        for (const std::string_view name : split_path(trim_path(path)).names)
            if (found_ != no_entry) found_ = child(found_, name);
    }

    [[nodiscard]] bool is_there() const { return found_ != no_entry; }
    [[nodiscard]] bool is_folder() const {
        return is_there() && layer_->tree.entries[found_].type == FileType::directory;
    }
    /// What the layer itself put into that folder. Where it has no such path (a link of another layer leads to it), the
    /// one file that it put anywhere.
    [[nodiscard]] Words names() const {
        Words names;
        if (layer_ == nullptr) return names;
        const LayerTree& tree = layer_->tree;
        for (EntryIndex i = 1; i < tree.entries.size(); i++) {
            const Entry& entry = tree.entries[i];
            const bool here = is_there() ? entry.parent == found_ : entry.type != FileType::directory;
            if (here && entry.type != FileType::whiteout && !entry.has(entry_superseded) && !entry.has(entry_implied))
                names.emplace_back(tree.name(i));
        }
        if (!is_there() && names.size() > 1) names.clear();
        std::ranges::sort(names);
        return names;
    }

private:
    [[nodiscard]] EntryIndex child(EntryIndex folder, std::string_view name) const {
        const LayerTree& tree = layer_->tree;
        for (EntryIndex i = 1; i < tree.entries.size(); i++)
            if (tree.entries[i].parent == folder && tree.name(i) == name) return i;
        return no_entry;
    }

    const Layer* layer_;
    EntryIndex found_ = no_entry;
};

/// COPY takes others for patterns, variables or quotes.
bool is_plain(std::string_view name) { return name.find_first_of("\t\n\r\"'[]\\*?$") == name.npos && !name.empty(); }

/// As words, or as a list where a blank stands in one.
std::string arguments_of(std::string_view flags, Words words, std::string_view target) {
    words.emplace_back(target);
    const bool blanks =
        std::ranges::any_of(words, [](const std::string& word) { return word.find(' ') != std::string::npos; });
    return text(flags, flags.empty() ? "" : " ", blanks ? dockerfile_list(words) : joined_words(words));
}

std::string joined(std::span<const std::string> words) { return joined_words({words.begin(), words.end()}); }

/// Sources whose names the target's folder holds, each as many of the words as make such a name.
Words sources_of(std::span<const std::string> words, const Target& target) {
    if (!target.is_folder()) return {joined(words)};
    const Words names = target.names();
    Words sources;
    while (!words.empty()) {
        std::size_t count = 1;
        for (std::size_t tried = 1; tried <= std::min(words.size(), most_blanks); tried++)
            if (std::ranges::binary_search(names, base_name(trim_path(joined(words.first(tried)))))) {
                count = tried;
                break;
            }
        sources.push_back(joined(words.first(count)));
        words = words.subspan(count);
    }
    return sources;
}

} // namespace

std::optional<CopyWords> read_hashed_copy(const Instruction& copy, const Layer* layer, std::string_view working_dir) {
    const auto hashed = split(copy.arguments);
    if (!hashed) return std::nullopt;
    const std::string_view target = hashed->target;
    const auto copied = [&](Words sources, std::string_view note) {
        return CopyWords{arguments_of(hashed->flags, std::move(sources), target), std::string(note)};
    };
    if (hashed->kind == "dir") return copied({"."}, "the folder that was copied is not recorded: . stands for it");
    const Target there(layer, target, working_dir);
    const bool several = hashed->kind == "multi";
    const bool into_folder =
        several || target.ends_with('/') || target == "." || target.ends_with("/.") || there.is_folder();
    Words names = into_folder || (layer != nullptr && !there.is_there()) ? there.names() : Words{};
    if (names.empty() && !into_folder) names.emplace_back(base_name(target));
    const bool known = !names.empty() && names.size() <= most_sources && std::ranges::all_of(names, is_plain) &&
                       (several || names.size() == 1);
    if (copy.verb == "ADD" && hashed->kind == "file" && into_folder && names.size() != 1)
        return copied({"archive.tar"}, "an archive, probably, that ADD unpacked: its name is not recorded");
    if (!known) return copied({"."}, "what was copied is recorded as a hash only: . stands for it");
    const bool one = names.size() == 1;
    return copied(std::move(names),
                  one ? "the source is recorded as a hash only: its name is that of the copy"
                      : "the sources are recorded as a hash only: their names are those of the copies");
}

std::optional<CopyWords> read_joined_copy(const Instruction& copy, const Layer* layer, std::string_view working_dir) {
    const Words all = split_words(copy.arguments);
    const auto first = std::ranges::find_if(all, [](const std::string& word) { return !word.starts_with("--"); });
    const std::span<const std::string> words(first, all.end());
    if (layer == nullptr || words.size() < 3 || words.front().starts_with('[') || words.front().starts_with("<<"))
        return std::nullopt;
    for (std::size_t count = 1; count <= std::min(words.size() - 1, most_blanks); count++) {
        const std::string target = joined(words.last(count));
        const Target there(layer, target, working_dir);
        if (!there.is_there()) continue;
        Words sources = sources_of(words.first(words.size() - count), there);
        if (sources.size() + count == words.size() && count == 1) return std::nullopt;
        return CopyWords{arguments_of(joined({all.begin(), first}), std::move(sources), target),
                         "where paths with blanks end is not recorded: it is taken from what the layer holds"};
    }
    return std::nullopt;
}

} // namespace strata
