#include "tests/core/image/documents_text.hpp"

#include <catch2/matchers/catch_matchers_string.hpp>

using namespace strata;
using namespace strata::kit;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string layer = layer_tar("file");

} // namespace

TEST_CASE("OCI layout: names by whoever wrote them") {
    MemoryArchive archive;
    const std::string manifest = add_image(archive);
    const auto annotated = [&](std::string_view annotations) {
        return descriptor(manifest_type, manifest, 0, text(R"(,"annotations":{)", annotations, "}"));
    };
    archive.index(
        annotated(R"("org.opencontainers.image.ref.name":"1","io.containerd.image.name":"docker.io/shop/api:1")") +
        "," + annotated(R"("org.opencontainers.image.ref.name":"quay.io/a/b:2")") + "," +
        annotated(R"("org.opencontainers.image.ref.name":"latest")") + "," + annotated("") + "," +
        annotated(R"("org.opencontainers.image.ref.name":"latest")"));
    const Listing listing = listed(archive);
    CHECK(listing.kind == ArchiveKind::oci_layout);
    CHECK(problems_text(listing.problems).empty());
    REQUIRE(listing.images.size() == 1);
    const ImageRecord& image = listing.images[0];
    CHECK(names_of(image) == std::vector<std::string>{"shop/api:1", "quay.io/a/b:2", "latest"});
    CHECK(image.manifest_digest.text() == manifest);
    CHECK(image.target_digest.text() == manifest);
    CHECK(digest_text(image.manifest_document) == manifest);
    CHECK(diff_ids_of(image) == std::vector<std::string>{digest_text(layer)});
    CHECK(rows_of(image) == "0");
    CHECK(image.problems.empty());
}

TEST_CASE("OCI layout: platforms in nested indexes, saved or not, with attestations") {
    MemoryArchive archive;
    const std::string amd = add_image(archive, "RUN amd"), arm = digest_text("not saved");
    const std::string statement = "{}";
    const std::string attestation = archive.blob(text(
        R"({"config":)", descriptor(config_type, archive.blob(config_text({digest_text(statement)}))), R"(,"layers":[)",
        descriptor("application/vnd.in-toto+json", archive.blob(statement), 2,
                   R"(,"annotations":{"in-toto.io/predicate-type":"https://slsa.dev/provenance/v0.2"})"),
        "]}"));
    const auto about = [](std::string_view subject) {
        return text(R"(,"platform":{"os":"unknown","architecture":"unknown"},"annotations":{)",
                    R"("vnd.docker.reference.type":"attestation-manifest","vnd.docker.reference.digest":")", subject,
                    "\"}");
    };
    const std::string index = archive.blob(
        text(R"({"manifests":[)",
             descriptor(manifest_type, amd, 0, R"(,"platform":{"os":"linux","architecture":"amd64","variant":"v2"})"),
             ",", descriptor(manifest_type, arm, 9, R"(,"platform":{"os":"linux","architecture":"arm64"})"), ",",
             descriptor(manifest_type, attestation, 0, about(amd)), ",",
             descriptor(manifest_type, digest_text("gone"), 0, about(arm)), "]}"));
    const std::string outer = archive.blob(text(R"({"manifests":[)", descriptor(index_type, index), "]}"));
    archive.index(descriptor(index_type, outer, 0, R"(,"annotations":{"io.containerd.image.name":"docker.io/m:1"})"));

    const Listing listing = listed(archive);
    CHECK(problems_text(listing.problems).empty());
    CHECK(listing.others.empty());
    REQUIRE(listing.images.size() == 2);
    const ImageRecord& saved = listing.images[0];
    CHECK(saved.platform.text() == "linux/amd64/v2");
    CHECK(saved.target_digest.text() == outer);
    CHECK(names_of(saved) == std::vector<std::string>{"m:1"});
    REQUIRE(saved.attestations.size() == 1);
    CHECK(saved.attestations[0].present);
    CHECK(saved.attestations[0].predicates == std::vector<std::string>{"https://slsa.dev/provenance/v0.2"});
    const ImageRecord& absent = listing.images[1];
    CHECK_FALSE(absent.available);
    CHECK(absent.platform.text() == "linux/arm64");
    CHECK(names_of(absent) == std::vector<std::string>{"m:1"});
    REQUIRE(absent.attestations.size() == 1);
    CHECK_FALSE(absent.attestations[0].present);
    REQUIRE(absent.problems.size() == 1);
    CHECK(absent.problems[0].severity == Severity::note);
}

TEST_CASE("what is no image is named: charts, caches, signatures") {
    const auto only = [](std::string_view of_config, std::string_view of_layers, std::string_view config = "{}") {
        MemoryArchive archive;
        archive.index(
            descriptor(manifest_type, archive.blob(manifest_text(archive.blob(std::string(config)),
                                                                 {archive.blob("data")}, of_layers, of_config))));
        return refused(archive);
    };
    CHECK_THAT(only("application/vnd.cncf.helm.config.v1+json", "application/vnd.cncf.helm.chart.content.v1.tar+gzip"),
               ContainsSubstring("a Helm chart"));
    CHECK_THAT(only("application/vnd.buildkit.cacheconfig.v0", layer_type), ContainsSubstring("a BuildKit cache"));
    CHECK_THAT(
        only(config_type, "application/vnd.dev.cosign.simplesigning.v1+json", config_text({digest_text("data")})),
        ContainsSubstring("a cosign signature"));
    CHECK_THAT(only("application/x-unknown", "application/x-data"), ContainsSubstring("application/x-unknown"));

    MemoryArchive cache; // the other form: layers and config in an index
    cache.index(descriptor(
        index_type, cache.blob(text(R"({"manifests":[)", descriptor(layer_type, cache.blob(layer)), ",",
                                    descriptor("application/vnd.buildkit.cacheconfig.v0", cache.blob("{}")), "]}"))));
    CHECK_THAT(refused(cache), ContainsSubstring("a BuildKit cache"));
}

TEST_CASE("an image beside an artifact is shown, the artifact listed") {
    MemoryArchive archive;
    const std::string chart = archive.blob(
        manifest_text(archive.blob("{}"), {archive.blob("chart")}, "x", "application/vnd.cncf.helm.config.v1+json"));
    archive.index(descriptor(manifest_type, chart) + "," + descriptor(manifest_type, add_image(archive)));
    const Listing listing = listed(archive);
    CHECK(listing.images.size() == 1);
    REQUIRE(listing.others.size() == 1);
    CHECK(listing.others[0].digest.text() == chart);
}

TEST_CASE("odd media types do not hide an image") {
    MemoryArchive archive;
    const std::string config = archive.blob(config_text({digest_text(layer)}));
    archive.index(
        descriptor("", archive.blob(manifest_text(config, {archive.blob(layer)}, "application/x", "text/plain"))));
    const Listing listing = listed(archive);
    REQUIRE(listing.images.size() == 1);
    CHECK(listing.images[0].layers[0].state == BlobState::present);
}

TEST_CASE("media types lie: the first bytes of a blob tell how it is packed") {
    for (const Packing packing : {Packing::none, Packing::gzip, Packing::zstd, Packing::xz, Packing::bzip2}) {
        MemoryArchive archive;
        const std::string packed = pack(layer, packing);
        const std::string config = archive.blob(config_text({digest_text(layer)}));
        archive.index(
            descriptor(manifest_type, archive.blob(manifest_text(config, {archive.blob(packed)},
                                                                 "application/vnd.oci.image.layer.v1.tar+zstd"))));
        const ImageRecord image = listed(archive).images[0];
        INFO(name_of(packing));
        CHECK(image.layers[0].stored_size == packed.size());
        const std::vector<std::pair<Packing, Compression>> pairs = {{Packing::none, Compression::none},
                                                                    {Packing::gzip, Compression::gzip},
                                                                    {Packing::zstd, Compression::zstd},
                                                                    {Packing::xz, Compression::xz},
                                                                    {Packing::bzip2, Compression::bzip2}};
        for (const auto& [wanted, compression] : pairs)
            if (wanted == packing) CHECK(image.layers[0].compression == compression);
    }
}

TEST_CASE("foreign and encrypted layers are said to be so") {
    MemoryArchive archive;
    const std::string config =
        archive.blob(config_text({digest_text("base"), digest_text("secret"), digest_text(layer)}));
    const std::string secret = archive.blob("secret bytes");
    archive.index(descriptor(
        manifest_type,
        archive.blob(text(R"({"config":)", descriptor(config_type, config), R"(,"layers":[)",
                          descriptor("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
                                     digest_text("foreign"), 77, R"(,"urls":["https://example.invalid/base"])"),
                          ",", descriptor("application/vnd.oci.image.layer.v1.tar+gzip+encrypted", secret), ",",
                          descriptor(layer_type, archive.blob(layer), layer.size() + 1), "]}"))));
    const ImageRecord image = listed(archive).images[0];
    CHECK(image.layers[0].state == BlobState::foreign);
    CHECK(image.layers[0].stored_size == 77);
    CHECK(image.layers[1].state == BlobState::encrypted);
    CHECK(image.layers[2].state == BlobState::present);
    const std::string said = problems_text(image.problems);
    CHECK_THAT(said, ContainsSubstring("layer 1") && ContainsSubstring("\"https://example.invalid/base\""));
    CHECK_THAT(said, ContainsSubstring("layer 2") && ContainsSubstring("is encrypted"));
    CHECK_THAT(said, ContainsSubstring(
                         text("the manifest says ", layer.size() + 1, " bytes, the archive has ", layer.size())));
}

TEST_CASE("a config that leaves out the foreign base still pairs its own layers") {
    MemoryArchive archive;
    const std::string config = archive.blob(config_text({digest_text(layer)}));
    archive.index(
        descriptor(manifest_type,
                   archive.blob(text(R"({"config":)", descriptor(config_type, config), R"(,"layers":[)",
                                     descriptor(layer_type, digest_text("base"), 9, R"(,"urls":["https://x.invalid"])"),
                                     ",", descriptor(layer_type, archive.blob(layer)), "]}"))));
    const ImageRecord image = listed(archive).images[0];
    REQUIRE(image.layers.size() == 2);
    CHECK(image.layers[0].state == BlobState::foreign);
    CHECK_FALSE(image.layers[0].diff_id);
    CHECK(image.layers[1].diff_id.text() == digest_text(layer));
}

TEST_CASE("documents that do not match their digest, or are none, are reported") {
    MemoryArchive archive;
    const std::string config = config_text({digest_text(layer)}), wrong = "sha256:" + std::string(64, '1');
    archive.add("blobs/sha256/" + std::string(64, '1'), config);
    const std::string manifest = manifest_text(wrong, {archive.blob(layer)});
    archive.add("blobs/sha256/" + std::string(64, '2'), manifest);
    archive.index(descriptor(manifest_type, "sha256:" + std::string(64, '2')) + "," +
                  descriptor(manifest_type, "sha256:../../etc/passwd") + "," +
                  descriptor(manifest_type, archive.blob("{broken")) + "," +
                  descriptor(manifest_type, archive.blob("[]")));
    const Listing listing = listed(archive);
    REQUIRE(listing.images.size() == 2);
    const std::string said = problems_text(listing.images[0].problems);
    CHECK_THAT(said, ContainsSubstring("the manifest does not match its digest"));
    CHECK_THAT(said, ContainsSubstring("does not match its digest: it has " + digest_text(config)));
    CHECK(listing.images[0].config_digest.text() == digest_text(config)); // what it is, not what it is called
    CHECK_FALSE(listing.images[1].available);
    CHECK_THAT(problems_text(listing.images[1].problems), ContainsSubstring("is no JSON: byte 1"));
    CHECK_THAT(problems_text(listing.problems),
               ContainsSubstring("../../etc/passwd") && ContainsSubstring("neither a manifest nor an index"));
}

TEST_CASE("the oci-layout file is checked, not needed") {
    const auto said = [](std::string_view layout) {
        MemoryArchive archive;
        archive.add("index.json", text(R"({"manifests":[)", descriptor(manifest_type, add_image(archive)), "]}"));
        if (layout != "none") archive.add("oci-layout", std::string(layout));
        const Listing listing = listed(archive);
        CHECK(listing.images.size() == 1);
        return problems_text(listing.problems);
    };
    CHECK(said(R"({"imageLayoutVersion": "1.0.0"})").empty());
    CHECK_THAT(said("none"), ContainsSubstring("no oci-layout file"));
    CHECK_THAT(said(""), ContainsSubstring("oci-layout: is empty"));
    CHECK_THAT(said("{}"), ContainsSubstring("no imageLayoutVersion"));
    CHECK_THAT(said(R"({"imageLayoutVersion": "2.0.0"})"), ContainsSubstring("version \"2.0.0\""));
}

TEST_CASE("sha512 digests name blobs too") {
    MemoryArchive archive;
    const std::string hex(128, 'c');
    archive.add("blobs/sha512/" + hex, layer);
    const std::string config = config_text({digest_text(layer)});
    archive.add("blobs/sha256/" + sha256_hex(config), config);
    const std::string manifest = manifest_text(digest_text(config), {"sha512:" + hex});
    archive.add("blobs/sha256/" + sha256_hex(manifest), manifest);
    archive.add("index.json", text(R"({"manifests":[)", descriptor(manifest_type, digest_text(manifest)), "]}"));
    CHECK(listed(archive).images[0].layers[0].state == BlobState::present);
}
