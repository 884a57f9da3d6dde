// What the documents of every archive in the corpus say, compared with skopeo, umoci and the docker daemon that saved
// them.
#include "core/archive/directory_archive.hpp"
#include "core/archive/open_archive.hpp"
#include "core/base/text.hpp"
#include "core/bytes/file_source.hpp"
#include "core/image/list_images.hpp"
#include "tests/kit/corpus.hpp"
#include "tests/real/facts.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

using namespace strata;
using nlohmann::json;

namespace {

// Where the tools say something else than Strata, and who is right:
//
// | what                                 | who is right                                                             |
// |--------------------------------------|--------------------------------------------------------------------------|
// | skopeo's LayersData sizes of a       | Both: skopeo gives the unpacked size, for it presents every layer of a   |
// | docker archive                       | docker archive as a plain tar; Strata gives the bytes that are stored.   |
// | skopeo's media types and Digest of a | Strata has none: skopeo makes up a v2s2 manifest that is in no archive.  |
// | docker archive                       |                                                                          |
// | skopeo's 28 layers of a schema 1     | Strata's 15: the others are the same empty tar, once for each row of the |
// | manifest, and its empty diff_ids     | history that made no layer. Without diff_ids none are shown.             |
// | skopeo's config of a schema 1        | Strata's: skopeo drops what OCI's config has no field for. The fields    |
// | manifest                             | compared here are the same.                                              |
// | skopeo's Digest of one platform of   | Both: skopeo gives the digest its name points at, the index; Strata      |
// | an index                             | keeps that as target_digest beside the manifest's own.                   |
// | docker26c-pulled-att: the daemon     | Both: the daemon knew the config, its save left it out (moby 49473).     |
// | knows layers                         |                                                                          |
// | docker-archive facts of hybrid       | The same layers; Strata joins both views and shows the stored blobs'     |
// | archives: diff_ids as Layers         | digests beside the diff_ids.                                             |

bool is_docker_view(const real::ImageFact& fact) { return fact.name.ends_with(".docker"); }
bool is_schema1_fact(const real::ImageFact& fact) { return fact.name == "skopeo-bw-dir-v2s1"; }

Listing list(const std::filesystem::path& path) {
    Result<std::unique_ptr<Archive>> archive = fail("");
    if (std::filesystem::is_directory(path)) {
        archive = open_directory(path);
    } else {
        auto source = open_file_source(path);
        REQUIRE(source);
        archive = open_archive(*std::move(source));
    }
    if (!archive) FAIL(path.filename().string() << ": " << archive.error().message);
    auto listing = list_images(**archive, path.filename().string());
    if (!listing) FAIL(listing.error().message);
    return *std::move(listing);
}

std::string string_at(const json& object, const char* key) {
    return object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : "";
}

std::vector<std::string> strings_at(const json& object, const char* key) {
    if (!object.contains(key) || !object[key].is_array()) return {};
    return object[key].get<std::vector<std::string>>();
}

std::map<std::string, std::string> map_at(const json& object, const char* key) {
    if (!object.contains(key) || !object[key].is_object()) return {};
    return object[key].get<std::map<std::string, std::string>>();
}

std::set<std::string> keys_at(const json& object, const char* key) {
    std::set<std::string> keys;
    if (object.contains(key) && object[key].is_object())
        for (const auto& item : object[key].items()) keys.insert(item.key());
    return keys;
}

std::vector<std::string> texts(const std::vector<Digest>& digests) {
    std::vector<std::string> out;
    for (const Digest& digest : digests) out.push_back(digest.text());
    return out;
}

std::vector<std::string> blob_digests(const ImageRecord& image) {
    std::vector<std::string> out;
    for (const LayerRecord& layer : image.layers) out.push_back(layer.descriptor.digest.text());
    return out;
}

void compare_inspect(const real::ImageFact& fact, const ImageRecord& image) {
    const json inspect = real::read_json(fact.file("skopeo-inspect.json"));
    CHECK(string_at(inspect, "Created") == image.config.created);
    CHECK(string_at(inspect, "DockerVersion") == image.config.docker_version);
    CHECK(string_at(inspect, "Architecture") == image.platform.architecture);
    CHECK(string_at(inspect, "Os") == image.platform.os);
    CHECK(map_at(inspect, "Labels") ==
          std::map<std::string, std::string>(image.config.settings.labels.begin(), image.config.settings.labels.end()));
    CHECK(strings_at(inspect, "Env") == image.config.settings.env.value_or(std::vector<std::string>{}));
    if (is_docker_view(fact)) {
        CHECK(strings_at(inspect, "Layers") == texts(image.config.diff_ids));
        return;
    }
    CHECK(string_at(inspect, "Digest") == image.target_digest.text());
    std::vector<std::string> layers = strings_at(inspect, "Layers");
    if (is_schema1_fact(fact)) {
        std::erase(layers, "sha256:a3ed95caeb02ffe68cdd9fd84406680ae93d633cb16422d00e8a7c22955b46d4");
        CHECK(layers == blob_digests(image));
        return;
    }
    CHECK(layers == blob_digests(image));
    const json& data = inspect["LayersData"];
    REQUIRE(data.size() == image.layers.size());
    for (std::size_t i = 0; i < data.size(); i++) {
        CHECK(string_at(data[i], "MIMEType") == image.layers[i].descriptor.media_type);
        CHECK(data[i]["Size"].get<std::uint64_t>() == image.layers[i].stored_size);
        CHECK(map_at(data[i], "Annotations") ==
              std::map<std::string, std::string>(image.layers[i].descriptor.annotations.begin(),
                                                 image.layers[i].descriptor.annotations.end()));
    }
}

void compare_config(const real::ImageFact& fact, const ImageRecord& image) {
    const json config = real::read_json(fact.file("skopeo-config.json"));
    const ContainerSettings& settings = image.config.settings;
    const json none = json::object();
    const json& stated = config.contains("config") && config["config"].is_object() ? config["config"] : none;
    CHECK(string_at(config, "author") == image.config.author);
    CHECK(string_at(config, "variant") == image.config.platform.variant);
    CHECK(string_at(stated, "User") == settings.user);
    CHECK(string_at(stated, "WorkingDir") == settings.working_dir);
    CHECK(string_at(stated, "StopSignal") == settings.stop_signal);
    CHECK(strings_at(stated, "Cmd") == settings.cmd.value_or(std::vector<std::string>{}));
    CHECK(strings_at(stated, "Entrypoint") == settings.entrypoint.value_or(std::vector<std::string>{}));
    CHECK(keys_at(stated, "ExposedPorts") ==
          std::set<std::string>(settings.exposed_ports.begin(), settings.exposed_ports.end()));
    CHECK(keys_at(stated, "Volumes") == std::set<std::string>(settings.volumes.begin(), settings.volumes.end()));
    if (!is_schema1_fact(fact)) CHECK(strings_at(config["rootfs"], "diff_ids") == texts(image.config.diff_ids));
    const json history = config.contains("history") && config["history"].is_array() ? config["history"] : json::array();
    REQUIRE(history.size() == image.config.history.size());
    for (std::size_t i = 0; i < history.size(); i++) {
        const HistoryRow& row = image.config.history[i];
        INFO("history row " << i);
        CHECK(string_at(history[i], "created") == row.created);
        CHECK(string_at(history[i], "created_by") == row.created_by);
        CHECK(string_at(history[i], "author") == row.author);
        CHECK(string_at(history[i], "comment") == row.comment);
        CHECK(history[i].value("empty_layer", false) == row.empty_layer);
    }
}

/// umoci pairs rows and layers by itself.
void compare_alignment(const real::ImageFact& fact, const ImageRecord& image) {
    const json history = real::read_json(fact.file("umoci-stat.json"))["history"];
    std::map<std::uint32_t, std::string> made; // row → diff_id
    for (const LayerRecord& layer : image.layers)
        if (layer.history != no_index) made[layer.history] = layer.diff_id.text();
    if (!history.is_array()) {
        CHECK(made.empty());
        return;
    }
    for (std::size_t i = 0; i < history.size(); i++) {
        INFO("history row " << i);
        const auto row = made.find(static_cast<std::uint32_t>(i));
        CHECK(string_at(history[i], "diff_id") == (row == made.end() ? "" : row->second));
    }
}

/// "docker26c-multi.web_1.0.docker-image-inspect.json" is about docker26c-multi.tar.
std::filesystem::path archive_of(const std::filesystem::path& corpus, const std::string& file) {
    for (std::size_t dot = file.find('.'); dot != std::string::npos; dot = file.find('.', dot + 1)) {
        const auto path = corpus / "real" / (file.substr(0, dot) + ".tar");
        if (std::filesystem::exists(path)) return path;
    }
    return {};
}

} // namespace

TEST_CASE("every image's documents say what skopeo and umoci read in them") {
    const auto corpus = kit::corpus_or_skip();
    std::map<std::filesystem::path, Listing> listings;
    std::size_t compared = 0;
    for (const real::ImageFact& fact : real::image_facts(corpus)) {
        INFO(fact.name);
        if (!listings.contains(fact.archive)) listings.emplace(fact.archive, list(fact.archive));
        const Listing& listing = listings.at(fact.archive);
        const auto found = real::find_image(listing, fact);
        const bool schema1 = is_schema1_fact(fact) && listing.images.size() == 1;
        if (!found && !schema1) {
            FAIL_CHECK("Strata lists no such image");
            continue;
        }
        const ImageRecord& image = listing.images[found.value_or(0)];
        compared++;
        if (fact.has("skopeo-inspect.json")) compare_inspect(fact, image);
        compare_config(fact, image);
        if (fact.has("umoci-stat.json") && !schema1) compare_alignment(fact, image);
        for (const Problem& problem : image.problems) {
            const bool expected = schema1 || problem.message.find("is encrypted") != std::string::npos;
            INFO(problem.message);
            CHECK(expected);
        }
        CHECK(image.available);
    }
    CHECK(compared >= 140);
}

TEST_CASE("the daemon that saved an archive knows its images by the same ids, names and layers") {
    const auto corpus = kit::corpus_or_skip();
    std::size_t compared = 0;
    for (const auto& file : kit::list_folder(corpus / "facts")) {
        const std::string name = file.filename().string();
        if (!name.ends_with(".docker-image-inspect.json")) continue;
        INFO(name);
        const auto path = archive_of(corpus, name);
        if (path.empty()) {
            kit::note_skip("no archive for " + name);
            continue;
        }
        const Listing listing = list(path);
        for (const json& stated : real::read_json(file)) {
            const std::string id = string_at(stated, "Id");
            const auto image = std::ranges::find_if(listing.images, [&](const ImageRecord& one) {
                // The containerd store's id is the digest its name points at, docker's classic one the config's.
                return one.config_digest.text() == id || one.target_digest.text() == id;
            });
            REQUIRE(image != listing.images.end());
            compared++;
            CHECK(image->available == (path.filename() != "docker26c-pulled-att.tar"));
            if (image->available) CHECK(strings_at(stated["RootFS"], "Layers") == texts(image->config.diff_ids));
            CHECK(string_at(stated, "Architecture") == image->platform.architecture);
            std::set<std::string> names;
            for (const Reference& reference : image->names) names.insert(reference.text());
            for (const std::string& tag : strings_at(stated, "RepoTags")) {
                INFO(tag);
                CHECK(names.contains(tag));
            }
        }
    }
    CHECK(compared >= 25);
}

TEST_CASE("archives of the corpus that other tools refuse") {
    const auto corpus = kit::corpus_or_skip();

    const Listing partial = list(corpus / "real" / "docker26c-pulled-att.tar");
    REQUIRE(partial.images.size() == 1);
    CHECK_FALSE(partial.images[0].available);
    CHECK(partial.images[0].names.front().text() == "127.0.0.1:5077/corpus/att:p1");
    CHECK(partial.images[0].platform.text() == "linux/amd64");
    CHECK(partial.images[0].layers.size() == 16);
    REQUIRE(partial.images[0].attestations.size() == 1);
    CHECK_FALSE(partial.images[0].attestations[0].present);

    const auto cache = open_directory(corpus / "real" / "buildx-cache-dir");
    REQUIRE(cache);
    const auto refused = list_images(**cache, "buildx-cache-dir");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("BuildKit cache") != std::string::npos);

    for (const std::string flat : {"docker20-quirks.export.tar", "docker26-quirks.export.tar", "buildx-flat.tar"}) {
        const Listing listing = list(corpus / "real" / flat);
        CHECK(listing.kind == ArchiveKind::root_filesystem);
        REQUIRE(listing.images.size() == 1);
        CHECK(listing.images[0].layers.size() == 1);
    }

    const Listing attested = list(corpus / "real" / "docker26c-multiarch.tar");
    CHECK(attested.kind == ArchiveKind::hybrid);
    REQUIRE(attested.images.size() == 2);
    for (const ImageRecord& image : attested.images) {
        REQUIRE(image.attestations.size() == 1);
        CHECK(image.attestations[0].present);
        CHECK(image.attestations[0].predicates == std::vector<std::string>{"https://slsa.dev/provenance/v0.2"});
    }
}

TEST_CASE("the same archive in other tar dialects and compressions lists the same images") {
    const auto corpus = kit::corpus_or_skip();
    const auto ids = [&](const std::string& name) {
        std::vector<std::string> out;
        for (const ImageRecord& image : list(corpus / "real" / name).images) {
            out.push_back(image.config_digest.text());
            for (const Reference& reference : image.names) out.push_back(reference.text());
        }
        return out;
    };
    const auto expected = ids("docker20-multi.tar");
    for (const char* name : {"retar-gnu.tar", "retar-pax.tar", "retar-ustar.tar", "retar-v7.tar"}) {
        INFO(name);
        CHECK(ids(name) == expected);
    }
    const auto web = ids("docker26-web.tar.gz");
    CHECK_FALSE(web.empty());
    for (const char* name : {"docker26-web.tar.bz2", "docker26-web.tar.xz", "docker26-web.tar.zst"}) {
        INFO(name);
        CHECK(ids(name) == web);
    }
    CHECK(ids("umoci-bw.tar") == ids("umoci-bw"));
}
