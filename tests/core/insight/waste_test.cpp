#include "core/base/text.hpp"
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

TEST_CASE("bytes that are stated again tell what was changed about them") {
    const auto touched = [](std::string_view after) {
        const Waste waste = find_waste(Timeline(inspection_from_text({"a=12345", after})));
        return waste.rows.empty() ? 99 : int{waste.rows[0].touched};
    };
    CHECK(touched("a=12345 uid:7") == touched_owner);
    CHECK(touched("a=12345 gid:7 mode:0600") == (touched_owner | touched_mode));
    CHECK(touched("a=12345 mtime:7") == touched_time);
    CHECK(touched("a=12345 user.x:y") == touched_xattrs);
    CHECK(touched("a=12345") == 0);
    CHECK(touched("a=123456 uid:7") == 0); // other content: nothing else matters
}

TEST_CASE("what is shown and needless has its class") {
    const std::string large(600, 'x');
    const auto needless = [](std::initializer_list<std::string_view> layers) {
        const Timeline timeline(inspection_from_text(layers));
        const Waste waste = find_waste(timeline);
        std::string out;
        for (const NeedlessRow& row : waste.needless)
            out += std::to_string(row.bytes) + " " + timeline.path(row.node) + " " + std::to_string(row.place.layer) +
                   (row.kept ? " = " + timeline.layer(row.kept.layer).tree.path(row.kept.entry) : "") + "\n";
        return out + std::to_string(waste.needless_bytes) + " of " + std::to_string(waste.live_bytes);
    };
    CHECK(needless({"var/log/a=12345\na=1", "usr/include/h=123"}) == "5 /var/log/a 0\n3 /usr/include/h 1\n5 of 9");
    CHECK(needless({"b=" + large + "\nc=1", "a=" + large}) == "600 /a 1 = /b\n600 of 1201");
    CHECK(needless({"b=" + large, "a=" + large + " unhashed"}) == "0 of 1200");
    CHECK(needless({"b=12345\na=12345"}) == "0 of 10"); // too small for a link to save anything
    CHECK(needless({"b=" + large + "\na => b"}) == "0 of 600");
    CHECK(needless({"var/log/b=" + large + "\na=" + large}) == "600 /var/log/b 0\n600 of 1200");
    // of several names one is needed
    CHECK(needless({"root/.npm/a=12345\napp/a => root/.npm/a"}) == "0 of 5");
    CHECK(needless({"root/.npm/a=12345\nvar/log/a => root/.npm/a"}) == "5 /root/.npm/a 0\n5 of 5");
    CHECK(needless({"root/.npm/a=12345\napp/a => root/.npm/a", "app/.wh.a="}) == "5 /root/.npm/a 0\n5 of 5");
}

TEST_CASE("a name of a file that gets other attributes is the same file again, not a copy of its other name") {
    const std::string file = "=" + std::string(600, 'x');
    const auto classes = [&](std::initializer_list<std::string> layers) {
        Inspection inspection;
        for (const std::string& layer : layers)
            inspection.layers.push_back(std::make_shared<const Layer>(kit::layer_from_text(layer)));
        const Timeline timeline(inspection);
        const Waste waste = find_waste(timeline);
        std::uint64_t all = 0;
        for (const ByteClassSum& sum : waste.classes) all += sum.bytes;
        CHECK(all == waste.total_bytes);
        std::string out;
        for (const NeedlessRow& row : waste.needless)
            out += text(timeline.path(row.node), " = ", timeline.path(row.kept_node), " ", row.kept.layer, "→",
                        row.place.layer, " ", int{row.touched}, ", ");
        return text(out, waste.of(ByteClass::needed).bytes, " needed, ", waste.of(ByteClass::restated).bytes,
                    " restated, ", waste.of(ByteClass::duplicate).bytes, " duplicate");
    };
    const std::string two_names = "a" + file + "\nb => a";
    CHECK(classes({two_names, "a" + file + " uid:5"}) == "/a = /b 0→1 1, 600 needed, 600 restated, 0 duplicate");
    CHECK(classes({two_names, "b" + file + " uid:5"}) == "/b = /a 0→1 1, 600 needed, 600 restated, 0 duplicate");
    CHECK(classes({two_names, "a" + file + " uid:5", "a" + file + " uid:5 mode:0600"}) ==
          "/a = /b 0→2 3, 600 needed, 1200 restated, 0 duplicate");
    // each name on its own: the file that both had is hidden, and needed is one of the two
    CHECK(classes({two_names, "a" + file + " uid:5\nb" + file + " uid:5"}) ==
          "/b = /a 0→1 1, 600 needed, 1200 restated, 0 duplicate");
    // a third path has the same bytes for reasons of its own
    CHECK(classes({two_names, "a" + file + " uid:5\nc" + file}) ==
          "/a = /b 0→1 1, /c = /b 0→1 0, 600 needed, 600 restated, 600 duplicate");
    CHECK(classes({"a" + file + "\nb" + file, "a" + file + " uid:5"}) ==
          "/a = /b 0→1 0, 600 needed, 600 restated, 600 duplicate");
}

TEST_CASE("files of one size are to be hashed before duplicates are known") {
    const std::string large(600, 'x');
    const auto wanted = [](std::initializer_list<std::string_view> layers) {
        const Timeline timeline(inspection_from_text(layers));
        std::string out;
        for (const Place place : duplicates_wanted(timeline))
            out += timeline.layer(place.layer).tree.path(place.entry) + " ";
        return out;
    };
    CHECK(wanted({"a=" + large + " unhashed\nb=" + large + " unhashed", "c=" + large + "y unhashed"}) == "/a /b ");
    CHECK(wanted({"a=" + large + " unhashed\nb=" + large}) == "/a ");
    CHECK(wanted({"a=" + large + " unhashed\nb => a"}) == "");
    CHECK(wanted({"a=" + large + " unhashed\nb=" + large + " unhashed", ".wh.a="}) == "");
    CHECK(wanted({"a=12345 unhashed\nb=12345 unhashed"}) == "");
    // what a layer deletes and may have moved
    CHECK(wanted({"a=" + large + " unhashed", ".wh.a=\nb=" + large + " unhashed"}) == "/a /b ");
    CHECK(wanted({"a=" + large + " unhashed", ".wh.a=", "b=" + large + " unhashed"}) == "");
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
    const std::string names[] = {"a", "b", "c", "a/x", "a/y", "b/x/z", "var/log/l", "usr/include/h"};
    const std::string large(600, 'y');
    for (int round = 0; round < 3000; round++) {
        Inspection inspection;
        std::uint64_t total = 0;
        for (unsigned layers = 1 + pick(4); layers > 0; layers--) {
            std::string layer;
            for (unsigned lines = pick(7); lines > 0; lines--) {
                const std::string& name = names[pick(8)];
                switch (pick(6)) {
                case 4: layer += text(name, "=", large, "\n"); break;
                case 0: layer += text(name, "/\n"); break;
                case 1: layer += text(name, " => ", names[pick(8)], "\n"); break;
                case 2: layer += text(".wh.", names[pick(3)], "=\n"); break;
                default: layer += text(name, "=", std::string(pick(9), 'x'), "\n");
                }
            }
            inspection.layers.push_back(std::make_shared<const Layer>(kit::layer_from_text(layer)));
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
        std::uint64_t classes = 0;
        for (const ByteClassSum& sum : waste.classes) classes += sum.bytes;
        REQUIRE(classes == total);
        std::uint64_t needless = waste.of(ByteClass::needed).bytes;
        for (const NeedlessRow& row : waste.needless) needless += row.bytes;
        REQUIRE(needless == waste.live_bytes);
        for (std::uint32_t layers = 0; layers <= timeline.layer_count(); layers++) {
            std::uint64_t lowest = 0;
            std::uint64_t expected = 0;
            for (const std::uint64_t bytes : bytes_of_lowest(waste, timeline, layers)) lowest += bytes;
            for (std::uint32_t layer = 0; layer < layers; layer++)
                for (const Entry& entry : timeline.layer(layer).tree.entries) expected += entry.size;
            REQUIRE(lowest == expected);
        }
    }
}
