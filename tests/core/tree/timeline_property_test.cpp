// The timeline against a slow model that unpacks layers as umoci does: one entry after the other onto a map of paths.
#include "core/base/text.hpp"
#include "core/model/layer_builder.hpp"
#include "core/tree/timeline.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace strata;

namespace {

struct TarLine {
    std::string path; // "a/b", with `.wh.` where it is a whiteout
    FileType type = FileType::regular;
    std::string target;
    int bytes = 0; // which of a few contents a file has
    int id = 0;    // its time: tells every entry from every other
};

struct Inode {
    FileType type = FileType::regular;
    int bytes = 0;
    std::string target;
    int id = 0; // 0: a folder that nobody stated
    friend bool operator==(const Inode&, const Inode&) = default;
};

using Files = std::map<std::string, Inode>;

std::string parent_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == path.npos ? "" : path.substr(0, slash);
}

class Model {
public:
    Files files;
    std::set<std::string> implied_links; // folders of this layer that went through a link: order would matter
    std::set<std::string> link_targets;  // what this layer's links lead to: the same
    bool through_links = false; // whether this layer's entries go through links, or come after whiteouts of themselves
    std::set<std::string> hidden_paths;
    std::set<std::string> whiteout_folders; // that this layer's whiteouts lie in

    /// The real folder of a path whose links are followed; nothing for circles and files on the way.
    std::optional<std::string> real(const std::string& path, int depth = 0) {
        if (depth > 40) return std::nullopt;
        std::string at;
        for (std::size_t start = 0; start <= path.size() && !path.empty();) {
            const std::size_t slash = std::min(path.find('/', start), path.size());
            const std::string part = path.substr(start, slash - start);
            start = slash + 1;
            if (part.empty() || part == ".") continue;
            if (part == "..") {
                at = parent_of(at);
                continue;
            }
            const std::string child = at.empty() ? part : text(at, "/", part);
            const auto known = files.find(child);
            if (known == files.end() || known->second.type == FileType::directory) {
                at = child;
            } else if (known->second.type == FileType::symbolic_link) {
                const std::string& target = known->second.target;
                const std::string rest = start < path.size() ? path.substr(start) : "";
                return real(text(target.starts_with('/') ? "" : at, "/", target, "/", rest), depth + 1);
            } else {
                return std::nullopt;
            }
        }
        return at;
    }

    void remove(const std::string& path, bool itself) {
        std::erase_if(files, [&](const auto& file) {
            return (itself && file.first == path) || path.empty() || file.first.starts_with(path + "/");
        });
    }

    void make_folders(const std::string& path) {
        if (path.empty()) return;
        make_folders(parent_of(path));
        files.try_emplace(path, Inode{FileType::directory, 0, "", 0});
    }

    bool apply(const TarLine& line) {
        const std::string written = parent_of(line.path);
        const std::string name = line.path.substr(written.empty() ? 0 : written.size() + 1);
        const auto folder = real(written);
        if (!folder) return false;
        if (name.starts_with(".wh.")) {
            if (*folder != written) return false;
            make_folders(*folder); // as docker and containerd do; umoci does not
            const std::string hidden = (folder->empty() ? "" : *folder + "/") + name.substr(4);
            const bool opaque = name == ".wh..wh..opq";
            remove(opaque ? *folder : hidden, !opaque);
            if (!opaque && whiteout_folders.contains(hidden)) return false; // order would matter here too
            for (const std::string& made : whiteout_folders)
                if (opaque && made.starts_with(folder->empty() ? "" : *folder + "/")) return false;
            for (std::string at = *folder; !at.empty(); at = parent_of(at)) whiteout_folders.insert(at);
            hidden_paths.insert(hidden);
            return true;
        }
        const std::string path = folder->empty() ? name : *folder + "/" + name;
        if (through_links ? hidden_paths.contains(path) : *folder != written) return false;
        if (link_targets.contains(path) || implied_links.contains(path)) return false;
        Inode inode{line.type, line.bytes, line.target, line.id};
        const auto known = files.find(path);
        const bool merges =
            known != files.end() && known->second.type == FileType::directory && line.type == FileType::directory;
        if (!merges) remove(path, true);
        if (line.type == FileType::hard_link) {
            const auto target_folder = real(parent_of(line.target));
            if (!target_folder) return false;
            const std::string target_name = line.target.substr(line.target.rfind('/') + 1);
            const std::string target = target_folder->empty() ? target_name : *target_folder + "/" + target_name;
            const auto linked = files.find(target);
            if (linked == files.end() || linked->second.type != FileType::regular) return false;
            inode = linked->second;
            for (const std::string& known_as : {target, line.target})
                for (std::string at = known_as; !at.empty(); at = parent_of(at)) link_targets.insert(at);
        }
        make_folders(*folder);
        files[path] = inode;
        // Left out: a folder stated as d/x, b/x and d/x again where d leads to b. Unpackers keep what the third line
        // says of it, the timeline what the second says, as a path that is stated again keeps its place.
        if (*folder != written && line.type == FileType::directory) link_targets.insert(path);
        for (std::string at = *folder; *folder != written && !at.empty(); at = parent_of(at)) link_targets.insert(at);
        for (std::string at = written; !at.empty(); at = parent_of(at))
            if (real(at) != at) implied_links.insert(at);
        return true;
    }
};

using Random = std::mt19937;
int pick(Random& random, int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); }

std::string random_path(Random& random) {
    static const std::vector<std::string> names = {"a", "b", "c", "d"};
    std::string path;
    for (int depth = 1 + pick(random, 3); depth > 0; depth--)
        path += (path.empty() ? "" : "/") + names[static_cast<std::size_t>(pick(random, 4))];
    return path;
}

TarLine random_line(Random& random, int id) {
    TarLine line{random_path(random), FileType::regular, "", pick(random, 3), id};
    switch (pick(random, 8)) {
    case 0:
    case 1: line.type = FileType::directory; break;
    case 2:
        line.type = FileType::symbolic_link;
        line.target = pick(random, 2) != 0 ? "/" : pick(random, 3) == 0 ? "../" : "";
        line.target += random_path(random); // by itself: compilers differ in which operand of + they compute first
        break;
    case 3:
        line.type = FileType::hard_link;
        line.target = random_path(random);
        break;
    default: break;
    }
    return line;
}

std::string random_whiteout(Random& random) {
    const std::string path = random_path(random);
    const std::string folder = parent_of(path);
    const std::string name = pick(random, 5) == 0 ? ".wh..opq" : path.substr(folder.empty() ? 0 : folder.size() + 1);
    return (folder.empty() ? "" : folder + "/") + ".wh." + name;
}

/// A layer that the model accepts, whiteouts first.
std::vector<TarLine> random_layer(Random& random, Model& model, int& id) {
    std::vector<TarLine> lines;
    model.implied_links.clear();
    model.link_targets.clear();
    model.whiteout_folders.clear();
    model.hidden_paths.clear();
    model.through_links = pick(random, 2) == 0;
    const auto try_line = [&](const TarLine& line) {
        Model attempt = model;
        if (!attempt.apply(line)) return;
        model = std::move(attempt);
        lines.push_back(line);
    };
    for (int i = pick(random, 4); i > 0; i--) try_line({random_whiteout(random), FileType::regular, "", 0, 0});
    for (int i = pick(random, 8); i > 0; i--) try_line(random_line(random, ++id));
    return lines;
}

std::shared_ptr<const Layer> build(const std::vector<TarLine>& lines) {
    LayerBuilder builder;
    for (const TarLine& line : lines) {
        TarEntry entry;
        entry.path = line.path;
        entry.type = line.type;
        entry.mtime = line.id;
        entry.size = line.type == FileType::regular ? 7 : 0;
        entry.extra.link_target = line.target;
        const auto added = builder.add(entry);
        REQUIRE(added);
        if (line.type == FileType::regular && *added != no_entry)
            builder.set_content(*added, {static_cast<std::uint64_t>(line.bytes) + 1, 1});
    }
    auto layer = std::make_shared<Layer>();
    layer->tree = builder.finish();
    return layer;
}

std::string describe(const std::vector<std::vector<TarLine>>& layers) {
    std::string out;
    for (std::size_t i = 0; i < layers.size(); i++) {
        out += "layer " + std::to_string(i) + "\n";
        for (const TarLine& line : layers[i])
            out += "  " + line.path + " type " + std::to_string(static_cast<int>(line.type)) + " " + line.target +
                   " #" + std::to_string(line.id) + "\n";
    }
    return out;
}

Files shown(const Timeline& timeline, std::uint32_t layer) {
    Files files;
    for (NodeIndex node = 1; node < timeline.size(); node++) {
        const Place place = timeline.resolve(timeline.at(node, layer));
        if (!place) continue;
        const Entry& entry = timeline.entry(place);
        const bool regular = entry.type == FileType::regular;
        const Extra& extra = timeline.layer(place.layer).tree.extra(entry);
        files[timeline.path(node).substr(1)] = {entry.type, regular ? static_cast<int>(entry.content.low) - 1 : 0,
                                                extra.link_target, static_cast<int>(entry.mtime)};
    }
    return files;
}

/// Only files have bytes and only symbolic links have targets to compare.
Files comparable(Files files) {
    for (auto& [path, inode] : files)
        if (inode.type != FileType::regular) inode.bytes = 0;
    return files;
}

Change expected_change(const Inode& before, const Inode& after) {
    if (before.type != after.type || before.target != after.target) return Change::content;
    if (before.type == FileType::regular && before.bytes != after.bytes) return Change::content;
    return before.id == after.id ? Change::same : Change::metadata;
}

void check_events(const Timeline& timeline, std::uint32_t layer, const Files& before, const Files& after) {
    for (NodeIndex node = 1; node < timeline.size(); node++) {
        const std::string path = timeline.path(node).substr(1);
        const Event* event = timeline.event_of(node, layer);
        const auto old_file = before.find(path);
        const auto new_file = after.find(path);
        const bool was = old_file != before.end();
        const bool is = new_file != after.end();
        INFO(path << " in layer " << layer);
        if (was && is) {
            const Change change = expected_change(old_file->second, new_file->second);
            if (change != Change::same) REQUIRE(event != nullptr);
            if (event != nullptr) REQUIRE(event->change == change);
        } else if (was || is) {
            REQUIRE(event != nullptr);
            REQUIRE(event->change == (is ? Change::added : Change::removed));
        } else {
            REQUIRE(event == nullptr);
        }
    }
}

} // namespace

TEST_CASE("every image up to every layer is what unpacking it gives") {
    Random random(20260);
    for (int round = 0; round < 20000; round++) {
        Model model;
        int id = 0;
        std::vector<std::vector<TarLine>> layers;
        std::vector<Files> expected;
        Inspection inspection;
        for (int i = 1 + pick(random, 5); i > 0; i--) {
            layers.push_back(random_layer(random, model, id));
            expected.push_back(comparable(model.files));
            inspection.layers.push_back(build(layers.back()));
        }
        INFO("round " << round << "\n" << describe(layers));
        const Timeline timeline(inspection);
        for (std::uint32_t layer = 0; layer < timeline.layer_count(); layer++) {
            const Files files = shown(timeline, layer);
            if (files != expected[layer]) {
                for (const auto& [path, inode] : files) UNSCOPED_INFO("shown " << path << " #" << inode.id);
                for (const auto& [path, inode] : expected[layer]) UNSCOPED_INFO("model " << path << " #" << inode.id);
                INFO("layer " << layer);
                REQUIRE(files == expected[layer]);
            }
            check_events(timeline, layer, layer == 0 ? Files{} : expected[layer - 1], expected[layer]);
        }
    }
}

TEST_CASE("where in a tar the whiteouts stand changes nothing") {
    Random random(7);
    for (int round = 0; round < 1000; round++) {
        Model model;
        int id = 0;
        Inspection in_front;
        Inspection behind;
        std::vector<std::vector<TarLine>> layers;
        for (int i = 0; i < 3; i++) {
            std::vector<TarLine> lines = random_layer(random, model, id);
            // Folders are stated: of one that only a path implies, the order decides whether a lower one stays.
            std::set<std::string> folders;
            for (const TarLine& line : lines)
                for (std::string at = parent_of(line.path); !at.empty(); at = parent_of(at)) folders.insert(at);
            std::erase_if(lines, [&](const TarLine& line) {
                return line.type == FileType::symbolic_link || folders.contains(line.path);
            });
            std::vector<TarLine> stated;
            for (const std::string& folder : folders) stated.push_back({folder, FileType::directory, "", 0, ++id});
            stated.insert(stated.end(), lines.begin(), lines.end());
            layers.push_back(stated);
            in_front.layers.push_back(build(stated));
            std::ranges::stable_partition(stated,
                                          [](const TarLine& line) { return line.path.find(".wh.") == line.path.npos; });
            behind.layers.push_back(build(stated));
        }
        INFO(describe(layers));
        for (std::uint32_t layer = 0; layer < 3; layer++)
            REQUIRE(shown(Timeline(in_front), layer) == shown(Timeline(behind), layer));
    }
}
