#include "core/insight/empty_login.hpp"
#include "tests/core/insight/judged.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;
using kit::examined;
using kit::file;
using kit::judge;
using kit::of_rule;

TEST_CASE("a file of logins holds nothing where no value stands in it") {
    for (const std::string_view text :
         {"", " \n", "[]", "{}", "\xef\xbb\xbf[]\n", "null", R"({"credentials":{}})",
          R"({"AccessToken":{},"list":[[],""]})", "[default]\n", "# comment\n; comment\n// comment\n",
          "[client]\r\nuser =\r\npassword = \"\"\r\n", "token:\n"})
        CHECK(holds_nothing(text));
    for (const std::string_view text : {"[1]", R"({"a":[{"b":"c"}]})", R"({"a":false})", "[default]\nkey = x\n",
                                        "machine a.example login b password c", "3f786850e387550fdab836ed7e6dc881",
                                        "https://shop:x@git.example", "{\"a\": \"b", "\x01\x02"})
        CHECK_FALSE(holds_nothing(text));
    CHECK_FALSE(holds_nothing(std::string(largest_empty_login + 1, '\n')));
    CHECK(holds_nothing(std::string(largest_empty_login, '\n')));
}

TEST_CASE("a file of logins is found from the layer on that put something into it") {
    const std::string path = "root/.azure/accessTokens.json", full = R"([{"accessToken":"x"}])";
    const auto found = [&](const std::vector<std::string>& contents) {
        std::vector<std::vector<kit::TarFile>> layers;
        for (const std::string& content : contents) layers.push_back({file(path, content)});
        return of_rule(judge(examined(layers)), "cloud-credentials");
    };
    CHECK(found({"[]"}).empty());
    CHECK(found({"[]", "[ ]"}).empty());
    const auto later = found({"[]", full});
    REQUIRE(later.size() == 1);
    CHECK(later[0].severity == FindingSeverity::high);
    CHECK(later[0].layer == 1);
    CHECK_FALSE(later[0].is_ghost());
    const auto emptied = found({full, "[]"});
    REQUIRE(emptied.size() == 1);
    CHECK(emptied[0].layer == 0);
    CHECK(emptied[0].hidden_by == 1);
    CHECK_FALSE(emptied[0].deleted);
}
