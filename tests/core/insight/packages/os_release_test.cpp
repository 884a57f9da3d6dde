#include "core/insight/packages/parsers.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

TEST_CASE("os-release names the distribution, whatever its quotes") {
    const Distribution found = parse_os_release("# made by hand\r\nID=debian\nVERSION_ID=\"12\"\n"
                                                "PRETTY_NAME=\"Debian \\\"GNU\\\"/Linux 12\"\nID_LIKE=nothing\nVERSION",
                                                "/etc/os-release", {})
                                   .distribution;
    CHECK(found == Distribution{.id = "debian", .version = "12", .name = "Debian \"GNU\"/Linux 12"});
    CHECK(parse_os_release("ID='al\\pine'\nVERSION_ID=\"", "/etc/os-release", {}).distribution ==
          Distribution{.id = "al\\pine", .version = "\"", .name = ""});
    CHECK(parse_os_release("", "/etc/os-release", {}).empty());
}
