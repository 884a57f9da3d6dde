#include "core/diff/match_sequences.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>

using namespace strata;

namespace {

using Numbers = std::vector<std::uint32_t>;

/// The length of a longest common subsequence by the textbook's table.
std::size_t longest(const Numbers& a, const Numbers& b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (const std::uint32_t value : a) {
        std::size_t diagonal = 0;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t above = row[j + 1];
            row[j + 1] = value == b[j] ? diagonal + 1 : std::max(above, row[j]);
            diagonal = above;
        }
    }
    return row.back();
}

/// The matched length; 0 and a failure where a match is wrong or out of order.
std::size_t checked_length(const Numbers& a, const Numbers& b, const std::vector<Match>& matches) {
    std::size_t length = 0;
    std::size_t a_end = 0;
    std::size_t b_end = 0;
    bool first = true;
    for (const Match& match : matches) {
        if (match.length == 0 || match.a_begin < a_end || match.b_begin < b_end) return 0;
        if (!first && match.a_begin == a_end && match.b_begin == b_end) return 0;
        if (match.a_begin + match.length > a.size() || match.b_begin + match.length > b.size()) return 0;
        if (!std::equal(a.begin() + match.a_begin, a.begin() + match.a_begin + match.length, b.begin() + match.b_begin))
            return 0;
        a_end = match.a_begin + match.length;
        b_end = match.b_begin + match.length;
        length += match.length;
        first = false;
    }
    return length;
}

Numbers random_numbers(std::mt19937& random, std::size_t length, std::uint32_t kinds) {
    Numbers numbers(length);
    for (std::uint32_t& number : numbers) number = static_cast<std::uint32_t>(random() % kinds);
    return numbers;
}

} // namespace

TEST_CASE("matches are as long as a longest common subsequence") {
    std::mt19937 random(7); // NOLINT: the same cases in every run
    for (int round = 0; round < 20'000; ++round) {
        const std::uint32_t kinds = 1 + static_cast<std::uint32_t>(random() % 8);
        const Numbers a = random_numbers(random, random() % 24, kinds);
        const Numbers b = random_numbers(random, random() % 24, kinds);
        const auto matches = match_sequences(a, b);
        const std::size_t wanted = longest(a, b);
        if (checked_length(a, b, matches) != wanted) FAIL("round " << round);
    }
    const Numbers long_a = random_numbers(random, 3'000, 40);
    const Numbers long_b = random_numbers(random, 2'500, 40);
    CHECK(checked_length(long_a, long_b, match_sequences(long_a, long_b)) == longest(long_a, long_b));
}

TEST_CASE("without steps left the matches are still right") {
    std::mt19937 random(11); // NOLINT
    for (int round = 0; round < 300; ++round) {
        const Numbers a = random_numbers(random, random() % 900, 3);
        const Numbers b = random_numbers(random, random() % 900, 3);
        const auto matches = match_sequences(a, b, 0);
        const std::size_t length = checked_length(a, b, matches);
        if (length == 0 && !matches.empty()) FAIL("round " << round);
        if (std::min(a.size(), b.size()) > 100) CHECK(length > std::min(a.size(), b.size()) / 3);
    }
}

TEST_CASE("a million lines that have hardly anything in common end in time linear in their number") {
    std::mt19937 random(3); // NOLINT
    const Numbers a = random_numbers(random, 1'000'000, 2);
    const Numbers b = random_numbers(random, 1'000'000, 2);
    const auto matches = match_sequences(a, b, 1'000'000);
    CHECK(checked_length(a, b, matches) > 500'000);
    Numbers backward(200'000);
    for (std::uint32_t i = 0; i < backward.size(); ++i) backward[i] = static_cast<std::uint32_t>(backward.size()) - i;
    Numbers forward(backward.rbegin(), backward.rend());
    CHECK(checked_length(forward, backward, match_sequences(forward, backward, 1'000'000)) >= 1);
}

TEST_CASE("matching one sequence with itself gives one match") {
    const Numbers numbers = {5, 5, 1, 2, 5};
    CHECK(match_sequences(numbers, numbers) == std::vector<Match>{{0, 0, 5}});
    CHECK(match_sequences(numbers, {}).empty());
    CHECK(match_sequences({}, {}).empty());
}
