#include "core/image/verify.hpp"
#include "tests/core/image/documents_text.hpp"

using namespace strata;
using namespace strata::kit;

namespace {

const std::string tar = layer_tar("file");
const std::string config = config_text({digest_text(tar)});

/// The rows of the only image, one a line: "config digest right".
std::string verified(const Archive& archive) {
    const Listing listing = listed(archive);
    REQUIRE(listing.images.size() == 1);
    std::string out;
    for (const Check& check : verify_image(archive, listing, listing.images[0], {})) {
        constexpr std::string_view words[] = {"right", "wrong", "missing", "damaged", "unchecked"};
        out += text(check.part, ' ', check.what, ' ', words[static_cast<std::size_t>(check.result)], '\n');
    }
    return out;
}

/// As docker before 25, podman and kaniko write it: the config is named by its digest.
MemoryArchive docker_archive(const std::string& config_name) {
    MemoryArchive archive;
    archive.add("manifest.json", text(R"([{"Config":")", config_name, R"(","Layers":["layer.tar"]}])"));
    archive.add("layer.tar", tar);
    return archive;
}

} // namespace

TEST_CASE("verify compares a docker archive's config with its name") {
    for (const std::string& name : {sha256_hex(config) + ".json", "sha256:" + sha256_hex(config)}) {
        MemoryArchive good = docker_archive(name), tampered = docker_archive(name);
        good.add(name, config);
        CHECK(verified(good) == "config digest right\nlayer 1 diff_id right\n");
        tampered.add(name, " " + config);
        CHECK(verified(tampered) == "config digest wrong\nlayer 1 diff_id right\n");
    }
    MemoryArchive unnamed = docker_archive("config.json");
    unnamed.add("config.json", config);
    CHECK(verified(unnamed) == "layer 1 diff_id right\n"); // nothing states its digest
}

TEST_CASE("verify says that a config is missing, or can't be read") {
    const std::string name = sha256_hex(config) + ".json";
    CHECK(verified(docker_archive(name)) == "config digest missing\nlayer 1 digest unchecked\n");
    MemoryArchive damaged = docker_archive(name);
    damaged.add(name, config.substr(1));
    CHECK(verified(damaged) == "config digest damaged\nlayer 1 digest unchecked\n");

    MemoryArchive oci;
    const std::string manifest = oci.blob(manifest_text(digest_text(config), {oci.blob(tar)}));
    oci.index(descriptor(manifest_type, manifest));
    CHECK(verified(oci) == "manifest digest right\nconfig digest missing\nlayer 1 digest right\n");
}

TEST_CASE("verify compares a manifest with the digest and the size in its index") {
    MemoryArchive archive;
    const std::string manifest = manifest_text(archive.blob(config), {archive.blob(tar)});
    const std::string digest = archive.blob(manifest);
    archive.index(descriptor(manifest_type, digest, manifest.size() + 1));
    CHECK(verified(archive) == "manifest digest right\nmanifest size wrong\nconfig digest right\n"
                               "layer 1 digest right\nlayer 1 diff_id right\n");
}

TEST_CASE("verify says that a manifest is missing") {
    MemoryArchive archive;
    archive.index(descriptor(manifest_type, digest_text("nowhere")));
    CHECK(verified(archive) == "manifest digest missing\n");
}
