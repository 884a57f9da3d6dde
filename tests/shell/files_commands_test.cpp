#include "tests/kit/image_builder.hpp"
#include "tests/kit/run_in_process.hpp"
#include "tests/kit/temporary_directory.hpp"
#include "tests/shell/two_layers.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace strata::kit;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {

/// As every image has it: all may write, and nobody takes away what is another's.
TarFile folder_of_everyone() { return folder("tmp", 01777); }

fs::path write_image(const TemporaryDirectory& folder, Packing packing = Packing::gzip) {
    return folder.write("image.tar", build_archive(plan(), {.layout = Layout::oci, .layers = packing}));
}

std::string content(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

TEST_CASE("cat writes a file as a container reads it, and old versions by layer") {
    const TemporaryDirectory folder;
    const std::string image = write_image(folder).string();
    CHECK(run({"cat", image, "/etc/motd"}).out == "new\n");
    CHECK(run({"cat", image, "bin/api"}).out == "program");
    CHECK(run({"cat", image, "/usr/bin/alias"}).out == "program");
    CHECK(run({"cat", image, "/etc/motd", "--layer", "1"}).out == "old\n");
    CHECK(run({"cat", image, "/etc/secret", "--layer", "1"}).out == "hush\n");
    const Ran gone = run({"cat", image, "/etc/secret"});
    CHECK(gone.exit == 2);
    CHECK(gone.out.empty());
    CHECK_THAT(gone.err,
               ContainsSubstring("there is no \"/etc/secret\" in the image any more; with --layer N, layer 1 has it"));
    CHECK_THAT(run({"cat", image, "/etc/secret", "--layer", "2"}).err, ContainsSubstring("layer 2 removes"));
    CHECK_THAT(run({"cat", image, "/dead"}).err, ContainsSubstring("\"/dead\" is a link to \"etc/none\""));
    CHECK_THAT(run({"cat", image, "/etc"}).err, ContainsSubstring("is a folder"));
    CHECK_THAT(run({"cat", image, "/etc/motd", "--layer", "3"}).err,
               ContainsSubstring("--layer: there is no layer \"3\"; the image has layers 1 to 2"));
}

TEST_CASE("extract writes the tree of the image and nothing else") {
    const TemporaryDirectory folder;
    for (const Packing packing : {Packing::none, Packing::gzip, Packing::zstd}) {
        const std::string image = write_image(folder, packing).string();
        const fs::path to = folder.path() / ("out-" + std::string(name_of(packing)));
        const Ran ran = run({"extract", image, "-o", to.string()});
        CHECK(ran.exit == 0);
        CHECK(ran.err.empty());
        CHECK(content(to / "etc/motd") == "new\n");
        CHECK_FALSE(fs::exists(to / "etc/secret"));
        CHECK(content(to / "usr/bin/alias") == "program");
        CHECK(fs::hard_link_count(to / "usr/bin/api") == 2);
        CHECK(fs::read_symlink(to / "bin") == "usr/bin");
        CHECK(fs::is_symlink(to / "dead"));
        CHECK(fs::is_empty(to / "srv/data"));
        CHECK(fs::status(to / "usr/bin").permissions() == fs::perms(0750));
        CHECK(fs::status(to / "usr/bin/api").permissions() == fs::perms(0755)); // not setuid to us
        CHECK(fs::last_write_time(to / "usr/bin/api") ==
              fs::file_time_type::clock::from_sys(std::chrono::sys_seconds(std::chrono::seconds(1'600'000'000))));
    }
}

TEST_CASE("extract writes parts at their places, and earlier trees") {
    const TemporaryDirectory folder;
    const std::string image = write_image(folder).string();
    const fs::path part = folder.path() / "part", before = folder.path() / "before";
    CHECK(run({"extract", image, "/usr/bin/alias", "bin", "-o", part.string()}).exit == 0);
    CHECK(content(part / "usr/bin/alias") == "program"); // its other name was not asked for
    CHECK_FALSE(fs::exists(part / "usr/bin/api"));
    CHECK_FALSE(fs::exists(part / "etc"));
    CHECK(run({"extract", image, "--up-to", "1", "-o", before.string()}).exit == 0);
    CHECK(content(before / "etc/secret") == "hush\n");
    CHECK_THAT(run({"extract", image, "-o", before.string()}).err, ContainsSubstring("is not empty"));
    CHECK_THAT(run({"extract", image, "/nope", "-o", part.string()}).err, ContainsSubstring("there is no \"/nope\""));
}

TEST_CASE("a path leads through linked folders to the link that it names") {
    const TemporaryDirectory folder;
    ImagePlan image;
    image.names = {"shop/api:1.0"};
    image.steps.push_back(
        {.created_by = "COPY . /",
         .layer = write_tar({folder_of_everyone(), file("usr/lib/libx.so.1", "ELF"),
                             symbolic_link("usr/lib/libx.so", "libx.so.1"), symbolic_link("lib", "usr/lib")})});
    const std::string path = folder.write("image.tar", build_archive(image, {})).string();
    const fs::path direct = folder.path() / "direct", linked = folder.path() / "linked";
    CHECK(run({"extract", path, "/usr/lib/libx.so", "-o", direct.string()}).exit == 0);
    CHECK(run({"extract", path, "/lib/libx.so", "-o", linked.string()}).exit == 0);
    for (const fs::path& to : {direct, linked}) CHECK(fs::read_symlink(to / "usr/lib/libx.so") == "libx.so.1");
    const auto listed = [&](std::string_view what) { return run({"files", "--list", path, what}).out; };
    CHECK(listed("/lib/libx.so") == "/usr/lib/libx.so\n");
    CHECK(listed("/lib/libx.so.1") == "/usr/lib/libx.so.1\n");
    CHECK(listed("/lib") == "/lib\n");
    CHECK(listed("/lib/") == "/usr/lib/libx.so\n/usr/lib/libx.so.1\n");
    CHECK(listed(".") == listed("/"));
    CHECK(listed("../usr/lib/../lib") == listed("/usr/lib"));
    CHECK(run({"files", path, "/lib/nothing"}).exit == 2);
}

TEST_CASE("extract keeps the sticky bit") {
    const TemporaryDirectory folder;
    ImagePlan image;
    image.steps.push_back({.created_by = "COPY . /", .layer = write_tar({folder_of_everyone()})});
    const std::string path = folder.write("image.tar", build_archive(image, {})).string();
    const fs::path to = folder.path() / "out";
    CHECK(run({"extract", path, "-o", to.string()}).exit == 0);
    CHECK(fs::status(to / "tmp").permissions() == fs::perms(01777));
}

TEST_CASE("extract writes what one layer holds") {
    const TemporaryDirectory folder;
    const std::string image = write_image(folder).string();
    const fs::path to = folder.path() / "second";
    CHECK(run({"extract", image, "--layer", "2", "-o", to.string()}).exit == 0);
    CHECK(content(to / "etc/motd") == "new\n");
    CHECK(content(to / "usr/bin/alias") == "program"); // the bytes of another layer's file
    CHECK(fs::exists(to / "srv/data"));
    CHECK_FALSE(fs::exists(to / "usr/bin/api"));
    CHECK_FALSE(fs::exists(to / "bin"));
    CHECK_THAT(run({"extract", image, "--layer", "1", "--up-to", "2", "-o", to.string()}).err,
               ContainsSubstring("can't be given together"));
}

TEST_CASE("extract adds to a folder, and replaces only when told to") {
    const TemporaryDirectory folder;
    const std::string image = write_image(folder).string();
    const fs::path to = folder.path() / "to";
    fs::create_directories(to / "etc");
    fs::permissions(to, fs::perms(0711));
    std::ofstream(to / "etc/motd") << "mine\n";
    std::ofstream(to / "usr") << "a file where the image has a folder\n";
    fs::create_directories(to / "bin/full");
    fs::create_directories(to / "dead");
    CHECK_THAT(run({"extract", image, "-o", to.string()}).err, ContainsSubstring("say --merge to add to it"));
    CHECK(content(to / "etc/motd") == "mine\n");

    const Ran merged = run({"extract", image, "--merge", "-o", to.string()});
    CHECK(merged.exit == 2);
    CHECK_THAT(merged.err, ContainsSubstring("\"/etc/motd\": there is a file already; --force replaces it"));
    CHECK_THAT(merged.err, ContainsSubstring("\"/usr\": there is a file already"));
    CHECK(content(to / "etc/motd") == "mine\n");
    CHECK(content(to / "srv/data").empty());
    CHECK(fs::status(to).permissions() == fs::perms(0711)); // the folder itself is ours

    const Ran forced = run({"extract", image, "--force", "-o", to.string()});
    CHECK(forced.exit == 2);
    CHECK(forced.err == "strata: " + image + ": error: \"/bin\": a folder that is not empty is in the way\n");
    CHECK(content(to / "etc/motd") == "new\n");
    CHECK(content(to / "usr/bin/alias") == "program");
    CHECK(fs::hard_link_count(to / "usr/bin/api") == 2);
    CHECK(fs::is_symlink(to / "dead")); // an empty folder gives way
    fs::remove_all(to / "bin");
    CHECK(run({"extract", image, "--force", "-o", to.string()}).exit == 0);
    CHECK(run({"extract", image, "--force", "-o", to.string()}).exit == 0);
}

TEST_CASE("extract follows no link that lies in its folder already") {
    const TemporaryDirectory folder;
    const std::string image = write_image(folder).string();
    const fs::path to = folder.path() / "to", outside = folder.path() / "outside";
    fs::create_directory(to);
    fs::create_directory(outside);
    std::ofstream(outside / "victim") << "safe";
    fs::create_symlink(outside, to / "etc");
    fs::create_directories(to / "srv");
    fs::create_symlink(outside / "victim", to / "srv/data");
    CHECK(run({"extract", image, "--merge", "-o", to.string()}).exit == 2);
    CHECK(fs::is_symlink(to / "etc"));
    CHECK(run({"extract", image, "--force", "-o", to.string()}).exit == 0);
    CHECK(content(outside / "victim") == "safe");
    CHECK(std::distance(fs::directory_iterator(outside), fs::directory_iterator()) == 1);
    CHECK_FALSE(fs::is_symlink(to / "etc"));
    CHECK(content(to / "etc/motd") == "new\n");
    CHECK_FALSE(fs::is_symlink(to / "srv/data"));
}

TEST_CASE("extract keeps extended attributes and links to links") {
    const TemporaryDirectory folder;
    TarFile tagged = file("tagged", "1");
    tagged.xattrs = {{"security.capability", std::string("\1\0\0\2\0\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20)},
                     {"user.note", "of ours"}};
    ImagePlan image;
    image.names = {"tags:1"};
    image.steps.push_back({.created_by = "COPY",
                           .layer = write_tar({tagged, symbolic_link("link", "tagged"), hard_link("same", "link")})});
    const std::string archive = folder.write("image.tar", build_archive(image, {})).string();
    const fs::path to = folder.path() / "to";
    const Ran ran = run({"extract", archive, "-o", to.string()});
    CHECK(ran.exit == 0);
    std::string value(64, '\0');
    const ssize_t size = getxattr((to / "tagged").c_str(), "user.note", value.data(), value.size());
    if (size < 0) // a file system without them: said, once
        CHECK_THAT(ran.err, ContainsSubstring("extended attributes that could not be set: 1 ("));
    else
        CHECK(value.substr(0, static_cast<std::size_t>(size)) == "of ours");
    CHECK(getxattr((to / "tagged").c_str(), "security.capability", value.data(), value.size()) < 0);
    CHECK(fs::read_symlink(to / "same") == "tagged");
    struct stat facts{};
    CHECK(lstat((to / "link").c_str(), &facts) == 0);
    CHECK(facts.st_nlink == 2);
}

TEST_CASE("extract --owner is root's alone and gives files away") {
    const TemporaryDirectory folder;
    TarFile program = file("tool", "1", 06755);
    program.uid = 1234;
    program.gid = 99;
    program.xattrs = {{"security.capability", std::string("\1\0\0\2\0\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20)}};
    ImagePlan image;
    image.names = {"owned:1"};
    image.steps.push_back({.created_by = "COPY", .layer = write_tar({program})});
    const std::string archive = folder.write("image.tar", build_archive(image, {})).string();
    const fs::path to = folder.path() / "to";
    const Ran ran = run({"extract", archive, "--owner", "-o", to.string()});
    if (geteuid() != 0) {
        CHECK(ran.err == "strata: --owner: only root can give files away\n");
        CHECK_FALSE(fs::exists(to));
        return;
    }
    CHECK(ran.exit == 0);
    struct stat facts{};
    CHECK(stat((to / "tool").c_str(), &facts) == 0);
    CHECK(facts.st_uid == 1234);
    CHECK(facts.st_gid == 99);
    CHECK((facts.st_mode & 07777) == 06755);
    char value[64];
    const bool has = getxattr((to / "tool").c_str(), "security.capability", value, sizeof value) == 20;
    CHECK((has || ran.err.find("extended attributes that could not be set: 1 (") != std::string::npos));
}

TEST_CASE("extract leaves no half of a file behind") {
    const TemporaryDirectory folder;
    ImagePlan image;
    image.names = {"cut:1"};
    image.steps.push_back(
        {.created_by = "COPY",
         .layer = write_tar(
             {file("etc/first", "whole"), file("etc/second", std::string(100'000, 'x')), file("etc/third", "3")})});
    std::string bytes = build_archive(image, {.layout = Layout::root_filesystem});
    bytes.resize(50'000);
    const std::string archive = folder.write("cut.tar", bytes).string();
    const fs::path to = folder.path() / "to";
    const Ran ran = run({"extract", archive, "-o", to.string()});
    CHECK(ran.exit == 2);
    CHECK(content(to / "etc/first") == "whole");
    CHECK_FALSE(fs::exists(to / "etc/second"));
    CHECK_THAT(ran.err, ContainsSubstring("layer 1: the layer breaks off at byte"));
    CHECK_THAT(ran.err, ContainsSubstring("files that are not written: 1"));
}

TEST_CASE("a file that can't be made, of a layer that breaks off, costs no file of the next layer") {
    const TemporaryDirectory folder;
    ImagePlan image;
    image.names = {"cut:1"};
    std::string cut = write_tar({file(std::string(300, 'n'), std::string(200'000, 'x'))}); // no file system takes it
    cut.resize(100'000);
    image.steps.push_back({.created_by = "COPY a", .layer = cut});
    image.steps.push_back({.created_by = "COPY b", .layer = write_tar({file("etc/second", "whole")})});
    const std::string archive = folder.write("cut.tar", build_archive(image, {})).string();
    const fs::path to = folder.path() / "to";
    const Ran ran = run({"extract", archive, "-o", to.string()});
    CHECK(ran.exit == 2);
    CHECK(content(to / "etc/second") == "whole");
}

TEST_CASE("extract never leaves its folder") {
    const TemporaryDirectory folder;
    fs::create_directory(folder.path() / "outside");
    const std::string outside = (folder.path() / "outside").string();
    ImagePlan image;
    image.names = {"evil:1"};
    image.steps.push_back({.created_by = "RUN evil",
                           .layer = write_tar({symbolic_link("door", outside), file("door/planted", "1"),
                                               file("../../outside/climbed", "1"), symbolic_link("way", "../outside"),
                                               hard_link("handle", "../../outside/victim")})});
    image.steps.push_back({.created_by = "RUN more", .layer = write_tar({file("way/planted", "1")})});
    const fs::path archive = folder.write("evil.tar", build_archive(image, {}));
    const fs::path to = folder.path() / "to";
    (void)run({"extract", archive.string(), "-o", to.string()});
    CHECK(fs::is_empty(outside));
    CHECK(content(to / "outside/climbed") == "1"); // ".." stops at the top of the image
}
