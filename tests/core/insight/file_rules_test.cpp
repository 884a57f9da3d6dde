#include "core/insight/file_rules.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace strata;

namespace {

/// Of a file that is alone in its image.
FileRuleIndex rule_of(std::string_view path) {
    const Inspection inspection = kit::inspection_from_text({std::string(path.substr(1)) + "=1"});
    const Timeline timeline(inspection);
    const NodeIndex node = timeline.find(path);
    REQUIRE(node != no_node);
    return file_rules_of(timeline)[node];
}

std::string_view id_of(std::string_view path) {
    const FileRuleIndex rule = rule_of(path);
    return rule == no_file_rule ? std::string_view() : file_rules()[rule].id;
}

} // namespace

TEST_CASE("each rule takes its good example and leaves its bad one") {
    REQUIRE(file_rules().size() < no_file_rule);
    for (const FileRule& rule : file_rules()) {
        INFO(rule.id << ' ' << rule.place);
        CHECK(id_of(rule.takes) == rule.id);
        CHECK(id_of(rule.leaves) != rule.id);
        CHECK_FALSE(rule.what.empty());
        CHECK_FALSE(rule.avoid.empty());
        if (rule.kind == FileRuleKind::context) CHECK_FALSE(rule.ignore.empty());
        // A folder is found by its last name, so that must be written out.
        const std::string_view place = rule.place;
        if (place.ends_with("/**")) {
            const std::string_view folder = place.substr(0, place.size() - 3);
            CHECK(folder.substr(folder.rfind('/') + 1).find('*') == std::string_view::npos);
        }
    }
}

TEST_CASE("what an image may need is left alone") {
    for (const std::string_view path :
         {"/app/__pycache__/a.pyc", "/root/.cache/ms-playwright/chromium/chrome", "/root/.cache/huggingface/model.bin",
          "/app/.yarn/cache/lodash.zip", "/usr/share/doc/a/changelog.gz", "/app/.git", "/var/log", "/var/cache/apt",
          "/opt/app/logs/a.log", "/usr/lib/python3/dist-packages/a/test.log", "/app/catalog", "/srv/.github/a.yml"}) {
        INFO(path);
        CHECK(id_of(path).empty());
    }
}

TEST_CASE("a rule of a folder is that of everything below it, nearest to the root first") {
    CHECK(id_of("/root/.npm/_logs/2026.log") == "npm-cache");
    CHECK(id_of("/srv/app/.git/logs/HEAD.log") == "git");
    CHECK(id_of("/var/log/a/b/c") == "var-log");
}

TEST_CASE("a file has the rule of its path, whatever else is in the image") {
    const Timeline timeline(kit::inspection_from_text(
        {"var/log/a=1\nvar/lib/apt/lists/x=1\nsrv/app/.git/HEAD=1\nsrv/app/main.js=1\nsrv/app/debug.log=1\n"
         "usr/lib/gcc/x/12/cc1=1\nroot/.npm/_cacache/a/b=1\nusr/lib/x/libc.a=1",
         "var/lib/apt/.wh.lists=\nsrv/app/b.log=1"}));
    const std::vector<FileRuleIndex> rules = file_rules_of(timeline);
    REQUIRE(rules.size() == timeline.size());
    int files = 0;
    for (NodeIndex node = 0; node < timeline.size(); node++) {
        if (timeline.child_count(node) > 0) continue;
        INFO(timeline.path(node));
        CHECK(rules[node] == rule_of(timeline.path(node)));
        files++;
    }
    CHECK(files == 9);
}
