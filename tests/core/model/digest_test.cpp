#include "core/model/digest.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace strata;

namespace {
const std::string empty_sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
}

TEST_CASE("a digest reads and writes itself") {
    const auto digest = parse_digest("sha256:" + empty_sha256);
    REQUIRE(digest);
    CHECK(digest->text() == "sha256:" + empty_sha256);
    CHECK(digest->short_hex() == "e3b0c44298fc");
    CHECK(parse_bare_sha256(empty_sha256) == *digest);
    CHECK(parse_digest("sha512:" + empty_sha256 + empty_sha256)->text() == "sha512:" + empty_sha256 + empty_sha256);
    CHECK(Digest{}.text().empty());
}

TEST_CASE("what is not a digest is refused with a reason") {
    const std::vector<std::string> wrong = {"sha256:../../etc/passwd",
                                            "sha256:",
                                            "sha256:" + empty_sha256 + "0",
                                            empty_sha256,
                                            "md5:d41d8cd98f00b204e9800998ecf8427e",
                                            ""};
    for (const std::string& text : wrong) {
        INFO(text);
        const auto digest = parse_digest(text);
        REQUIRE_FALSE(digest);
        CHECK_FALSE(digest.error().message.empty());
    }
    CHECK_FALSE(parse_digest("sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"));
}
