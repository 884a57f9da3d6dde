#include "core/diff/find_moves.hpp"

#include "core/base/sort_list.hpp"
#include "core/tree/rows.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace strata {
namespace {

/// Pairs of one kind and content that are compared by name at most, all kinds and contents together.
constexpr std::size_t most_candidates = 2'000'000;
/// Bytes of paths that are read for it at most: paths that no system can open are few in any honest image.
constexpr std::size_t most_compared_bytes = 1'000'000'000;

/// Numbers by which things are told apart: equal for files of equal content, and for folders that hold the same.
class Numbers {
public:
    static constexpr std::uint32_t unlike_any = 0; ///< of what can't be compared

    std::uint32_t of_file(const Timeline& timeline, Place place) {
        const Entry& entry = timeline.entry(place);
        const LayerTree& tree = timeline.layer(place.layer).tree;
        const Extra& extra = tree.extra(entry);
        if (entry.type == FileType::regular && entry.size > 0 && !entry.has(entry_hashed)) return unlike_any;
        const ContentHash content = entry.type == FileType::regular && entry.size > 0 ? entry.content : ContentHash{};
        const FileKey key{entry.type,         entry.size,        content.low, content.high, tree.link_target(entry),
                          extra.device_major, extra.device_minor};
        const auto [found, is_new] = files_.try_emplace(key, next_);
        return is_new ? next_++ : found->second;
    }

    using Children = std::vector<std::pair<std::string_view, std::uint32_t>>; ///< name and number, in order
    std::uint32_t of_folder(Children children) {
        const bool comparable =
            std::ranges::none_of(children, [](const auto& child) { return child.second == unlike_any; });
        if (!comparable) return unlike_any;
        const auto [found, is_new] = folders_.try_emplace(std::move(children), next_);
        return is_new ? next_++ : found->second;
    }

    [[nodiscard]] std::uint32_t count() const { return next_; }

private:
    using FileKey = std::tuple<FileType, std::uint64_t, std::uint64_t, std::uint64_t, std::string_view, std::uint32_t,
                               std::uint32_t>;
    std::map<FileKey, std::uint32_t> files_;
    std::map<Children, std::uint32_t> folders_;
    std::uint32_t next_ = 1;
};

/// A row of something that only one image has.
struct Lone {
    std::uint32_t row = 0;
    std::uint32_t end = 0; ///< first row behind all that is below it
    std::uint32_t number = Numbers::unlike_any;
    std::uint64_t bytes = 0;   ///< of files in it
    std::uint32_t files = 0;   ///< in it, itself included; everything that is no folder
    std::uint32_t telling = 0; ///< of these, those with bytes
    bool is_folder = false;
};

/// The lone rows of one side, bottom up: what they hold is known before they are.
class Side {
public:
    Side(std::span<const FileRow> rows, FileChange change, const DiffSide& side, Numbers& numbers)
        : rows_(rows), change_(change), timeline_(side.timeline), numbers_(numbers) {
        for (std::uint32_t row = 0; row < rows.size(); ++row)
            if (rows[row].change == change) of_node_.emplace(node(row), row);
        std::unordered_map<std::uint32_t, Numbers::Children> children; // by row of the folder
        std::unordered_map<std::uint32_t, Lone> folders;               // what is known of them so far
        for (std::uint32_t row = static_cast<std::uint32_t>(rows.size()); row-- > 0;)
            if (rows[row].change == change) add(row, children, folders);
        std::ranges::reverse(lones_);
    }

    [[nodiscard]] const std::vector<Lone>& lones() const { return lones_; }
    [[nodiscard]] std::string path(std::uint32_t row) const { return shortened_path(timeline_, node(row)); }

private:
    [[nodiscard]] NodeIndex node(std::uint32_t row) const {
        return change_ == FileChange::added ? rows_[row].b : rows_[row].a;
    }
    [[nodiscard]] Place place(std::uint32_t row) const {
        return change_ == FileChange::added ? rows_[row].in_b : rows_[row].in_a;
    }

    void add(std::uint32_t row, std::unordered_map<std::uint32_t, Numbers::Children>& children,
             std::unordered_map<std::uint32_t, Lone>& folders) {
        const Entry& entry = timeline_.entry(place(row));
        Lone lone = folders.contains(row) ? folders[row] : Lone{};
        lone.row = row;
        lone.end = std::max(lone.end, row + 1);
        lone.is_folder = entry.type == FileType::directory;
        if (lone.is_folder) {
            Numbers::Children inside = std::move(children[row]);
            std::ranges::reverse(inside); // they came from the last one on
            lone.number = numbers_.of_folder(std::move(inside));
        } else {
            // A link can have files below it, of a tar that goes through it; such a thing is like no other.
            if (lone.end == row + 1) lone.number = numbers_.of_file(timeline_, place(row));
            lone.bytes = entry.size;
            lone.files = 1;
            lone.telling = entry.type == FileType::regular && entry.size > 0 ? 1 : 0;
        }
        const auto above = of_node_.find(timeline_.parent(node(row)));
        if (above != of_node_.end()) {
            Lone& folder = folders[above->second];
            folder.end = std::max(folder.end, lone.end);
            folder.bytes += lone.bytes;
            folder.files += lone.files;
            folder.telling += lone.telling;
            children[above->second].emplace_back(timeline_.name(node(row)), lone.number);
        }
        lones_.push_back(lone);
    }

    std::span<const FileRow> rows_;
    FileChange change_;
    const Timeline& timeline_;
    Numbers& numbers_;
    std::unordered_map<NodeIndex, std::uint32_t> of_node_;
    std::vector<Lone> lones_;
};

std::vector<std::string_view> parts_of(std::string_view path) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 1; at <= path.size();) {
        const std::size_t slash = std::min(path.find('/', at), path.size());
        parts.push_back(path.substr(at, slash - at));
        at = slash + 1;
    }
    return parts;
}

/// How much of two paths is equal; greater is more alike. The same for (a, b) and (b, a).
std::tuple<std::size_t, std::size_t, std::size_t> likeness(std::string_view a, std::string_view b) {
    const auto parts_a = parts_of(a);
    const auto parts_b = parts_of(b);
    const auto front = std::ranges::mismatch(parts_a, parts_b).in1 - parts_a.begin();
    const auto back =
        std::mismatch(parts_a.rbegin(), parts_a.rend(), parts_b.rbegin(), parts_b.rend()).first - parts_a.rbegin();
    const std::string_view name_a = parts_a.empty() ? "" : parts_a.back();
    const std::string_view name_b = parts_b.empty() ? "" : parts_b.back();
    const auto start = std::ranges::mismatch(name_a, name_b).in1 - name_a.begin();
    const auto end =
        std::mismatch(name_a.rbegin(), name_a.rend(), name_b.rbegin(), name_b.rend()).first - name_a.rbegin();
    return {static_cast<std::size_t>(back), static_cast<std::size_t>(front), static_cast<std::size_t>(start + end)};
}

class Finder {
public:
    Finder(std::span<const FileRow> rows, const DiffSide& a, const DiffSide& b)
        : a_(rows, FileChange::removed, a, numbers_), b_(rows, FileChange::added, b, numbers_), taken_(rows.size()) {}

    Moves run() {
        const std::vector<Group> groups = group();
        for (const Group& one : groups) match(one);
        std::ranges::sort(result_.pairs);
        sort_list(result_.folders, {}, &FolderMove::row_a);
        return std::move(result_);
    }

private:
    struct Group {
        std::vector<const Lone*> a;
        std::vector<const Lone*> b;
    };

    /// All that may be one, by number: folders before files, and folders that hold more before those that may lie in
    /// them.
    [[nodiscard]] std::vector<Group> group() const {
        std::vector<Group> by_number(numbers_.count());
        const auto sort_in = [&](const Side& side, std::vector<const Lone*> Group::* list) {
            for (const Lone& lone : side.lones())
                if (lone.number != Numbers::unlike_any && lone.telling > 0)
                    (by_number[lone.number].*list).push_back(&lone);
        };
        sort_in(a_, &Group::a);
        sort_in(b_, &Group::b);
        std::erase_if(by_number, [](const Group& one) { return one.a.empty() || one.b.empty(); });
        sort_list(by_number, std::ranges::greater{}, [](const Group& one) {
            const Lone& lone = *one.a.front();
            return std::pair(lone.is_folder, lone.end - lone.row);
        });
        return by_number;
    }

    void match(Group group) {
        const auto is_taken = [&](const Lone* lone) { return taken_[lone->row]; };
        std::erase_if(group.a, is_taken);
        std::erase_if(group.b, is_taken);
        if (group.a.empty() || group.b.empty()) return;
        if (group.a.size() == 1 && group.b.size() == 1) return join(*group.a.front(), *group.b.front());
        if (group.a.size() > candidates_left_ / group.b.size()) return;
        candidates_left_ -= group.a.size() * group.b.size();
        match_by_name(group);
    }

    struct Candidate {
        std::tuple<std::size_t, std::size_t, std::size_t> likeness;
        std::size_t a = 0;
        std::size_t b = 0;
    };

    /// Each with each; none where that would take too long.
    [[nodiscard]] std::vector<Candidate> candidates_of(const Group& group) const {
        std::vector<Candidate> candidates;
        std::vector<std::string> paths_a, paths_b;
        std::size_t bytes = 0;
        for (const Lone* in_a : group.a) bytes += paths_a.emplace_back(a_.path(in_a->row)).size() * group.b.size();
        for (const Lone* in_b : group.b) bytes += paths_b.emplace_back(b_.path(in_b->row)).size() * group.a.size();
        if (bytes > most_compared_bytes) return candidates;
        for (std::size_t a = 0; a < group.a.size(); ++a)
            for (std::size_t b = 0; b < group.b.size(); ++b)
                candidates.push_back({likeness(paths_a[a], paths_b[b]), a, b});
        return candidates;
    }

    /// From the most alike on: a pair is one where neither end is as much like another.
    void match_by_name(const Group& group) {
        std::vector<Candidate> candidates = candidates_of(group);
        sort_list(candidates, std::ranges::greater{}, &Candidate::likeness);
        std::vector<bool> done_a(group.a.size());
        std::vector<bool> done_b(group.b.size());
        std::vector<std::uint32_t> of_a(group.a.size());
        std::vector<std::uint32_t> of_b(group.b.size());
        for (auto run = candidates.begin(); run != candidates.end();) {
            const auto end = std::find_if(run, candidates.end(),
                                          [&](const Candidate& one) { return one.likeness != run->likeness; });
            const auto is_open = [&](const Candidate& one) { return !done_a[one.a] && !done_b[one.b]; };
            const auto open_end = std::stable_partition(run, end, is_open);
            for (auto one = run; one != open_end; ++one) {
                ++of_a[one->a];
                ++of_b[one->b];
            }
            for (auto one = run; one != open_end; ++one)
                if (of_a[one->a] == 1 && of_b[one->b] == 1) join(*group.a[one->a], *group.b[one->b]);
            for (auto one = run; one != open_end; ++one) {
                done_a[one->a] = done_b[one->b] = true;
                of_a[one->a] = of_b[one->b] = 0;
            }
            run = end;
        }
    }

    void join(const Lone& a, const Lone& b) {
        if (a.is_folder)
            result_.folders.push_back({.row_a = a.row, .row_b = b.row, .files = a.files, .bytes = a.bytes});
        for (std::uint32_t i = 0; i < a.end - a.row; ++i) { // equal numbers: the same below both, in the same order
            result_.pairs.emplace_back(a.row + i, b.row + i);
            taken_[a.row + i] = taken_[b.row + i] = true;
        }
    }

    Numbers numbers_;
    Side a_;
    Side b_;
    std::vector<bool> taken_; ///< by row
    std::size_t candidates_left_ = most_candidates;
    Moves result_;
};

} // namespace

Moves find_moves(std::span<const FileRow> rows, const DiffSide& a, const DiffSide& b) {
    return Finder(rows, a, b).run();
}

} // namespace strata
