#include "core/bytes/hash.hpp"
#include "core/image/read_layer.hpp"
#include "tests/kit/packing.hpp"
#include "tests/kit/tar_writer.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace strata;
using namespace strata::kit;

namespace {

Layer read(const std::string& blob, const ReadLayerOptions& options = {}) {
    return read_layer(*make_memory_source(blob), options);
}

const Entry* entry_at(const Layer& layer, std::string_view path) {
    for (EntryIndex i = 0; i < layer.tree.entries.size(); i++)
        if (layer.tree.path(i) == path) return &layer.tree.entries[i];
    return nullptr;
}

ContentHash hash_of(std::string_view bytes) {
    ContentHasher hasher;
    hasher.update(std::as_bytes(std::span(bytes)));
    return hasher.finish();
}

std::string noise(std::size_t size) {
    std::string out(size, '\0');
    std::uint64_t state = 88172645463325252U;
    for (char& c : out) {
        state ^= state << 13, state ^= state >> 7, state ^= state << 17;
        c = static_cast<char>(state);
    }
    return out;
}

TarFile holey(std::uint64_t size) {
    TarFile file = kit::file("holey", "");
    file.sparse = {{.offset = 5000, .data = "data"}};
    file.sparse_size = size;
    return file;
}

std::string sample() {
    return write_tar({folder("etc"), file("etc/motd", "hello"), file("big", noise(300'000)), file("empty", ""),
                      symbolic_link("link", "etc/motd"), whiteout("gone"), holey(10'000)});
}

} // namespace

TEST_CASE("a layer is the same in every packing") {
    const std::string tar = sample();
    ReadLayerOptions options;
    options.hashing = Hashing::all;
    const Layer plain = read(tar, options);
    CHECK(plain.problems.empty());
    CHECK(plain.tar_bytes == tar.size());
    CHECK(plain.file_bytes == 5 + 300'000 + 10'000);
    REQUIRE(entry_at(plain, "/etc/motd"));
    CHECK(entry_at(plain, "/etc/motd")->content == hash_of("hello"));
    std::string with_holes(10'000, '\0');
    with_holes.replace(5000, 4, "data");
    CHECK(entry_at(plain, "/holey")->content == hash_of(with_holes));
    CHECK(entry_at(plain, "/gone")->type == FileType::whiteout);
    for (const Packing packing :
         {Packing::gzip, Packing::gzip_members, Packing::zstd, Packing::zstd_frames, Packing::xz, Packing::bzip2}) {
        INFO(name_of(packing));
        CHECK(read(pack(tar, packing)) == plain);
    }
}

TEST_CASE("files of a plain layer are hashed when asked, of a packed one for nothing") {
    const std::string tar = sample();
    CHECK_FALSE(entry_at(read(tar), "/etc/motd")->has(entry_hashed));
    CHECK(entry_at(read(tar), "/empty")->content == hash_of(""));
    CHECK(entry_at(read(pack(tar, Packing::gzip)), "/etc/motd")->has(entry_hashed));
    ReadLayerOptions none;
    none.hashing = Hashing::none;
    CHECK_FALSE(entry_at(read(pack(tar, Packing::gzip), none), "/etc/motd")->has(entry_hashed));
}

TEST_CASE("digests cover every byte, those behind the end too") {
    std::string tar = sample();
    tar.append(9000, '\0').append("tail");
    ReadLayerOptions options;
    options.digests = true;
    const Digest expected = digest_of(std::as_bytes(std::span(tar)));
    CHECK(read(tar, options).diff_id == expected);
    CHECK(read(tar, options).blob_digest == expected);
    const std::string blob = pack(tar, Packing::gzip);
    const Layer layer = read(blob, options);
    CHECK(layer.diff_id == expected);
    CHECK(layer.blob_digest == digest_of(std::as_bytes(std::span(blob))));
    CHECK(layer.tar_bytes == tar.size());
    CHECK_FALSE(read(blob).diff_id);
}

TEST_CASE("entries behind the end are not shown, but said") {
    const std::string tar = write_tar({file("shown", "1")}) + write_tar({file("hidden", "2")});
    for (const std::string& blob : {tar, pack(tar, Packing::gzip)}) {
        const Layer layer = read(blob);
        CHECK(entry_at(layer, "/shown"));
        CHECK_FALSE(entry_at(layer, "/hidden"));
        REQUIRE(layer.problems.size() == 1);
        CHECK(layer.problems[0].severity == Severity::warning);
        CHECK(layer.problems[0].message ==
              "behind the end of the tar, at byte 1536, there is more, which is not shown");
    }
}

TEST_CASE("a layer of nothing is an empty layer") {
    for (const std::string& tar : {std::string(), std::string(512, '\0'), std::string(1024, '\0')}) {
        ReadLayerOptions options;
        options.digests = true;
        const Layer layer = read(tar, options);
        CHECK(layer.problems.empty());
        CHECK(layer.tree.entries.size() == 1);
        CHECK(layer.tar_bytes == tar.size());
        CHECK(layer.diff_id == digest_of(std::as_bytes(std::span(tar))));
        CHECK(read(pack(tar, Packing::gzip)).problems.empty());
    }
}

TEST_CASE("a damaged layer keeps what came before and says where it broke") {
    const std::string tar = write_tar({file("first", "1"), file("second", noise(200'000))});
    ReadLayerOptions options;
    options.digests = true;

    const Layer cut = read(tar.substr(0, 100'000), options);
    CHECK(entry_at(cut, "/first"));
    CHECK(entry_at(cut, "/second"));
    CHECK(cut.tar_bytes == 0);
    CHECK_FALSE(cut.diff_id);
    CHECK(cut.blob_digest == digest_of(std::as_bytes(std::span(tar).first(100'000))));
    REQUIRE(cut.problems.size() == 1);
    CHECK(cut.problems[0].message == "the tar breaks off at byte 100000, inside \"second\"");

    const std::string packed = pack(tar, Packing::gzip);
    const Layer torn = read(packed.substr(0, packed.size() / 2), options);
    CHECK(entry_at(torn, "/first")->has(entry_hashed));
    REQUIRE(torn.problems.size() == 1);
    CHECK(torn.problems[0].severity == Severity::error);
    CHECK(torn.problems[0].message.starts_with("\"second\": gzip: "));

    std::string wrong_sum = packed;
    wrong_sum[wrong_sum.size() - 8] ^= 1;
    const Layer summed = read(wrong_sum, options);
    CHECK(entry_at(summed, "/second")->has(entry_hashed));
    REQUIRE(summed.problems.size() == 1);
    CHECK(summed.problems[0].message.starts_with("gzip: bad CRC at byte "));
    CHECK(summed.blob_digest == digest_of(std::as_bytes(std::span(wrong_sum))));

    CHECK(read("PK\x03\x04 and so on").problems[0].message == "not a tar: this is a zip file");
}

TEST_CASE("a path that comes twice is said") {
    const Layer layer = read(write_tar({file("a", "1"), file("a", "22")}));
    REQUIRE(layer.problems.size() == 1);
    CHECK(layer.problems[0].message == "paths that come twice, of which the last counts: 1");
}

TEST_CASE("what eStargz adds for itself is hidden") {
    // The footer is an empty gzip member whose extra field ends in STARGZ (estargz.md).
    const std::string footer = std::string("\x1f\x8b\x08\x04\0\0\0\0\0\xff", 10) + std::string("\x1a\0SG\x16\0", 6) +
                               "0000000000000000STARGZ" + std::string("\x01\0\0\xff\xff\0\0\0\0\0\0\0\0", 13);
    const std::string tar = write_tar({file(".no.prefetch.landmark", "\xf"), file("bin", "x")});
    const std::string index = write_tar({file("stargz.index.json", "{}")});
    const Layer layer = read(pack(tar, Packing::gzip) + pack(index, Packing::gzip) + footer);
    CHECK(layer.format == LayerFormat::estargz);
    CHECK(layer.problems.empty());
    CHECK(layer.tree.entries.size() == 2);
    CHECK(entry_at(layer, "/bin"));
    CHECK(layer.tar_bytes == tar.size() + index.size());
    // The same name in another layer is a file like any other.
    CHECK(entry_at(read(pack(index, Packing::gzip)), "/stargz.index.json"));
}

TEST_CASE("checkpoints are left when asked for") {
    const std::string blob = pack(write_tar({file("a", noise(9'000'000)), file("b", "x")}), Packing::gzip);
    ReadLayerOptions options;
    CHECK(read(blob, options).checkpoints.empty());
    options.checkpoints = true;
    CHECK(read(blob, options).checkpoints.size() >= 2);
}

TEST_CASE("reading tells how far it has come and can be stopped") {
    const std::string blob = pack(write_tar({file("a", noise(5'000'000)), file("b", "x")}), Packing::gzip);
    ReadLayerOptions options;
    std::uint64_t last = 0;
    options.progress = [&](std::uint64_t done, std::uint64_t total) {
        CHECK(done >= last);
        CHECK(total == blob.size());
        last = done;
        return true;
    };
    CHECK(read(blob, options).problems.empty());
    CHECK(last == blob.size());
    options.progress = [](std::uint64_t, std::uint64_t) { return false; };
    const Layer stopped = read(blob, options);
    REQUIRE(stopped.problems.size() == 1);
    CHECK(stopped.problems[0].message.ends_with("stopped"));
}

TEST_CASE("holes are hashed only so far") {
    const std::uint64_t size = std::uint64_t{1} << 60;
    const Layer layer = read(pack(write_tar({holey(size), file("after", "1")}), Packing::gzip));
    CHECK(layer.problems.empty());
    CHECK(entry_at(layer, "/holey")->size == size);
    CHECK_FALSE(entry_at(layer, "/holey")->has(entry_hashed));
    CHECK(entry_at(layer, "/after")->has(entry_hashed));
}
