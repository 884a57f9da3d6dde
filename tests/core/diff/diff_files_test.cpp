#include "core/base/text.hpp"
#include "core/diff/diff_files.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <random>

using namespace strata;

namespace {

/// An image of layers written as text; equal texts get equal diff_ids, as equal tars have.
struct Image {
    explicit Image(const std::vector<std::string>& layers) : inspection(inspect(layers)), timeline(inspection) {}
    [[nodiscard]] DiffSide side() const { return {inspection, timeline}; }

    Inspection inspection;
    Timeline timeline;

private:
    static Inspection inspect(const std::vector<std::string>& layers) {
        Inspection inspection;
        for (const std::string& text : layers) {
            LayerRecord record;
            record.diff_id.algorithm = DigestAlgorithm::sha256;
            const std::uint64_t hash = std::hash<std::string>{}(text);
            for (std::size_t i = 0; i < 8; ++i) record.diff_id.bytes[i] = static_cast<std::uint8_t>(hash >> 8 * i);
            inspection.image.layers.push_back(record);
            inspection.layers.push_back(std::make_shared<const Layer>(kit::layer_from_text(text)));
        }
        return inspection;
    }
};

/// "+/new -/old ~/x(size,content) >": each row, moved ones with the path of their other end.
std::string rows_text(const FileDiff& files, const DiffSide& a, const DiffSide& b) {
    std::string out;
    for (const FileRow& row : files.rows) {
        if (!out.empty()) out += ' ';
        out += "+-~"[static_cast<std::size_t>(row.change)] + row_path(row, a, b);
        if (row.reasons != 0) out += "(" + reasons_text(row.reasons) + ")";
        if (row.unsure) out += "?";
        if (row.other_end != no_index) out += "=" + row_path(files.rows[row.other_end], a, b);
    }
    return out;
}

std::string diff_text(const std::vector<std::string>& a, const std::vector<std::string>& b, IgnoreSet ignore = {}) {
    const Image in_a(a);
    const Image in_b(b);
    return rows_text(diff_files(in_a.side(), in_b.side(), ignore), in_a.side(), in_b.side());
}

} // namespace

TEST_CASE("each reason of a difference is found alone") {
    CHECK(diff_text({"a=one"}, {"a=two"}) == "~/a(content)");
    CHECK(diff_text({"a=one"}, {"a=three"}) == "~/a(content, size)");
    CHECK(diff_text({"a=one mode:0644"}, {"a=one mode:0755"}) == "~/a(mode)");
    CHECK(diff_text({"a=one uid:1"}, {"a=one uid:2"}) == "~/a(owner)");
    CHECK(diff_text({"a=one gid:1"}, {"a=one gid:2"}) == "~/a(owner)");
    CHECK(diff_text({"a=one mtime:1"}, {"a=one mtime:2"}) == "~/a(time)");
    CHECK(diff_text({"a=one mtime:1 nano:1"}, {"a=one mtime:1 nano:2"}) == "~/a(time)");
    CHECK(diff_text({"a -> b"}, {"a -> c"}) == "~/a(link)");
    CHECK(diff_text({"a=one user.x:1"}, {"a=one user.x:2"}) == "~/a(xattr)");
    CHECK(diff_text({"a=one user.x:1"}, {"a=one"}) == "~/a(xattr)");
    CHECK(diff_text({"a % 1:3"}, {"a % 1:5"}) == "~/a(device)");
    CHECK(diff_text({"a |"}, {"a % 1:5"}).starts_with("~/a(type"));
}

TEST_CASE("added and removed paths stand with all that is below them, folders first") {
    CHECK(diff_text({"a=1"}, {"a=1\nb/\nb/c=2\nb/d/\nb/d/e=3"}) == "+/b +/b/c +/b/d +/b/d/e");
    CHECK(diff_text({"b/\nb/c=2"}, {"a=1"}) == "+/a -/b -/b/c");
    CHECK(diff_text({"a/\na/x=1"}, {"a=1"}) == "~/a(mode, type) -/a/x");
}

TEST_CASE("what counts is the finished image, not the way there") {
    CHECK(diff_text({"a=1\nb=2"}, {"a=0\nc=9", "a=1\n.wh.c=", "b=2"}).empty());
    CHECK(diff_text({"a=1\nb=2", ".wh.b="}, {"a=1"}).empty());
    CHECK(diff_text({"a=1", "b => a"}, {"a=1\nb=2"}) == "~/b(content, link)");
    CHECK(diff_text({"a/b=1"}, {"a/ mode:0700\na/b=1"}).empty());
}

TEST_CASE("a hard link that became a copy is told of, another order of the same names is not") {
    CHECK(diff_text({"a=1\nb => a"}, {"a=1\nb=1"}) == "~/b(link)");
    CHECK(diff_text({"a=1\nb=1"}, {"a=1\nb => a"}) == "~/b(link)");
    CHECK(diff_text({"a=1\nb => a"}, {"a=1\nb=2"}) == "~/b(content, link)");
    CHECK(diff_text({"a=1\nb => a\nc => a"}, {"c=1\na => c\nb => c"}).empty());
    CHECK(diff_text({"a=1\nb => a"}, {"a=1\nb => a", "b=1"}) == "~/b(link)"); // a chown copies it up, say
    CHECK(diff_text({"a=1\nb => a"}, {"b=1"}) == "-/a");
    CHECK(diff_text({"a=1\nc=1\nb => a"}, {"a=1\nc=1\nb => c"}) == "~/b(link)");
    CHECK(diff_text({"a=1\nb => a", "a=2"}, {"c=1\na=1\nb => a", "a=2"}) == "+/c"); // shared by none in the end
    CHECK(diff_text({"lib -> usr\nusr/a=1\nb => lib/a"}, {"usr/a=1\nb=1"}) == "~/b(link) -/lib");
}

TEST_CASE("a moved file is told of by its content") {
    CHECK(diff_text({"a=same"}, {"b=same"}) == "-/a=/b +/b=/a");
    CHECK(diff_text({"a=same uid:1"}, {"b=same"}) == "-/a(owner)=/b +/b(owner)=/a");
    CHECK(diff_text({"a=same\nb=same"}, {"c=same"}) == "-/a -/b +/c");
    CHECK(diff_text({"a="}, {"b="}) == "-/a +/b");
}

TEST_CASE("files whose bytes nobody hashed are unsure until they are") {
    CHECK(diff_text({"a=one unhashed"}, {"a=two unhashed"}) == "~/a?");
    CHECK(diff_text({"a=one unhashed"}, {"a=two"}) == "~/a?");
    CHECK(diff_text({"a=one unhashed"}, {"a=three unhashed"}) == "~/a(content, size)");
    CHECK(diff_text({"a= unhashed"}, {"a= unhashed"}).empty());

    const Image a({"a=one unhashed\nb=1 unhashed\ngone=12345 unhashed", "c=x unhashed"});
    const Image b({"a=two unhashed\nb=1\nnew=54321 unhashed", "c=x unhashed"});
    const ContentsWanted wanted = contents_wanted(a.side(), b.side());
    const auto paths = [](const Image& image, const std::vector<Place>& places) {
        std::string out;
        for (const Place& place : places) out += image.timeline.layer(place.layer).tree.path(place.entry);
        return out;
    };
    CHECK(paths(a, wanted.a) == "/a/b/gone");
    CHECK(paths(b, wanted.b) == "/a/new");
}

TEST_CASE("layers that both images have are never compared") {
    const std::string base = "a/\na/x=1 unhashed\nb=1 unhashed";
    const Image a({base, "c=1 unhashed"});
    const Image b({base, "c=2 unhashed"});
    const ContentsWanted wanted = contents_wanted(a.side(), b.side());
    CHECK(wanted.a == std::vector<Place>{{1, 1}});
    CHECK(wanted.b == std::vector<Place>{{1, 1}});
    CHECK(diff_text({base, "c=1"}, {base, "c=2"}) == "~/c(content)");
    // The same layer above different ones, and a file of the base that only one image changes.
    CHECK(diff_text({"z=1", base}, {"z=2", base}) == "~/z(content)");
    CHECK(diff_text({base}, {base, "a/x=2"}) == "~/a/x?");
    CHECK(diff_text({base}, {base, ".wh.a="}) == "-/a -/a/x");
    CHECK(diff_text({base, ".wh.b="}, {base}) == "+/b");
}

TEST_CASE("times can be ignored, and nothing else with them") {
    CHECK(diff_text({"a=1 mtime:1"}, {"a=1 mtime:2"}, IgnoreSet{}.add(Ignore::file_times)).empty());
    CHECK(diff_text({"a=1 mtime:1"}, {"a=2 mtime:2"}, IgnoreSet::semantic()) == "~/a(content)");
    CHECK(diff_text({"a=1 mtime:1"}, {"a=1 mtime:2"}, IgnoreSet{}.add(Ignore::image_times)) == "~/a(time)");
}

namespace {

std::string random_layer(std::mt19937& random) {
    std::string out;
    for (std::size_t lines = 1 + random() % 6; lines > 0; --lines) {
        std::string path;
        for (std::size_t depth = random() % 3; depth > 0; --depth) path += std::string(1, "ab"[random() % 2]) + "/";
        const std::string name(1, "abc"[random() % 3]);
        switch (random() % 6) {
        case 0: out += text(path, ".wh.", name, "=\n"); break;
        case 1: out += path + name + "/ mode:0" + std::to_string(700 + random() % 2 * 55) + "\n"; break;
        case 2: out += path + name + " -> " + std::to_string(random() % 2) + "\n"; break;
        case 3: out += path + ".wh..wh..opq=\n"; break;
        default:
            out += path + name + "=" + std::to_string(random() % 12) + " mtime:" + std::to_string(random() % 2) + "\n";
        }
    }
    return out;
}

/// Every path of the finished image with all that can be said of it.
std::map<std::string, std::string> naive_tree(const Timeline& timeline) {
    std::map<std::string, std::string> tree;
    for (NodeIndex node = 0; node < timeline.size(); ++node) {
        const Place place = timeline.resolve(timeline.final(node));
        if (!place) continue;
        const Entry& entry = timeline.entry(place);
        const LayerTree& layer = timeline.layer(place.layer).tree;
        std::string facts = std::to_string(static_cast<int>(entry.type)) + layer.extra(entry).link_target + ' ';
        if (entry.type == FileType::regular) facts += std::to_string(entry.content.low);
        if (!entry.has(entry_implied)) facts += " m" + std::to_string(entry.mode) + "t" + std::to_string(entry.mtime);
        tree[timeline.path(node)] = facts;
    }
    return tree;
}

std::string listed(const std::map<std::string, FileChange>& changes) {
    std::string out;
    for (const auto& [path, change] : changes) out += "+-~"[static_cast<std::size_t>(change)] + path + ' ';
    return out;
}

/// Implied folders have no attributes to differ in.
bool differs(const std::string& a, const std::string& b) {
    const bool stated = a.find(" m") != std::string::npos && b.find(" m") != std::string::npos;
    return stated ? a != b : a.substr(0, a.find(" m")) != b.substr(0, b.find(" m"));
}

} // namespace

TEST_CASE("random images: as a naive comparison has it, mirrored, and empty with oneself") {
    std::mt19937 random(17); // NOLINT
    for (int round = 0; round < 3'000; ++round) {
        std::vector<std::string> of_a;
        std::vector<std::string> of_b;
        for (std::size_t shared = random() % 3; shared > 0; --shared) of_a.push_back(random_layer(random));
        of_b = of_a;
        for (std::size_t more = random() % 3; more > 0; --more) of_a.push_back(random_layer(random));
        for (std::size_t more = random() % 3; more > 0; --more) of_b.push_back(random_layer(random));
        if (random() % 2 == 0) {
            const std::string top = random_layer(random);
            of_a.push_back(top);
            of_b.push_back(top);
        }
        const Image a(of_a);
        const Image b(of_b);
        const FileDiff files = diff_files(a.side(), b.side());
        const FileDiff back = diff_files(b.side(), a.side());
        std::map<std::string, FileChange> found;
        for (const FileRow& row : files.rows) found[row_path(row, a.side(), b.side())] = row.change;
        std::map<std::string, FileChange> wanted;
        const auto tree_a = naive_tree(a.timeline);
        const auto tree_b = naive_tree(b.timeline);
        for (const auto& [path, facts] : tree_a) {
            const auto other = tree_b.find(path);
            if (other == tree_b.end())
                wanted[path] = FileChange::removed;
            else if (differs(facts, other->second))
                wanted[path] = FileChange::changed;
        }
        for (const auto& [path, facts] : tree_b)
            if (!tree_a.contains(path)) wanted[path] = FileChange::added;
        if (found != wanted || files.rows.size() != files.added + files.removed + files.changed + 2 * files.moved)
            FAIL("round " << round << ": " << rows_text(files, a.side(), b.side()) << " is not " << listed(wanted));
        if (back.added != files.removed || back.removed != files.added || back.changed != files.changed ||
            back.moved != files.moved || back.grown_bytes != -files.grown_bytes)
            FAIL("not mirrored in round " << round);
        if (!diff_files(a.side(), a.side()).rows.empty()) FAIL("differs from itself in round " << round);
    }
}
