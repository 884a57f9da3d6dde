#include "core/archive/directory_archive.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <string>

using namespace strata;
namespace fs = std::filesystem;

namespace {

/// A folder of its own, gone at the end.
struct Folder {
    Folder() {
        std::string name = (fs::temp_directory_path() / "strata-test-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path); }
    void write(const fs::path& name, std::string_view bytes) const {
        fs::create_directories((path / name).parent_path());
        std::ofstream(path / name, std::ios::binary) << bytes;
    }
    fs::path path;
};

} // namespace

TEST_CASE("a folder is an archive of its files") {
    const Folder folder;
    folder.write("oci-layout", "{}");
    folder.write("blobs/sha256/abc", "blob");
    fs::create_directory(folder.path / "ingest");
    fs::create_symlink("sha256/abc", folder.path / "blobs/inside");
    fs::create_symlink("/etc/passwd", folder.path / "blobs/outside");
    fs::create_directory_symlink("/etc", folder.path / "etc");
    const auto archive = open_directory(folder.path);
    REQUIRE(archive);
    std::string names;
    for (const Member& member : (*archive)->members()) names += std::string(member.name) + " ";
    CHECK(names == "blobs blobs/inside blobs/outside blobs/sha256 blobs/sha256/abc etc ingest oci-layout ");
    const auto found = (*archive)->find("blobs/inside");
    REQUIRE(found);
    const auto source = (*archive)->open(*found);
    REQUIRE(source);
    CHECK(read_all(**source, 100) == "blob");
    CHECK_FALSE((*archive)->find("blobs/outside"));
    CHECK_FALSE((*archive)->find("etc/passwd"));
    CHECK((*archive)->bytes() == 6);
    CHECK_FALSE((*archive)->open(whole_archive));
}

TEST_CASE("a folder that is not there is an error with its name") {
    const auto archive = open_directory("/nowhere/at/all");
    REQUIRE_FALSE(archive);
    CHECK(archive.error().message == "\"/nowhere/at/all\": No such file or directory");
}
