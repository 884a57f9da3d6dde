#include "core/base/text.hpp"
#include "tests/kit/corpus.hpp"
#include "tests/real/facts.hpp"
#include "tests/real/final_tree.hpp"
#include "tests/real/open_image.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

std::string first_lines(const std::vector<std::string>& lines) {
    std::string joined = text(lines.size(), " differences\n");
    for (std::size_t at = 0; at < lines.size() && at < 12; ++at) joined += lines[at] + "\n";
    return joined;
}

} // namespace

TEST_CASE("every file of every image of the corpus is what umoci unpacked") {
    std::size_t compared = 0;
    for (const real::ImageFact& fact : real::image_facts(kit::corpus_or_skip())) {
        if (!fact.has("tree.jsonl.gz")) continue;
        INFO(fact.name);
        const real::Opened opened = real::open(fact.archive);
        const auto image = real::find_image(opened.listing, fact);
        CHECK(image.has_value());
        if (!image) continue;
        const auto lines =
            real::differences(real::final_tree_of(*opened.archive, opened.inspect(*image, {.checkpoints = true})),
                              real::final_tree_of_fact(fact.file("tree.jsonl.gz")));
        if (!lines.empty()) FAIL_CHECK(fact.name << ": " << first_lines(lines));
        ++compared;
    }
    CHECK(compared >= 120);
}
