#include "core/insight/packages/parsers.hpp"
#include "core/insight/packages/rpm_header.hpp"
#include "tests/kit/rpm_database.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;
using namespace strata::kit;

namespace {

using Strings = std::vector<std::string>;

std::string little(std::uint64_t value, unsigned bytes) {
    std::string out;
    for (unsigned i = 0; i < bytes; i++) out.push_back(static_cast<char>(value >> (8 * i)));
    return out;
}

std::string bash(const std::string& padding = {}) {
    return RpmHeaderWriter()
        .string(1000, "bash")
        .string(1001, "5.1.8")
        .string(1002, "6.el9")
        .add(1003, 4, 1, big_endian(2, 4))
        .add(1009, 4, 1, big_endian(7738634, 4))
        .string(1014, "GPLv3+")
        .string(1022, "x86_64")
        .string(1044, "bash-5.1.8-6.el9.src.rpm")
        .add(1116, 4, 3, big_endian(0, 4) + big_endian(1, 4) + big_endian(1, 4))
        .strings(1117, {"bashrc", "bash", "sh"})
        .strings(1118, {"/etc/", "/usr/bin/"})
        .string(1005, padding)
        .blob();
}

Strings told(const FileFacts& facts) {
    Strings out;
    for (const Package& package : facts.packages) out.push_back(package.name + " " + package.version);
    return out;
}

std::string ndb(const Strings& blobs) {
    std::string file = "RpmP" + little(0, 4) + little(1, 4) + little(1, 4) + std::string(16, '\0'), data;
    std::uint32_t number = 1;
    for (const std::string& blob : blobs) {
        file += "Slot" + little(number, 4) + little((4096 + data.size()) / 16, 4) + little(blob.size() / 16 + 2, 4);
        data += "BlbS" + little(number, 4) + little(1, 4) + little(blob.size(), 4) + blob;
        data.resize((data.size() + 15) / 16 * 16);
        number++;
    }
    while (file.size() < 4096) file += "Slot" + std::string(12, '\0');
    return file + data;
}

/// A Berkeley hash table: its head, one page with pairs, then chains of overflow pages.
std::string berkeley(const Strings& blobs) {
    constexpr std::size_t page = 512;
    std::string head =
        std::string(12, '\0') + little(0x061561, 4) + little(9, 4) + little(page, 4) + std::string(1, '\0') + '\x08';
    head.resize(page);
    std::string items, chains;
    Strings placed;
    std::string pointers;
    for (const std::string& blob : blobs) {
        const std::string key = '\1' + std::string("keyX");
        const std::string value =
            std::string("\3\0\0\0", 4) + little(2 + chains.size() / page, 4) + little(blob.size(), 4);
        for (const std::string& item : {key, value}) {
            items.insert(0, item);
            pointers += little(page - items.size(), 2);
        }
        for (std::size_t at = 0; at < blob.size(); at += page - 26) {
            const std::string part = blob.substr(at, page - 26);
            const bool last = at + page - 26 >= blob.size();
            std::string one = std::string(16, '\0') + little(last ? 0 : 3 + chains.size() / page, 4) + little(1, 2) +
                              little(part.size(), 2) + std::string(1, '\0') + '\x07' + part;
            one.resize(page);
            chains += one;
        }
    }
    std::string hash = std::string(20, '\0') + little(2 * blobs.size(), 2) + std::string(3, '\0') + '\x0d' + pointers;
    hash.resize(page - items.size());
    return head + hash + items + chains;
}

using Parse = FileFacts (*)(std::string_view, std::string_view, const Limits&);

/// The words on damage behind "it can't be read whole: "; "" where there are none.
std::string damage(const FileFacts& facts) {
    constexpr std::string_view start = "it can't be read whole: ";
    if (facts.sightings.empty()) return "";
    CHECK(facts.sightings[0].rule == damaged_packages);
    CHECK(facts.sightings[0].masked.starts_with(start));
    return facts.sightings[0].masked.substr(start.size());
}

void check_broken(const std::string& whole, Parse parse) {
    for (std::size_t at = 0; at < whole.size(); at++)
        for (const char change : {'\xff', '\x01'}) {
            std::string broken = whole;
            broken[at] = static_cast<char>(broken[at] ^ change);
            CHECK_NOTHROW(parse(broken, "/x", {}));
        }
    for (std::size_t size = 0; size < whole.size(); size += 5) CHECK_NOTHROW(parse(whole.substr(0, size), "/x", {}));
}

} // namespace

TEST_CASE("an rpm header is one package with its files") {
    Gathered gathered({});
    read_rpm_header(bash(), gathered);
    const FileFacts facts = gathered.take();
    REQUIRE(facts.packages.size() == 1);
    const Package& package = facts.packages[0];
    CHECK(package.ecosystem == Ecosystem::rpm);
    CHECK(package.name == "bash");
    CHECK(package.version == "2:5.1.8-6.el9");
    CHECK(package.architecture == "x86_64");
    CHECK(package.license == "GPLv3+");
    CHECK(package.source == "bash-5.1.8-6.el9.src.rpm");
    CHECK(package.installed_size == 7738634);
    CHECK(package.files == Strings{"/etc/bashrc", "/usr/bin/bash", "/usr/bin/sh"});
}

TEST_CASE("a key among the packages is none, and a damaged header neither") {
    Gathered gathered({});
    read_rpm_header(rpm_header("gpg-pubkey"), gathered);
    CHECK(gathered.take().empty());
    for (const std::string& blob : {rpm_header(""), std::string(), std::string(8, '\xff')}) {
        Gathered none({});
        read_rpm_header(blob, none);
        CHECK(damage(none.take()) == "the header of a package has no name");
    }
    Gathered cut({});
    read_rpm_header(bash().substr(0, bash().size() - 20), cut);
    CHECK(damage(cut.take()) == "the header of the package bash breaks off");
}

TEST_CASE("each of rpm's databases gives its packages") {
    const Strings blobs = {bash(std::string(5000, 'x')), rpm_header("zlib"), bash(std::string(700, 'y'))};
    const Strings expected = {"bash 2:5.1.8-6.el9", "zlib 1-2", "bash 2:5.1.8-6.el9"};
    CHECK(told(parse_rpm_sqlite(rpm_sqlite(blobs), "", {})) == expected);
    CHECK(told(parse_rpm_ndb(ndb(blobs), "", {})) == expected);
    CHECK(told(parse_rpm_berkeley(berkeley(blobs), "", {})) ==
          Strings{expected[0], expected[0], expected[1]}); // by name
}

TEST_CASE("what is no database, or a broken one, never does harm") {
    for (const Parse parse : {parse_rpm_sqlite, parse_rpm_ndb, parse_rpm_berkeley}) {
        CHECK(parse("", "", {}).packages.empty());
        CHECK(parse(std::string(10'000, '\xff'), "", {}).packages.empty());
    }
    const Strings blobs = {bash(std::string(600, 'x')), rpm_header("zlib")};
    check_broken(rpm_sqlite(blobs), parse_rpm_sqlite);
    check_broken(ndb(blobs), parse_rpm_ndb);
    check_broken(berkeley(blobs), parse_rpm_berkeley);
}

TEST_CASE("of a database that can't be read whole it is told what is wrong with it") {
    const Strings blobs = {bash(std::string(5000, 'x')), rpm_header("zlib"), bash(std::string(700, 'y'))};
    const auto sqlite = [](const std::string& bytes) { return damage(parse_rpm_sqlite(bytes, "", {})); };
    std::string whole = rpm_sqlite(blobs);
    CHECK(sqlite(whole).empty());
    CHECK(sqlite("garbage") == "it is no SQLite database");
    CHECK(sqlite(std::string("SQLite format 3\0", 16) + std::string(8000, '\0')) ==
          "its header states no size of pages");
    CHECK(sqlite(whole.substr(0, 2048)) == "its page 3 is missing");
    CHECK(sqlite(whole.substr(0, whole.size() - 1024)) == "the rest of a row is missing");
    std::string other = whole;
    other.replace(other.find("Packages"), 8, "Packaged");
    other.replace(other.find("Packages"), 8, "Packaged");
    CHECK(sqlite(other) == "it has no table of packages");
    whole.replace(28, 4, kit::big_endian(whole.size() / 1024 + 1, 4)); // pages that the header states
    CHECK(sqlite(whole).starts_with("it breaks off at byte "));
    other = whole;
    other[3 * 1024] = '\x0a'; // a page of an index
    CHECK(sqlite(other.replace(28, 4, 4, '\0')) == "its page 4 is not of a table");

    const auto slots = [](const std::string& bytes) { return damage(parse_rpm_ndb(bytes, "", {})); };
    CHECK(slots(ndb(blobs)).empty());
    CHECK(slots(std::string(9999, 'x')) == "it is none of rpm's databases");
    CHECK(slots(ndb(blobs).substr(0, 4096)) == "its package 1 is not at byte 4096");
    CHECK(slots(ndb(blobs).substr(0, 4000)) == "it breaks off at byte 4000");

    const auto table = [](const std::string& bytes) { return damage(parse_rpm_berkeley(bytes, "", {})); };
    CHECK(table(berkeley(blobs)).empty());
    CHECK(table(std::string(9999, 'y')) == "it is no hash table of Berkeley DB");
    CHECK(table(berkeley(blobs).substr(0, 1024)) == "the rest of a package is missing");
    std::string cut = berkeley(blobs);
    cut.replace(32, 4, little(cut.size() / 512, 4)); // the number of its last page
    CHECK(table(cut).starts_with("it breaks off at byte "));
}

TEST_CASE("a database and its log give the packages of both, and a log of nothing is not told of") {
    const std::string before = rpm_sqlite({rpm_header("bash"), rpm_header("zlib")});
    const std::string after = rpm_sqlite({rpm_header("bash"), rpm_header("curl"), rpm_header("dnf")});
    const std::string log = SqliteLogWriter().transaction(after).bytes();
    CHECK(parse_rpm_sqlite_log(log, "", {}).kept == log);
    CHECK(told(parse_rpm_sqlite_with_log(before, log, {})) == Strings{"bash 1-2", "curl 1-2", "dnf 1-2"});
    CHECK(parse_rpm_sqlite_log(SqliteLogWriter().bytes(), "", {}).empty());
    CHECK(parse_rpm_sqlite_log(SqliteLogWriter().frame(2, 0, after.substr(0, sqlite_page)).bytes(), "", {}).empty());
}

TEST_CASE("a log that could not be used says why") {
    const std::string log = SqliteLogWriter().transaction(rpm_sqlite({rpm_header("bash")})).bytes();
    const auto said = [&](const std::string& database, const Limits& limits = {}) {
        const FileFacts facts = parse_rpm_sqlite_with_log(database, log, limits);
        return facts.sightings.empty() ? "" : facts.sightings[0].masked;
    };
    CHECK(said(rpm_sqlite({rpm_header("bash")})).empty());
    CHECK(said("") == "it holds changes to the database of packages, which this layer does not have, and is not read "
                      "(rpm --rebuilddb puts them in)");
    CHECK(said(rpm_sqlite({rpm_header("bash")}), {.examined_bytes = 1000}) ==
          "it holds changes to the database of packages, which do not fit the one beside it, and is not read "
          "(rpm --rebuilddb puts them in)");
}

TEST_CASE("rpm's log is known by its name, beside its database") {
    CHECK(rpm_database_of("/var/lib/rpm/rpmdb.sqlite-wal") == "/var/lib/rpm/rpmdb.sqlite");
    CHECK(rpm_database_of("/var/lib/rpm/rpmdb.sqlite").empty());
    CHECK(rpm_database_of("/var/lib/rpm/other.sqlite-wal").empty());
}
