#include "core/tree/rows.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace strata;
using kit::inspection_from_text;

namespace {

const Timeline files(
    inspection_from_text({"a/\na/small=1 mtime:9\na/large=123456 mtime:3\nb/\nb/c/\nb/c/deep=12 mtime:5\nz=123"}));
const Overlay everything(files, {});

std::string paths(const RowOptions& options) {
    RowPath path(files.path(options.top));
    std::string out;
    for (const Row row : list_rows(files, everything, options)) {
        out += path.next(files, row);
        out += " ";
    }
    return out;
}

} // namespace

TEST_CASE("rows stand under their folders, sorted as asked") {
    CHECK(paths({}) == "/a /a/large /a/small /b /b/c /b/c/deep /z ");
    CHECK(paths({.sort = SortBy::size}) == "/a /a/large /a/small /z /b /b/c /b/c/deep ");
    CHECK(paths({.top = files.find("a"), .sort = SortBy::time}) == "/a/small /a/large ");
    CHECK(paths({.depth = 1}) == "/a /b /z ");
    CHECK(paths({.top = files.find("b"), .depth = 1}) == "/b/c ");
    CHECK(paths({.is_open = [](NodeIndex node) { return node == files.find("b"); }}) == "/a /b /b/c /z ");
}

TEST_CASE("a folder stays for what is wanted below it") {
    const auto deep = [](NodeIndex, std::string_view path) { return path.ends_with("/deep"); };
    CHECK(paths({.wanted = deep}) == "/b /b/c /b/c/deep ");
    CHECK(paths({.top = files.find("b"), .wanted = deep}) == "/b/c /b/c/deep ");
    CHECK(paths({.depth = 1, .wanted = deep}) == "/b ");
    CHECK(paths({.wanted = [](NodeIndex, std::string_view) { return false; }}).empty());
}

TEST_CASE("paths that no system can open are shortened at their front") {
    std::string scratch;
    CHECK(shortened_path("/a/b", scratch) == "/a/b");
    std::string deep;
    for (int i = 0; i < 100'000; i++) deep += "/d";
    const std::string_view shown = shortened_path(deep + "/name", scratch);
    CHECK(shown.size() <= longest_matched_path + 3);
    CHECK(shown.starts_with("…/d/d"));
    CHECK(shown.ends_with("/d/name"));
    const Timeline nested(inspection_from_text({deep.substr(1) + "/name=1"}));
    const NodeIndex name = nested.find(deep + "/name");
    REQUIRE(name != no_node);
    CHECK(shortened_path(nested, name) == shown);
    CHECK(shortened_path(nested, nested.parent(name)).ends_with("/d/d"));
    CHECK(shortened_path(files, root_node) == "/");
    CHECK(shortened_path(files, files.find("/b/c/deep")) == "/b/c/deep");
}
