#include "core/base/text.hpp"
#include "tests/samples/shop_files.hpp"

namespace strata::samples {

namespace {

using kit::file;
using kit::folder;
using kit::symbolic_link;

struct Package {
    std::string_view name;
    std::string_view version;
    std::string_view summary;
};

/// One paragraph of /var/lib/dpkg/status.
std::string stanza(const Package& package) {
    return text("Package: ", package.name, "\nStatus: install ok installed\nPriority: optional\nSection: misc\n",
                "Maintainer: Debian <debian@example.invalid>\nArchitecture: amd64\nVersion: ", package.version,
                "\nDescription: ", package.summary, "\n\n");
}

std::string base_packages() {
    std::string status;
    for (const Package& package :
         std::initializer_list<Package>{{"base-files", "12.4+deb12u11", "Debian base system miscellaneous files"},
                                        {"bash", "5.2.15-2+b8", "GNU Bourne Again SHell"},
                                        {"coreutils", "9.1-1", "GNU core utilities"},
                                        {"dpkg", "1.21.22", "Debian package management system"},
                                        {"libc6", "2.36-9+deb12u10", "GNU C Library: Shared libraries"},
                                        {"passwd", "1:4.13+dfsg1-1", "change and administer password and group data"},
                                        {"tzdata", "2025b-0+deb12u1", "time zone and daylight-saving time data"}})
        status += stanza(package);
    return status;
}

std::string installed_packages() {
    std::string status = base_packages();
    for (const Package& package : std::initializer_list<Package>{
             {"ca-certificates", "20230311", "Common CA certificates"},
             {"curl", "7.88.1-10+deb12u12", "command line tool for transferring data with URL syntax"},
             {"iputils-ping", "3:20221126-1", "Tools to test the reachability of network hosts"},
             {"libssl3", "3.0.16-1~deb12u1", "Secure Sockets Layer toolkit - shared libraries"},
             {"nodejs", "18.19.0+dfsg-6~deb12u2", "evented I/O for V8 javascript - runtime executable"}})
        status += stanza(package);
    return status;
}

void add_library(Files& files, const std::string& name, const std::string& version, std::size_t size) {
    files.push_back(file(text("usr/lib/x86_64-linux-gnu/", name, ".", version), noise(size, size)));
    files.push_back(symbolic_link(text("usr/lib/x86_64-linux-gnu/", name), text(name, ".", version)));
}

} // namespace

Files base_files() {
    Files files;
    for (const char* path : {"dev",
                             "etc",
                             "etc/apt",
                             "home",
                             "proc",
                             "root",
                             "run",
                             "srv",
                             "sys",
                             "usr",
                             "usr/bin",
                             "usr/lib",
                             "usr/lib/x86_64-linux-gnu",
                             "usr/sbin",
                             "usr/share",
                             "usr/share/doc",
                             "usr/share/zoneinfo",
                             "var",
                             "var/cache",
                             "var/lib",
                             "var/lib/dpkg",
                             "var/log"})
        files.push_back(folder(path));
    files.push_back(folder("tmp", 01777));
    for (const char* name : {"bin", "sbin", "lib"}) files.push_back(symbolic_link(name, text("usr/", name)));
    files.push_back(file("etc/os-release", "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\n"
                                           "VERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\nID=debian\n"));
    files.push_back(file("etc/debian_version", "12.11\n"));
    files.push_back(file("etc/passwd", "root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534::/:/usr/sbin/nologin\n"));
    files.push_back(file("etc/group", "root:x:0:\nnogroup:x:65534:\n"));
    files.push_back(file("etc/shadow", "root:*:20000:0:99999:7:::\n", 0640));
    files.push_back(file("var/lib/dpkg/status", base_packages()));
    for (const auto& [name, size] : std::initializer_list<std::pair<const char*, std::size_t>>{
             {"bash", 260'000}, {"cat", 44'000}, {"cp", 151'000}, {"ls", 147'000}, {"mv", 143'000}, {"rm", 72'000}})
        files.push_back(file(text("usr/bin/", name), noise(size, size), 0755));
    files.push_back(kit::hard_link("usr/bin/rbash", "usr/bin/bash"));
    files.push_back(file("usr/bin/su", noise(72'000, 7), 04755));
    add_library(files, "libc.so", "6", 620'000);
    add_library(files, "libm.so", "6", 280'000);
    for (const char* zone : {"Africa", "America", "Asia", "Europe"}) {
        files.push_back(folder(text("usr/share/zoneinfo/", zone)));
        for (int at = 0; at < 30; ++at)
            files.push_back(file(text("usr/share/zoneinfo/", zone, "/City_", at), prose(1200, std::uint64_t(at) + 1)));
    }
    for (const char* name : {"bash", "coreutils", "libc6", "tzdata"}) {
        files.push_back(folder(text("usr/share/doc/", name)));
        files.push_back(file(text("usr/share/doc/", name, "/copyright"), prose(9000, 3)));
    }
    return files;
}

Files installed_files() {
    Files files = {folder("var/lib/apt"), folder("var/lib/apt/lists"), folder("var/log/apt"), folder("etc/ssl"),
                   folder("etc/ssl/certs")};
    for (const char* list :
         {"bookworm_InRelease", "bookworm_main_binary-amd64_Packages", "bookworm-updates_main_binary-amd64_Packages",
          "bookworm-security_main_binary-amd64_Packages"})
        files.push_back(file(text("var/lib/apt/lists/deb.debian.org_debian_dists_", list), prose(420'000, 11)));
    files.push_back(file("var/lib/dpkg/status", installed_packages()));
    files.push_back(file("var/lib/dpkg/status-old", base_packages()));
    files.push_back(file("var/log/apt/history.log", "Commandline: apt-get install -y nodejs curl iputils-ping\n"));
    files.push_back(file("var/log/dpkg.log", prose(60'000, 12)));
    files.push_back(file("etc/ssl/certs/ca-certificates.crt", prose(180'000, 13)));
    files.push_back(file("usr/bin/node", noise(1'400'000, 14), 0755));
    files.push_back(file("usr/bin/curl", noise(250'000, 15), 0755));
    // cap_net_raw=ep, as setcap stores it (linux/capability.h, VFS_CAP_REVISION_2).
    kit::TarFile ping = file("usr/bin/ping", noise(90'000, 16), 0755);
    ping.xattrs = {{"security.capability", std::string("\x01\0\0\x02\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20)}};
    files.push_back(std::move(ping));
    add_library(files, "libssl.so", "3", 240'000);
    add_library(files, "libcrypto.so", "3", 460'000);
    files.push_back(file("etc/passwd", "root:x:0:0:root:/root:/bin/bash\nnode:x:1000:1000::/home/node:/bin/bash\n"
                                       "nobody:x:65534:65534::/:/usr/sbin/nologin\n"));
    files.push_back(file("etc/group", "root:x:0:\nnode:x:1000:\nnogroup:x:65534:\n"));
    return files;
}

} // namespace strata::samples
