#include "core/base/base64.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

TEST_CASE("base64 of either alphabet, wrapped or not, ends where it is none any more") {
    CHECK(decode_base64("c2hvcA==") == "shop");
    CHECK(decode_base64("c2h\nvcA") == "shop");
    CHECK(decode_base64("c2hvcA==c2hvcA") == "shop");
    CHECK(decode_base64("-_-_") == decode_base64("+/+/"));
    CHECK(decode_base64("+/+/") == "\xfb\xff\xbf");
    CHECK(decode_base64("!").empty());
    CHECK(decode_base64("c").empty()); // six bits are no byte
}
