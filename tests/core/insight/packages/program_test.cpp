#include "core/insight/packages/elf.hpp"
#include "core/insight/packages/program.hpp"

#include <catch2/catch_test_macros.hpp>
#include <zlib.h>

using namespace strata;

namespace {

using Strings = std::vector<std::string>;

std::string number(std::uint64_t value, unsigned bytes) {
    std::string out;
    for (unsigned i = 0; i < bytes; i++) out.push_back(static_cast<char>(value >> (8 * i)));
    return out;
}

std::string with_length(const std::string& text) {
    std::string out;
    std::size_t left = text.size();
    for (; left >= 128; left /= 128) out.push_back(static_cast<char>(left % 128 + 128));
    return out + static_cast<char>(left) + text;
}

const std::string mark_before = "\x30\x77\xaf\x0c\x92\x74\x08\x02\x41\xe1\xc1\x07\xe6\xd6\x18\xe6";
const std::string mark_behind("\xf9\x32\x43\x31\x86\x18\x20\x72\0\x82\x42\x10\x41\x16\xd8\xf2", 16);

std::string go_info(const std::string& go, const std::string& modules) {
    return "\xff Go buildinf:" + std::string("\x08\x02") + std::string(16, '\0') + with_length(go) +
           with_length(mark_before + modules + mark_behind);
}

Strings told(Gathered& gathered) {
    Strings out;
    for (const Package& package : gathered.take().packages)
        out.push_back(package.name + " " + package.version + (package.files.empty() ? "" : " " + package.files[0]));
    return out;
}

/// An ELF file for 64 bits with one section of its own and the table of names.
std::string elf_with(const std::string& section, const std::string& content) {
    const std::string names = std::string("\0.strtab\0", 9) + section + '\0';
    const std::uint64_t table = 64 + content.size() + names.size();
    std::string head = std::string("\x7f") + "ELF\2\1\1" + std::string(9, '\0') + number(3, 2) + number(62, 2) +
                       number(1, 4) + number(0, 8) + number(0, 8) + number(table, 8) + number(0, 4) + number(64, 2) +
                       number(0, 2) + number(0, 2) + number(64, 2) + number(3, 2) + number(1, 2);
    const auto row = [](std::uint64_t name, std::uint64_t offset, std::uint64_t size) {
        return number(name, 4) + number(1, 4) + number(0, 8) + number(0, 8) + number(offset, 8) + number(size, 8) +
               number(0, 8) + number(0, 8) + number(0, 8);
    };
    return head + content + names + row(0, 0, 0) + row(1, 64 + content.size(), names.size()) +
           row(9, 64, content.size());
}

std::string zlib_packed(const std::string& text) {
    uLongf size = compressBound(text.size());
    std::string out(size, '\0');
    compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size());
    out.resize(size);
    return out;
}

} // namespace

TEST_CASE("Go's build info is found in a program however its bytes are cut") {
    const std::string modules = "path\texample.com/app\nmod\texample.com/app\t(devel)\t\n"
                                "dep\tgithub.com/a/b\tv1.2.3\th1:x=\ndep\tgithub.com/c/d\tv0.1.0\n"
                                "=>\tgithub.com/e/d\tv0.2.0\th1:y=\nbuild\tCGO_ENABLED=0\n";
    const std::string program = std::string("\x7f") + "ELF" + std::string(1000 - 4 + 24, 'x') +
                                go_info("go1.24.4 X:none", modules) + std::string(500, 'y');
    for (const std::size_t piece : {1u, 7u, 16u, 1000u, 100'000u}) {
        GoSearch search;
        for (std::size_t at = 0; at < program.size(); at += piece)
            search.take(std::string_view(program).substr(at, piece));
        CHECK(search.complete());
        Gathered gathered({});
        read_go_build_info(search.found(), "", "/bin/app", gathered);
        CHECK(told(gathered) == Strings{"stdlib 1.24.4", "example.com/app (devel) /bin/app", "github.com/a/b v1.2.3",
                                        "github.com/e/d v0.2.0"});
    }
}

TEST_CASE("a Go module replaced by a folder keeps its name without a version, one replaced by another has that one's") {
    Gathered gathered({});
    read_go_build_info(go_info("go1.24", "dep\texample.com/a\tv1.2.3\n=>\t./a\t(devel)\t\n"
                                         "dep\texample.com/b\tv1.0.0\n=>\t/home/me/b\t(devel)\t\n"
                                         "dep\texample.com/c\tv1.0.0\n=>\tC:\\src\\c\t(devel)\t\n"
                                         "dep\texample.com/d\tv1.0.0\n=>\texample.com/e\tv2.0.0\th1:x=\n"),
                       "", "/bin/app", gathered);
    CHECK(told(gathered) == Strings{"stdlib 1.24", "example.com/a (devel)", "example.com/b (devel)",
                                    "example.com/c (devel)", "example.com/e v2.0.0"});
}

TEST_CASE("a mark that is out of place or followed by something else is none of Go's") {
    GoSearch odd_place, odd_size;
    odd_place.take("x" + go_info("go1.24.4", "mod\ta\tv1\n"));
    CHECK(odd_place.found().empty());
    odd_size.take("\xff Go buildinf:\x07\x02" + std::string(100, 'x'));
    CHECK(odd_size.found().empty());
    GoSearch cut;
    const std::string info = go_info("go1.24.4", "mod\ta\tv1\n");
    cut.take(info.substr(0, info.size() - 1));
    CHECK_FALSE(cut.complete());
    Gathered gathered({});
    read_go_build_info(cut.found(), "", "/a", gathered);
    CHECK(told(gathered) == Strings{"stdlib 1.24.4"});
}

TEST_CASE("of programs by Go before 1.18 the modules are found between their marks") {
    const std::string behind("\xf9\x32\x43\x31\x86\x18\x20\x72\0\x82\x42\x10\x41\x16\xd8\xf2", 16);
    const std::string program =
        "ELF…" + mark_before + "path\ta\nmod\tb.c/a\tv1.0.0\t\ndep\tx.y/z\tv2.0.0\n" + behind + "…";
    Gathered gathered({});
    read_go_build_info("\xff Go buildinf:\x08" + std::string(17, '\0'), program, "/a", gathered);
    CHECK(told(gathered) == Strings{"b.c/a v1.0.0 /a", "x.y/z v2.0.0"});
}

TEST_CASE("of programs by Go before 1.18 the version is found by its address") {
    constexpr std::uint64_t base = 0x400000, start = 0x78, version = start + 16, info = 0xa0;
    const auto program = [&](const std::string& go, std::uint64_t size) {
        std::string bytes = std::string("\x7f") + "ELF\2\1\1" + std::string(9, '\0') + number(2, 2) + number(62, 2) +
                            number(1, 4) + number(0, 8) + number(64, 8) + number(0, 8) + number(0, 4) + number(64, 2) +
                            number(56, 2) + number(1, 2) + number(64, 2) + number(0, 2) + number(0, 2);
        bytes += number(1, 4) + number(5, 4) + number(0, 8) + number(base, 8) + number(base, 8) + number(0x200, 8) +
                 number(0x200, 8) + number(4096, 8);
        bytes += number(base + version, 8) + number(size, 8) + go; // the string's header, then it
        bytes.resize(info);
        bytes += "\xff Go buildinf:" + std::string("\x08\x00", 2) + number(base + start, 8) + number(0, 8);
        bytes.resize(0x200);
        return bytes;
    };
    const auto found = [](const std::string& bytes) {
        GoSearch search;
        search.take(bytes);
        Gathered gathered({});
        read_go_build_info(search.found(), bytes, "/bin/app", gathered);
        return told(gathered);
    };
    const std::string whole = program("go1.17.2", 8);
    CHECK(found(whole) == Strings{"stdlib 1.17.2"});
    CHECK(found(program("go1.17.2", 5000)).empty());
    CHECK(found(program("go1.17.2", ~std::uint64_t{0})).empty());
    for (std::size_t at = 0; at < whole.size(); at++) {
        std::string broken = whole;
        broken[at] = static_cast<char>(broken[at] ^ 0xff);
        if (at < info || at >= info + 16) CHECK_NOTHROW(found(broken));
    }
    CHECK(elf_memory(whole, base + version).starts_with("go1.17.2"));
    CHECK(elf_memory(whole, base - 1).empty());
    CHECK(elf_memory(whole, base + 0x200).empty());
    CHECK(elf_memory("", 0).empty());
}

TEST_CASE("sections of ELF files are found by name") {
    const std::string elf = elf_with(".dep-v0", "content");
    CHECK(elf_section(elf, ".dep-v0") == "content");
    CHECK(elf_section(elf, ".dep").empty());
    CHECK(elf_section("", ".dep-v0").empty());
    for (std::size_t at = 0; at < elf.size(); at++) {
        std::string broken = elf;
        broken[at] = static_cast<char>(broken[at] ^ 0xff);
        CHECK_NOTHROW(elf_section(broken, ".dep-v0"));
        CHECK_NOTHROW(elf_section(elf.substr(0, at), ".dep-v0"));
    }
}

TEST_CASE("Rust's audit data name the crates in a program") {
    const std::string json = R"({"packages":[{"name":"app","version":"0.1.0","source":"local","root":true},
        {"name":"serde","version":"1.0.1","source":"crates.io"},{"name":"cc","version":"1.0","kind":"build"}]})";
    Gathered gathered({});
    read_rust_audit_data(elf_with(".dep-v0", zlib_packed(json)), "/bin/app", {}, gathered);
    CHECK(told(gathered) == Strings{"app 0.1.0 /bin/app", "serde 1.0.1"});
    Gathered nothing({});
    read_rust_audit_data(elf_with(".dep-v0", json), "/bin/app", {}, nothing);
    read_rust_audit_data(elf_with(".dep-v0", ""), "/bin/app", {}, nothing);
    read_rust_audit_data(elf_with(".dep-v0", zlib_packed("{\"packages\":")), "/bin/app", {}, nothing);
    const FileFacts said = nothing.take();
    CHECK(said.packages.empty());
    REQUIRE(said.sightings.size() == 1);
    CHECK(said.sightings[0].masked ==
          "it can't be read whole: its list of crates can't be unpacked: no zlib stream starts like this");
}

TEST_CASE("programs are told by their first bytes") {
    CHECK(program_kind(elf_with("a", std::string(100, 'x'))) == ProgramKind::elf);
    std::string object = elf_with("a", "x");
    object[16] = 1;
    CHECK(program_kind(object) == ProgramKind::none);
    CHECK(program_kind("MZ" + std::string(100, '\0')) == ProgramKind::other);
    CHECK(program_kind("\xcf\xfa\xed\xfe" + std::string(100, '\0')) == ProgramKind::other);
    CHECK(program_kind(std::string(100, '\0')) == ProgramKind::none);
    CHECK(program_kind("\x7f"
                       "ELF") == ProgramKind::none);
}
