#include "tests/core/image/documents_text.hpp"

#include <catch2/matchers/catch_matchers_string.hpp>

using namespace strata;
using namespace strata::kit;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string lower = layer_tar("lower");
const std::string upper = layer_tar("upper");

/// An archive whose only image has these two layers; `manifest` says where.
MemoryArchive two_layers(std::string manifest) {
    MemoryArchive archive;
    archive.add("c.json", config_text({digest_text(lower), digest_text(upper)}));
    archive.add("manifest.json", std::move(manifest));
    return archive;
}

} // namespace

TEST_CASE("docker save: names, layers and history from manifest.json") {
    MemoryArchive archive = two_layers(
        R"([{"Config":"c.json","RepoTags":["shop/api:1.0","docker.io/library/api:1"],"Layers":["a/layer.tar","b/layer.tar"]}])");
    archive.add("a/layer.tar", lower).add("b/layer.tar", upper);
    const Listing listing = listed(archive);
    CHECK(listing.kind == ArchiveKind::docker_archive);
    CHECK(listing.problems.empty());
    REQUIRE(listing.images.size() == 1);
    const ImageRecord& image = listing.images[0];
    CHECK(names_of(image) == std::vector<std::string>{"shop/api:1.0", "api:1"});
    CHECK(diff_ids_of(image) == std::vector<std::string>{digest_text(lower), digest_text(upper)});
    CHECK(rows_of(image) == "0 1");
    CHECK(image.config_digest.text() == digest_text(config_text({digest_text(lower), digest_text(upper)})));
    CHECK(image.layers[0].stored_size == lower.size());
    CHECK(image.layers[0].member_name == "a/layer.tar");
    CHECK_FALSE(image.layers[0].descriptor.digest);
    CHECK(image.available);
    CHECK(image.problems.empty());
}

TEST_CASE("docker save: layers shared as links, relative to their folder or the top") {
    MemoryArchive archive =
        two_layers(R"([{"Config":"c.json","RepoTags":null,"Layers":["a/layer.tar","b/layer.tar"]}])");
    archive.add("1.tar", lower).add("2.tar", upper).link("a/layer.tar", "../1.tar").hard_link("b/layer.tar", "2.tar");
    const ImageRecord image = listed(archive).images[0];
    CHECK(image.problems.empty());
    CHECK(image.layers[0].stored_size == lower.size());
    CHECK(image.layers[1].stored_size == upper.size());
    CHECK(image.names.empty());
}

TEST_CASE("docker save: blobs are found by the digest in their name where the path leads nowhere") {
    MemoryArchive archive = two_layers(text(R"([{"Config":"c.json","Layers":["gone/)", sha256_hex(lower),
                                            R"(.tar","moved/somewhere/upper.0123456789abcdef.hash.tar"]}])"));
    archive.add("blobs/sha256/" + sha256_hex(lower), lower).add("other/upper.0123456789abcdef.hash.tar", upper);
    const ImageRecord image = listed(archive).images[0];
    CHECK(problems_text(image.problems).empty());
    CHECK(image.layers[0].descriptor.digest.text() == digest_text(lower));
    CHECK(image.layers[1].state == BlobState::present);
}

TEST_CASE("kaniko and crane: gzip layers and a config without .json") {
    const std::string config = config_text({digest_text(lower)}), packed = pack(lower, Packing::gzip);
    MemoryArchive archive;
    archive.add("sha256:" + sha256_hex(config), config).add(sha256_hex(packed) + ".tar.gz", packed);
    archive.add("manifest.json", text(R"([{"Config":"sha256:)", sha256_hex(config),
                                      R"(","RepoTags":["k:1"],"Layers":[")", sha256_hex(packed), R"(.tar.gz"]}])"));
    const ImageRecord image = listed(archive).images[0];
    CHECK(problems_text(image.problems).empty());
    CHECK(image.layers[0].compression == Compression::gzip);
    CHECK(image.layers[0].descriptor.digest.text() == digest_text(packed));
}

TEST_CASE("LayerSources give a layer its descriptor") {
    MemoryArchive archive =
        two_layers(text(R"([{"Config":"c.json","Layers":["blobs/sha256/)", sha256_hex(lower), R"(","blobs/sha256/)",
                        sha256_hex(upper), R"("],"LayerSources":{")", digest_text(lower), R"(":)",
                        descriptor(layer_type, digest_text(lower), lower.size()), "}}]"));
    archive.add("blobs/sha256/" + sha256_hex(lower), lower).add("blobs/sha256/" + sha256_hex(upper), upper);
    const ImageRecord image = listed(archive).images[0];
    CHECK(image.layers[0].descriptor.media_type == layer_type);
    CHECK(image.layers[0].descriptor.size == lower.size());
    CHECK(image.layers[1].descriptor.media_type.empty());
    CHECK(image.layers[1].descriptor.digest.text() == digest_text(upper));
}

TEST_CASE("entries of the same image are one image with all names") {
    MemoryArchive archive;
    archive.add("c.json", config_text({digest_text(lower)})).add("l.tar", lower);
    std::string entries;
    for (int i = 0; i < 30'000; i++)
        entries += text(i == 0 ? "" : ",", R"({"Config":"c.json","RepoTags":["a:)", i / 2, R"("],"Layers":["l.tar"]})");
    archive.add("manifest.json", "[" + entries + "]");
    const Listing listing = listed(archive);
    REQUIRE(listing.images.size() == 1);
    CHECK(listing.images[0].names.size() == 15'000);
}

TEST_CASE("the same layer twice in one image stays twice") {
    MemoryArchive archive;
    archive.add("c.json", config_text({digest_text(lower), digest_text(upper), digest_text(lower)}));
    archive.add("l.tar", lower).add("u.tar", upper);
    archive.add("manifest.json", R"([{"Config":"c.json","Layers":["l.tar","u.tar","l.tar"]}])");
    const ImageRecord image = listed(archive).images[0];
    CHECK(image.layers.size() == 3);
    CHECK(image.layers[0].member == image.layers[2].member);
    CHECK(problems_text(image.problems).empty());
}

TEST_CASE("images without layers, names or a known platform") {
    MemoryArchive archive;
    archive.add("c.json", R"({"rootfs":{"type":"layers","diff_ids":null}})");
    archive.add("manifest.json", R"([{"Config":"c.json","RepoTags":[],"Layers":null}])");
    const ImageRecord image = listed(archive).images[0];
    CHECK(image.layers.empty());
    CHECK(image.names.empty());
    CHECK(image.platform.text() == "unknown");
    CHECK(problems_text(image.problems).empty());
}

TEST_CASE("what is missing is named, the rest opens") {
    MemoryArchive archive = two_layers(R"([{"Config":"c.json","RepoTags":["a:1"],"Layers":["a.tar","b.tar"]},
                                           {"Config":"nope.json","RepoTags":["b:1"],"Layers":["a.tar"]},
                                           17,
                                           {"Config":5,"RepoTags":"x","Layers":{}}])");
    archive.add("a.tar", lower);
    const Listing listing = listed(archive);
    REQUIRE(listing.images.size() == 3);
    CHECK_THAT(problems_text(listing.problems), ContainsSubstring("entry 3 is a number"));
    CHECK(listing.images[0].available);
    CHECK(listing.images[0].layers[0].state == BlobState::present);
    CHECK(listing.images[0].layers[1].state == BlobState::missing);
    CHECK_THAT(problems_text(listing.images[0].problems), ContainsSubstring("layer 2") && ContainsSubstring("b.tar"));
    CHECK_FALSE(listing.images[1].available);
    CHECK_THAT(problems_text(listing.images[1].problems), ContainsSubstring("\"nope.json\" is not in the archive"));
    CHECK_THAT(problems_text(listing.images[2].problems),
               ContainsSubstring("Config is a number") && ContainsSubstring("RepoTags is a string"));
}

TEST_CASE("a manifest.json that can't be used is refused with its reason") {
    const auto reason = [](std::string manifest, const Limits& limits = {}) {
        MemoryArchive archive;
        archive.add("c.json", "{}").add("manifest.json", std::move(manifest));
        return refused(archive, limits);
    };
    CHECK_THAT(reason("null"), ContainsSubstring("manifest.json is null")); // kaniko --no-push
    CHECK_THAT(reason("[]"), ContainsSubstring("without images"));
    CHECK_THAT(reason("{}"), ContainsSubstring("an object"));
    CHECK_THAT(reason(""), ContainsSubstring("empty"));
    CHECK_THAT(reason("[{\"Config\": \"c."), ContainsSubstring("manifest.json: breaks off at byte 15"));
    CHECK_THAT(reason(std::string("[\0{\0", 4)), ContainsSubstring("UTF-16"));
    CHECK_THAT(reason(std::string(1'000'000, '[')), ContainsSubstring("256 levels"));
    CHECK_THAT(reason("[{\"Config\":\"c.json\"}]", {.document_bytes = 10}), ContainsSubstring("limit of 10"));
    MemoryArchive loop;
    loop.link("manifest.json", "manifest.json");
    CHECK_THAT(refused(loop), ContainsSubstring("circles"));
}

TEST_CASE("a placeholder in Layers is a missing layer in its place") {
    MemoryArchive archive = two_layers(R"([{"Config":"c.json","Layers":["","u.tar"]}])");
    archive.add("u.tar", upper);
    const ImageRecord image = listed(archive).images[0];
    REQUIRE(image.layers.size() == 2);
    CHECK(image.layers[0].state == BlobState::missing);
    CHECK(image.layers[0].diff_id.text() == digest_text(lower));
    CHECK(image.layers[1].state == BlobState::present);
}

TEST_CASE("layers of all images together stay within their limit") {
    MemoryArchive archive;
    archive.add("c.json", "{}").add("l.tar", lower);
    archive.add("manifest.json", R"([{"Config":"c.json","Layers":["l.tar","l.tar","l.tar"]},
                                     {"Config":"c.json","Layers":["l.tar","l.tar"]}])");
    const Listing listing = listed(archive, {.all_layers = 4});
    CHECK(listing.images[0].layers.size() == 3);
    CHECK(listing.images[1].layers.size() == 1);
    CHECK_THAT(problems_text(listing.images[1].problems), ContainsSubstring("2 layers, of which 1"));
}

TEST_CASE("docker before 1.10: the chain of parents") {
    const std::string base(64, 'a'), top(64, 'b');
    const auto with_chain = [&](MemoryArchive& archive, std::string_view base_parent) {
        archive.add(top + "/json",
                    text(R"({"id":")", top, R"(","parent":")", base, R"(","created":"2015-02-02T00:00:00Z",
            "os":"linux","architecture":"amd64","config":{"Cmd":["sh"]},"container_config":{"Cmd":["/bin/sh","-c","x"]}})"));
        archive.add(top + "/layer.tar", upper).add(top + "/VERSION", "1.0");
        archive.add(base + "/json", text(R"({"id":")", base, R"(")", base_parent, R"(,"comment":"imported"})"));
        archive.add(base + "/layer.tar", lower).add(base + "/VERSION", "1.0");
    };
    MemoryArchive named;
    with_chain(named, "");
    named.add("repositories",
              text(R"({"shop/api":{"1.0":")", top, R"(","latest":")", top, R"("},"base":{"1":")", base, R"("}})"));
    const Listing listing = listed(named);
    REQUIRE(listing.images.size() == 2);
    const ImageRecord& image = listing.images[0];
    CHECK(names_of(image) == std::vector<std::string>{"shop/api:1.0", "shop/api:latest"});
    REQUIRE(image.layers.size() == 2);
    CHECK(image.layers[0].member_name == base + "/layer.tar");
    CHECK(image.layers[1].stored_size == upper.size());
    CHECK(rows_of(image) == "0 1");
    CHECK(image.config.history[1].created_by == "/bin/sh -c x");
    CHECK(image.config.settings.cmd == std::vector<std::string>{"sh"});
    CHECK(image.config_digest.hex() == top);

    MemoryArchive unnamed; // saved by id: no repositories
    with_chain(unnamed, "");
    REQUIRE(listed(unnamed).images.size() == 1);
    CHECK(listed(unnamed).images[0].layers.size() == 2);

    MemoryArchive circle;
    with_chain(circle, text(R"(,"parent":")", top, '"'));
    circle.add("repositories", text(R"({"a":{"1":")", top, R"("}})"));
    CHECK_THAT(problems_text(listed(circle).images[0].problems), ContainsSubstring("circles"));
}

TEST_CASE("docker save: a hundred thousand tags, bad or good, stay within bounds") {
    std::string bad, good;
    for (int i = 0; i < 100'000; i++) {
        bad += text(i == 0 ? "" : ",", i);
        good += text(i == 0 ? "" : ",", "\"app:", i, '"');
    }
    const auto with_tags = [](const std::string& tags) {
        MemoryArchive archive = two_layers(
            text(R"([{"Config":"c.json","RepoTags":[)", tags, R"(],"Layers":["a/layer.tar","b/layer.tar"]}])"));
        archive.add("a/layer.tar", lower).add("b/layer.tar", upper);
        return archive;
    };
    CHECK(listed(with_tags(bad)).images[0].problems.size() == 100);
    CHECK(listed(with_tags(good)).images[0].names.size() == 100'000);
    const Listing few = listed(with_tags(good), {.reference_bytes = 2000});
    CHECK(few.images[0].names.size() < 20);
    CHECK_THAT(problems_text(few.problems), ContainsSubstring("--limit reference-bytes"));
}
