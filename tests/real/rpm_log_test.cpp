// Databases and logs that SQLite itself wrote, damaged in places, against what SQLite itself then reads from them.
#include "core/base/text.hpp"
#include "core/image/read_layer.hpp"
#include "core/insight/examiner.hpp"
#include "core/insight/find_packages.hpp"
#include "tests/kit/corpus.hpp"
#include "tests/kit/rpm_database.hpp"
#include "tests/kit/run_command.hpp"
#include "tests/kit/tar_writer.hpp"
#include "tests/kit/temporary_directory.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>

using namespace strata;

namespace {

/// Arguments: a folder, a page size, a file with the header of a package called NAME. Leaves NUMBER.db, NUMBER.log and
/// NUMBER.names for each state of a log: whole, cut off, damaged. A transaction that never ends is at every log's end.
constexpr std::string_view script = R"(
import os, shutil, sqlite3, sys
folder, page, header = sys.argv[1], int(sys.argv[2]), open(sys.argv[3], 'rb').read()
path = folder + '/rpmdb.sqlite'
base = sqlite3.connect(path, isolation_level=None)
for one in ('page_size=%d' % page, 'journal_mode=wal', 'wal_autocheckpoint=0', 'cache_size=5'):
    base.execute('pragma ' + one)
base.execute('create table Packages(hnum integer primary key autoincrement, blob blob not null)')
def install(names):
    for name in names:
        base.execute('insert into Packages(blob) values(?)', (header.replace(b'NAME', name.encode()) + bytes(900),))
install('a%03d' % i for i in range(20))
base.execute('pragma wal_checkpoint(restart)')
for step in range(4):
    base.execute('begin')
    install('b%d%02d' % (step, i) for i in range(9))
    base.execute('delete from Packages where hnum %% 7 = %d' % step)
    base.execute('commit')
base.execute('begin')
install('c%03d' % i for i in range(200))
whole, log = open(path, 'rb').read(), open(path + '-wal', 'rb').read()
states = [log] + [log[:len(log) * i // 9] for i in range(9)]
for i in range(12):
    at = len(log) * i // 12 + i
    states.append(log[:at] + bytes([log[at] ^ 8]) + log[at + 1:])
for number, state in enumerate(states):
    name = '%s/%d' % (folder, number)
    for ending, content in (('.db', whole), ('.log', state), ('', whole), ('-wal', state)):
        open(name + ending, 'wb').write(content)
    reader = sqlite3.connect(name)
    rows = reader.execute('select blob from Packages').fetchall()
    at = header.index(b'NAME')
    open(name + '.names', 'w').write(''.join(sorted(row[0][at:at + 4].decode() + '\n' for row in rows)))
)";

std::string read_all_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The names of the packages that an image with these two files has, a line each.
std::string names_in(const std::string& database, const std::string& log) {
    const auto examiner = make_examiner(facts_packages);
    ReadLayerOptions options;
    options.examiner = examiner.get();
    const std::string tar = kit::write_tar(
        {kit::file("var/lib/rpm/rpmdb.sqlite", database), kit::file("var/lib/rpm/rpmdb.sqlite-wal", log)});
    Inspection inspection;
    inspection.layers.push_back(std::make_shared<Layer>(read_layer(*make_memory_source(tar), options)));
    inspection.image.layers.emplace_back();
    std::string out;
    const PackageList list = find_packages(Timeline(inspection));
    for (const FoundPackage& found : list.packages) out += found.package.name + "\n";
    CHECK(list.complete());
    return out;
}

} // namespace

TEST_CASE("a database of packages with SQLite's own log has the packages that SQLite finds in it") {
    if (!kit::have_command("python3")) kit::skip("python3 is not installed");
    for (const std::string page : {"512", "4096", "65536"}) {
        const kit::TemporaryDirectory folder;
        const auto header = folder.write("header", kit::rpm_header("NAME"));
        const auto made = kit::run_command(
            {"python3", folder.write("make.py", script).string(), folder.path().string(), page, header.string()});
        INFO(made.error);
        REQUIRE(made.exit_code == 0);
        std::size_t states = 0, unlike = 0;
        for (; std::filesystem::exists(folder.path() / text(states, ".db")); states++) {
            INFO("pages of " << page << " bytes, state " << states);
            const std::string expected = read_all_of(folder.path() / text(states, ".names"));
            const std::string database = read_all_of(folder.path() / text(states, ".db"));
            CHECK(names_in(database, read_all_of(folder.path() / text(states, ".log"))) == expected);
            unlike += names_in(database, "") != expected;
        }
        CHECK(states == 22);
        CHECK(unlike > 5);
    }
}
