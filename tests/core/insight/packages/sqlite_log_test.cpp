#include "core/insight/packages/sqlite_log.hpp"
#include "tests/kit/rpm_database.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;
using namespace strata::kit;

namespace {

constexpr std::uint64_t most = 1'000'000;

/// A database of three pages, whose bytes after the header are all `fill`.
std::string database(char fill, std::size_t pages = 3) {
    std::string bytes = std::string("SQLite format 3\0", 16) + big_endian(sqlite_page, 2) + "\2\2";
    bytes.resize(pages * sqlite_page, fill);
    return bytes;
}

std::string page(char fill) { return std::string(sqlite_page, fill); }

/// The second page's first byte after the log was laid over: which version of it counts.
char second_page(const std::string& log) {
    const auto whole = SqliteLog(log).over(database('a'), most);
    return whole ? (*whole)[sqlite_page] : '-';
}

} // namespace

TEST_CASE("a log's last whole transaction counts, in either order of bytes") {
    for (const auto order : {SqliteLogWriter::Order::little, SqliteLogWriter::Order::big}) {
        SqliteLogWriter log(order);
        CHECK(SqliteLog(log.bytes()).empty());
        log.frame(2, 3, page('b')).frame(2, 3, page('c'));
        CHECK(second_page(log.bytes()) == 'c');
        log.frame(2, 0, page('d')); // never finished
        CHECK(second_page(log.bytes()) == 'c');
    }
}

TEST_CASE("a database with its log in it has the log's size, and says that it has no log") {
    const std::string grown = SqliteLogWriter().frame(5, 5, page('e')).bytes();
    const auto whole = SqliteLog(grown).over(database('a'), most);
    REQUIRE(whole);
    CHECK(whole->size() == 5 * sqlite_page);
    CHECK(whole->back() == 'e');
    CHECK((*whole)[18] == 1);
    CHECK((*whole)[19] == 1);
    const auto shrunk =
        SqliteLog(SqliteLogWriter().frame(3, 3, page('c')).frame(2, 2, page('b')).bytes()).over(database('a'), most);
    REQUIRE(shrunk);
    CHECK(*shrunk ==
          std::string(*SqliteLog(SqliteLogWriter().frame(2, 2, page('b')).bytes()).over(database('a'), most)));
}

TEST_CASE("a log is read up to its first frame that is not sound") {
    const std::string log =
        SqliteLogWriter().frame(2, 3, page('b')).frame(2, 3, page('c')).frame(2, 3, page('d')).bytes();
    const std::size_t head = 32, frame = 24 + sqlite_page;
    REQUIRE(second_page(log) == 'd');
    for (std::size_t at = 0; at < log.size(); at += at < head + 24 ? 1 : 97) {
        std::string damaged = log;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        INFO("byte " << at);
        CHECK(second_page(damaged) == (at < head + frame ? '-' : at < head + 2 * frame ? 'b' : 'c'));
        CHECK(second_page(log.substr(0, at)) == (at < head + frame ? '-' : at < head + 2 * frame ? 'b' : 'c'));
    }
    // what an earlier run of the log left behind the present one has other salt
    const std::string next = SqliteLogWriter().frame(2, 3, page('x')).bytes();
    CHECK(second_page(next + log.substr(next.size())) == 'x');
}

TEST_CASE("what is no log, or does not belong to the database, is not laid over it") {
    CHECK(SqliteLog("").empty());
    CHECK(SqliteLog(std::string(5000, '\xff')).empty());
    CHECK(SqliteLog(SqliteLogWriter(SqliteLogWriter::Order::big, 1000).frame(2, 3, page('b')).bytes()).empty());
    CHECK(SqliteLog(SqliteLogWriter().frame(0, 3, page('b')).bytes()).empty());
    const std::string large_pages =
        SqliteLogWriter(SqliteLogWriter::Order::big, 2 * sqlite_page).frame(2, 3, page('b') + page('b')).bytes();
    CHECK_FALSE(SqliteLog(large_pages).over(database('a'), most));
    const std::string log = SqliteLogWriter().frame(2, 3, page('b')).bytes();
    CHECK_FALSE(SqliteLog(log).over("", most));
    CHECK_FALSE(SqliteLog(log).over(std::string(3 * sqlite_page, 'a'), most));
    // a size that nobody has memory for
    CHECK_FALSE(SqliteLog(SqliteLogWriter().frame(2, 0xffffffff, page('b')).bytes()).over(database('a'), most));
}
