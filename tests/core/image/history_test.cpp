#include "core/base/text.hpp"
#include "core/image/history.hpp"
#include "core/model/listing.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace strata;

namespace {

HistoryRow layer(std::string created_by) { return {.created_by = std::move(created_by)}; }
HistoryRow empty(std::string created_by) { return {.created_by = std::move(created_by), .empty_layer = true}; }

std::string aligned(const std::vector<HistoryRow>& history, std::size_t layers) {
    const AlignedHistory out = align_history(history, layers);
    std::string shown = out.fit == HistoryFit::exact ? "exact:" : out.fit == HistoryFit::guessed ? "guessed:" : "none:";
    for (const std::uint32_t row : out.rows) shown += row == no_index ? " -" : text(' ', row);
    CHECK(out.rows.size() == layers);
    return shown;
}

} // namespace

TEST_CASE("rows that are not marked empty made the layers") {
    CHECK(aligned({layer("ADD base"), empty("ENV A=b"), layer("RUN x"), empty("CMD")}, 2) == "exact: 0 2");
    CHECK(aligned({empty("ENV A=b")}, 0) == "exact:");
    CHECK(aligned({}, 0) == "none:");
    CHECK(aligned({}, 3) == "none: - - -");
}

TEST_CASE("a layer that is marked empty is found by its instruction") {
    // docker marks COPY of an empty file so
    CHECK(aligned({layer("ADD base"), empty("COPY empty / # buildkit"), empty("CMD [\"sh\"]")}, 2) == "guessed: 0 1");
    CHECK(aligned({layer("ADD base"), empty("/bin/sh -c true"), empty("/bin/sh -c #(nop)  CMD [\"sh\"]")}, 2) ==
          "guessed: 0 1");
}

TEST_CASE("rows without marks are told by their instructions") {
    CHECK(aligned({layer("/bin/sh -c #(nop) ADD file:1 in /"), layer("/bin/sh -c #(nop)  ENV A=b"), layer("RUN x"),
                   layer("CMD [\"sh\"]")},
                  2) == "guessed: 0 2");
    CHECK(aligned({layer("ADD base"), layer("WORKDIR /app"), layer("COPY a b")}, 2) == "guessed: 0 2");
}

TEST_CASE("what can't be told is paired from the bottom") {
    CHECK(aligned({layer("base"), layer("more")}, 4) == "guessed: 0 1 - -");
    CHECK(aligned({layer("one"), layer("two"), layer("three")}, 1) == "guessed: 0");
    CHECK(aligned({empty("squashed away"), empty("ENV")}, 3) == "guessed: - - -");
    CHECK(aligned({layer("a"), empty("something"), empty("else")}, 3) == "guessed: 0 1 2"); // as many rows as layers
    CHECK(aligned({layer("ADD base"), layer("RUN make"), empty("ENV A=b")}, 3) == "guessed: 0 1 -");
    CHECK(aligned({layer("ADD base"), layer("ENV A=b"), layer("CMD [\"sh\"]"), layer("RUN x")}, 3) == "guessed: 0 3 -");
}
