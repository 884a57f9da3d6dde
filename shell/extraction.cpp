#include "shell/extraction.hpp"

#include "core/base/quote.hpp"
#include "core/base/saturating.hpp"
#include "core/base/text.hpp"
#include "core/image/file_pass.hpp"

#include <algorithm>
#include <unistd.h>

namespace strata {

namespace {

/// Deeper folders than any program could open are left out.
constexpr std::size_t deepest = 1000;

/// Attributes by which a file does more than its mode says belong to the owner's business; a label of SELinux and
/// overlayfs' own marks mean nothing on another machine.
bool is_wanted(std::string_view xattr, Owners owners) {
    if (xattr == "security.selinux" || xattr.starts_with("trusted.overlay.")) return false;
    return owners == Owners::of_image || xattr.starts_with("user.");
}

} // namespace

Extraction::Extraction(const Archive& archive, const Inspection& inspection, const Timeline& timeline, Extent extent,
                       Owners owners, TreeWriter writer, std::string_view name, Console& console)
    : archive_(archive),
      inspection_(inspection),
      timeline_(timeline),
      extent_(extent),
      owners_(owners),
      writer_(std::move(writer)),
      name_(name),
      console_(console),
      states_(timeline.size(), State::fresh) {}

void Extraction::choose(NodeIndex node) {
    std::vector<NodeIndex> stack{node};
    while (!stack.empty()) {
        const NodeIndex at = stack.back();
        stack.pop_back();
        const Place place = timeline_.at(at, extent_.layer);
        if (!place) continue;
        const bool folder = timeline_.entry(place).type == FileType::directory;
        if (has(at) && (!plan_above(at) || (folder && !plan_folder(at)))) continue;
        if (!folder && has(at)) plan(at, place);
        if (!folder) continue;
        const NodeIndex first = timeline_.first_child(at);
        for (NodeIndex i = timeline_.child_count(at); i-- > 0;) stack.push_back(first + i);
    }
}

/// Whether the node is part of what is wanted, and not only on the way to it.
bool Extraction::has(NodeIndex node) const {
    if (extent_.of == Extent::Of::image) return true;
    const Event* event = timeline_.event_of(node, extent_.layer);
    return event != nullptr && event->entry != no_entry;
}

FileAttributes Extraction::attributes_of(Place place) const {
    const Entry& entry = timeline_.entry(place);
    const LayerTree& tree = timeline_.layer(place.layer).tree;
    FileAttributes attributes{.mode = entry.mode};
    // What runs as its owner must not become ours; the sticky bit only protects.
    if (owners_ == Owners::ours) attributes.mode &= 01777;
    if (!entry.has(entry_implied)) attributes.mtime = {entry.mtime, entry.mtime_nanoseconds};
    const Owner& owner = tree.owner(entry);
    if (owners_ == Owners::of_image) attributes.owner = {owner.uid, owner.gid};
    for (const auto& [name, value] : tree.extra(entry).xattrs)
        if (is_wanted(name, owners_)) attributes.xattrs.emplace_back(name, value);
    return attributes;
}

void Extraction::trouble(std::string_view where, std::string_view what) {
    console_.report(name_, Problem{Severity::error, text(where, ": ", what)});
}

bool Extraction::attempt(NodeIndex node, const Result<void>& done) {
    if (!done) trouble(quote(timeline_.path(node)), done.error().message);
    states_[node] = done ? State::made : State::failed;
    return done.has_value();
}

/// Whether all folders above the node are there now.
bool Extraction::plan_above(NodeIndex node) {
    std::vector<NodeIndex> above;
    for (NodeIndex at = node; at != root_node;) {
        at = timeline_.parent(at);
        above.push_back(at);
        if (states_[at] != State::fresh) break;
    }
    if (above.size() > deepest) return attempt(node, fail(text("deeper than ", deepest, " folders, left out")));
    return std::all_of(above.rbegin(), above.rend(), [this](NodeIndex at) { return plan_folder(at); });
}

bool Extraction::plan_folder(NodeIndex node) {
    if (states_[node] != State::fresh) return states_[node] == State::made;
    if (!attempt(node, node == root_node ? Result<void>() : writer_.make_folder(path_of(node)))) return false;
    folders_.push_back(node);
    return true;
}

void Extraction::plan(NodeIndex node, Place place) {
    if (states_[node] != State::fresh) return; // named twice
    states_[node] = State::made;
    switch (timeline_.entry(place).type) {
    case FileType::regular: files_.push_back({place, node}); break;
    case FileType::hard_link: links_.push_back(node); break;
    case FileType::symbolic_link:
    case FileType::character_device:
    case FileType::block_device:
    case FileType::fifo: make_other(node, place); break;
    case FileType::directory:
    case FileType::whiteout: break;
    }
}

void Extraction::make_other(NodeIndex node, Place place) {
    const Entry& entry = timeline_.entry(place);
    const Extra& extra = timeline_.layer(place.layer).tree.extra(entry);
    const std::string path = path_of(node);
    if (entry.type == FileType::symbolic_link) {
        attempt(node, writer_.make_symbolic_link(path, extra.link_target, attributes_of(place)));
    } else if (entry.type != FileType::fifo && geteuid() != 0) {
        states_[node] = State::failed;
        console_.report(name_, Problem{Severity::note, text(quote(timeline_.path(node)),
                                                            ": a device, which only root can make; left out")});
    } else {
        attempt(node,
                writer_.make_special(path, entry.type, extra.device_major, extra.device_minor, attributes_of(place)));
    }
    if (states_[node] == State::made) others_.emplace(place, node);
}

/// Decides what each hard link becomes: another name of a file, or, where the file's own name is not written, the file.
void Extraction::plan_links() {
    std::ranges::sort(files_, {}, &File::place);
    std::vector<File> adopted;
    for (const NodeIndex node : links_) {
        const Place target = timeline_.resolve(timeline_.at(node, extent_.layer));
        if (!target)
            trouble(quote(timeline_.path(node)), "a hard link to nowhere, left out");
        else if (timeline_.entry(target).type != FileType::regular)
            link_other(node, target);
        else if (std::ranges::binary_search(files_, target, {}, &File::place))
            second_names_.push_back({target, node});
        else
            adopted.push_back({target, node});
    }
    std::ranges::stable_sort(adopted, {}, &File::place);
    Place last;
    for (const File& file : adopted) {
        (file.place == last ? second_names_ : files_).push_back(file);
        last = file.place;
    }
    std::ranges::sort(files_, {}, &File::place);
}

/// A hard link to a symbolic link, a fifo or a device.
void Extraction::link_other(NodeIndex node, Place target) {
    const auto made = others_.find(target);
    if (made == others_.end())
        make_other(node, target);
    else
        attempt(node, writer_.make_hard_link(path_of(node), path_of(made->second)));
}

Result<void> Extraction::write(const Limits& limits, const Progress& progress) {
    progress_ = progress;
    plan_links();
    for (const File& file : files_) wanted_ = add_saturating(wanted_, timeline_.entry(file.place).size);
    for (auto first = files_.begin(); first != files_.end();) {
        const auto of_other = [&](const File& file) { return file.place.layer != first->place.layer; };
        const auto end = std::find_if(first, files_.end(), of_other);
        const auto done = write_layer(std::span(first, end), limits);
        if (full_) return std::unexpected(*full_);
        if (!done) trouble(text("layer ", first->place.layer + 1), done.error().message);
        first = end;
    }
    for (const File& link : second_names_) {
        const NodeIndex first_name = std::ranges::lower_bound(files_, link.place, {}, &File::place)->node;
        if (states_[first_name] == State::made)
            attempt(link.node, writer_.make_hard_link(path_of(link.node), path_of(first_name)));
    }
    for (auto node = folders_.rbegin(); node != folders_.rend(); ++node)
        attempt(*node, writer_.finish_folder(path_of(*node), attributes_of(timeline_.at(*node, extent_.layer))));
    if (writer_.refused_xattrs() > 0)
        console_.report(name_, Problem{Severity::warning,
                                       text("extended attributes that could not be set: ", writer_.refused_xattrs(),
                                            " (", writer_.refused_why(), ')')});
    return {};
}

Result<void> Extraction::write_layer(std::span<const File> files, const Limits& limits) {
    const std::uint32_t layer = files.front().place.layer;
    std::vector<EntryIndex> entries;
    for (const File& file : files) {
        entries.push_back(file.place.entry);
        states_[file.node] = State::fresh;
    }
    sort_for_pass(timeline_.layer(layer), entries);
    const auto file_of = [&](EntryIndex entry) {
        return std::ranges::lower_bound(files, Place{.layer = layer, .entry = entry}, {}, &File::place);
    };
    NodeIndex last = no_node;
    auto done = pass_over_files(archive_, inspection_, layer, entries, limits,
                                [&](EntryIndex entry, std::span<const std::byte> bytes) {
                                    last = file_of(entry)->node;
                                    return take(*file_of(entry), bytes);
                                });
    if (done) return done;
    if (file_) writer_.remove(path_of(last)); // better none than half of it
    file_.reset();
    skipping_ = false;
    const auto unwritten =
        std::ranges::count_if(files, [&](const File& file) { return states_[file.node] == State::fresh; });
    return fail(text(done.error().message, "; files that are not written: ", unwritten));
}

/// The next bytes of a file; none at its end.
Result<void> Extraction::take(const File& file, std::span<const std::byte> bytes) {
    if (!file_ && !skipping_) {
        auto made = writer_.make_file(path_of(file.node));
        position_ = 0;
        skipping_ = !made;
        if (made)
            file_ = *std::move(made);
        else
            attempt(file.node, std::unexpected(made.error()));
    }
    if (bytes.empty()) {
        if (file_) attempt(file.node, writer_.finish_file(*file_, position_, attributes_of(file.place)));
        file_.reset();
        skipping_ = false;
        return {};
    }
    if (file_) {
        const auto done = TreeWriter::write_bytes(*file_, position_, bytes);
        if (!done) full_ = Error{text(quote(timeline_.path(file.node)), ": ", done.error().message)};
        if (!done) return done;
    }
    position_ += bytes.size();
    written_ += bytes.size();
    if (progress_ && !progress_(written_, wanted_)) return fail("stopped");
    return {};
}

} // namespace strata
