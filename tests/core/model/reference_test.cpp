#include "core/model/reference.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace strata;

TEST_CASE("names are shortened as docker shortens them") {
    const std::string digest = "sha256:" + std::string(64, 'a');
    const std::vector<std::pair<std::string, std::string>> pairs = {
        {"nginx", "nginx"},
        {"nginx:1.25", "nginx:1.25"},
        {"docker.io/library/nginx:1", "nginx:1"},
        {"index.docker.io/library/nginx", "nginx"},
        {"docker.io/team/app:x", "team/app:x"},
        {"library/nginx", "nginx"},
        {"docker.io/library/a/b", "library/a/b"},
        {"localhost/app:latest", "localhost/app:latest"},
        {"localhost:5000/a/b:c", "localhost:5000/a/b:c"},
        {"ghcr.io/A/b", ""}, // upper case in the path
        {"[2001:db8::1]:5000/app", "[2001:db8::1]:5000/app"},
        {"quay.io/library/x", "quay.io/library/x"},
        {"a__b/c.d-e---f", "a__b/c.d-e---f"},
        {"nginx@" + digest, "nginx@" + digest},
        {"docker.io/library/nginx:1@" + digest, "nginx:1@" + digest},
    };
    for (const auto& [written, shown] : pairs) {
        INFO(written);
        const auto reference = parse_reference(written);
        CHECK((reference ? reference->text() : "") == shown);
    }
}

TEST_CASE("a reference has its parts") {
    const auto reference = parse_reference("localhost:5000/team/app:v1.2_3-x");
    REQUIRE(reference);
    CHECK(reference->repository == "localhost:5000/team/app");
    CHECK(reference->tag == "v1.2_3-x");
    CHECK_FALSE(reference->digest);
    CHECK(parse_reference("localhost:5000")->tag == "5000"); // docker's reading too
}

TEST_CASE("what breaks the grammar is refused with a reason, yet can be shown") {
    const std::vector<std::string> wrong = {"",
                                            ":tag",
                                            "a:",
                                            "a:-x",
                                            "a:" + std::string(129, 'x'),
                                            "A",
                                            "a//b",
                                            "/a",
                                            "a/",
                                            "a..b",
                                            "a___b",
                                            "a-",
                                            "-a",
                                            "a b",
                                            "a@",
                                            "a@x:y",
                                            std::string(300, 'a'),
                                            "a.b:x/c",
                                            "a:<script>alert(1)</script>",
                                            "=cmd|' /C calc'!A0:1",
                                            "\x1b[31m"};
    for (const std::string& text : wrong) {
        INFO(text);
        const auto reference = parse_reference(text);
        REQUIRE_FALSE(reference);
        CHECK(reference.error().message.find("is no image name") != std::string::npos);
        CHECK(reference.error().message.size() < 300);
    }
    CHECK(read_reference("a:<b>").repository == "a");
    CHECK(read_reference("a:<b>").tag == "<b>");
    for (const std::string& text : wrong)
        if (!text.starts_with(':') && !text.ends_with(':')) CHECK(read_reference(text).text() == text);
    CHECK(read_reference("docker.io/library/nginx:1").text() == "nginx:1");
}

TEST_CASE("a bare tag stands alone") { CHECK(Reference{.tag = "latest"}.text() == "latest"); }
