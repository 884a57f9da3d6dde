#include "core/archive/look_inside.hpp"
#include "core/diff/compare_nested.hpp"
#include "core/report/nested_text.hpp"
#include "tests/core/bytes/packing.hpp"
#include "tests/kit/ar_writer.hpp"
#include "tests/kit/packing.hpp"
#include "tests/kit/tar_writer.hpp"
#include "tests/kit/zip_writer.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;
using namespace std::string_literals;
using kit::Packing;
using kit::write_zip;
using kit::ZippedFile;

namespace {

/// What is said of two files of that name, both ways: but for members that only one has it must be the same.
std::string explained(const std::string& a, const std::string& b, std::string_view name = "file") {
    const NestedFile in_a = look_inside(a, name);
    const NestedFile in_b = look_inside(b, name);
    const NestedDiff there = compare_nested(in_a, in_b);
    const NestedDiff back = compare_nested(in_b, in_a);
    CHECK(there.reasons == back.reasons);
    CHECK(there.added == back.removed);
    CHECK(there.removed == back.added);
    CHECK(there.changed == back.changed);
    CHECK(cause_of(there) == cause_of(back));
    return nested_text(there);
}

std::string tar(const std::vector<kit::TarFile>& files, kit::TarDialect dialect = kit::TarDialect::pax) {
    return kit::write_tar(files, {.dialect = dialect});
}

kit::TarFile at(kit::TarFile file, std::int64_t mtime) {
    file.mtime = mtime;
    return file;
}
kit::TarFile of(kit::TarFile file, std::int64_t uid) {
    file.uid = uid;
    return file;
}

const ZippedFile manifest{.name = "META-INF/MANIFEST.MF", .data = "Version: 1\n"};
const ZippedFile app{.name = "app.class", .data = test::layer_like(5000)};

ZippedFile later(ZippedFile file) {
    file.mtime += 60;
    return file;
}

std::string pyc(const std::string& mtime, const std::string& code) {
    return "\xa7\x0d\r\n\0\0\0\0"s + mtime + "\x10\0\0\0"s + code;
}

} // namespace

TEST_CASE("the smallest explanation for two archives, one known difference each") {
    const std::string one = write_zip({manifest, app});
    CHECK(explained(one, write_zip({later(manifest), app})) == "only inside: META-INF/MANIFEST.MF time");
    CHECK(explained(one, write_zip({later(manifest), later(app)})) == "only inside: 2 members, time");
    CHECK(explained(one, write_zip({app, manifest})) == "only in another order inside");
    ZippedFile harder = app;
    harder.level = 1;
    CHECK(explained(one, write_zip({manifest, harder})) == "only compressed otherwise");
    ZippedFile stored = app;
    stored.packing = kit::ZipPacking::stored;
    CHECK(explained(one, write_zip({manifest, stored})) == "only compressed otherwise");
    CHECK(explained(one, write_zip({manifest, app}, kit::ZipForm::zip64)) == "only written otherwise");
    ZippedFile other = app;
    other.data += '!';
    CHECK(explained(one, write_zip({manifest, other})) == "inside: ~app.class of 2 members");
    CHECK(explained(one, write_zip({later(manifest), other})) == "inside: ~app.class of 2 members");
    CHECK(explained(one, write_zip({manifest})) == "inside: -app.class of 1 member");
    CHECK(explained(write_zip({manifest}), one) == "inside: +app.class of 2 members");
    ZippedFile executable = app;
    executable.mode = 0100755;
    CHECK(explained(one, write_zip({manifest, executable})) == "only inside: app.class mode");
}

TEST_CASE("tars: time, owner, mode, order, dialect, compression") {
    const kit::TarFile a = kit::file("a", "1"), b = kit::file("b", "2");
    const std::string one = tar({a, b});
    CHECK(explained(one, tar({at(a, 1), b})) == "only inside: a time");
    CHECK(explained(one, tar({of(a, 1000), b})) == "only inside: a owner");
    CHECK(explained(one, tar({kit::file("a", "1", 0600), at(b, 9)})) == "only inside: 2 members, mode, time");
    CHECK(explained(one, tar({b, a})) == "only in another order inside");
    CHECK(explained(one, tar({a, b}, kit::TarDialect::gnu)) == "only written otherwise");
    CHECK(explained(one, tar({a, kit::symbolic_link("b", "a")})) == "inside: ~b of 2 members");
    const std::string text = test::layer_like(5000);
    const std::string large = tar({kit::file("a", text)});
    CHECK(explained(kit::pack(large, Packing::gzip, 1), kit::pack(large, Packing::gzip, 9)) ==
          "only compressed otherwise");
    CHECK(explained(kit::pack(large, Packing::gzip), kit::pack(large, Packing::zstd)) == "only compressed otherwise");
    CHECK(explained(kit::pack(one, Packing::gzip), kit::pack(tar({at(a, 1), b}), Packing::gzip)) ==
          "only inside: a time");
    CHECK(explained(kit::pack(text, Packing::gzip, 1), kit::pack(text, Packing::gzip, 9)) ==
          "only compressed otherwise");
    std::string stamped = kit::pack(text, Packing::gzip);
    stamped[4] = '\x7f';
    CHECK(explained(kit::pack(text, Packing::gzip), stamped) == "only the time in its header");
    CHECK(explained(kit::pack("one", Packing::gzip), kit::pack("two", Packing::gzip)).empty());
}

TEST_CASE("archives inside archives are explained from inside") {
    const auto fat = [](const std::string& jar) {
        return write_zip({{.name = "lib/a.jar", .data = jar, .packing = kit::ZipPacking::stored}, manifest});
    };
    const std::string plain = write_zip({manifest, app});
    CHECK(explained(fat(plain), fat(write_zip({later(manifest), app}))) ==
          "only inside: lib/a.jar!/META-INF/MANIFEST.MF time");
    CHECK(explained(fat(plain), fat(write_zip({app, manifest}))) == "only inside: lib/a.jar order");
    CHECK(explained(fat(plain), fat(write_zip({manifest}))) == "inside: -lib/a.jar!/app.class of 3 members");
    const auto deb = [](std::int64_t mtime, const std::string& data) {
        return kit::write_ar({{"debian-binary", "2.0\n", mtime},
                              {"data.tar.xz", kit::pack(tar({kit::file("usr/x", data)}), Packing::xz), mtime}});
    };
    CHECK(explained(deb(1, "same"), deb(2, "same"), "a.deb") == "only inside: 2 members, time");
    CHECK(explained(deb(1, "same"), deb(1, "other"), "a.deb") == "inside: ~data.tar.xz!/usr/x of 3 members");
}

TEST_CASE("compiled Python: a rebuilt header or other code") {
    const std::string a = pyc("\1\0\0\0"s, "the code"), b = pyc("\2\0\0\0"s, "the code");
    CHECK(explained(a, b, "m.pyc") == "only a rebuilt .pyc");
    CHECK(cause_of(compare_nested(look_inside(a, "m.pyc"), look_inside(b, "m.pyc"))) == Cause::bytecode);
    CHECK(explained(a, pyc("\1\0\0\0"s, "new code"), "m.pyc").empty());
    const auto wheel = [](const std::string& module) {
        return write_zip({{.name = "m.pyc", .data = module}, manifest});
    };
    CHECK(explained(wheel(a), wheel(b), "m.whl") == "only inside: m.pyc source's header");
    CHECK(explained(a, b, "m.bin").empty());
}

TEST_CASE("what can't be looked into says so and explains nothing") {
    const std::string zip = write_zip({manifest, app});
    const NestedDiff cut = compare_nested(look_inside(zip, "a.jar"), look_inside(zip.substr(0, 40), "a.jar"));
    CHECK(cut.problem == "zip: is no zip file: the end of its directory is missing");
    CHECK(cause_of(cut) == Cause::content);
    CHECK(nested_text(cut).empty());
    CHECK(compare_nested(look_inside("text", "a"), look_inside(zip, "a")).problem == "nothing to look into");
    CHECK(cause_of(compare_nested(look_inside(tar({kit::file("a", "1")}), "a"), look_inside(zip, "a"))) ==
          Cause::content);
}

TEST_CASE("members of one name are matched in their order") {
    const ZippedFile first{.name = "twice", .data = "1"}, second{.name = "twice", .data = "2"};
    CHECK(explained(write_zip({first, second}), write_zip({first, later(second)})) == "only inside: twice time");
    CHECK(explained(write_zip({first, second}), write_zip({first})) == "inside: -twice of 1 member");
    CHECK(explained(write_zip({first, second}), write_zip({second, first})) == "inside: ~twice of 2 members");
}
