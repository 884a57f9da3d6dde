#include "core/bytes/zip_file.hpp"
#include "tests/kit/zip_writer.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;
using namespace strata::kit;

namespace {

const std::vector<ZippedFile> files = {{"META-INF/", "", ZipPacking::stored},
                                       {"META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n", ZipPacking::deflated},
                                       {"lib/a.jar", std::string(5000, 'j'), ZipPacking::stored},
                                       {"lib/b.jar", std::string(500'000, 'k'), ZipPacking::deflated}};

/// Everything in it, or why not.
std::string told(const std::string& zip) {
    const auto members = list_zip(zip);
    if (!members) return members.error().message;
    std::string out;
    for (const ZipMember& member : *members) {
        const auto bytes = read_zip_member(zip, member, 1'000'000);
        out.append(member.name).append("=").append(bytes ? *bytes : bytes.error().message).append(";");
    }
    return out;
}

std::string all_of(const std::vector<ZippedFile>& written) {
    std::string out;
    for (const ZippedFile& file : written) out += file.name + "=" + file.data + ";";
    return out;
}

} // namespace

TEST_CASE("a zip file gives back what was packed, in every form") {
    CHECK(told(write_zip(files)) == all_of(files));
    CHECK(told(write_zip(files, ZipForm::zip64)) == all_of(files));
    const std::string script = "#!/bin/sh\nexec java -jar \"$0\" \"$@\"\n";
    CHECK(told(write_zip(files, ZipForm::plain, script)) == all_of(files));
    CHECK(told(write_zip(files, ZipForm::zip64, script)) == all_of(files));
    CHECK(told(write_zip({})).empty());
    std::string commented = write_zip(files);
    commented.replace(commented.size() - 2, 2, std::string("\x05\0", 2)).append("hello");
    CHECK(told(commented) == all_of(files));
}

TEST_CASE("a stored member needs no unpacking") {
    const std::string zip = write_zip(files);
    const auto members = list_zip(zip).value();
    CHECK(stored_bytes(zip, members[2]) == files[2].data);
    CHECK(stored_bytes(zip, members[3]).empty());
    CHECK(members[3].size == 500'000);
    CHECK(members[3].packed < 5000);
}

TEST_CASE("what is no zip file is said to be none") {
    CHECK(told("") == "is no zip file: it is too short");
    CHECK(told(std::string(1000, 'x')) == "is no zip file: the end of its directory is missing");
    const std::string zip = write_zip(files);
    CHECK(told(zip.substr(0, zip.size() - 1)) == "is no zip file: the end of its directory is missing");
    CHECK(told(zip.substr(zip.size() - 22)) == "has a directory that lies outside of it");
    std::string broken = zip; // a member that is none would hide those behind it
    broken[broken.rfind("PK\1\2") + 1] = 'x';
    CHECK(told(broken).starts_with("has a directory that breaks off at byte "));
}

TEST_CASE("members above a limit, of other methods and encrypted ones are errors of their own") {
    std::string zip = write_zip(files);
    const auto members = list_zip(zip).value();
    CHECK(read_zip_member(zip, members[3], 499'999).error().message == "unpacks to more than 499999 bytes");
    CHECK(read_zip_member(zip, members[3], 500'000).value() == files[3].data);
    CHECK(read_zip_member(zip, members[2], 4999).error().message == "is larger than 4999 bytes");
    ZipMember odd = members[2];
    odd.method = 12;
    CHECK(read_zip_member(zip, odd, 1'000'000).error().message == "is packed by method 12");
    odd.encrypted = true;
    CHECK(read_zip_member(zip, odd, 1'000'000).error().message == "is encrypted");
    CHECK(stored_bytes(zip, odd).empty());
}

TEST_CASE("a zip file with any byte changed or cut off never does harm") {
    const std::string zip = write_zip({files[1], files[2]}, ZipForm::zip64);
    for (std::size_t at = 0; at < zip.size(); at++) {
        std::string broken = zip;
        broken[at] = static_cast<char>(broken[at] ^ 0xff);
        CHECK_NOTHROW(told(broken));
        if (at % 16 == 0) CHECK_NOTHROW(told(zip.substr(0, at)));
    }
}

TEST_CASE("a zip file tells times and modes") {
    const std::string zip = write_zip({{.name = "a", .data = "1", .mtime = 1'600'000'000},
                                       {.name = "b", .data = "2", .mtime = 1'600'000'001, .unix_time = true},
                                       {.name = "c", .data = "3", .mode = 0100755}});
    const auto members = list_zip(zip).value();
    CHECK(members[0].mtime == 1'600'000'000);
    CHECK(members[1].mtime == 1'600'000'001);
    CHECK(members[1].attributes == 0);
    CHECK(members[2].attributes >> 16 == 0100755);
    CHECK(told(zip) == "a=1;b=2;c=3;");
}
