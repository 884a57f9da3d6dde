// Descriptors that have in them what they describe (OCI image-spec, descriptor.md, "data").
#include "core/image/verify.hpp"
#include "tests/core/image/documents_text.hpp"

#include <catch2/matchers/catch_matchers_string.hpp>

using namespace strata;
using namespace strata::kit;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string base64(std::string_view bytes) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 3; i++)
            group = (group << 8) | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
        for (std::size_t i = 0; i < 4; i++)
            out += at + i <= bytes.size() ? letters[(group >> (18 - 6 * i)) & 63U] : '=';
    }
    return out;
}

/// A descriptor of `bytes` that has `data` in it.
std::string holding(std::string_view media_type, std::string_view bytes, std::string_view data,
                    std::string_view more = {}) {
    return descriptor(media_type, digest_text(bytes), bytes.size(), text(R"(,"data":")", base64(data), '"', more));
}
std::string holding(std::string_view media_type, std::string_view bytes) { return holding(media_type, bytes, bytes); }

const std::string layer = layer_tar("file");
const std::string config = config_text({digest_text(layer)}, R"({"created_by":"RUN x"})");

std::string manifest_with(std::string_view config_descriptor, std::string_view layers) {
    return text(R"({"schemaVersion":2,"config":)", config_descriptor, R"(,"layers":[)", layers, "]}");
}

} // namespace

TEST_CASE("a config that stands in the manifest itself is read from there") {
    const auto image_with = [&](std::string_view data, std::string_view type = config_type) {
        MemoryArchive archive;
        const std::string manifest = archive.blob(
            manifest_with(holding(type, config, data), descriptor("x", archive.blob(layer), layer.size())));
        archive.index(descriptor(manifest_type, manifest));
        return listed(archive).images.at(0);
    };
    const ImageRecord image = image_with(config);
    CHECK(image.available);
    CHECK(problems_text(image.problems).empty());
    CHECK(image.config.document == config);
    CHECK_FALSE(image_with("").available);
    CHECK_THAT(problems_text(image_with("{}").problems), ContainsSubstring("does not match its digest"));
    CHECK(image_with(config, "application/of.their.own").config.document == config); // what it is decides
}

TEST_CASE("a manifest and an index that stand in the index above are read from there") {
    MemoryArchive archive;
    const std::string manifest =
        manifest_with(holding(config_type, config), descriptor("x", archive.blob(layer), layer.size()));
    const std::string inner = text(R"({"manifests":[)", holding(manifest_type, manifest), "]}");
    archive.index(
        holding(index_type, inner, inner, R"(,"annotations":{"org.opencontainers.image.ref.name":"a.test/b:1"})"));
    const Listing listing = listed(archive);
    CHECK(problems_text(listing.problems).empty());
    REQUIRE(listing.images.size() == 1);
    const ImageRecord& image = listing.images[0];
    CHECK(image.available);
    CHECK(problems_text(image.problems).empty());
    CHECK(names_of(image) == std::vector<std::string>{"a.test/b:1"});
    CHECK(image.manifest_document == manifest);
    CHECK(image.config.document == config);
    CHECK(diff_ids_of(image) == std::vector<std::string>{digest_text(layer)});
    for (const Check& check : verify_image(archive, listing, image, {})) CHECK(check.result == CheckResult::right);
}

TEST_CASE("inline data that is not what the descriptor says is told of as a damaged blob is") {
    const std::string manifest = manifest_with(holding(config_type, config), "");
    const auto list = [&](std::string_view item) {
        MemoryArchive archive;
        archive.index(item);
        return listed(archive);
    };
    const Listing other = list(holding(manifest_type, "something else", manifest));
    REQUIRE(other.images.size() == 1);
    CHECK_THAT(problems_text(other.images[0].problems), ContainsSubstring("the manifest does not match its digest"));
    MemoryArchive none;
    const auto checks = verify_image(none, other, other.images[0], {});
    CHECK(checks.at(0).result == CheckResult::wrong); // digest
    CHECK(checks.at(1).result == CheckResult::wrong); // size

    const std::string index = text(R"({"manifests":[)", holding(manifest_type, manifest), "]}");
    const Listing outer = list(holding(index_type, "something else", index));
    CHECK(outer.images.size() == 1);
    CHECK_THAT(problems_text(outer.problems), ContainsSubstring("the index does not match its digest"));

    const Listing broken = list(descriptor(manifest_type, digest_text(manifest), 0, R"(,"data":"!")"));
    REQUIRE(broken.images.size() == 1);
    CHECK_FALSE(broken.images[0].available);
    CHECK(broken.images[0].problems.at(0).severity == Severity::error);
}

TEST_CASE("a layer that stands in the manifest is not read, and that is said") {
    MemoryArchive archive;
    archive.index(
        descriptor(manifest_type, archive.blob(manifest_with(holding(config_type, config), holding("x", layer)))));
    const ImageRecord image = listed(archive).images.at(0);
    REQUIRE(image.layers.size() == 1);
    CHECK(image.layers[0].state == BlobState::missing);
    CHECK_THAT(problems_text(image.problems),
               ContainsSubstring("layer 1: the manifest itself has its bytes (\"data\")"));
}
