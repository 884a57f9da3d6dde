#include "tests/kit/image_builder.hpp"
#include "tests/kit/run_in_process.hpp"
#include "tests/kit/temporary_directory.hpp"
#include "tests/kit/zip_writer.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

using namespace strata;
using namespace std::string_literals;

namespace {

using Files = std::vector<kit::TarFile>;

/// An image of one layer in a file that goes away with this.
class Saved {
public:
    explicit Saved(const Files& files, const kit::TarOptions& tar = {}, kit::Packing packing = kit::Packing::none) {
        kit::ImagePlan plan{.names = {"one:1"}};
        plan.steps = {{.created_by = "COPY . /", .layer = kit::write_tar(files, tar)}};
        std::ofstream(path(), std::ios::binary)
            << kit::build_archive(plan, {.layout = kit::Layout::oci, .layers = packing});
    }
    [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "image.tar"; }

private:
    kit::TemporaryDirectory folder_;
};

kit::Ran diff(const Saved& a, const Saved& b, const std::vector<std::string>& words = {}) {
    const std::string path_a = a.path().string();
    const std::string path_b = b.path().string();
    std::vector<std::string_view> all = {"diff", path_a, path_b};
    all.insert(all.end(), words.begin(), words.end());
    kit::Ran ran = kit::run(all);
    UNSCOPED_INFO(ran.out << ran.err);
    return ran;
}

std::string verdict(const Saved& a, const Saved& b, const std::vector<std::string>& words = {}) {
    const std::string out = diff(a, b, words).out;
    const std::size_t start = out.find("Verdict    ") + 11;
    return out.substr(start, out.find('\n', start) - start);
}

bool says(const kit::Ran& ran, std::string_view words) { return ran.out.find(words) != std::string::npos; }

kit::TarFile at(kit::TarFile file, std::int64_t mtime) {
    file.mtime = mtime;
    return file;
}

std::string jar(std::int64_t mtime, const std::string& code = "code") {
    return kit::write_zip(
        {{.name = "META-INF/MANIFEST.MF", .data = "Version: 1", .mtime = mtime}, {.name = "app.class", .data = code}});
}

std::string pyc(const std::string& mtime) { return "\xa7\x0d\r\n\0\0\0\0"s + mtime + "\x10\0\0\0 code"s; }

const Files plain = {kit::folder("etc"), kit::file("etc/a", "1"), kit::file("etc/b", "2")};

} // namespace

TEST_CASE("one known difference each, and the verdict that names it") {
    const Saved one(plain);
    Files other = plain;
    other[1].mtime += 5;
    CHECK(verdict(one, Saved(other)) == "Same files; 1 differs only in time.");
    other = plain;
    other[1].uid = 7;
    CHECK(verdict(one, Saved(other)) == "Same files; 1 differs only in owner.");
    other = plain;
    other[1].mode = 0600;
    CHECK(verdict(one, Saved(other)) == "Same files; 1 differs only in mode.");
    other = plain;
    other[1].xattrs = {{"user.x", "1"}};
    CHECK(verdict(one, Saved(other)) == "Same files; 1 differs only in extended attributes.");
    other = plain;
    std::swap(other[1], other[2]);
    CHECK(verdict(one, Saved(other)) == "Same files, in another order in the layers' tars.");
    CHECK(verdict(one, Saved(plain, {.dialect = kit::TarDialect::gnu})) ==
          "Same files; the layers' tars are written otherwise: ustar → GNU.");
    CHECK(verdict(one, Saved(plain, {}, kit::Packing::gzip)) == "Same layers, compressed otherwise: plain → gzip.");
    CHECK(verdict(Saved(plain, {}, kit::Packing::zstd), Saved(plain, {}, kit::Packing::gzip)) ==
          "Same layers, compressed otherwise: zstd → gzip.");
    other = plain;
    other[1].content = "3";
    CHECK(verdict(one, Saved(other)) == "Files: 1 changed.");
    CHECK(verdict(one, Saved({kit::folder("etc"), kit::file("etc/b", "2"), kit::file("etc/c", "1")})) ==
          "Files: 1 moved.");
}

TEST_CASE("archives inside the image are looked into and told from inside") {
    for (const kit::Packing packing : {kit::Packing::none, kit::Packing::gzip}) {
        const Saved a({kit::file("app.jar", jar(1'600'000'000)), kit::file("m.pyc", pyc("\1\0\0\0"s))}, {}, packing);
        const Saved b({at(kit::file("app.jar", jar(1'600'000'060)), 9), kit::file("m.pyc", pyc("\2\0\0\0"s))}, {},
                      packing);
        const kit::Ran ran = diff(a, b);
        CHECK(ran.exit == 1);
        CHECK(says(ran, "Same files; 1 differs only in the header of compiled Python and 1 only inside archives, which "
                        "hold the same."));
        CHECK(says(ran, "/app.jar  (only inside: META-INF/MANIFEST.MF time)"));
        CHECK(says(ran, "/m.pyc  (only a rebuilt .pyc)"));
        CHECK(says(ran, "only inside archives, which hold the same"));
        CHECK(says(diff(a, b, {"--json"}), "\"path\": \"META-INF/MANIFEST.MF\""));
        CHECK(says(diff(a, b, {"--markdown"}), "`only inside: META-INF/MANIFEST.MF time`"));
        CHECK(diff(a, b, {"--ignore", "nested,bytecode,time"}).exit == 0);
        CHECK(diff(a, b, {"--ignore", "nested,time"}).exit == 1);
        CHECK(diff(a, b, {"--semantic"}).exit == 1); // diffoci has no such rule
        CHECK(verdict(a, b, {"--inside", "none"}) == "Files: 2 changed.");
    }
    const Saved a({kit::file("app.jar", jar(1'600'000'000))});
    const Saved b({kit::file("app.jar", jar(1'600'000'000, "other code"))});
    CHECK(says(diff(a, b), "/app.jar  (content, size, inside: ~app.class of 2 members)"));
    CHECK(verdict(a, b) == "Files: 1 changed.");
    CHECK(diff(a, b, {"--ignore", "nested,bytecode,time"}).exit == 1);
}

TEST_CASE("a file without the name of an archive is looked into when all are") {
    const Saved a({kit::file("data", jar(1'600'000'000))});
    const Saved b({kit::file("data", jar(1'600'000'060))});
    CHECK(verdict(a, b) == "Files: 1 changed.");
    CHECK(verdict(a, b, {"--inside", "all"}) == "Same files; 1 differs only inside archives, which hold the same.");
}

TEST_CASE("what moved is shown once, a folder in one line") {
    const Saved a({kit::folder("a"), kit::file("a/x", "12"), kit::file("a/y", "345"), kit::file("old", "6")});
    const Saved b({kit::folder("b"), kit::file("b/x", "12"), kit::file("b/y", "345"), kit::file("new", "6", 0600)});
    const kit::Ran ran = diff(a, b);
    CHECK(says(ran, "Files      +0 ~0 -0 >4"));
    CHECK(says(ran, ">      5 B  /a/ → /b/  (2 files)"));
    CHECK(says(ran, ">      1 B  /old → /new  (mode)"));
    CHECK(says(diff(a, b, {"--all"}), "/a/x → /b/x"));
    const kit::Ran json = diff(a, b, {"--json"});
    CHECK(says(json, "\"files_moved\": 4"));
    CHECK(says(json, "\"folders_moved\": 1"));
    CHECK(says(json, "\"change\": \"moved\""));
    CHECK(says(diff(a, b, {"--markdown"}), "| → | `/b` | 5 B | moved from `/a` with 2 files |"));
    CHECK(says(diff(a, b, {"--content", "all"}), "Files      +0 ~0 -0 >4"));
}

TEST_CASE("a cause that is none is refused with those there are") {
    const Saved one(plain);
    const kit::Ran ran = diff(one, one, {"--ignore", "weather"});
    CHECK(ran.exit == 2);
    CHECK(ran.err.find("\"weather\" is none of time, owner") != std::string::npos);
    CHECK(diff(one, one, {"--inside", "perhaps"}).exit == 2);
}
