#include "core/report/spdx_license.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

TEST_CASE("licences are identifiers, expressions or words") {
    CHECK(license_form("MIT") == LicenseForm::identifier);
    CHECK(license_form("MIT OR Apache-2.0") == LicenseForm::expression);
    CHECK(license_form("(MIT AND (ISC OR 0BSD)) OR GPL-2.0-or-later WITH Classpath-exception-2.0") ==
          LicenseForm::expression);
    for (const char* words : {"", "mit", "GPL-2+", "MIT OR", "OR MIT", "(MIT", "MIT)", "MIT ISC", "MIT WITH MIT",
                              "Apache 2.0", "(MIT) WITH LLVM-exception", "()"})
        CHECK(license_form(words) == LicenseForm::words);
}

TEST_CASE("a licence that is only words gets a name that SPDX allows") {
    CHECK(license_reference("GPL-2+ and   others!") == "LicenseRef-GPL-2-and-others");
    CHECK(license_reference("…") == "LicenseRef");
}

TEST_CASE("identifiers are spelled as the list has them, words stay as they are") {
    CHECK(spdx_spelling("mit") == "MIT");
    CHECK(spdx_spelling("(Mit OR apache-2.0) AND gpl-2.0-ONLY") == "(MIT OR Apache-2.0) AND GPL-2.0-only");
    for (const char* words : {"", "gpl", "MIT or isc", "mit license", "the mit"}) CHECK(spdx_spelling(words) == words);
}
