#include "shell/file_rows.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/insight/capabilities.hpp"
#include "core/report/json_object.hpp"
#include "core/report/text.hpp"

#include <algorithm>

namespace strata {
namespace {

constexpr std::size_t flush_at = 64 * 1024;
constexpr std::uint32_t deepest_indent = 100; // deeper folders stand under each other

char mark_of(Change change) {
    switch (change) {
    case Change::added: return '+';
    case Change::content:
    case Change::metadata: return '~';
    case Change::removed: return '-';
    case Change::same: break;
    }
    return ' ';
}

Tone tone_of(Change change) {
    switch (change) {
    case Change::added: return Tone::added;
    case Change::content:
    case Change::metadata: return Tone::changed;
    case Change::removed: return Tone::removed;
    case Change::same: break;
    }
    return Tone::plain;
}

std::string_view change_name(Change change) {
    switch (change) {
    case Change::added: return "added";
    case Change::content:
    case Change::metadata: return "changed"; // which of both is not known without reading the files
    case Change::removed: return "removed";
    case Change::same: break;
    }
    return "same";
}

struct TypeRow {
    char letter;
    std::string_view name;
};
TypeRow type_row(FileType type) {
    switch (type) {
    case FileType::regular: return {'-', "file"};
    case FileType::hard_link: return {'-', "hard_link"};
    case FileType::symbolic_link: return {'l', "symlink"};
    case FileType::character_device: return {'c', "character_device"};
    case FileType::block_device: return {'b', "block_device"};
    case FileType::directory: return {'d', "folder"};
    case FileType::fifo: return {'p', "fifo"};
    case FileType::whiteout: break;
    }
    return {'-', "whiteout"};
}

void append_right(std::string& out, std::string_view cell, std::size_t width) {
    if (cell.size() < width) out.append(width - cell.size(), ' ');
    out += cell;
}

std::string hex(std::string_view bytes) {
    std::string out;
    for (const char byte : bytes)
        for (const int shift : {4, 0}) out += "0123456789abcdef"[static_cast<unsigned char>(byte) >> shift & 15];
    return out;
}

constexpr std::string_view capability = "security.capability";

std::string xattr_text(std::string_view name, std::string_view value) {
    if (name == capability)
        if (const auto decoded = read_capabilities(value)) return decoded->text();
    return find_bad_utf8(value) == value.npos ? std::string(value) : text("0x", hex(value));
}

std::string xattrs_json(const StringMap& xattrs) {
    JsonObject object;
    for (const auto& [name, value] : xattrs) object.add(name, xattr_text(name, value));
    return object.text();
}

class RowWriter {
public:
    RowWriter(const FileRows& files, RowFormat format, Console& console)
        : files_(files), timeline_(files.timeline), format_(format), console_(console) {}

    void write(Row row, std::string_view path) {
        place_ = files_.overlay.place(row.node);
        if (!place_) return;
        change_ = files_.overlay.change(row.node);
        const Place described = timeline_.described(place_);
        entry_ = &timeline_.entry(described);
        tree_ = &timeline_.layer(described.layer).tree;
        switch (format_) {
        case RowFormat::tree: write_tree(row); break;
        case RowFormat::details: write_details(row, path); break;
        case RowFormat::paths: write_path(path); break;
        case RowFormat::json: write_json(row, path); break;
        }
        out_ += '\n';
        if (out_.size() >= flush_at) flush();
    }
    void flush() {
        console_.out << out_;
        out_.clear();
    }

private:
    [[nodiscard]] bool is_folder() const { return entry_->type == FileType::directory; }
    [[nodiscard]] std::uint64_t size(Row row) const {
        return is_folder() ? files_.overlay.totals(row.node).bytes : entry_->size;
    }
    [[nodiscard]] std::string_view link() const {
        return timeline_.layer(place_.layer).tree.link_target(timeline_.entry(place_));
    }

    void append_link() {
        const FileType type = timeline_.entry(place_).type;
        if (type == FileType::symbolic_link)
            out_ += " -> ";
        else if (type == FileType::hard_link)
            out_ += " => ";
        else
            return;
        out_ += printable(link());
    }

    void write_path(std::string_view path) {
        if (change_ == Change::removed) out_ += "- "; // every other line starts with a slash
        out_ += printable(path);
    }

    void write_tree(Row row) {
        out_ += mark_of(change_);
        append_right(out_, entry_->type == FileType::symbolic_link ? "" : docker_size(size(row)), 8);
        out_.append(2 + std::size_t{std::min(row.depth - 1, deepest_indent)} * 2, ' ');
        std::string name = printable(timeline_.name(row.node));
        if (is_folder()) name += '/';
        out_ += change_ == Change::same ? name : console_.paint(tone_of(change_), name);
        append_link();
    }

    void write_details(Row row, std::string_view path) {
        const Owner& owner = tree_->owner(*entry_);
        out_ += mark_of(change_);
        out_ += ' ';
        out_ += type_row(entry_->type).letter;
        out_ += mode_letters(entry_->mode);
        append_right(out_, text(owner.uid), 6);
        append_right(out_, text(owner.gid), 6);
        const bool device = entry_->type == FileType::character_device || entry_->type == FileType::block_device;
        const Extra& extra = tree_->extra(*entry_);
        append_right(out_, device ? text(extra.device_major, ", ", extra.device_minor) : text(size(row)), 13);
        out_ += ' ';
        out_ += format_minute(entry_->mtime);
        out_ += ' ';
        const std::string shown = printable(path);
        out_ += change_ == Change::same ? shown : console_.paint(tone_of(change_), shown);
        append_link();
        for (const auto& [name, value] : extra.xattrs)
            if (name == capability) out_ += text(" [", printable(xattr_text(name, value)), ']');
    }

    void write_json(Row row, std::string_view path) {
        JsonObject object;
        object.add("path", path);
        if (find_bad_utf8(path) != path.npos) object.add("path_hex", hex(path));
        object.add("type", type_row(timeline_.entry(place_).type).name).add("size", size(row));
        const char mode[] = {octal(9), octal(6), octal(3), octal(0), 0};
        object.add("mode", mode).add("uid", tree_->owner(*entry_).uid).add("gid", tree_->owner(*entry_).gid);
        object.add("mtime", entry_->mtime);
        if (!link().empty()) object.add("link", link());
        const Extra& extra = tree_->extra(*entry_);
        if (entry_->type == FileType::character_device || entry_->type == FileType::block_device)
            object.add("device", text(extra.device_major, ':', extra.device_minor));
        if (!extra.xattrs.empty()) object.add_json("xattrs", xattrs_json(extra.xattrs));
        object.add("layer", place_.layer + 1).add("change", change_name(change_));
        out_ += object.text();
    }
    [[nodiscard]] char octal(int shift) const { return static_cast<char>('0' + (entry_->mode >> shift & 7)); }

    const FileRows& files_;
    const Timeline& timeline_;
    RowFormat format_;
    Console& console_;
    std::string out_;
    Place place_;
    Change change_ = Change::same;
    const Entry* entry_ = nullptr;
    const LayerTree* tree_ = nullptr;
};

/// Whether the look shows the node for its own sake, and not only as a folder above one that it does.
bool is_own_row(const FileRows& files, NodeIndex node) {
    const Look& look = files.overlay.look();
    if (look.shows == Look::Shows::image) return true;
    return std::ranges::any_of(files.timeline.events(node), [&](const Event& event) {
        return event.layer >= look.first && event.layer <= look.last;
    });
}

} // namespace

void write_rows(const FileRows& files, RowFormat format, Console& console) {
    RowWriter writer(files, format, console);
    const Place top = files.overlay.place(files.options.top);
    const bool is_folder = top && files.timeline.entry(top).type == FileType::directory;
    const std::string top_path = files.timeline.path(files.options.top);
    if (!is_folder && files.options.top != root_node) writer.write({files.options.top, 1}, top_path);
    const auto wants = [&](NodeIndex node, std::string_view path) {
        return files.filter == nullptr || files.filter->wants(files.timeline, files.overlay, node, path);
    };
    // The root is a row only where it is an answer.
    const bool root_changed = files.options.top == root_node && files.overlay.look().shows == Look::Shows::layers &&
                              files.overlay.change(root_node) == Change::metadata;
    if (root_changed && wants(root_node, "/")) writer.write({root_node, 1}, "/");
    RowPath paths(top_path);
    std::string scratch;
    for (const Row row : list_rows(files.timeline, files.overlay, files.options)) {
        const std::string_view path = shortened_path(paths.next(files.timeline, row), scratch);
        if (format != RowFormat::tree && !is_own_row(files, row.node)) continue;
        if (wants(row.node, path)) writer.write(row, path);
    }
    writer.flush();
}

} // namespace strata
