#include "core/insight/file_rules.hpp"

#include "core/base/glob.hpp"
#include "core/base/path.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace strata {

namespace {

/// One name of a path, as it is or as a pattern.
class Part {
public:
    explicit Part(std::string_view written) : written_(written) {
        if (written.find_first_of("*?[") == written.npos) return;
        if (auto glob = Glob::parse(written)) glob_ = *std::move(glob);
    }
    [[nodiscard]] bool matches(std::string_view name) const { return glob_ ? glob_->matches(name) : name == written_; }
    [[nodiscard]] std::string_view written() const { return written_; }

private:
    std::string_view written_;
    std::optional<Glob> glob_;
};

/// FileRule::place taken apart.
struct Reach {
    std::vector<Part> parts;              ///< from the last one up
    std::vector<std::string_view> beyond; ///< names of folders at which the rule ends
    bool anywhere = false;                ///< "**/" in front
    bool subtree = false;                 ///< "/**" behind: the parts name a folder
};

Reach reach_of(const FileRule& rule) {
    Reach reach;
    std::vector<std::string_view> names = split_path(trim_path(rule.place)).names;
    reach.anywhere = names.front() == "**";
    reach.subtree = names.back() == "**";
    if (reach.anywhere) names.erase(names.begin());
    if (reach.subtree) names.pop_back();
    for (const std::string_view name : names) reach.parts.emplace_back(name);
    std::ranges::reverse(reach.parts);
    for (std::string_view rest = rule.outside; !rest.empty();) {
        const std::size_t blank = std::min(rest.find(' '), rest.size());
        reach.beyond.push_back(rest.substr(0, blank));
        rest.remove_prefix(std::min(blank + 1, rest.size()));
    }
    return reach;
}

/// Asks for the names of a path from its last one up: `up(0)` is the file or folder itself, "" is above the root.
class Matcher {
public:
    Matcher() {
        for (const FileRule& rule : file_rules()) {
            const auto index = static_cast<FileRuleIndex>(reaches_.size());
            reaches_.push_back(reach_of(rule));
            const Reach& reach = reaches_.back();
            if (reach.subtree)
                folders_.emplace(reach.parts.front().written(), index);
            else
                (reach.anywhere ? names_ : files_).push_back(index);
        }
    }

    /// The rule about all that this folder holds.
    template <class Up>
    [[nodiscard]] FileRuleIndex of_folder(const Up& up) const {
        const auto [first, last] = folders_.equal_range(up(0));
        for (auto at = first; at != last; ++at)
            if (reaches(reaches_[at->second], up)) return at->second;
        return no_file_rule;
    }
    /// Whether there are rules about very paths right below this folder.
    template <class Up>
    [[nodiscard]] bool holds_files(const Up& up) const {
        const auto below = [&](std::size_t level) { return up(level - 1); }; // as a file in it would ask
        return std::ranges::any_of(files_, [&](FileRuleIndex index) { return reaches(reaches_[index], below); });
    }
    /// The rule about this very path.
    template <class Up>
    [[nodiscard]] FileRuleIndex of_file(const Up& up) const {
        return first_of(files_, up);
    }
    /// The rule about this name, wherever it is.
    template <class Up>
    [[nodiscard]] FileRuleIndex of_name(const Up& up) const {
        return first_of(names_, up);
    }

private:
    template <class Up>
    [[nodiscard]] FileRuleIndex first_of(const std::vector<FileRuleIndex>& rules, const Up& up) const {
        const std::string_view name = up(0);
        for (const FileRuleIndex index : rules)
            if (reaches_[index].parts.front().matches(name) && reaches(reaches_[index], up)) return index;
        return no_file_rule;
    }
    template <class Up>
    [[nodiscard]] static bool reaches(const Reach& reach, const Up& up) {
        for (std::size_t i = 1; i < reach.parts.size(); i++)
            if (!reach.parts[i].matches(up(i))) return false;
        if (!reach.anywhere && !up(reach.parts.size()).empty()) return false;
        if (reach.beyond.empty()) return true;
        for (std::size_t i = 1; !up(i).empty(); i++)
            if (std::ranges::find(reach.beyond, up(i)) != reach.beyond.end()) return false;
        return true;
    }

    std::vector<Reach> reaches_;
    std::multimap<std::string_view, FileRuleIndex> folders_; ///< by their last name
    std::vector<FileRuleIndex> files_;                       ///< with a path
    std::vector<FileRuleIndex> names_;                       ///< anywhere
};

const Matcher& matcher() {
    static const Matcher made;
    return made;
}

} // namespace

std::vector<FileRuleIndex> file_rules_of(const Timeline& timeline) {
    std::vector<FileRuleIndex> rules(timeline.size(), no_file_rule);
    std::vector<bool> holds_files(timeline.size());
    for (NodeIndex node = root_node; node < timeline.size(); node++) { // parents stand before their children
        const auto up = [&](std::size_t level) {
            NodeIndex at = node;
            while (level > 0 && at != root_node) {
                at = timeline.parent(at);
                level--;
            }
            return at == root_node ? std::string_view() : timeline.name(at);
        };
        const bool folder = timeline.child_count(node) > 0;
        if (folder) holds_files[node] = matcher().holds_files(up);
        if (node == root_node) continue;
        const NodeIndex parent = timeline.parent(node);
        FileRuleIndex rule = folder || !holds_files[parent] ? no_file_rule : matcher().of_file(up);
        if (rule == no_file_rule) rule = rules[parent];
        if (rule == no_file_rule) rule = folder ? matcher().of_folder(up) : matcher().of_name(up);
        rules[node] = rule;
    }
    return rules;
}

} // namespace strata
