#include "core/archive/look_inside.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/bytes/hash.hpp"
#include "tests/kit/ar_writer.hpp"
#include "tests/kit/packing.hpp"
#include "tests/kit/tar_writer.hpp"
#include "tests/kit/zip_writer.hpp"

#include <catch2/catch_test_macros.hpp>
#include <span>

using namespace strata;
using kit::write_zip;

namespace {

/// "zip[a 1 +1, b 2]": each archive with its members and their sizes, `+N` where a member is archive N itself.
std::string told(const NestedFile& file) {
    constexpr std::string_view kinds[] = {"tar", "zip", "ar", "packed", "bytecode"};
    std::string out = file.problem;
    for (const NestedArchive& archive : file.archives) {
        if (!out.empty()) out += ' ';
        out += kinds[static_cast<std::size_t>(archive.kind)];
        out += '[';
        for (const NestedMember& member : archive.members) {
            if (out.back() != '[') out += ", ";
            out += text(quote(member.path), ' ', member.size);
            if (member.archive != no_index) out += text(" +", member.archive);
        }
        out += ']';
        if (!archive.problem.empty()) out += text('!', archive.problem);
    }
    return out;
}

std::string told(std::string_view bytes, std::string_view name = "file", const Limits& limits = {}) {
    return told(look_inside(bytes, name, limits));
}

ContentHash hash_of(std::string_view bytes) {
    ContentHasher hasher;
    hasher.update(std::as_bytes(std::span(bytes)));
    return hasher.finish();
}

const std::string small_tar = kit::write_tar({kit::folder("etc"), kit::file("etc/motd", "hello")});
const std::string small_zip =
    write_zip({{.name = "META-INF/"}, {.name = "META-INF/MANIFEST.MF", .data = "Version: 1"}});

} // namespace

TEST_CASE("what a file is, its bytes tell, and what is in it") {
    CHECK(told(small_tar) == "tar[\"etc/\" 0, \"etc/motd\" 5]");
    CHECK(told(small_zip) == "zip[\"META-INF/\" 0, \"META-INF/MANIFEST.MF\" 10]");
    CHECK(told(kit::write_ar({{"debian-binary", "2.0\n"}, {"a name longer than sixteen", "x"}})) ==
          "ar[\"debian-binary\" 4, \"a name longer than sixteen\" 1]");
    for (const kit::Packing packing :
         {kit::Packing::gzip, kit::Packing::gzip_members, kit::Packing::zstd, kit::Packing::xz, kit::Packing::bzip2}) {
        CHECK(told(kit::pack(small_tar, packing)) == "tar[\"etc/\" 0, \"etc/motd\" 5]");
        CHECK(told(kit::pack("some text", packing)) == "packed[\"\" 9]");
    }
    CHECK(told("").empty());
    CHECK(told("plain text").empty());
    CHECK(told(std::string(2000, '\0')).empty());
}

TEST_CASE("archives inside archives are looked into, as deep as the limit") {
    const std::string fat = write_zip({{.name = "lib/a.jar", .data = small_zip, .packing = kit::ZipPacking::stored},
                                       {.name = "data.tar.gz", .data = kit::pack(small_tar, kit::Packing::gzip)}});
    CHECK(told(fat) == text("zip[\"lib/a.jar\" ", small_zip.size(), " +1, \"data.tar.gz\" ",
                            kit::pack(small_tar, kit::Packing::gzip).size(),
                            " +2] zip[\"META-INF/\" 0, \"META-INF/MANIFEST.MF\" 10] tar[\"etc/\" 0, \"etc/motd\" 5]"));
    Limits shallow;
    shallow.nested_depth = 1;
    CHECK(look_inside(fat, "fat.jar", shallow).archives.size() == 1);
    std::string deep = small_tar;
    for (int i = 0; i < 6; i++) deep = kit::write_tar({kit::file("deeper", deep)});
    CHECK(look_inside(deep, "deep.tar").archives.size() == Limits{}.nested_depth);
    CHECK(told(kit::pack(kit::pack("twice", kit::Packing::gzip), kit::Packing::xz), "a.gz.xz") ==
          text("packed[\"\" ", kit::pack("twice", kit::Packing::gzip).size(), " +1] packed[\"\" 5]"));
}

TEST_CASE("a member's facts are those it is compared by") {
    kit::TarFile file = kit::file("bin/tool", "#!", 04755);
    file.uid = 7;
    file.user = "me";
    file.mtime = 5;
    file.mtime_nanoseconds = 6;
    file.xattrs = {{"user.x", "1"}};
    const NestedFile tar = look_inside(kit::write_tar({file, kit::symbolic_link("l", "bin/tool")}), "a.tar");
    const NestedMember& member = tar.archives.at(0).members.at(0);
    CHECK(member.mode == 04755);
    CHECK(member.uid == 7);
    CHECK(member.owner_names == "me:");
    CHECK(member.mtime == 5);
    CHECK(member.mtime_nanoseconds == 6);
    CHECK(member.content == hash_of("#!"));
    CHECK(member.more.find("user.x=1") != std::string::npos);
    CHECK(tar.archives.at(0).members.at(1).more == "bin/tool");
    CHECK(tar.archives.at(0).members.at(1).type == FileType::symbolic_link);
}

TEST_CASE("compiled Python of every age gives its code apart from what it says of its source") {
    using namespace std::string_literals;
    const std::string code = "\xe3 some code, long enough";
    const std::string python27 = "\x03\xf3\r\n"s + "\x01\0\0\0"s + code;
    const std::string python36 = "\x33\x0d\r\n"s + "\x02\0\0\0\x10\0\0\0"s + code;
    const std::string python311 = "\xa7\x0d\r\n"s + "\0\0\0\0\x03\0\0\0\x10\0\0\0"s + code;
    const std::string by_hash = "\xa7\x0d\r\n"s + "\x01\0\0\0hashhash"s + code;
    std::int64_t mtime = 1;
    for (const std::string& file : {python27, python36, python311}) {
        const NestedFile found = look_inside(file, "m.pyc");
        REQUIRE(found.archives.size() == 1);
        CHECK(found.archives[0].kind == NestedKind::bytecode);
        CHECK(found.archives[0].mtime == mtime++);
        CHECK(found.archives[0].members.at(0).content == hash_of(code));
    }
    CHECK(look_inside(by_hash, "m.pyc").archives.at(0).mtime == 0);
    CHECK(look_inside(by_hash, "m.pyc").archives.at(0).header.ends_with("hashhash"));
    CHECK(look_inside(python311, "m.so").archives.empty());
    CHECK(look_inside("no code", "m.pyc").archives.empty());
}

TEST_CASE("a limit or damage is a problem of the archive it is met in") {
    Limits few;
    few.nested_bytes = 4;
    CHECK(told(small_tar, "a.tar", few).find("--limit nested-bytes") != std::string::npos);
    few = {};
    few.nested_list_bytes = 300;
    CHECK(told(small_tar, "a.tar", few).find("--limit nested-list-bytes") != std::string::npos);
    const std::string packed = kit::pack(small_tar, kit::Packing::gzip);
    CHECK(told(std::string_view(packed).substr(0, packed.size() - 9)).find("gzip: ") != std::string::npos);
    const std::string broken = write_zip({{.name = "a.jar", .data = small_zip.substr(0, small_zip.size() - 5)}});
    CHECK(told(broken).find("the end of its directory is missing") != std::string::npos);
}

TEST_CASE("every prefix and every flipped byte of an archive of archives is read or refused") {
    const std::string good =
        kit::write_tar({kit::file("a.jar", small_zip), kit::file("b.deb", kit::write_ar({{"data.tar.xz", "no xz"}})),
                        kit::file("c.gz", kit::pack("text", kit::Packing::gzip))});
    for (std::size_t size = 0; size < good.size(); size += 7)
        (void)look_inside(std::string_view(good).substr(0, size), "x.tar");
    for (std::size_t at = 0; at < good.size(); at++) {
        std::string bad = good;
        bad[at] = static_cast<char>(~bad[at]);
        CHECK(look_inside(bad, "x.tar") == look_inside(bad, "x.tar"));
    }
}
