// The timeline against a slow model that unpacks layers as umoci does.
#include "core/model/layer_builder.hpp"
#include "core/tree/timeline.hpp"
#include "tests/core/tree/unpack_model.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace strata;
using kit::Files;
using kit::Inode;
using kit::parent_of;
using kit::TarLine;
using kit::UnpackModel;

namespace {

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
std::vector<TarLine> random_layer(Random& random, UnpackModel& model, int& id) {
    std::vector<TarLine> lines;
    model.implied_links.clear();
    model.link_targets.clear();
    model.whiteout_folders.clear();
    model.hidden_paths.clear();
    model.through_links = pick(random, 2) == 0;
    const auto try_line = [&](const TarLine& line) {
        UnpackModel attempt = model;
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
        UnpackModel model;
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
        UnpackModel model;
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
