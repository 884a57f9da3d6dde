#include "core/model/layer_builder.hpp"
#include "core/model/snapshot.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <memory>
#include <random>
#include <string>
#include <vector>
#include <xxhash.h>

using namespace strata;
using Catch::Matchers::ContainsSubstring;

namespace {

std::span<const std::byte> bytes_of(const std::string& text) { return std::as_bytes(std::span(text)); }

Digest some_digest(char digit) { return parse_digest("sha256:" + std::string(64, digit)).value(); }

Layer some_layer(std::uint64_t seed) {
    LayerBuilder builder;
    TarEntry folder{.path = "etc", .type = FileType::directory, .mode = 0755, .mtime = -5};
    TarEntry file{.path = "etc/passwd",
                  .mode = 04644,
                  .size = 5'000'000'000 + seed,
                  .data_offset = 1536,
                  .mtime = 1'700'000'000,
                  .mtime_nanoseconds = 999'999'999,
                  .owner = {.uid = 4'000'000'000, .gid = 7, .user = "root", .group = "w\xffheel"}};
    file.extra.xattrs = {{"security.capability", std::string("\0\1=\n", 4)}};
    TarEntry link{.path = "etc/link", .type = FileType::symbolic_link, .mode = 0777};
    link.extra.link_target = "../p\xff";
    TarEntry gone{.path = "var/.wh.cache"};
    for (const TarEntry& entry : {folder, file, link, gone}) {
        const auto index = builder.add(entry);
        REQUIRE(index);
        if (entry.path == file.path) builder.set_content(*index, {.low = seed + 1, .high = ~std::uint64_t{0}});
    }
    Layer layer;
    layer.tree = builder.finish();
    layer.format = LayerFormat::estargz;
    layer.tar_bytes = 10240;
    layer.file_bytes = 5'000'000'000;
    layer.diff_id = some_digest('a');
    layer.checkpoints = {
        {.stored_offset = 100, .unpacked_offset = 1u << 22, .bit = 7, .window = std::string(300, '\xfe')}};
    layer.problems = {{Severity::warning, "layer: something at byte 7"}};
    layer.examined = true;
    FileFacts facts;
    facts.entry = 2;
    facts.owned = {"/etc/passwd"};
    facts.licenses = {"MIT"};
    facts.distribution = {.id = "debian", .version = "12", .name = "Debian"};
    Package package;
    package.ecosystem = Ecosystem::npm;
    package.name = "@a/b";
    package.within = "b.jar";
    package.files = {"/x"};
    facts.packages = {package};
    facts.sightings = {{.rule = "key", .masked = "-----BEGIN…", .detail = "expired", .offset = 1u << 20, .line = 3}};
    layer.facts = {facts};
    return layer;
}

Inspection some_inspection() {
    Inspection inspection;
    inspection.source = "shop.tar";
    inspection.kind = ArchiveKind::hybrid;
    ImageRecord& image = inspection.image;
    image.names = {{.repository = "shop/api", .tag = "1.0"}, {.tag = "latest", .digest = some_digest('0')}};
    image.config_digest = some_digest('1');
    image.manifest_document = "{}";
    image.annotations = {{"k", "v"}, {"", ""}};
    image.platform = {.os = "linux", .architecture = "arm64", .variant = "v8"};
    image.config.document = "{\"created\":null}";
    image.config.settings.env = {"A=b", ""};
    image.config.settings.cmd = std::vector<std::string>{}; // [] is not null
    image.config.diff_ids = {some_digest('2'), Digest{}, some_digest('2')};
    image.config.history = {{.created_by = "RUN x"}, {.created_by = "ENV", .empty_layer = true}};
    image.layers.resize(3);
    image.layers[0].descriptor = {.media_type = "t",
                                  .digest = some_digest('3'),
                                  .size = ~std::uint64_t{0},
                                  .annotations = {{"a", "b"}},
                                  .urls = {"https://example.invalid/"},
                                  .platform = Platform{.os = "windows", .os_version = "10"}};
    image.layers[0].history = 0;
    image.layers[1].state = BlobState::encrypted;
    image.layers[2].member = whole_archive;
    image.attestations = {{.manifest = {.media_type = "m"}, .present = true, .predicates = {"p"}, .statements = {{}}}};
    image.available = false;
    image.problems = {{Severity::note, "n"}};
    inspection.layers = {std::make_shared<Layer>(some_layer(1)), std::make_shared<Layer>(some_layer(2)),
                         std::make_shared<Layer>(some_layer(1))};
    return inspection;
}

/// The snapshot with byte `at` changed and the hash at its end made to fit again, as an attacker would.
std::string damaged(std::string snapshot, std::size_t at, char value) {
    snapshot[at] = value;
    const std::uint64_t hash = XXH3_64bits(snapshot.data(), snapshot.size() - 8);
    for (unsigned i = 0; i < 8; i++) snapshot[snapshot.size() - 8 + i] = static_cast<char>(hash >> (8 * i));
    return snapshot;
}

} // namespace

TEST_CASE("a layer comes back from its bytes") {
    const Layer layer = some_layer(1);
    const auto back = read_layer_bytes(bytes_of(write_layer(layer)));
    REQUIRE(back);
    CHECK(*back == layer);
    CHECK(read_layer_bytes(bytes_of(write_layer(Layer{}))) == Layer{});
}

TEST_CASE("an inspection comes back from its bytes") {
    const Inspection inspection = some_inspection();
    const std::string snapshot = write_snapshot(inspection);
    const auto back = read_snapshot(bytes_of(snapshot));
    REQUIRE(back);
    CHECK(back->source == "shop.tar");
    CHECK(back->kind == ArchiveKind::hybrid);
    CHECK(back->image.names == inspection.image.names);
    CHECK(back->image.config == inspection.image.config);
    CHECK(back->image.config.settings.cmd.has_value());
    CHECK_FALSE(back->image.config.settings.entrypoint.has_value());
    CHECK(back->image.layers == inspection.image.layers);
    CHECK(back->image.attestations == inspection.image.attestations);
    CHECK(back->image.problems == inspection.image.problems);
    CHECK(back->image.platform == inspection.image.platform);
    CHECK(back->image.annotations == inspection.image.annotations);
    CHECK_FALSE(back->image.available);
    REQUIRE(back->layers.size() == 3);
    for (std::size_t i = 0; i < 3; i++) CHECK(*back->layers[i] == *inspection.layers[i]);
    CHECK(back->layers[0] == back->layers[2]); // equal layers are one
    CHECK(write_snapshot(*back) == snapshot);
}

TEST_CASE("equal inspections give equal bytes, whoever shares layers") {
    Inspection shared = some_inspection();
    shared.layers[2] = shared.layers[0];
    CHECK(write_snapshot(shared) == write_snapshot(some_inspection()));
}

TEST_CASE("a layer twice in an image is written once") {
    Inspection twice = some_inspection();
    const std::size_t one = write_layer(*twice.layers[0]).size();
    Inspection different = some_inspection();
    different.layers[2] = std::make_shared<Layer>(some_layer(3));
    CHECK(write_snapshot(different).size() > write_snapshot(twice).size() + one / 2);
}

TEST_CASE("a snapshot is recognised, and others are refused with a sentence") {
    const std::string snapshot = write_snapshot(some_inspection());
    CHECK(is_snapshot(bytes_of(snapshot)));
    CHECK_FALSE(is_snapshot(bytes_of("PK\3\4")));
    CHECK_FALSE(is_snapshot({}));
    const auto error = [](const std::string& bytes) {
        const auto read = read_snapshot(bytes_of(bytes));
        REQUIRE_FALSE(read);
        return read.error().message;
    };
    CHECK_THAT(error("hello, this is no snapshot"), ContainsSubstring("no snapshot"));
    std::string newer = snapshot;
    newer[7] = 9;
    CHECK(is_snapshot(bytes_of(newer)));
    CHECK_THAT(error(newer), ContainsSubstring("version 9"));
    CHECK_THAT(error(write_layer(Layer{})), ContainsSubstring("something else"));
    CHECK_THAT(error(snapshot + "x"), ContainsSubstring("damaged"));
    Inspection uneven = some_inspection();
    uneven.layers.pop_back();
    CHECK_THAT(error(write_snapshot(uneven)), ContainsSubstring("one layer for each record"));
    Inspection lost = some_inspection();
    lost.image.layers[0].history = 77;
    CHECK_THAT(error(write_snapshot(lost)), ContainsSubstring("history"));
    CHECK_FALSE(read_snapshot(bytes_of(snapshot), {.layers = 2}));
    CHECK_FALSE(read_snapshot(bytes_of(snapshot), {.entries = 3}));
    CHECK_FALSE(read_snapshot(bytes_of(snapshot), {.image_entries = 3}));
}

TEST_CASE("no prefix of a snapshot is one") {
    const std::string snapshot = write_snapshot(some_inspection());
    for (std::size_t size = 0; size < snapshot.size(); size++) {
        const auto read = read_snapshot(bytes_of(snapshot).first(size));
        REQUIRE_FALSE(read);
        CHECK_FALSE(read.error().message.empty());
    }
}

TEST_CASE("whatever a snapshot says, reading it ends in a value or a sentence") {
    const std::string snapshot = write_snapshot(some_inspection());
    const std::string layer = write_layer(some_layer(1));
    std::mt19937 random(20261123); // NOLINT: the same damage in every run
    std::size_t refused = 0;
    for (std::size_t at = 9; at + 8 < snapshot.size(); at++) {
        for (const int value : {0, 1, 0x7f, 0x80, 0xff, static_cast<int>(random() & 0xff)}) {
            const auto read = read_snapshot(bytes_of(damaged(snapshot, at, static_cast<char>(value))));
            refused += !read;
            if (read) CHECK(read_snapshot(bytes_of(write_snapshot(*read))));
        }
    }
    CHECK(refused > 1000);
    for (std::size_t at = 9; at + 8 < layer.size(); at++) {
        const auto read = read_layer_bytes(bytes_of(damaged(layer, at, static_cast<char>(random()))));
        if (!read) continue;
        for (EntryIndex i = 0; i < read->tree.entries.size(); i++) CHECK_FALSE(read->tree.path(i).empty());
    }
}

TEST_CASE("a million entries are written in less than 40 bytes each, and read") {
    Layer layer;
    layer.tree.owners.resize(1);
    layer.tree.extras.resize(1);
    layer.tree.entries.resize(1'000'000);
    for (std::uint32_t i = 1; i < layer.tree.entries.size(); i++) {
        Entry& entry = layer.tree.entries[i];
        entry.parent = i / 20;
        entry.name_offset = static_cast<std::uint32_t>(layer.tree.names.size());
        layer.tree.names += "file_" + std::to_string(i);
        entry.size = i % 70'000;
        entry.data_offset = std::uint64_t{i} * 4096;
        entry.mtime = 1'700'000'000 + i % 1000;
        entry.mode = 0644;
    }
    const std::string bytes = write_layer(layer);
    const auto back = read_layer_bytes(bytes_of(bytes));
    REQUIRE(back);
    CHECK(*back == layer);
    CHECK(bytes.size() < 40'000'000);
}
