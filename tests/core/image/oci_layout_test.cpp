#include "tests/core/image/documents_text.hpp"

#include <catch2/matchers/catch_matchers_string.hpp>

using namespace strata;
using namespace strata::kit;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string layer = layer_tar("file");

/// Adds an image with one layer; returns its manifest's digest.
std::string add_image(MemoryArchive& archive, std::string_view created_by = "RUN x") {
    const std::string config =
        archive.blob(config_text({digest_text(layer)}, text(R"({"created_by":")", created_by, "\"}")));
    return archive.blob(manifest_text(config, {archive.blob(layer)}));
}

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

TEST_CASE("an index of indexes ends, however it is knotted") {
    MemoryArchive own; // a digest can't be forged, so the blob does not match it: an index that lists itself
    const std::string self(64, 'a');
    own.add("blobs/sha256/" + self, text(R"({"manifests":[)", descriptor(index_type, "sha256:" + self), "]}"));
    own.index(descriptor(index_type, "sha256:" + self));
    CHECK_THAT(refused(own), ContainsSubstring("documents lead to none"));

    MemoryArchive doubling; // 2^12 paths to one image
    std::string at = add_image(doubling);
    for (int level = 0; level < 12; level++)
        at = doubling.blob(text(R"({"manifests":[)", descriptor(index_type, at), ",",
                                descriptor(index_type, at, 0, R"(,"annotations":{"a":"b"})"), "]}"));
    doubling.index(descriptor(index_type, at));
    const std::uint64_t before = doubling.bytes_read();
    CHECK(listed(doubling).images.size() == 1);
    CHECK(doubling.bytes_read() - before < 20'000);

    MemoryArchive deep;
    at = add_image(deep);
    for (int level = 0; level < 20; level++)
        at = deep.blob(text(R"({"manifests":[)", descriptor(index_type, at), "]}"));
    deep.index(descriptor(index_type, at));
    CHECK_THAT(refused(deep), ContainsSubstring("16 indexes deep"));
    CHECK(listed(deep, {.index_depth = 30}).images.size() == 1);
}

TEST_CASE("more images or entries than the limits allow are cut with a sentence") {
    MemoryArchive archive;
    std::string entries;
    for (int i = 0; i < 5; i++)
        entries += (i == 0 ? "" : ",") + descriptor(manifest_type, add_image(archive, text("RUN ", i)));
    archive.index(entries);
    CHECK(listed(archive).images.size() == 5);
    const Listing few = listed(archive, {.images = 3});
    CHECK(few.images.size() == 3);
    CHECK_THAT(problems_text(few.problems), ContainsSubstring("more than 3 images"));
    const Listing stopped = listed(archive, {.index_entries = 2});
    CHECK(stopped.images.size() == 2);
    CHECK_THAT(problems_text(stopped.problems), ContainsSubstring("more than 2 entries"));
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

namespace {

/// One index of four images that `count` entries of index.json name, each by another name.
MemoryArchive one_index_of_many_names(int count) {
    MemoryArchive archive;
    std::string children, tops;
    for (const std::string_view command : {"RUN a", "RUN b", "RUN c", "RUN d"})
        children += text(children.empty() ? "" : ",", descriptor(manifest_type, add_image(archive, command)));
    const std::string index = archive.blob(text(R"({"manifests":[)", children, "]}"));
    for (int i = 0; i < count; i++)
        tops += text(i == 0 ? "" : ",",
                     descriptor(index_type, index, 0,
                                text(R"(,"annotations":{"org.opencontainers.image.ref.name":"name-)", i, "\"}")));
    archive.index(tops);
    return archive;
}

} // namespace

TEST_CASE("many names of many images stay within the limits") {
    const MemoryArchive archive = one_index_of_many_names(100);
    CHECK(listed(archive).images[3].names.size() == 100);

    const Listing few_entries = listed(archive, {.index_entries = 20});
    REQUIRE(few_entries.images.size() == 4);
    CHECK(few_entries.images[3].names.size() == 4); // 5 entries for the first, 4 for each other
    CHECK(problems_text(few_entries.problems) == "the indexes have more than 20 entries; the rest is not shown\n");

    const Listing few_names = listed(archive, {.reference_bytes = 2000});
    REQUIRE(few_names.images.size() == 4);
    CHECK(few_names.images[0].names.size() < 10);
    CHECK_THAT(problems_text(few_names.problems),
               ContainsSubstring("more than 2000 bytes") && ContainsSubstring("--limit reference-bytes"));
}

TEST_CASE("a hundred thousand annotations take no time") {
    MemoryArchive archive;
    const auto annotations = [](std::string_view front) {
        std::string all;
        for (int i = 0; i < 100'000; i++) all += text(i == 0 ? "\"" : ",\"", front, i, R"(":"")");
        return text(R"(,"annotations":{)", all, '}');
    };
    std::string manifest = manifest_text(archive.blob(config_text({digest_text(layer)})), {archive.blob(layer)});
    manifest.insert(manifest.size() - 1, annotations("m"));
    archive.index(descriptor(manifest_type, archive.blob(manifest), 0, annotations("d")));
    CHECK(listed(archive).images[0].annotations.size() == 200'000);
}
