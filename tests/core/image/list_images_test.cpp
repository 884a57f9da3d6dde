#include "core/archive/open_archive.hpp"
#include "tests/core/image/documents_text.hpp"
#include "tests/kit/image_builder.hpp"

#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace strata;
using namespace strata::kit;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string lower = layer_tar("lower");
const std::string upper = layer_tar("upper");

ImagePlan shop() {
    ImagePlan plan{.names = {"shop/api:1.0", "shop/api:latest"}};
    plan.settings.env = {"A=b"};
    plan.settings.cmd = {"serve"};
    plan.steps = {{.created_by = "ADD base", .layer = lower},
                  {.created_by = "ENV A=b"},
                  {.created_by = "RUN make", .layer = upper},
                  {.created_by = "CMD [\"serve\"]"}};
    return plan;
}

MemoryArchive in_memory(std::span<const TarFile> files) {
    MemoryArchive archive;
    for (const TarFile& file : files) {
        if (file.type == FileType::regular)
            archive.add(file.path, file.content);
        else if (file.type == FileType::symbolic_link)
            archive.link(file.path, file.link_target);
        else if (file.type == FileType::hard_link)
            archive.hard_link(file.path, file.link_target);
        else
            archive.folder(file.path);
    }
    return archive;
}

/// Both views of one image, which name different blobs: BuildKit's documents with docker 25's mistakes.
MemoryArchive two_views(std::initializer_list<std::string> docker_layers,
                        std::initializer_list<std::string> oci_layers) {
    MemoryArchive archive;
    archive.blob(lower);
    archive.blob(upper);
    const std::string config = archive.blob(config_text({digest_text(lower), digest_text(upper)}));
    archive.index(descriptor(manifest_type, archive.blob(manifest_text(config, oci_layers)), 0,
                             R"(,"annotations":{"org.opencontainers.image.ref.name":"1","other":"x"})"));
    std::string list;
    for (const std::string& layer : docker_layers)
        list += text(list.empty() ? "" : ",", "\"blobs/sha256/", layer.substr(7), '"');
    archive.add("manifest.json", text(R"([{"Config":"blobs/sha256/)", config.substr(7),
                                      R"(","RepoTags":["shop:1"],"Layers":[)", list, "]}]"));
    return archive;
}

} // namespace

TEST_CASE("the same image says the same in every archive that tools write") {
    const Layout layout = GENERATE(Layout::docker_save_v1, Layout::docker_save, Layout::hybrid, Layout::containerd,
                                   Layout::oci, Layout::skopeo_dir, Layout::podman, Layout::crane);
    const Packing packing = GENERATE(Packing::none, Packing::gzip, Packing::zstd);
    INFO(name_of(layout) << ", layers " << name_of(packing));
    const ImagePlan plan = shop();
    const MemoryArchive archive = in_memory(lay_out(std::span(&plan, 1), {.layout = layout, .layers = packing}));
    const Listing listing = listed(archive);
    CHECK(problems_text(listing.problems).empty());
    REQUIRE(listing.images.size() == 1);
    const ImageRecord& image = listing.images[0];
    CHECK(image.available);
    CHECK(image.platform.text() == "linux/amd64");
    CHECK(image.config.settings.env == std::vector<std::string>{"A=b"});
    CHECK(image.config.settings.cmd == std::vector<std::string>{"serve"});
    for (const LayerRecord& layer : image.layers) CHECK(layer.state == BlobState::present);
    if (layout == Layout::docker_save_v1) {
        CHECK(image.layers.size() == plan.steps.size()); // a layer for every step in those days
        return;
    }
    CHECK(problems_text(image.problems).empty());
    CHECK(image.config_digest.text() == digest_text(config_of(plan)));
    CHECK(diff_ids_of(image) == std::vector<std::string>{digest_text(lower), digest_text(upper)});
    CHECK(rows_of(image) == "0 2");
    if (layout != Layout::skopeo_dir) CHECK(names_of(image) == plan.names);
}

TEST_CASE("documents below one top folder are found") {
    const ImagePlan plan = shop();
    for (const Layout layout : {Layout::docker_save, Layout::oci}) {
        std::vector<TarFile> files = lay_out(std::span(&plan, 1), {.layout = layout});
        for (TarFile& file : files) file.path.insert(0, "image-1.0/");
        const MemoryArchive archive = in_memory(files);
        CHECK(listed(archive).images.size() == 1);
    }
}

TEST_CASE("both views of an image are one image") {
    const MemoryArchive archive =
        two_views({digest_text(lower), digest_text(upper)}, {digest_text(lower), digest_text(upper)});
    const Listing listing = listed(archive);
    CHECK(listing.kind == ArchiveKind::hybrid);
    REQUIRE(listing.images.size() == 1);
    const ImageRecord& image = listing.images[0];
    CHECK(names_of(image) == std::vector<std::string>{"shop:1"}); // the bare tag says nothing new
    CHECK(image.manifest_digest);
    CHECK(image.layers[1].descriptor.media_type == layer_type);
    CHECK(problems_text(image.problems).empty());
}

TEST_CASE("where the views disagree, the hashes of the layers decide") {
    const auto expect_order = [](const MemoryArchive& archive, std::string_view problem) {
        const Listing listing = listed(archive);
        REQUIRE(listing.images.size() == 1);
        const ImageRecord& image = listing.images[0];
        REQUIRE(image.layers.size() == 2);
        CHECK(image.layers[0].descriptor.digest.text() == digest_text(lower));
        CHECK(image.layers[1].descriptor.digest.text() == digest_text(upper));
        CHECK(diff_ids_of(image) == std::vector<std::string>{digest_text(lower), digest_text(upper)});
        CHECK_THAT(problems_text(image.problems), ContainsSubstring(std::string(problem)));
    };
    const std::string one = digest_text(lower), two = digest_text(upper);
    expect_order(two_views({one, two}, {}), "lists no layers");                  // moby issue 47065
    expect_order(two_views({one, two}, {two, one}), "disagree about the order"); // moby issue 47161
    expect_order(two_views({two, one}, {one, two}), "disagree about the order");
    expect_order(two_views({one}, {one, two}), "found by the hash of its tar");
}

TEST_CASE("plain layers in the wrong order of one document alone are put right") {
    MemoryArchive archive;
    const std::string one = archive.blob(lower), two = archive.blob(upper);
    archive.index(
        descriptor(manifest_type, archive.blob(manifest_text(archive.blob(config_text({one, two})), {two, one}))));
    const ImageRecord image = listed(archive).images[0];
    CHECK(image.layers[0].descriptor.digest.text() == one);
    CHECK_THAT(problems_text(image.problems), ContainsSubstring("disagree about the order"));
}

TEST_CASE("fewer or more layers than diff_ids are paired by hash") {
    const auto with_layers = [](std::string_view layers) {
        MemoryArchive archive;
        archive.add("c.json", config_text({digest_text(lower), digest_text(upper)}));
        archive.add("l.tar", lower).add("u.tar.gz", pack(upper, Packing::gzip)).add("x.tar", layer_tar("other"));
        archive.add("manifest.json", text(R"([{"Config":"c.json","Layers":[)", layers, "]}]"));
        return listed(archive).images[0];
    };
    const ImageRecord top = with_layers(R"("u.tar.gz")");
    REQUIRE(top.layers.size() == 2);
    CHECK(top.layers[0].state == BlobState::missing);
    CHECK(top.layers[1].member_name == "u.tar.gz");
    CHECK_THAT(problems_text(top.problems), ContainsSubstring("layer 1"));

    const ImageRecord more = with_layers(R"("x.tar","u.tar.gz","l.tar")");
    REQUIRE(more.layers.size() == 2);
    CHECK(more.layers[0].member_name == "l.tar");
    CHECK(more.layers[1].member_name == "u.tar.gz");

    const ImageRecord none = with_layers(R"("x.tar")"); // nothing fits: the manifest's order stays
    CHECK(none.layers[0].member_name == "x.tar");
    CHECK_THAT(problems_text(none.problems), ContainsSubstring("no layer has the hash"));
}

TEST_CASE("pairing by hash unpacks no more than its limit") {
    MemoryArchive archive;
    archive.add("c.json", config_text({digest_text(lower)}));
    archive.add("big.tar.gz", pack(std::string(20'000'000, '\0'), Packing::gzip)).add("l.tar", lower);
    archive.add("manifest.json", R"([{"Config":"c.json","Layers":["big.tar.gz","l.tar"]}])");
    CHECK(listed(archive).images[0].layers.size() == 1);
    const ImageRecord image = listed(archive, {.pairing_bytes = 100'000}).images[0];
    CHECK_THAT(problems_text(image.problems), ContainsSubstring("too large to be told apart"));
}

TEST_CASE("a root file system is one image with one layer") {
    MemoryArchive exported;
    exported.folder("bin").add("bin/sh", "x").add(".dockerenv", "");
    const Listing listing = listed(exported);
    CHECK(listing.kind == ArchiveKind::root_filesystem);
    REQUIRE(listing.images.size() == 1);
    REQUIRE(listing.images[0].layers.size() == 1);
    CHECK(listing.images[0].layers[0].member == whole_archive);
    CHECK(listing.images[0].layers[0].stored_size == exported.bytes());
    CHECK(listing.images[0].available);

    MemoryArchive layer;
    layer.add("srv/.wh.old", "");
    CHECK(listed(layer).kind == ArchiveKind::root_filesystem);
    MemoryArchive windows;
    windows.add("Files/Windows/x", "").add("Hives/Software_Delta", "");
    CHECK(listed(windows).kind == ArchiveKind::root_filesystem);
    MemoryArchive site; // a root file system that serves JSON of these names
    site.folder("usr").add("manifest.json", R"({"name": "a web app"})").add("index.json", "[]");
    CHECK(listed(site).kind == ArchiveKind::root_filesystem);
}

TEST_CASE("what holds no image is refused with a sentence") {
    MemoryArchive sources;
    sources.add("src/main.c", "int main;").add("README", "x");
    CHECK_THAT(refused(sources), ContainsSubstring("test.tar: holds no image: it has neither manifest.json"));
    CHECK_THAT(refused(MemoryArchive()), ContainsSubstring("empty"));
    MemoryArchive broken;
    broken.add("x", "").problem({Severity::error, "the tar breaks off at byte 512"});
    CHECK_THAT(refused(broken), ContainsSubstring("breaks off at byte 512"));
}

TEST_CASE("problems of the archive are problems of the listing") {
    const ImagePlan plan = shop();
    MemoryArchive archive = in_memory(lay_out(std::span(&plan, 1), {.layout = Layout::oci}));
    archive.problem({Severity::error, "the tar breaks off"});
    CHECK_THAT(problems_text(listed(archive).problems), ContainsSubstring("breaks off"));
}

TEST_CASE("a broken manifest.json does not hide a good index.json") {
    MemoryArchive archive = two_views({}, {digest_text(lower), digest_text(upper)});
    archive.add("manifest.json", "[{");
    const Listing listing = listed(archive);
    CHECK(listing.kind == ArchiveKind::oci_layout);
    CHECK(listing.images.size() == 1);
    CHECK_THAT(problems_text(listing.problems), ContainsSubstring("manifest.json: breaks off"));
}

TEST_CASE("bytes that are no UTF-8 are shown as U+FFFD and reported") {
    MemoryArchive archive;
    archive.add("c.json", "{\"author\": \"\xff\"}");
    archive.add("manifest.json", "[{\"Config\":\"c.json\",\"RepoTags\":[\"a\xfe:1\"]}]");
    const Listing listing = listed(archive);
    CHECK_THAT(problems_text(listing.problems), ContainsSubstring("manifest.json: byte 34 is no UTF-8"));
    CHECK_THAT(problems_text(listing.images[0].problems), ContainsSubstring("config \"c.json\": byte 12 is no UTF-8"));
    CHECK(listing.images[0].config.author == "\xef\xbf\xbd");
    CHECK(names_of(listing.images[0]) == std::vector<std::string>{"a\xef\xbf\xbd:1"});
}

TEST_CASE("listing an archive of any size reads only its documents") {
    MemoryArchive archive;
    std::string ids, layers;
    for (int i = 0; i < 20; i++) {
        archive.add_sparse(text(i, ".tar"), gibibyte, "not yet a tar");
        ids += text(i == 0 ? "" : ",", "\"sha256:", std::string(64, static_cast<char>('0' + i % 10)), '"');
        layers += text(i == 0 ? "" : ",", '"', i, ".tar\"");
    }
    archive.add("c.json", text(R"({"rootfs":{"diff_ids":[)", ids, "]}}"));
    archive.add("manifest.json", text(R"([{"Config":"c.json","Layers":[)", layers, "]}]"));
    CHECK(listed(archive).images[0].layers.size() == 20);
    CHECK(archive.bytes_read() < 10'000);
}

TEST_CASE("all documents together stay within their limit") {
    MemoryArchive archive;
    const std::string config = text(R"({"author":")", std::string(1000, 'x'), "\"}");
    std::string entries;
    for (int i = 0; i < 10; i++) {
        archive.add(text("c", i, ".json"), config);
        entries += text(i == 0 ? "" : ",", R"({"Config":"c)", i, R"(.json"})");
    }
    archive.add("manifest.json", "[" + entries + "]");
    const Listing listing = listed(archive, {.documents_bytes = 4000});
    REQUIRE(listing.images.size() == 10);
    CHECK(listing.images[0].config.author.size() == 1000);
    CHECK_THAT(problems_text(listing.images[9].problems), ContainsSubstring("all documents together"));
}
