#include "core/image/read_file.hpp"
#include "tests/core/image/layer_stack.hpp"
#include "tests/kit/packing.hpp"
#include "tests/kit/tar_writer.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace strata;
using namespace strata::kit;

namespace {

Place place_of(const Inspection& inspection, std::uint32_t layer, std::string_view path) {
    return {.layer = layer, .entry = index_of(*inspection.layers[layer], path)};
}

TarFile holey() {
    TarFile holes = file("holey", "");
    holes.sparse = {{.offset = 100, .data = "data"}};
    holes.sparse_size = 300;
    return holes;
}

std::string holey_bytes() {
    std::string bytes(300, '\0');
    bytes.replace(100, 4, "data");
    return bytes;
}

} // namespace

TEST_CASE("an inspection has each layer of the image, and says which one is wrong") {
    LayerStack stack({write_tar({file("a", "1")}), "no tar at all", pack(write_tar({file("b", "2")}), Packing::gzip)});
    stack.image.layers.push_back(stack.image.layers[0]);
    stack.image.layers.push_back({.state = BlobState::missing});
    stack.image.layers.push_back({.state = BlobState::foreign});
    const Inspection inspection = stack.inspected();
    CHECK(inspection.source == "test.tar");
    REQUIRE(inspection.layers.size() == 6);
    CHECK(index_of(*inspection.layers[0], "/a") != no_entry);
    CHECK(inspection.layers[3] == inspection.layers[0]); // read once
    CHECK(index_of(*inspection.layers[2], "/b") != no_entry);
    REQUIRE(inspection.layers[1]->problems.size() == 1);
    CHECK(inspection.layers[1]->problems[0].message.starts_with("the tar breaks off"));
    CHECK(inspection.layers[4]->problems[0].message == "its blob is not in the archive");
    CHECK(inspection.layers[5]->problems[0].severity == Severity::note);
}

TEST_CASE("progress adds up over the layers") {
    LayerStack stack({write_tar({file("a", lines(100'000))}), write_tar({file("b", lines(200'000))})});
    InspectOptions options;
    options.layer.hashing = Hashing::all;
    std::uint64_t last = 0, all = 0;
    options.layer.progress = [&](std::uint64_t done, std::uint64_t total) {
        CHECK(done >= last);
        last = done;
        all = total;
        return true;
    };
    (void)stack.inspected(options);
    CHECK(all == stack.image.layers[0].stored_size + stack.image.layers[1].stored_size);
    CHECK(last == all);
}

TEST_CASE("files open wherever they lie") {
    const std::string big = lines(1'000'000);
    const std::string tar = write_tar({file("first", "1"), file("big", big), file("small", "little"), holey()});
    LayerStack stack({tar, pack(tar, Packing::gzip), pack(tar, Packing::zstd_frames), pack(tar, Packing::xz)});
    for (const bool checkpoints : {false, true}) {
        InspectOptions options;
        options.layer.checkpoints = checkpoints;
        const Inspection inspection = stack.inspected(options);
        CHECK(inspection.layers[1]->checkpoints.empty() != checkpoints);
        for (std::uint32_t layer = 0; layer < 4; layer++) {
            INFO("layer " << layer);
            CHECK(read_file(stack.archive, inspection, place_of(inspection, layer, "/small"), 100) == "little");
            CHECK((read_file(stack.archive, inspection, place_of(inspection, layer, "/big"), big.size()) == big));
            CHECK(read_file(stack.archive, inspection, place_of(inspection, layer, "/holey"), 300) == holey_bytes());
        }
    }
}

TEST_CASE("what can't be opened says why") {
    LayerStack stack({write_tar({folder("etc"), file("etc/x", "12345"), file("cut", lines(1000))}).substr(0, 5000)});
    const Inspection inspection = stack.inspected();
    const auto opened = [&](std::string_view path, std::uint64_t limit) {
        return read_file(stack.archive, inspection, place_of(inspection, 0, path), limit).error().message;
    };
    CHECK(opened("/etc", 10) == "layer 1: \"/etc\": this is no regular file, so it has no bytes of its own");
    CHECK(opened("/etc/x", 4) == "layer 1: \"/etc/x\" has 5 bytes, the limit is 4");
    CHECK(opened("/cut", 100'000) == "layer 1: \"/cut\": the layer breaks off at byte 5000, inside this file");
    CHECK(opened("/nowhere", 10) == "there is no such file in the image");
}

TEST_CASE("files of plain layers are hashed when someone wants it") {
    const std::string tar = write_tar({file("a", "one"), file("b", "two"), holey(), file("c", "three")});
    LayerStack stack({tar, pack(tar, Packing::gzip)});
    Inspection inspection = stack.inspected();
    const std::shared_ptr<const Layer> before = inspection.layers[0];
    const std::vector<Place> wanted = {place_of(inspection, 0, "/holey"), place_of(inspection, 0, "/c"),
                                       place_of(inspection, 0, "/a"), place_of(inspection, 0, "/a"),
                                       place_of(inspection, 1, "/a")};
    const auto hashed = hash_files(stack.archive, std::move(inspection), wanted, {});
    REQUIRE(hashed);
    const Layer &plain = *hashed->layers[0], &packed = *hashed->layers[1];
    for (const std::string_view path : {"/a", "/c", "/holey"}) {
        const Entry& entry = plain.tree.entries[index_of(plain, path)];
        CHECK(entry.has(entry_hashed));
        CHECK(entry.content == packed.tree.entries[index_of(packed, path)].content);
    }
    CHECK_FALSE(plain.tree.entries[index_of(plain, "/b")].has(entry_hashed));
    CHECK_FALSE(before->tree.entries[index_of(*before, "/a")].has(entry_hashed)); // the old value stays as it was
}

TEST_CASE("hashing reads what is wanted and little else") {
    LayerStack stack({write_tar({file("a", lines(500'000)), file("b", "two"), file("c", lines(500'000))})});
    Inspection inspection = stack.inspected();
    const std::uint64_t before = stack.archive.bytes_read();
    const std::vector<Place> wanted = {place_of(inspection, 0, "/b")};
    const auto hashed = hash_files(stack.archive, std::move(inspection), wanted, {});
    REQUIRE(hashed);
    CHECK(stack.archive.bytes_read() - before < 200'000);
    CHECK(before < 400'000);
}

TEST_CASE("sparse files are hashed as far as the limit goes, what is hashed already included") {
    TarFile other = holey();
    other.path = "other";
    TarFile endless = holey();
    endless.path = "endless";
    endless.sparse_size = std::uint64_t{1} << 62;
    TarFile twin = endless;
    twin.path = "twin";
    LayerStack stack({write_tar({holey(), other, endless, twin, file("after", "1")})});
    Inspection inspection = stack.inspected();
    InspectOptions options;
    options.layer.limits.hole_bytes = 500;
    const auto hash = [&](Inspection from, std::initializer_list<std::string_view> paths) {
        std::vector<Place> places;
        for (const std::string_view path : paths) places.push_back(place_of(from, 0, path));
        return hash_files(stack.archive, std::move(from), places, options);
    };
    const auto is_hashed = [](const Inspection& of, std::string_view path) {
        return of.layers[0]->tree.entries[index_of(*of.layers[0], path)].has(entry_hashed);
    };
    const auto once = hash(std::move(inspection), {"/holey", "/endless", "/twin", "/after"});
    REQUIRE(once);
    CHECK(is_hashed(*once, "/holey"));
    CHECK(is_hashed(*once, "/after"));
    CHECK_FALSE(is_hashed(*once, "/endless"));
    CHECK_FALSE(is_hashed(*once, "/twin"));
    REQUIRE(once->layers[0]->problems.size() == 1);
    CHECK(once->layers[0]->problems[0].message ==
          "sparse files that are not compared: 2; of one layer 500 bytes in them are (--limit hole-bytes)");
    const auto again = hash(*once, {"/other"});
    REQUIRE(again);
    CHECK_FALSE(is_hashed(*again, "/other")); // 300 of the 500 bytes are spent
}

TEST_CASE("of two images, what both have is read once, and from the second where the first's is damaged") {
    const std::string base = pack(write_tar({file("base", lines(100))}), Packing::gzip);
    const std::string shared = pack(write_tar({file("shared", "s")}), Packing::gzip);
    const auto diff_id = [](char digit) { return parse_digest("sha256:" + std::string(64, digit)).value(); };
    LayerStack a({base, shared.substr(0, 20), pack(write_tar({file("old", "1")}), Packing::gzip)});
    LayerStack b({base, shared, pack(write_tar({file("new", "2")}), Packing::gzip)});
    for (LayerStack* stack : {&a, &b}) {
        stack->image.layers[0].diff_id = diff_id('0');
        stack->image.layers[1].diff_id = diff_id('1');
    }
    a.image.layers[2].diff_id = diff_id('a');
    b.image.layers[2].diff_id = diff_id('b');
    std::uint64_t most = 0;
    InspectOptions options;
    options.layer.progress = [&](std::uint64_t, std::uint64_t total) {
        most = std::max(most, total);
        return true;
    };
    const InspectedPair pair = inspect_pair({a.archive, a.listing, a.image}, {b.archive, b.listing, b.image}, options);
    CHECK(pair.a.layers[0] == pair.b.layers[0]);
    CHECK(index_of(*pair.a.layers[2], "/old") != no_entry);
    CHECK(index_of(*pair.b.layers[2], "/new") != no_entry);
    CHECK_FALSE(is_sound(*pair.a.layers[1]));
    CHECK(index_of(*pair.b.layers[1], "/shared") != no_entry);
    CHECK(is_sound(*pair.b.layers[1]));
    CHECK(most == base.size() + 20 + a.image.layers[2].stored_size + b.image.layers[2].stored_size);
    CHECK(inspect_pair({a.archive, a.listing, a.image}, {b.archive, b.listing, b.image}, {.known = &pair.b})
              .a.layers[1] == pair.b.layers[1]);
}

TEST_CASE("a layer that stands in an image very often fills no memory") {
    LayerStack stack({write_tar({file("a", "1"), file("b", "2"), file("c", "3")})});
    stack.image.layers.resize(4, stack.image.layers[0]);
    InspectOptions options;
    options.layer.digests = true;
    options.layer.limits.image_entries = 9; // a layer has four: its root and three files
    const Inspection inspection = stack.inspected(options);
    REQUIRE(inspection.layers.size() == 4);
    CHECK(inspection.layers[1]->tree.entries.size() == 4);
    CHECK(is_sound(*inspection.layers[1]));
    for (const std::size_t beyond : {2, 3}) {
        const Layer& layer = *inspection.layers[beyond];
        CHECK(layer.tree.entries.empty());
        CHECK(layer.diff_id == inspection.layers[0]->diff_id); // what was verified stays so
        REQUIRE(layer.problems.size() == 1);
        CHECK(layer.problems[0].message == "its files are left out: with them the layers have more than 9 entries, "
                                           "which is the limit (--limit image-entries)");
    }
}
