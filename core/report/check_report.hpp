// What `strata check` found, in the forms that people and CI systems read.
#pragma once

#include "core/insight/checks.hpp"

#include <string>
#include <string_view>

namespace strata {

struct CheckedImage {
    std::string title;   ///< "shop/api:1.1"
    std::string source;  ///< what the person named: "shop.tar"
    std::string version; ///< of Strata
};

/// One line for each rule, its evidence below, and dive's last line: "FAIL [pass:3 fail:1 skip:1]"; it
/// starts with ERROR where no rule failed and not all could be read.
[[nodiscard]] std::string check_text(const CheckReport& report, const CheckedImage& image);

/// One object, indented, with a line end; every field always there:
///
///     holds          boolean: no rule failed; null where none did and not all of the image could be read
///     image, source  strings
///     passed, failed, skipped, unknown   numbers of rules
///     errors         strings: what could not be read
///     allowed        strings: lines of the allow lists
///     results        list: rule, setting (as written), origin, status ("PASS" "FAIL" "SKIP" "ERROR"), message,
///                    evidence (list: where, what, finding (the rule of the finding, "" for none), line (null for
///                    none), layer (from 1, null for none)), more (pieces of evidence left out)
[[nodiscard]] std::string check_json(const CheckReport& report, const CheckedImage& image);

/// JUnit's XML as Jenkins and GitLab read it: a suite for the image, a case for each rule, and one that is an
/// error where not all of the image could be read.
[[nodiscard]] std::string check_junit(const CheckReport& report, const CheckedImage& image);

/// SARIF 2.1.0 (OASIS): a result for each piece of evidence of a rule that failed, or one for the rule;
/// what could not be read as notifications of a run that was not successful.
[[nodiscard]] std::string check_sarif(const CheckReport& report, const CheckedImage& image);

/// Markdown for a comment under a pull request.
[[nodiscard]] std::string check_markdown(const CheckReport& report, const CheckedImage& image);

} // namespace strata
