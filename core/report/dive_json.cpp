#include "core/report/dive_json.hpp"

#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/insight/dive_inefficiencies.hpp"
#include "core/insight/dive_layer.hpp"
#include "core/insight/waste.hpp"
#include "core/report/json.hpp"

#include <string>
#include <vector>

namespace strata {
namespace {

std::string quoted(std::string_view text) { return json_line(Value(text), HtmlEscape::escape); }

/// Go's archive/tar, FileInfo().Mode(): the permissions, and type and special bits in Go's own places.
std::uint32_t go_mode(const Entry& entry) {
    constexpr std::uint32_t directory = 1U << 31, symlink = 1U << 27, device = 1U << 26, pipe = 1U << 25;
    constexpr std::uint32_t setuid = 1U << 23, setgid = 1U << 22, character = 1U << 21, sticky = 1U << 20;
    std::uint32_t mode = entry.mode & 0777U;
    if ((entry.mode & 04000U) != 0) mode |= setuid;
    if ((entry.mode & 02000U) != 0) mode |= setgid;
    if ((entry.mode & 01000U) != 0) mode |= sticky;
    switch (entry.type) {
    case FileType::symbolic_link: return mode | symlink;
    case FileType::character_device: return mode | device | character;
    case FileType::block_device: return mode | device;
    case FileType::directory: return mode | directory;
    case FileType::fifo: return mode | pipe;
    case FileType::regular:
    case FileType::hard_link:
    case FileType::whiteout: break;
    }
    return mode;
}

char type_flag(FileType type) {
    switch (type) {
    case FileType::hard_link: return '1';
    case FileType::symbolic_link: return '2';
    case FileType::character_device: return '3';
    case FileType::block_device: return '4';
    case FileType::directory: return '5';
    case FileType::fifo: return '6';
    case FileType::regular:
    case FileType::whiteout: break;
    }
    return '0';
}

std::string tar_path(const DiveLayer& dive, const DiveFile& file) {
    const std::string path = dive.tree.path(file.entry).substr(1);
    const std::string_view folder = folder_of(path);
    return text(folder, folder.empty() ? "" : "/", dive.tar_name(file));
}

std::string file_text(const DiveLayer& dive, const DiveFile& file) {
    const LayerTree& tree = dive.tree;
    const Entry& entry = tree.entries[file.entry];
    const bool known = !entry.has(entry_implied);
    const Owner owner = known ? tree.owner(entry) : Owner{};
    constexpr std::string_view gap = ",\n          ";
    return text("        {\n          \"path\": ", quoted(known ? tar_path(dive, file) : ""), gap,
                "\"typeFlag\": ", known ? static_cast<int>(type_flag(entry.type)) : 0, gap,
                "\"linkName\": ", quoted(known ? tree.extra(entry).link_target : ""), gap, "\"size\": ", entry.size,
                gap, "\"fileMode\": ", known ? go_mode(entry) : 0U, gap, "\"uid\": ", owner.uid, gap,
                "\"gid\": ", owner.gid, gap,
                "\"isDir\": ", known && entry.type == FileType::directory ? "true" : "false", "\n        }");
}

class Export {
public:
    Export(const Inspection& inspection, const std::function<void(std::string_view)>& write)
        : inspection_(inspection), write_(write) {}

    void run() {
        write_("{\n  \"layer\": [");
        for (std::uint32_t layer = 0; layer < inspection_.layers.size(); layer++) write_layer(layer);
        write_(inspection_.layers.empty() ? "],\n" : "\n  ],\n");
        write_image();
    }

private:
    void write_layer(std::uint32_t layer) {
        const LayerRecord& record = inspection_.image.layers[layer];
        const LayerTree& tree = inspection_.layers[layer]->tree;
        std::uint64_t bytes = 0;
        for (const Entry& entry : tree.entries) bytes += entry.size; // twice what stands twice
        const std::string id = record.member_name.substr(0, record.member_name.find('/'));
        write_(text(layer == 0 ? "\n" : ",\n", "    {\n      \"index\": ", layer, ",\n      \"id\": ", quoted(id),
                    ",\n      \"digestId\": ", quoted(record.diff_id.text()), ",\n      \"sizeBytes\": ", bytes,
                    ",\n      \"command\": ", quoted(command_of(record)), ",\n      \"fileList\": ["));
        bool first = true;
        const DiveLayer dive(tree);
        for (const std::uint32_t at : dive.visits()) {
            write_(text(first ? "\n" : ",\n", file_text(dive, dive.files[at])));
            first = false;
        }
        write_(first ? "]\n    }" : "\n      ]\n    }");
    }

    [[nodiscard]] std::string_view command_of(const LayerRecord& record) const {
        const std::vector<HistoryRow>& history = inspection_.image.config.history;
        if (record.history >= history.size()) return "";
        std::string_view command = history[record.history].created_by;
        constexpr std::string_view shell = "/bin/sh -c ";
        if (command.starts_with(shell)) command.remove_prefix(shell.size());
        return command;
    }

    void write_image() {
        const DiveScore score = dive_score(inspection_);
        write_(text("  \"image\": {\n    \"sizeBytes\": ", score.size_bytes,
                    ",\n    \"inefficientBytes\": ", score.wasted_bytes,
                    ",\n    \"efficiencyScore\": ", json_line(Value(score.efficiency)), ",\n    \"fileReference\": ["));
        bool first = true;
        for (const DiveInefficiency& each : dive_inefficiencies(inspection_)) {
            write_(text(first ? "\n" : ",\n", "      {\n        \"count\": ", each.count, ",\n        \"sizeBytes\": ",
                        each.bytes, ",\n        \"file\": ", quoted(each.path), "\n      }"));
            first = false;
        }
        write_(first ? "]\n  }\n}" : "\n    ]\n  }\n}");
    }

    const Inspection& inspection_;
    const std::function<void(std::string_view)>& write_;
};

} // namespace

void write_dive_json(const Inspection& inspection, const std::function<void(std::string_view)>& write) {
    Export(inspection, write).run();
}

} // namespace strata
