#include "core/diff/diff_files.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>
#include <string>

using namespace strata;

namespace {

struct Image {
    explicit Image(std::string_view layer) : inspection(kit::inspection_from_text({layer})), timeline(inspection) {}
    [[nodiscard]] DiffSide side() const { return {inspection, timeline}; }

    Inspection inspection;
    Timeline timeline;
};

std::string moves_text(const FileDiff& files, const DiffSide& a, const DiffSide& b) {
    std::string out;
    const auto add = [&](const std::string& words) { out += (out.empty() ? "" : " ") + words; };
    std::set<std::uint32_t> told;
    for (const FolderMove& move : files.moved_folders) {
        add(row_path(files.rows[move.row_a], a, b) + "/>" + row_path(files.rows[move.row_b], a, b) + "/" +
            std::to_string(move.files));
        for (std::uint32_t i = 0; i < files.rows.size(); ++i) {
            const std::string path = row_path(files.rows[i], a, b);
            const std::string folder = row_path(files.rows[move.row_a], a, b);
            if (path == folder || path.starts_with(folder + "/")) told.insert(i);
        }
    }
    for (std::uint32_t i = 0; i < files.rows.size(); ++i) {
        const FileRow& row = files.rows[i];
        if (!row.is_moved() || row.change != FileChange::removed || told.contains(i)) continue;
        add(row_path(row, a, b) + ">" + row_path(files.rows[row.other_end], a, b) +
            (row.reasons == 0 ? "" : "(" + reasons_text(row.reasons) + ")"));
    }
    return out;
}

/// "/a/>/c/2 /x>/y(mode)": folders with the files in them, then files with what else differs, in A's order.
std::string moves(std::string_view a, std::string_view b) {
    const Image in_a(a);
    const Image in_b(b);
    return moves_text(diff_files(in_a.side(), in_b.side()), in_a.side(), in_b.side());
}

} // namespace

TEST_CASE("a file with the same bytes at another path moved") {
    CHECK(moves("a=same", "b=same") == "/a>/b");
    CHECK(moves("a=same mode:0600", "d/\nd/b=same mtime:5") == "/a>/d/b(mode, time)");
    CHECK(moves("a=same stray:x", "b=same") == "/a>/b"); // no link: that name says nothing
    CHECK(moves("a=same", "a=same\nb=same").empty());
    CHECK(moves("a=one", "b=two").empty());
    CHECK(moves("a=", "b=").empty());
    CHECK(moves("a=1 unhashed", "b=1 unhashed").empty());
    CHECK(moves("a -> x", "b -> x").empty());
}

TEST_CASE("among several of the same bytes names decide, or nothing") {
    CHECK(moves("a=same\nb=same", "c=same").empty());
    CHECK(moves("a=same", "b=same\nd/\nd/a=same") == "/a>/d/a");
    CHECK(moves("x/\nx/a=same\nx/b=same", "y/\ny/z=1\ny/a=same\ny/b=same") == "/x/a>/y/a /x/b>/y/b");
    CHECK(moves("usr/\nusr/lib/\nusr/lib/old.so=same\nopt/\nopt/other=same",
                "usr/\nusr/lib/\nusr/lib/new.so=same\nopt/") == "/usr/lib/old.so>/usr/lib/new.so");
}

TEST_CASE("what is compared by name has one bound for all contents together") {
    std::string a, b;
    for (int content = 0; content < 30; content++)
        for (int i = 0; i < 1000; i++) {
            a += "a" + std::to_string(i) + "-" + std::to_string(content) + "=" + std::to_string(content) + "\n";
            b += "b" + std::to_string(i) + "-" + std::to_string(content) + "=" + std::to_string(content) + "\n";
        }
    const Image in_a(a);
    const Image in_b(b);
    CHECK(diff_files(in_a.side(), in_b.side()).moved <= 2 * 1000); // two contents of a million pairs each
}

TEST_CASE("a folder moved as a whole where another holds the same, name by name") {
    const std::string held = "/x=1\n/d/\n/d/y=2\n/d/empty=\n/l -> x\n";
    const auto tree = [&](const std::string& folder) {
        std::string out = folder + "/\n";
        std::string rest = held;
        while (!rest.empty()) {
            out += folder + rest.substr(0, rest.find('\n') + 1);
            rest.erase(0, rest.find('\n') + 1);
        }
        return out;
    };
    CHECK(moves(tree("a"), tree("b")) == "/a/>/b/4");
    CHECK(moves(tree("a") + "k=1", "k=1\nn/\n" + tree("n/b")) == "/a/>/n/b/4");
    CHECK(moves(tree("a"), tree("b") + "b/more=5") == "/a/d/>/b/d/2 /a/x>/b/x");
    CHECK(moves(tree("a") + tree("b"), tree("c")).empty());
    CHECK(moves("a/\na/e=\n", "b/\nb/e=\n").empty());
    CHECK(moves("a/\na/l -> x\n", "b/\nb/l -> x\n").empty());
    // What is in it can't be elsewhere as well.
    CHECK(moves(tree("a"), tree("b") + "x=1") == "/a/>/b/4");
    CHECK(moves("a/ mode:0700\na/x=1", "b/\nb/x=1") == "/a/>/b/1");
}

TEST_CASE("what moved is neither added nor removed") {
    const Image a("a/\na/x=12345\ngone=1\nstays=1");
    const Image b("b/\nb/x=12345\nnew=22\nstays=1");
    const FileDiff files = diff_files(a.side(), b.side());
    CHECK(files.moved == 2);
    CHECK(files.added == 1);
    CHECK(files.removed == 1);
    CHECK(files.added_bytes == 2);
    CHECK(files.removed_bytes == 1);
    REQUIRE(files.moved_folders.size() == 1);
    CHECK(files.moved_folders[0].bytes == 5);
    CHECK(files.rows.size() == 6);
}

namespace {

/// Folders and files of few names and few contents: much to move, much that is alike.
std::string random_tree(std::mt19937& random) {
    std::string out;
    std::set<std::string> made;
    for (std::size_t files = 1 + random() % 8; files > 0; --files) {
        std::string path;
        for (std::size_t depth = random() % 3; depth > 0; --depth) {
            path += std::string(1, "abc"[random() % 3]) + "d";
            if (made.insert(path).second) out += path + "/\n";
            path += "/";
        }
        path += std::string(1, "xyz"[random() % 3]);
        if (made.insert(path).second) out += path + "=" + std::string(1, "12345 "[random() % 5]) + "\n";
    }
    return out;
}

std::set<std::pair<std::string, std::string>> pairs_of(const Image& a, const Image& b, const FileDiff& files,
                                                       FileChange from) {
    std::set<std::pair<std::string, std::string>> pairs;
    for (const FileRow& row : files.rows)
        if (row.is_moved() && row.change == from)
            pairs.emplace(row_path(row, a.side(), b.side()), row_path(files.rows[row.other_end], a.side(), b.side()));
    return pairs;
}

} // namespace

TEST_CASE("random trees: moves are mirrored, join equal bytes, and leave nothing twice") {
    std::mt19937 random(3); // NOLINT
    std::size_t moved = 0;
    for (int round = 0; round < 2'000; ++round) {
        const Image a(random_tree(random));
        const Image b(random_tree(random));
        const FileDiff files = diff_files(a.side(), b.side());
        const FileDiff back = diff_files(b.side(), a.side());
        REQUIRE(diff_files(a.side(), a.side()).rows.empty());
        REQUIRE(pairs_of(a, b, files, FileChange::removed) == pairs_of(b, a, back, FileChange::added));
        REQUIRE(files.moved == back.moved);
        REQUIRE(files.added == back.removed);
        REQUIRE(files.rows.size() == files.added + files.removed + files.changed + 2 * files.moved);
        for (std::uint32_t i = 0; i < files.rows.size(); ++i) {
            const FileRow& row = files.rows[i];
            if (!row.is_moved()) continue;
            const FileRow& other = files.rows[row.other_end];
            REQUIRE(other.other_end == i);
            REQUIRE(other.change != row.change);
            const Entry& in_a = a.timeline.entry(row.in_a ? row.in_a : other.in_a);
            const Entry& in_b = b.timeline.entry(row.in_b ? row.in_b : other.in_b);
            REQUIRE(in_a.type == in_b.type);
            REQUIRE(in_a.size == in_b.size);
            if (in_a.type == FileType::regular) REQUIRE(in_a.content == in_b.content);
        }
        moved += files.moved;
    }
    CHECK(moved > 500); // or nothing was tested
}

TEST_CASE("many equal files in deep folders are not compared for ever") {
    const auto image = [](std::string top, std::string_view end) {
        std::string out;
        for (int i = 0; i < 6'000; i++) {
            top += "/d";
            if (i % 10 == 0) out += top + std::string(end) + "=same\n";
        }
        return out;
    };
    const Image a(image("a", "/x")), b(image("b", "/y"));
    const FileDiff files = diff_files(a.side(), b.side());
    CHECK(files.moved == 0);
    CHECK(files.added == 600 + 1 + 5'991);
    CHECK(moves("a/b/c/1=same\na/b/d/2=same", "z/b/c/1=same\nz/b/d/2=same") == "/a/>/z/2");
}

TEST_CASE("a link with files below it is like no other") {
    CHECK(moves("a -> z\na/x=1\na/y=2", "b/\nb/x=1\nb/y=2") == "/z/>/b/2");
    CHECK(moves("d/\nd/a -> z\nd/a/x=1", "e/\ne/a -> z") == "");
}
