// `strata history` and `strata inspect` on every archive of the corpus, compared with what the docker daemon that saved
// it said: `docker history --no-trunc --format json` and `docker image inspect`.
#include "core/base/text.hpp"
#include "tests/kit/corpus.hpp"
#include "tests/kit/run_in_process.hpp"
#include "tests/real/facts.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace strata;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

// Where docker says something else than Strata, and who is right:
//
// | what                              | who is right                                                                  |
// |-----------------------------------|-------------------------------------------------------------------------------|
// | ID of the steps before the last,  | Both: these are private to the daemon that built the image and in no archive; |
// | and Parent                        | docker too says <missing> of any image it loaded.                             |
// | CreatedSince                      | Depends on the clock.                                                         |
// | Size with docker 20.10's vfs      | Both: vfs adds up tar headers, in which symbolic links weigh nothing; Strata  |
// | driver                            | counts as overlay2 does, by the length of their target.                       |
// | Size with the containerd store    | Both: its history counts blocks of its own disk, its inspect the compressed   |
// |                                   | blobs; Strata counts unpacked files, whatever the store.                      |
// | Id with the containerd store      | Both: it takes the digest of the manifest or index, which Strata has in       |
// |                                   | RepoDigests; Id is the config's digest for every archive.                     |
// | RepoDigests of an image with two  | The same digest; docker says it once for each tag.                            |
// | tags, containerd store            |                                                                               |
// | DockerVersion, containerd store   | It says its own version; the config has none.                                 |
// | Container, ContainerConfig,       | Docker 20.10 only.                                                            |
// | VirtualSize                       |                                                                               |
// | GraphDriver, Metadata             | Known to the daemon alone.                                                    |
// | docker26c-pulled-att              | The save left the config out (moby 49473): there is nothing to inspect.       |

struct DockerFact {
    std::string name;    ///< "docker26-multi.api"
    std::string archive; ///< path
    std::string image;   ///< its name, "" where the archive holds one
    std::filesystem::path file;
    [[nodiscard]] bool by_containerd() const { return name.starts_with("docker26c"); }
    [[nodiscard]] bool by_vfs() const { return name.starts_with("docker20"); }
};

std::vector<DockerFact> docker_facts(std::string_view suffix) {
    const auto corpus = kit::corpus_or_skip();
    std::vector<DockerFact> facts;
    for (const auto& file : kit::list_folder(corpus / "facts")) {
        const std::string whole = file.filename().string();
        if (!whole.ends_with(suffix)) continue;
        DockerFact fact{whole.substr(0, whole.size() - suffix.size()), "", "", file};
        const std::size_t dot = fact.name.find('.');
        fact.archive = (corpus / "real" / (fact.name.substr(0, dot) + ".tar")).string();
        if (dot != std::string::npos) {
            const json inspected = real::read_json(corpus / "facts" / (fact.name + ".docker-image-inspect.json"));
            fact.image = inspected[0]["RepoTags"][0].get<std::string>();
        }
        facts.push_back(std::move(fact));
    }
    return facts;
}

kit::Ran run_on(const DockerFact& fact, std::vector<std::string_view> words) {
    words.emplace_back(fact.archive);
    if (!fact.image.empty()) words.insert(words.end(), {"--image", fact.image});
    return kit::run(words);
}

/// Rows of docker 20.10 whose layer holds symbolic links: what they weigh by overlay2's rule.
const std::set<std::string> links_that_vfs_leaves_out = {"docker20-badutf8 1 11B", "docker20-quirks 15 36B"};

void compare_history(const DockerFact& fact, std::size_t row, const json& ours, const json& theirs) {
    INFO("row " << row << ": " << ours.dump());
    for (const auto& [key, value] : theirs.items()) {
        if (key == "CreatedSince") continue;
        if (key == "ID" && row > 0) {
            CHECK(ours["ID"] == "<missing>");
            continue;
        }
        if (key == "ID" && fact.by_containerd()) continue;
        if (key == "Size" && fact.by_containerd()) continue;
        const std::string exception = text(fact.name, ' ', row, ' ', ours["Size"].get<std::string>());
        if (key == "Size" && links_that_vfs_leaves_out.contains(exception)) continue;
        CHECK(ours[key] == value);
    }
    CHECK(ours.size() == theirs.size());
}

void compare_inspect(const DockerFact& fact, const ordered_json& ours, const ordered_json& theirs) {
    const std::set<std::string> of_the_daemon = {"Parent",      "GraphDriver",     "Metadata",
                                                 "VirtualSize", "ContainerConfig", "Container"};
    std::vector<std::string> keys;
    for (const auto& [key, value] : theirs.items()) {
        if (key != "VirtualSize" && key != "ContainerConfig" && key != "Container") keys.push_back(key);
        INFO(key);
        if (of_the_daemon.contains(key)) continue;
        if (fact.by_containerd() && (key == "Size" || key == "DockerVersion")) continue;
        if (fact.by_vfs() && key == "Size") {
            CHECK(ours[key] >= value);
            continue;
        }
        if (fact.by_containerd() && key == "Id") {
            CHECK(ours["RepoDigests"][0].get<std::string>().ends_with(value.get<std::string>()));
            continue;
        }
        if (key == "RepoDigests" && value.size() == 2 && value[0] == value[1]) {
            CHECK(ours[key][0] == value[0]);
            continue;
        }
        CHECK(ours[key].dump() == value.dump()); // as text: the order of keys counts
    }
    std::vector<std::string> our_keys;
    for (const auto& [key, value] : ours.items()) our_keys.push_back(key);
    CHECK(our_keys == keys);
}

} // namespace

TEST_CASE("history says what docker says") {
    const auto facts = docker_facts(".docker-history.jsonl");
    CHECK(facts.size() >= 27);
    for (const DockerFact& fact : facts) {
        INFO(fact.name);
        const kit::Ran ran = run_on(fact, {"history", "--no-trunc", "--format", "json"});
        CHECK(ran.exit == 0);
        const std::vector<std::string> lines = kit::lines_of(ran.out);
        const std::vector<json> theirs = real::read_json_lines(fact.file);
        REQUIRE(lines.size() == theirs.size());
        for (std::size_t row = 0; row < lines.size(); ++row)
            compare_history(fact, row, json::parse(lines[row]), theirs[row]);
    }
}

TEST_CASE("inspect says what docker image inspect says, in its order") {
    const auto facts = docker_facts(".docker-image-inspect.json");
    CHECK(facts.size() >= 28);
    for (const DockerFact& fact : facts) {
        INFO(fact.name);
        const kit::Ran ran = run_on(fact, {"inspect"});
        if (fact.name == "docker26c-pulled-att") {
            CHECK(ran.exit == 2);
            CHECK(ran.err.find("not in the archive") != std::string::npos);
            continue;
        }
        REQUIRE(ran.exit == 0);
        const ordered_json theirs = ordered_json::parse(kit::read_text(fact.file));
        compare_inspect(fact, ordered_json::parse(ran.out)[0], theirs[0]);
    }
}
