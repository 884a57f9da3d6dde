#include "core/image/read_config.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace strata;

namespace {

ReadConfig read(std::string_view text, const Limits& limits = {}) {
    const auto document = parse_json(text);
    REQUIRE(document);
    return read_config(document->root(), limits);
}

std::string problems(const ReadConfig& read) {
    std::string out;
    for (const Problem& problem : read.problems) out += problem.message + "\n";
    return out;
}

} // namespace

TEST_CASE("a config is read field by field") {
    const ReadConfig out = read(R"({
        "created": "2026-11-23T19:37:40.665434396Z", "author": "me", "docker_version": "26.1", "os": "linux",
        "architecture": "arm64", "variant": "v8", "os.version": "10.0",
        "config": {"User": "1000:1000", "WorkingDir": "/app", "StopSignal": "SIGQUIT", "Env": ["A=b", "C"],
                   "Entrypoint": null, "Cmd": [], "Shell": ["/bin/sh", "-ec"], "OnBuild": ["RUN x"],
                   "ExposedPorts": {"80/tcp": {}, "53/udp": {}, "80/tcp": {}}, "Volumes": {"/data": {}},
                   "Labels": {"b": "1", "a": "2", "b": "3"}, "ArgsEscaped": true},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]},
        "history": [{"created": "2020-01-01T00:00:00Z", "created_by": "RUN x", "author": "a", "comment": "c"},
                    {"created_by": "CMD", "empty_layer": true}]})");
    CHECK(problems(out).empty());
    const ImageConfig& config = out.config;
    CHECK(config.created == "2026-11-23T19:37:40.665434396Z");
    CHECK(config.author == "me");
    CHECK(config.docker_version == "26.1");
    CHECK(config.platform.text() == "linux/arm64/v8");
    CHECK(config.platform.os_version == "10.0");
    CHECK(config.settings.user == "1000:1000");
    CHECK(config.settings.env == std::vector<std::string>{"A=b", "C"});
    CHECK_FALSE(config.settings.entrypoint);
    CHECK(config.settings.cmd == std::vector<std::string>{});
    CHECK(config.settings.exposed_ports == std::vector<std::string>{"80/tcp", "53/udp"});
    CHECK(config.settings.labels == StringMap{{"a", "2"}, {"b", "3"}}); // the last of two wins
    CHECK(config.settings.args_escaped);
    CHECK(config.rootfs_type == "layers");
    REQUIRE(config.diff_ids.size() == 1);
    REQUIRE(config.history.size() == 2);
    CHECK(config.history[0] ==
          HistoryRow{.created = "2020-01-01T00:00:00Z", .created_by = "RUN x", .author = "a", .comment = "c"});
    CHECK(config.history[1].empty_layer);
}

TEST_CASE("nothing at all is a config too") {
    CHECK(problems(read("{}")).empty());
    CHECK(problems(read(R"({"config": null, "rootfs": null, "history": null, "created": null})")).empty());
    CHECK(problems(read("[]")).find("a list") != std::string::npos);
}

TEST_CASE("a field of the wrong type is named and left out") {
    const ReadConfig out =
        read(R"({"config": {"Env": "A=b", "Labels": ["x"], "User": 0, "Cmd": ["a", 1, "b"], "Volumes": []},
                 "rootfs": {"diff_ids": ["md5:../../x", 7]}, "history": [{"created": 5}, 3, {"empty_layer": "yes"}]})");
    const std::string said = problems(out);
    for (const char* expected :
         {"config.Env is a string, not a list", "config.Labels is a list, not an object", "config.User is a number",
          "config.Cmd holds a number", "config.Volumes is a list", "rootfs.diff_ids, layer 1",
          "rootfs.diff_ids, layer 2", "history[0].created is a number", "history[1] is a number",
          "history[2].empty_layer is a string"}) {
        INFO(expected << " in\n" << said);
        CHECK(said.find(expected) != std::string::npos);
    }
    CHECK(out.config.settings.cmd == std::vector<std::string>{"a", "b"});
    CHECK(out.config.diff_ids == std::vector<Digest>(2));
    CHECK(out.config.history.size() == 3);
    CHECK_FALSE(out.config.history[2].empty_layer);
}

TEST_CASE("a config that is wrong everywhere is not complained about without end") {
    std::string rows;
    for (int i = 0; i < 10'000; i++) rows += i == 0 ? "1" : ",1";
    const ReadConfig out = read("{\"history\": [" + rows + "]}");
    CHECK(out.problems.size() < 30);
    CHECK(out.config.history.size() == 10'000);
}

TEST_CASE("a history of any length stays within its limit") {
    std::string rows;
    for (int i = 0; i < 100; i++) rows += i == 0 ? "{}" : ",{}";
    const ReadConfig out = read("{\"history\": [" + rows + "]}", {.history_rows = 10});
    CHECK(out.config.history.size() == 10);
    CHECK(problems(out).find("history has 100 rows") != std::string::npos);
}

TEST_CASE("a document of docker before 1.10 is a config and a row of history") {
    const auto document = parse_json(R"({"id": "x", "parent": "y", "created": "2015-01-01T00:00:00Z", "os": "linux",
        "container_config": {"Cmd": ["/bin/sh", "-c", "#(nop) CMD"]}, "config": {"Cmd": ["sh"]}, "throwaway": true})");
    REQUIRE(document);
    CHECK(read_v1_config(document->root()).config.settings.cmd == std::vector<std::string>{"sh"});
    const HistoryRow row = read_v1_history(document->root());
    CHECK(row.created_by == "/bin/sh -c #(nop) CMD");
    CHECK(row.empty_layer);
}
