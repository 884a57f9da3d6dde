// What is wrong with files whatever is in them.
#include "tests/core/insight/judged.hpp"

using namespace strata;
using kit::examined;
using kit::file;
using kit::folder;
using kit::judge;
using kit::of_rule;
using kit::only;

namespace {

const std::string passwd = "root:x:0:0:root:/root:/bin/sh\nshop:x:1000:1000::/home/shop:/bin/sh\n";
const std::string group = "root:x:0:\nshop:x:1000:\n";

} // namespace

TEST_CASE("setuid and setgid: what distributions install weighs less") {
    const Findings found =
        judge(examined({{file("usr/bin/passwd", "x", 04755), file("opt/run", "x", 04755), file("opt/log", "x", 02755),
                         folder("opt/shared", 02775), file("opt/bin/passwd", "x", 04755)}}));
    const auto rows = of_rule(found, "setuid");
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].path == "/opt/bin/passwd"); // not where a distribution puts it
    CHECK(rows[0].severity == FindingSeverity::medium);
    CHECK(rows[1].path == "/opt/run");
    CHECK(rows[1].shown == "rwsr-xr-x 0:0");
    CHECK(rows[2].severity == FindingSeverity::low);
    CHECK(only(found, "setgid").path == "/opt/log");
    const Findings shipped = judge(examined({{file("usr/lib/polkit-1/polkit-agent-helper-1", "x", 04755)}}));
    CHECK(only(shipped, "setuid").severity == FindingSeverity::low);
    const Findings dressed_up = judge(examined({{file("usr/bin/su passwd", "x", 04755)}}));
    CHECK(only(dressed_up, "setuid").severity == FindingSeverity::medium);
    // A later chmod takes the fault away: what containers see counts.
    CHECK(of_rule(judge(examined({{file("opt/run", "x", 04755)}, {file("opt/run", "x", 0755)}})), "setuid").empty());
}

TEST_CASE("a change of owner brings neither a repository nor a setuid program") {
    kit::TarFile head = file("srv/.git/HEAD", "ref: x"), tool = file("opt/tool", "x", 04755);
    const std::vector<kit::TarFile> first{head, tool};
    head.uid = tool.uid = 1;
    CHECK(only(judge(examined({{file("a", "b")}, first, {head, tool}})), "git-repository").layer == 1);
    CHECK(only(judge(examined({{file("a", "b")}, first, {head, tool}})), "setuid").layer == 1);
    CHECK(only(judge(examined({{file("a", "b")}, {file("opt/tool", "x")}, {tool}})), "setuid").layer == 2); // chmod
}

TEST_CASE("capabilities by how much of root they are") {
    kit::TarFile ping = file("usr/bin/ping", "x", 0755);
    ping.xattrs = {{"security.capability", std::string("\1\0\0\2\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20)}};
    const Finding row = only(judge(examined({{ping}})), "file-capability");
    CHECK(row.shown == "cap_net_raw=ep");
    CHECK(row.severity == FindingSeverity::low);
    ping.xattrs = {{"security.capability", std::string("\1\0\0\2\0\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0", 20)}};
    CHECK(only(judge(examined({{ping}})), "file-capability").severity == FindingSeverity::high); // sys_admin
}

TEST_CASE("owners that the image does not know are one row for each") {
    kit::TarFile a = file("srv/app/a", "12345"), b = file("srv/app/x/b", "123"), c = file("srv/c", "1");
    a.uid = b.uid = 501;
    a.gid = b.gid = 20;
    c.uid = c.gid = 1000;
    const Findings found = judge(examined({{file("etc/passwd", passwd), file("etc/group", group)}, {a, b, c}}));
    const Finding row = only(found, "unknown-owner");
    CHECK(row.shown == "uid 501, gid 20");
    CHECK(row.path == "/srv/app");
    CHECK(row.files == 2);
    CHECK(row.bytes == 8);
    CHECK(row.layer == 1);
    // The last /etc/passwd counts; without one there is nothing to compare with.
    const std::string more = passwd + "mac:x:501:20::/:/bin/sh\n";
    CHECK(only(judge(examined({{file("etc/passwd", passwd), file("etc/group", group), a}, {file("etc/passwd", more)}})),
               "unknown-owner")
              .shown == "gid 20");
    CHECK(of_rule(judge(examined({{a}})), "unknown-owner").empty());
}

TEST_CASE("owners are looked up in the /etc/passwd that a link leads to") {
    kit::TarFile own = file("srv/own", "1"), other = file("srv/other", "1");
    own.uid = 10;
    other.uid = 11;
    const auto image = [&](const std::string& folder, const std::string& link) {
        return examined({{file(folder + "/passwd", "root:x:0:0::/:/bin/sh\napp:x:10:10::/:/bin/sh\n"),
                          kit::symbolic_link("etc/passwd", link), own, other}});
    };
    CHECK(only(judge(image("nix/store/8b-fake-nss/etc", "/nix/store/8b-fake-nss/etc/passwd")), "unknown-owner").path ==
          "/srv/other");
    CHECK(only(judge(image("usr/etc", "../usr/etc/passwd")), "unknown-owner").path == "/srv/other");
    CHECK(of_rule(judge(image("usr/etc", "../no/passwd")), "unknown-owner").empty());
}

TEST_CASE("a folder full of one fault is one row") {
    std::vector<kit::TarFile> files;
    for (int i = 0; i < 30; i++) files.push_back(file("srv/app/f" + std::to_string(i), "x", 0666));
    const Finding row = only(judge(examined({files})), "world-writable");
    CHECK(row.path == "/srv/app");
    CHECK(row.files == 30);
    files.resize(20);
    CHECK(of_rule(judge(examined({files})), "world-writable").size() == 20);
}

TEST_CASE("devices, huge logs, repositories and caches") {
    kit::TarFile log = file("var/log/lastlog", "");
    log.sparse = {{.offset = 0, .data = "x"}};
    log.sparse_size = 300'000'000;
    const Findings found =
        judge(examined({{kit::device("dev/null", FileType::character_device, 1, 3),
                         kit::device("opt/sda", FileType::block_device, 8, 0), log, file("srv/.git/HEAD", "ref"),
                         file("srv/.git/objects/p", "12345"), file("var/lib/apt/lists/a", "123456")}}));
    const auto devices = of_rule(found, "device-node");
    REQUIRE(devices.size() == 2);
    CHECK(devices[0].shown == "block 8:0");
    CHECK(devices[0].severity == FindingSeverity::medium);
    CHECK(devices[1].severity == FindingSeverity::note);
    CHECK(only(found, "huge-log").shown == "300 MB");
    CHECK(only(found, "huge-log").rule->advice.find("useradd --no-log-init") == 0);
    CHECK(only(found, "git-repository").bytes == 8);
    CHECK(only(found, "package-cache").bytes == 6);
}

TEST_CASE("a later chown does not take the blame for what is open to all or may more than it should") {
    kit::TarFile open = file("srv/open", "x", 0666), able = file("opt/able", "x", 0755);
    kit::TarFile shared = folder("srv/shared", 0777);
    able.xattrs = {{"security.capability", std::string("\1\0\0\2\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20)}};
    const std::vector<kit::TarFile> first{open, able, shared};
    open.uid = able.uid = shared.uid = 1;
    const Findings found = judge(examined({{file("a", "b")}, first, {open, able, shared}}));
    const auto writable = of_rule(found, "world-writable");
    REQUIRE(writable.size() == 2);
    CHECK(writable[0].layer == 1);
    CHECK(writable[1].layer == 1);
    CHECK(only(found, "file-capability").layer == 1);
    // It was closed in between: who opened it again is named.
    const auto again =
        judge(examined({{file("srv/a", "x", 0666)}, {file("srv/a", "x", 0644)}, {file("srv/a", "x", 0666)}}));
    CHECK(only(again, "world-writable").layer == 2);
}
