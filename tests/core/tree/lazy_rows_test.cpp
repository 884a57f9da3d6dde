#include "core/tree/lazy_rows.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>

using namespace strata;
using kit::inspection_from_text;

namespace {

/// Some hundred files in folders of folders, with sizes and times that come more than once.
Timeline many_files(unsigned seed) {
    std::mt19937 random(seed);
    const auto below = [&](unsigned end) { return std::to_string(random() % end); };
    std::string layer;
    for (int i = 0; i < 400; i++) {
        std::string path;
        for (unsigned depth = random() % 4; depth > 0; depth--) path += "d" + below(4) + "/";
        layer += path + "f" + below(90) + "=" + std::string(random() % 5, 'x') + " mtime:" + below(7) + "\n";
    }
    return Timeline(inspection_from_text({layer, "d1/.wh.d2=\nd0/f1=new\nz/y/x=1"}));
}

void check_same(const Timeline& timeline, const Overlay& overlay, const RowOptions& all, const LazyRowOptions& lazy) {
    const std::vector<Row> expected = list_rows(timeline, overlay, all);
    const LazyRows rows(timeline, overlay, lazy);
    REQUIRE(rows.size() == expected.size());
    CHECK(rows.empty() == expected.empty());
    for (std::size_t i = 0; i < expected.size(); i++) {
        REQUIRE(rows[i] == expected[i]);
        REQUIRE(rows.find(expected[i].node) == i);
    }
    for (std::size_t i = expected.size(); i-- > 0;) REQUIRE(rows[i] == expected[i]);
    std::mt19937 random(1);
    for (int i = 0; i < 100 && !expected.empty(); i++) {
        const std::size_t at = random() % expected.size();
        REQUIRE(rows[at] == expected[at]);
    }
}

} // namespace

TEST_CASE("rows by number are those of the whole list") {
    for (unsigned seed = 0; seed < 5; seed++) {
        const Timeline timeline = many_files(seed);
        for (const Look::Shows shows : {Look::Shows::image, Look::Shows::layers})
            for (const SortBy sort : {SortBy::name, SortBy::size, SortBy::time, SortBy::change})
                for (const SortOrder order : {SortOrder::usual, SortOrder::reversed}) {
                    const Overlay overlay(timeline, {.shows = shows, .first = 1, .last = 1});
                    check_same(timeline, overlay, {.sort = sort, .order = order}, {.sort = sort, .order = order});
                    const auto odd = [](NodeIndex node) { return node % 2 == 1; };
                    check_same(timeline, overlay, {.sort = sort, .order = order, .is_open = odd},
                               {.sort = sort, .order = order, .listed = {}, .is_open = odd});
                    const auto wanted = [](NodeIndex node, std::string_view) { return node % 7 == 0; };
                    std::vector<bool> listed(timeline.size());
                    for (auto node = static_cast<NodeIndex>(timeline.size() - 1); node > root_node; node--) {
                        if (node % 7 == 0 && overlay.shows(node)) listed[node] = true;
                        if (listed[node]) listed[timeline.parent(node)] = true;
                    }
                    check_same(timeline, overlay, {.sort = sort, .order = order, .wanted = wanted},
                               {.sort = sort, .order = order, .listed = listed, .is_open = {}});
                }
    }
}

TEST_CASE("a node without a row has no number") {
    const Timeline timeline(inspection_from_text({"a/\na/b=1\nc=2", ".wh.c="}));
    const Overlay overlay(timeline, {.shows = Look::Shows::image, .first = 1, .last = 1});
    const LazyRows closed(timeline, overlay, {.is_open = [](NodeIndex) { return false; }});
    CHECK(closed.size() == 1);
    CHECK(closed.find(timeline.find("a")) == 0);
    CHECK_FALSE(closed.find(timeline.find("a/b")));
    CHECK_FALSE(closed.find(timeline.find("c")));
    CHECK_FALSE(closed.find(root_node));
    CHECK_FALSE(closed.find(no_node));
    const Timeline nothing(Inspection{});
    CHECK(LazyRows(nothing, Overlay(nothing, {}), {}).empty());
}
