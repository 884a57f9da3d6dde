#include "tests/core/image/documents_text.hpp"

using namespace strata;
using namespace strata::kit;

namespace {

const std::string layer = layer_tar("file");

} // namespace

TEST_CASE("skopeo dir: a manifest.json that is an object, blobs by bare hex") {
    const std::string config = config_text({digest_text(layer)});
    const std::string manifest = manifest_text(digest_text(config), {digest_text(layer)});
    MemoryArchive archive;
    archive.add("manifest.json", manifest).add("version", "Directory Transport Version: 1.1\n");
    archive.add(sha256_hex(config), config).add(sha256_hex(layer), layer);
    const Listing listing = listed(archive);
    CHECK(listing.kind == ArchiveKind::skopeo_dir);
    REQUIRE(listing.images.size() == 1);
    CHECK(listing.images[0].manifest_digest.text() == digest_text(manifest));
    CHECK(listing.images[0].layers[0].state == BlobState::present);
    CHECK(problems_text(listing.images[0].problems).empty());

    MemoryArchive several; // skopeo copy --all
    several.add("manifest.json", text(R"({"manifests":[)", descriptor(manifest_type, digest_text(manifest)), "]}"));
    several.add(sha256_hex(manifest) + ".manifest.json", manifest);
    several.add(sha256_hex(config), config).add(sha256_hex(layer), layer);
    REQUIRE(listed(several).images.size() == 1);
    CHECK(listed(several).images[0].available);
}

TEST_CASE("skopeo dir: schema 1, newest first, with rows that made no layer") {
    const std::string nothing = "sha256:a3ed95caeb02ffe68cdd9fd84406680ae93d633cb16422d00e8a7c22955b46d4";
    const auto row = [](std::string_view v1) { return text(R"({"v1Compatibility":)", json_quote(v1), "}"); };
    MemoryArchive archive;
    archive.add(sha256_hex(layer), layer);
    archive.add(
        "manifest.json",
        text(
            R"({"schemaVersion":1,"fsLayers":[{"blobSum":")", nothing, R"("},{"blobSum":")", digest_text(layer),
            R"("}],"history":[)",
            row(R"({"os":"linux","architecture":"amd64","config":{"Cmd":["sh"]},"container_config":{"Cmd":["CMD"]},"throwaway":true})"),
            ",", row(R"({"container_config":{"Cmd":["ADD"]}})"), "]}"));
    const ImageRecord image = listed(archive).images[0];
    CHECK(image.platform.text() == "linux/amd64");
    CHECK(image.config.settings.cmd == std::vector<std::string>{"sh"});
    REQUIRE(image.config.history.size() == 2);
    CHECK(image.config.history[0].created_by == "ADD");
    CHECK(image.config.history[1].empty_layer);
    REQUIRE(image.layers.size() == 1);
    CHECK(image.layers[0].state == BlobState::present);
    CHECK(rows_of(image) == "0");
}
