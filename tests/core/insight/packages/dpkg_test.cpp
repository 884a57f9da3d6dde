#include "core/insight/packages/parsers.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

std::vector<Package> status(std::string_view bytes) {
    return parse_dpkg_status(bytes, "/var/lib/dpkg/status", {}).packages;
}

using Strings = std::vector<std::string>;

} // namespace

TEST_CASE("a dpkg status names each package that is installed") {
    const auto packages =
        status("Package: libc6\nStatus: install ok installed\nInstalled-Size: 12\nArchitecture: amd64\n"
               "Multi-Arch: same\nSource: glibc (2.36-9)\nVersion: 1:2.36-9+deb12u4\n"
               "Description: GNU C Library\n Version: 99\n more\n"
               "\nPackage: gone\nStatus: deinstall ok config-files\nVersion: 1\n"
               "\n\nPackage: bash\r\nstatus: install ok installed\r\nVersion: 5.2\r\n");
    REQUIRE(packages.size() == 2);
    CHECK(packages[0].ecosystem == Ecosystem::deb);
    CHECK(packages[0].name == "libc6");
    CHECK(packages[0].version == "1:2.36-9+deb12u4");
    CHECK(packages[0].architecture == "amd64");
    CHECK(packages[0].source == "glibc");
    CHECK(packages[0].installed_size == 12 * 1024);
    CHECK(packages[1].name == "bash");
    CHECK(packages[1].version == "5.2");
}

TEST_CASE("a stanza of status.d needs no state") { REQUIRE(status("Package: tzdata\nVersion: 2026a\n").size() == 1); }

TEST_CASE("a broken dpkg status gives what can be read of it") {
    CHECK(status("").empty());
    CHECK(status("\n\n\n").empty());
    CHECK(status("Package: a").empty());
    CHECK(status("Package:\nVersion: 1\n").empty());
    CHECK(status(" Package: a\n Version: 1\n").empty());
    const auto huge = status("Package: a\nVersion: 1\nInstalled-Size: 99999999999999999999999\nno colon\n:\n");
    REQUIRE(huge.size() == 1);
    CHECK(huge[0].installed_size == 0);
}

TEST_CASE("a dpkg list keeps files and leaves out the folders above them") {
    CHECK(
        parse_dpkg_list("/.\n/etc\n/etc/adduser.conf\n/usr\n/usr/sbin\n/usr/sbin/adduser\n/usr/sbin/addgroup\n", "", {})
            .owned == Strings{"/etc/adduser.conf", "/usr/sbin/adduser", "/usr/sbin/addgroup"});
    CHECK(parse_dpkg_list("/a\n/ab\nrelative\n/", "", {}).owned == Strings{"/a", "/ab", "/"});
    CHECK(parse_dpkg_list("", "", {}).empty());
}

TEST_CASE("the md5sums of a distroless package name its files") {
    CHECK(parse_dpkg_md5sums("d41d8cd98f00b204e9800998ecf8427e  usr/lib/os-release\n"
                             "d41d8cd98f00b204e9800998ecf8427e  ./etc/a b\nshort\n\n",
                             "", {})
              .owned == Strings{"/usr/lib/os-release", "/etc/a b"});
}

TEST_CASE("a copyright file names licences, each once") {
    CHECK(parse_dpkg_copyright("Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\n"
                               "Files: *\nLicense: GPL-2+\n text\n\nFiles: b\nLicense: Expat or BSD-3-clause\n\n"
                               "License: GPL-2+\n",
                               "", {})
              .licenses == Strings{"GPL-2+", "Expat or BSD-3-clause"});
    CHECK(parse_dpkg_copyright("On Debian systems see /usr/share/common-licenses/GPL-3.\nAlso "
                               "`/usr/share/common-licenses/LGPL-2.1' and /usr/share/common-licenses/GPL-3, and "
                               "/usr/share/common-licenses/",
                               "", {})
              .licenses == Strings{"GPL-3", "LGPL-2.1"});
    CHECK(parse_dpkg_copyright("do what you like", "", {}).empty());
}
