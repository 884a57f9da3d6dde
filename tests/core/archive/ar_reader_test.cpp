#include "core/archive/ar_reader.hpp"
#include "tests/kit/ar_writer.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

TEST_CASE("an ar archive's members have their names, long ones too") {
    const std::string long_name(4000, 'n');
    const std::string archive = kit::write_ar({{.name = "short", .bytes = "1"}, {.name = long_name, .bytes = "22"}});
    const auto members = list_ar(archive);
    REQUIRE(members);
    REQUIRE(members->size() == 2);
    CHECK((*members)[0].name == "short");
    CHECK((*members)[1].name == long_name);
    CHECK((*members)[1].bytes == "22");
}

TEST_CASE("a list of long names that never ends is refused, not searched by every member") {
    std::vector<kit::ArFile> files{{.name = std::string(20'000'000, 'n'), .bytes = ""}};
    std::string archive = kit::write_ar(files);
    const std::string member = archive.substr(archive.size() - 60);
    for (int i = 0; i < 100'000; i++) archive += member;
    const auto members = list_ar(archive);
    REQUIRE_FALSE(members);
    CHECK(members.error().message.starts_with("ar: a name without end at byte "));
}
