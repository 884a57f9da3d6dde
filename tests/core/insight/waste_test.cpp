#include "core/insight/waste.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>

using namespace strata;
using kit::inspection_from_text;

namespace {

constexpr const char* causes[] = {"overwritten", "restated", "removed", "repeated"};

std::string ledger(std::initializer_list<std::string_view> layers) {
    const Timeline timeline(inspection_from_text(layers));
    const Waste waste = find_waste(timeline);
    std::string out;
    for (const WasteRow& row : waste.rows)
        out += std::to_string(row.bytes) + " " + timeline.layer(row.buried.layer).tree.path(row.buried.entry) + " " +
               std::to_string(row.buried.layer) + "→" + std::to_string(row.hidden_by) + " " +
               causes[static_cast<std::size_t>(row.cause)] + (row.unsure ? "?\n" : "\n");
    return out + std::to_string(waste.live_bytes) + "+" + std::to_string(waste.wasted_bytes) + "=" +
           std::to_string(waste.total_bytes);
}

} // namespace

TEST_CASE("every hidden byte has a cause, the layer that put it there, and the one that hid it") {
    CHECK(ledger({"a=12345\nb=1", "a=1234567 mode:0600"}) == "5 /a 0→1 overwritten\n8+5=13");
    CHECK(ledger({"a=12345", "a=12345 mode:0600", "a=12345 mode:0600"}) ==
          "5 /a 0→1 restated\n5 /a 1→2 restated\n5+10=15");
    CHECK(ledger({"d/a=12345\nd/b=12\nc=1", ".wh.d="}) == "5 /d/a 0→1 removed\n2 /d/b 0→1 removed\n1+7=8");
    CHECK(ledger({"d/a=12345", "d/.wh..wh..opq=\nd/c=1"}) == "5 /d/a 0→1 removed\n1+5=6");
    CHECK(ledger({"d/a=12345", "d=1"}) == "5 /d/a 0→1 removed\n1+5=6");
    CHECK(ledger({"a=12345 unhashed", "a=12345 unhashed"}) == "5 /a 0→1 overwritten?\n5+5=10");
    CHECK(ledger({"a=12345", ".wh.a=", "a=123"}) == "5 /a 0→1 removed\n3+5=8");
    CHECK(ledger({"a=12345\na=123"}) == "5 /a 0→0 repeated\n3+5=8");
    CHECK(ledger({"a=12345", ".wh.nothing=\nempty="}) == "5+0=5");
    CHECK(ledger({}) == "0+0=0");
}

TEST_CASE("a file with several names is lost with the last of them, once") {
    CHECK(ledger({"a=12345\nb => a", ".wh.a="}) == "5+0=5");
    CHECK(ledger({"a=12345\nb => a", ".wh.a=", ".wh.b="}) == "5 /a 0→2 removed\n0+5=5");
    CHECK(ledger({"a=12345\nb => a", "a=1", "b=2"}) == "5 /a 0→2 overwritten\n2+5=7");
    CHECK(ledger({"a=12345", "b => a", "a=1"}) == "6+0=6");
    CHECK(ledger({"a=12345", "b => a", ".wh.a=", ".wh.b="}) == "5 /a 0→3 removed\n0+5=5");
}

TEST_CASE("transfers say what one layer lost to another, largest first") {
    const Waste waste =
        find_waste(Timeline(inspection_from_text({"a=1234\nb=12\nc=1", "d=123", "a=\n.wh.b=\n.wh.c=\nd="})));
    REQUIRE(waste.transfers.size() == 3);
    CHECK(waste.transfers[0].bytes == 4);
    CHECK(waste.transfers[0].cause == WasteCause::overwritten);
    CHECK(waste.transfers[1].files == 2);
    CHECK(waste.transfers[1].cause == WasteCause::removed);
    CHECK(waste.transfers[2].from == 1);
    CHECK(waste.wasted_of_layer == std::vector<std::uint64_t>{7, 3, 0});
}

TEST_CASE("the ledger of any image sums to all its bytes") {
    std::mt19937 random(11);
    const auto pick = [&](unsigned below) { return static_cast<unsigned>(random() % below); };
    const std::string names[] = {"a", "b", "c", "a/x", "a/y", "b/x/z"};
    for (int round = 0; round < 3000; round++) {
        Inspection inspection;
        std::uint64_t total = 0;
        for (unsigned layers = 1 + pick(4); layers > 0; layers--) {
            std::string text;
            for (unsigned lines = pick(7); lines > 0; lines--) {
                const std::string& name = names[pick(6)];
                switch (pick(5)) {
                case 0: text += name + "/\n"; break;
                case 1: text += name + " => " + names[pick(6)] + "\n"; break;
                case 2: text += ".wh." + names[pick(3)] + "=\n"; break;
                default: text += name + "=" + std::string(pick(9), 'x') + "\n";
                }
            }
            inspection.layers.push_back(std::make_shared<const Layer>(kit::layer_from_text(text)));
            for (const Entry& entry : inspection.layers.back()->tree.entries) total += entry.size;
        }
        const Timeline timeline(inspection);
        const Waste waste = find_waste(timeline);
        REQUIRE(waste.total_bytes == total);
        REQUIRE(waste.live_bytes + waste.wasted_bytes == total);
        std::uint64_t rows = 0;
        std::uint64_t transfers = 0;
        std::uint64_t of_layers = 0;
        for (const WasteRow& row : waste.rows) rows += row.bytes;
        for (const WasteTransfer& transfer : waste.transfers) transfers += transfer.bytes;
        for (const std::uint64_t bytes : waste.wasted_of_layer) of_layers += bytes;
        REQUIRE(rows == waste.wasted_bytes);
        REQUIRE(transfers == waste.wasted_bytes);
        REQUIRE(of_layers == waste.wasted_bytes);
    }
}
