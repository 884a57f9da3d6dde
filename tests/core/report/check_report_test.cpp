// The forms that the result of a check is written in.
#include "core/report/check_report.hpp"
#include "tests/kit/examined_image.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace strata;
using kit::examined;
using kit::file;

namespace {

struct Wanted {
    std::string_view key;
    std::string value;
};

CheckReport judged(const Inspection& image, const std::vector<Wanted>& wanted) {
    std::vector<CheckRule> rules;
    for (const Wanted& one : wanted)
        rules.push_back(make_check_rule(*find_check(one.key), {one.value}, "a test").value());
    const Timeline timeline(image);
    const Waste waste = find_waste(timeline);
    const Findings findings = find_findings(image, timeline, {});
    const DiveScore dive = dive_score(image);
    return run_checks({image, timeline, waste, dive, findings}, rules);
}

} // namespace

TEST_CASE("reports for CI escape what strangers wrote") {
    const Inspection image = examined({{file("srv/<a>&\"b|c\n.pem", "x")}});
    const CheckReport report = judged(image, {{"forbidden-paths", "*.pem"}, {"no-root", "true"}, {"max-growth", "1%"}});
    const CheckedImage about{"shop<api>", "shop.tar", "0.1"};
    const std::string junit = check_junit(report, about);
    CHECK(junit.find("tests=\"3\" failures=\"2\" errors=\"0\" skipped=\"1\"") != std::string::npos);
    CHECK(junit.find("<testsuite name=\"shop&lt;api&gt;\"") != std::string::npos);
    CHECK(junit.find("/srv/&lt;a&gt;&amp;&quot;b|c\\n.pem") == std::string::npos); // a line end stays one in text
    CHECK(junit.find("&lt;a&gt;&amp;&quot;b|c") != std::string::npos);
    const std::string sarif = check_sarif(report, about);
    CHECK(sarif.find("\"uri\": \"srv/%3Ca%3E%26%22b%7Cc%0A.pem\"") != std::string::npos);
    CHECK(sarif.find("\"version\": \"2.1.0\"") != std::string::npos);
    const std::string markdown = check_markdown(report, about);
    CHECK(markdown.find("shop\\<api\\>") != std::string::npos);
    CHECK(markdown.find("b\\|c\\\\n.pem") != std::string::npos);
    CHECK(check_text(report, about).ends_with("FAIL [fail:2 skip:1]\n"));
    CheckReport lenient = report;
    lenient.allowed = {"setuid /usr/bin/*"};
    CHECK(check_text(lenient, about).ends_with("\n  Allowed: setuid /usr/bin/*\n\nFAIL [fail:2 skip:1]\n"));
    CHECK(check_markdown(lenient, about).find("Allowed: setuid /usr/bin/\\*") != std::string::npos);
    CHECK(check_json(lenient, about).find("\"allowed\": [\n    \"setuid /usr/bin/*\"\n  ]") != std::string::npos);
    CHECK(check_json(report, about).find("\"status\": \"SKIP\"") != std::string::npos);
}

TEST_CASE("what could not be read is said in every form, and no rule that needs it passes") {
    Inspection image = examined({{file("a", "x")}});
    Layer broken = *image.layers[0];
    broken.problems.push_back({Severity::error, "the tar breaks off"});
    broken.problems.push_back({Severity::warning, "a warning is no error"});
    image.layers[0] = std::make_shared<const Layer>(std::move(broken));
    const CheckReport mixed = judged(image, {{"no-secrets", "true"}, {"no-latest", "true"}, {"max-size", "0"}});
    CHECK(mixed.results[0].status == CheckStatus::unknown);
    CHECK(mixed.results[0].message == "not known: layer 1: the tar breaks off");
    CHECK(mixed.results[1].status == CheckStatus::passed);
    CHECK(mixed.results[2].status == CheckStatus::failed);
    CHECK_FALSE(mixed.holds());
    const CheckReport report = judged(image, {{"no-secrets", "true"}, {"no-latest", "true"}});
    const CheckedImage about{"a:1", "a.tar", "1"};
    CHECK(check_text(report, about).find("  ERROR  no-secrets: true") != std::string::npos);
    CHECK(check_text(report, about).ends_with("\nERROR [pass:1 error:1]\n"));
    CHECK(check_markdown(report, about).starts_with("### ❌"));
    CHECK(check_json(report, about).starts_with("{\n  \"holds\": null,"));
    CHECK(check_json(mixed, about).starts_with("{\n  \"holds\": false,"));
    CHECK(check_json(report, about).find("\"errors\": [\n    \"layer 1: the tar breaks off\"\n  ]") !=
          std::string::npos);
    const std::string junit = check_junit(report, about);
    CHECK(junit.find("tests=\"3\" failures=\"0\" errors=\"2\"") != std::string::npos);
    CHECK(junit.find("<error message=\"layer 1: the tar breaks off\"") != std::string::npos);
    CHECK(junit.find("<error message=\"not known: layer 1: the tar breaks off\"") != std::string::npos);
    CHECK(check_sarif(report, about).find("\"executionSuccessful\": false") != std::string::npos);
    CHECK(check_sarif(report, about).find("\"text\": \"layer 1: the tar breaks off\"") != std::string::npos);
    CHECK(check_sarif(mixed, about).find("fullyQualifiedName") ==
          std::string::npos); // the image as a whole has no name
}
