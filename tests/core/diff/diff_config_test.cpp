#include "core/diff/diff_config.hpp"
#include "core/diff/diff_history.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

/// "Env[A]: 1 -> 2": one row a line; + and - in front of what one side has alone.
std::string rows(const ImageRecord& a, const ImageRecord& b, IgnoreSet ignore = {}) {
    std::string out;
    for (const SettingRow& row : diff_config(a, b, ignore)) {
        if (!out.empty()) out += '\n';
        if (row.change == SettingChange::added) out += '+';
        if (row.change == SettingChange::removed) out += '-';
        out += row.field;
        if (!row.key.empty()) out += "[" + row.key + "]";
        out += ": " + row.a;
        if (row.change == SettingChange::changed) out += " -> ";
        out += row.b;
    }
    return out;
}

std::string history_rows(const std::vector<HistoryRow>& a, const std::vector<HistoryRow>& b, IgnoreSet ignore = {}) {
    ImageConfig in_a;
    ImageConfig in_b;
    in_a.history = a;
    in_b.history = b;
    std::string out;
    for (const HistoryDiffRow& row : diff_history(in_a, in_b, ignore)) {
        if (!out.empty()) out += ' ';
        if (row.a != no_index) out += std::to_string(row.a);
        out += "=~+-"[static_cast<std::size_t>(row.change)];
        if (row.b != no_index) out += std::to_string(row.b);
        if (row.parts != 0) out += "(" + std::to_string(row.parts) + ")";
    }
    return out;
}

} // namespace

TEST_CASE("settings are compared field by field, variables and labels by name") {
    ImageRecord a;
    ImageRecord b;
    CHECK(rows(a, b).empty());
    a.config.settings.env = {"PATH=/bin", "OLD=1", "V=1"};
    b.config.settings.env = {"V=2", "PATH=/bin", "NEW=a=b"};
    CHECK(rows(a, b) == "+Env[NEW]: a=b\n-Env[OLD]: 1\nEnv[V]: 1 -> 2");
    a = b = {};
    a.config.settings.user = "root";
    b.config.settings.user = "app";
    a.config.settings.cmd = {{"sh", "-c", "a \"b\""}};
    b.config.settings.entrypoint = {{"/app"}};
    a.config.settings.exposed_ports = {"80/tcp", "81/tcp"};
    b.config.settings.exposed_ports = {"81/tcp"};
    b.config.settings.labels = {{"x", "1"}};
    b.config.settings.stop_signal = "SIGTERM";
    CHECK(rows(a, b) == "User: root -> app\n+Entrypoint: [\"/app\"]\n-Cmd: [\"sh\",\"-c\",\"a \\\"b\\\"\"]\n"
                        "+StopSignal: SIGTERM\n-ExposedPorts[80/tcp]: \n+Labels[x]: 1");
    a = b = {};
    a.config.settings.cmd = std::vector<std::string>{};
    CHECK(rows(a, b) == "-Cmd: []");
    a = {};
    b.config.settings.volumes = {"/data"};
    CHECK(rows(a, b) == "+Volumes[/data]: ");
}

TEST_CASE("fields that the model has no place for are compared by their JSON") {
    ImageRecord a;
    ImageRecord b;
    a.config.document = R"({"config":{"Healthcheck":{"Test":["CMD","x"],"Interval":30},"Tty":false,"Hostname":""}})";
    b.config.document =
        R"({"config":{"Healthcheck":{"Interval":31,"Test":["CMD","x"]},"Hostname":"f00"},"parent":"p"})";
    CHECK(rows(a, b) == "Healthcheck: {\"Interval\":30,\"Test\":[\"CMD\",\"x\"]} -> "
                        "{\"Interval\":31,\"Test\":[\"CMD\",\"x\"]}\n+Hostname: f00\n+parent: p");
    b.config.document = R"({ "config" : {"Healthcheck":{"Interval":30,"Test":["CMD","x"]}}})";
    CHECK(rows(a, b).empty());
    b.config.document = "no JSON";
    CHECK(rows(a, b).starts_with("-Healthcheck"));
}

TEST_CASE("names, annotations and times can be ignored one by one") {
    ImageRecord a;
    ImageRecord b;
    a.names = {read_reference("web:1.0")};
    b.names = {read_reference("web:1.1")};
    a.config.created = "2026-01-01T00:00:00Z";
    b.config.created = "2026-01-02T00:00:00Z";
    CHECK(rows(a, b) == "created: 2026-01-01T00:00:00Z -> 2026-01-02T00:00:00Z\n-name[web:1.0]: \n+name[web:1.1]: ");
    CHECK(rows(a, b, IgnoreSet{}.add(Ignore::image_name)).starts_with("created"));
    CHECK(rows(a, b, IgnoreSet{}.add(Ignore::image_times)).starts_with("-name"));
    CHECK(rows(a, b, IgnoreSet::semantic()).empty());
    b.names.clear(); // saved by its id: nothing to compare
    CHECK(rows(a, b, IgnoreSet::timestamps()).empty());
    a = b = {};
    a.annotations = {{"k", "1"}, {"org.opencontainers.image.created", "x"}};
    CHECK(rows(a, b).empty()); // only one archive has a manifest
    a.manifest_digest.algorithm = b.manifest_digest.algorithm = DigestAlgorithm::sha256;
    CHECK(rows(a, b) == "-annotations[org.opencontainers.image.created]: x\n-annotations[k]: 1");
    CHECK(rows(a, b, IgnoreSet::semantic()) == "-annotations[k]: 1");
}

TEST_CASE("histories are compared row against row") {
    const HistoryRow base{.created = "1", .created_by = "ADD base /"};
    const HistoryRow run{.created = "2", .created_by = "RUN apt-get install curl"};
    const HistoryRow run_wget{.created = "2", .created_by = "RUN apt-get install wget"};
    const HistoryRow cmd{.created = "3", .created_by = "CMD sh", .empty_layer = true};
    HistoryRow later = run;
    later.created = "9";
    CHECK(history_rows({base, run}, {base, run}) == "0=0 1=1");
    CHECK(history_rows({base, cmd}, {base, run, cmd}) == "0=0 +1 1=2");
    CHECK(history_rows({base, run, cmd}, {base, cmd}) == "0=0 1- 2=1");
    CHECK(history_rows({base, run}, {base, later}) == "0=0 1~1(1)");
    CHECK(history_rows({base, run}, {base, run_wget}) == "0=0 1~1(2)");
    CHECK(history_rows({base}, {cmd}) == "0- +0");
    CHECK(history_rows({base, run}, {base, later}, IgnoreSet{}.add(Ignore::image_times)) == "0=0 1=1");
    CHECK(history_rows({}, {}).empty());
}
