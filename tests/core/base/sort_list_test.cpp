#include "core/base/sort_list.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <utility>

using namespace strata;

TEST_CASE("lists are sorted as the library sorts them, equal items as they were") {
    std::mt19937 random(7);
    for (std::size_t count = 0; count < 70; count++) {
        std::vector<std::pair<int, std::size_t>> items;
        for (std::size_t i = 0; i < count; i++) items.emplace_back(static_cast<int>(random() % 9), i);
        auto expected = items;
        std::ranges::stable_sort(expected, std::ranges::greater{}, &std::pair<int, std::size_t>::first);
        sort_list(items, std::ranges::greater{}, &std::pair<int, std::size_t>::first);
        CHECK(items == expected);
    }
}

TEST_CASE("what can be moved only is sorted too, and so is a list with an order of its own") {
    std::vector<std::unique_ptr<int>> owned;
    for (const int value : {3, 1, 2}) owned.push_back(std::make_unique<int>(value));
    sort_list(owned, {}, [](const std::unique_ptr<int>& each) { return *each; });
    CHECK(*owned[0] == 1);
    CHECK(*owned[2] == 3);
    std::vector<std::string> words = {"ccc", "a", "bb"};
    sort_list(words, [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
    CHECK(words == std::vector<std::string>{"a", "bb", "ccc"});
}
