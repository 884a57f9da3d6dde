#include "core/insight/packages/parsers.hpp"
#include "core/insight/packages/rpm_header.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

using Strings = std::vector<std::string>;

std::string big(std::uint64_t value, unsigned bytes) {
    std::string out;
    for (unsigned i = bytes; i-- > 0;) out.push_back(static_cast<char>(value >> (8 * i)));
    return out;
}

std::string little(std::uint64_t value, unsigned bytes) {
    std::string out;
    for (unsigned i = 0; i < bytes; i++) out.push_back(static_cast<char>(value >> (8 * i)));
    return out;
}

/// An rpm header, tag by tag.
struct HeaderWriter {
    std::string rows, store;
    unsigned count = 0;

    HeaderWriter& add(unsigned tag, unsigned type, std::size_t items, const std::string& bytes) {
        rows += big(tag, 4) + big(type, 4) + big(store.size(), 4) + big(items, 4);
        store += bytes;
        count++;
        return *this;
    }
    HeaderWriter& string(unsigned tag, const std::string& value) { return add(tag, 6, 1, value + '\0'); }
    HeaderWriter& strings(unsigned tag, const Strings& values) {
        std::string bytes;
        for (const std::string& value : values) bytes += value + '\0';
        return add(tag, 8, values.size(), bytes);
    }
    [[nodiscard]] std::string blob() const { return big(count, 4) + big(store.size(), 4) + rows + store; }
};

std::string bash(const std::string& padding = {}) {
    return HeaderWriter()
        .string(1000, "bash")
        .string(1001, "5.1.8")
        .string(1002, "6.el9")
        .add(1003, 4, 1, big(2, 4))
        .add(1009, 4, 1, big(7738634, 4))
        .string(1014, "GPLv3+")
        .string(1022, "x86_64")
        .string(1044, "bash-5.1.8-6.el9.src.rpm")
        .add(1116, 4, 3, big(0, 4) + big(1, 4) + big(1, 4))
        .strings(1117, {"bashrc", "bash", "sh"})
        .strings(1118, {"/etc/", "/usr/bin/"})
        .string(1005, padding)
        .blob();
}

std::string small(const std::string& name) {
    return HeaderWriter().string(1000, name).string(1001, "1").string(1002, "2").blob();
}

Strings told(const FileFacts& facts) {
    Strings out;
    for (const Package& package : facts.packages) out.push_back(package.name + " " + package.version);
    return out;
}

std::string varint(std::uint64_t value) {
    std::string out(1, static_cast<char>(value & 0x7f));
    while ((value >>= 7) != 0) out.insert(out.begin(), static_cast<char>((value & 0x7f) | 0x80));
    return out;
}

/// A record of texts and blobs: types in front, then the columns.
std::string record(const std::vector<std::pair<std::string, unsigned>>& columns) {
    std::string types, body;
    for (const auto& [bytes, base] : columns) {
        types += base == 0 ? std::string(1, '\1') : varint(base + 2 * bytes.size()); // 1: a number of one byte
        body += bytes;
    }
    return varint(types.size() + 1) + types + body;
}

/// An SQLite file with pages of 1024 bytes: the schema, a table's inner page, one leaf for each of its records, and
/// what does not fit into those in chains behind.
class DatabaseWriter {
public:
    std::string write(const Strings& blobs) {
        const auto leaves = static_cast<std::uint32_t>(blobs.size());
        pages_.resize(2 + leaves);
        pages_[0] =
            leaf({record({{"table", 13}, {"Packages", 13}, {"Packages", 13}, {"\2", 0}, {"CREATE …", 13}})}, 100);
        std::string cells, pointers;
        for (std::uint32_t i = 0; i + 1 < leaves; i++) {
            const std::string cell = big(3 + i, 4) + varint(i + 1);
            cells.insert(0, cell);
            pointers += big(page - cells.size(), 2);
        }
        std::string inner = std::string("\5\0\0", 3) + big(leaves - 1, 2) + big(0, 3) + big(2 + leaves, 4) + pointers;
        inner.resize(page - cells.size());
        pages_[1] = inner + cells;
        for (std::uint32_t i = 0; i < leaves; i++) pages_[2 + i] = leaf({record({{"", 12}, {blobs[i], 12}})}, 0);
        std::string file;
        for (const std::string& one : pages_) file += one;
        const std::string head = std::string("SQLite format 3\0", 16) + big(page, 2);
        return file.replace(0, head.size(), head);
    }

private:
    static constexpr std::size_t page = 1024;

    std::string leaf(const Strings& records, std::size_t start) {
        std::string cells, pointers;
        for (const std::string& one : records) {
            cells.insert(0, cell_of(one));
            pointers += big(page - cells.size(), 2);
        }
        std::string out =
            std::string(start, '\0') + std::string("\x0d\0\0", 3) + big(records.size(), 2) + big(0, 3) + pointers;
        out.resize(page - cells.size());
        return out + cells;
    }

    std::string cell_of(const std::string& bytes) {
        const std::size_t most = page - 35, least = (page - 12) * 32 / 255 - 23;
        std::size_t here = bytes.size();
        if (here > most) {
            here = least + (bytes.size() - least) % (page - 4);
            if (here > most) here = least;
        }
        std::string cell = varint(bytes.size()) + varint(1) + bytes.substr(0, here);
        if (here == bytes.size()) return cell;
        cell += big(pages_.size() + 1, 4);
        for (std::size_t at = here; at < bytes.size(); at += page - 4) {
            const bool last = at + page - 4 >= bytes.size();
            std::string overflow = big(last ? 0 : pages_.size() + 2, 4) + bytes.substr(at, page - 4);
            overflow.resize(page);
            pages_.push_back(overflow);
        }
        return cell;
    }

    Strings pages_;
};

std::string ndb(const Strings& blobs) {
    std::string file = "RpmP" + little(0, 4) + little(1, 4) + little(1, 4) + std::string(16, '\0'), data;
    std::uint32_t number = 1;
    for (const std::string& blob : blobs) {
        file += "Slot" + little(number, 4) + little((4096 + data.size()) / 16, 4) + little(blob.size() / 16 + 2, 4);
        data += "BlbS" + little(number, 4) + little(1, 4) + little(blob.size(), 4) + blob;
        data.resize((data.size() + 15) / 16 * 16);
        number++;
    }
    file.resize(4096);
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
    read_rpm_header(small("gpg-pubkey"), gathered);
    read_rpm_header(small(""), gathered);
    read_rpm_header("", gathered);
    read_rpm_header(std::string(8, '\xff'), gathered);
    CHECK(gathered.take().empty());
}

TEST_CASE("each of rpm's databases gives its packages") {
    const Strings blobs = {bash(std::string(5000, 'x')), small("zlib"), bash(std::string(700, 'y'))};
    const Strings expected = {"bash 2:5.1.8-6.el9", "zlib 1-2", "bash 2:5.1.8-6.el9"};
    CHECK(told(parse_rpm_sqlite(DatabaseWriter().write(blobs), "", {})) == expected);
    CHECK(told(parse_rpm_ndb(ndb(blobs), "", {})) == expected);
    CHECK(told(parse_rpm_berkeley(berkeley(blobs), "", {})) ==
          Strings{expected[0], expected[0], expected[1]}); // by name
}

TEST_CASE("what is no database, or a broken one, never does harm") {
    for (const Parse parse : {parse_rpm_sqlite, parse_rpm_ndb, parse_rpm_berkeley}) {
        CHECK(parse("", "", {}).empty());
        CHECK(parse(std::string(10'000, '\xff'), "", {}).empty());
    }
    const Strings blobs = {bash(std::string(600, 'x')), small("zlib")};
    check_broken(DatabaseWriter().write(blobs), parse_rpm_sqlite);
    check_broken(ndb(blobs), parse_rpm_ndb);
    check_broken(berkeley(blobs), parse_rpm_berkeley);
}

TEST_CASE("a log with transactions that are not in rpm's database is told of") {
    const auto frame = [](std::uint32_t page, std::uint32_t pages_after, std::uint64_t salt) {
        return big(page, 4) + big(pages_after, 4) + big(salt, 8) + big(0, 8) + std::string(512, 'x');
    };
    const std::string head = big(0x377f0682, 4) + big(3007000, 4) + big(512, 4) + big(0, 4) + big(77, 8) + big(0, 8);
    const auto said = [](const std::string& log) {
        return parse_rpm_sqlite_log(log, "/var/lib/rpm/rpmdb.sqlite-wal", {}).sightings.size();
    };
    CHECK(said(head + frame(2, 0, 77) + frame(3, 3, 77)) == 1);
    CHECK(said(head + frame(2, 0, 77)) == 0);                  // never finished
    CHECK(said(head + frame(2, 2, 76)) == 0);                  // left from before the log was begun anew
    CHECK(said((head + frame(2, 2, 77)).substr(0, 400)) == 0); // cut off
    CHECK(said("") == 0);
    CHECK(said(big(0x377f0682, 4) + std::string(4000, '\xff')) == 0);
}
