#include "core/base/text.hpp"
#include "core/insight/dockerfile_settings.hpp"

#include <catch2/catch_test_macros.hpp>
#include <initializer_list>
#include <string>

using namespace strata;

namespace {

constexpr const char* buildkit = "buildkit.dockerfile.v0";

struct Row {
    std::string created_by;
    std::string comment = "";
};

/// The lines, each with its notes but the first's own in front: "(note) TEXT".
std::string lines_of(std::initializer_list<Row> rows, ContainerSettings settings, std::string document = "") {
    ImageConfig config;
    config.settings = std::move(settings);
    config.document = std::move(document);
    for (const Row& row : rows)
        config.history.push_back({.created_by = row.created_by, .comment = row.comment, .empty_layer = true});
    std::string out;
    for (const DockerfileLine& line : settings_without_steps(config, '\\')) {
        for (const std::string& note : line.notes)
            if (!note.starts_with("from here on")) out += text('(', note, ") ");
        out += line.text + '\n';
    }
    return out;
}

ContainerSettings all_settings() {
    ContainerSettings settings;
    settings.env = {{"A=two words", "B="}};
    settings.labels = {{"base", "bb"}};
    settings.exposed_ports = {"99/tcp", "53/udp"};
    settings.volumes = {"/data"};
    settings.working_dir = "/srv/app";
    settings.user = "1000";
    settings.stop_signal = "SIGQUIT";
    settings.shell = {{"/bin/bash", "-c"}};
    settings.entrypoint = {{"/entry"}};
    settings.cmd = {{"/bin/sh", "-c", "run \"it\""}};
    settings.on_build = {{"RUN make"}};
    return settings;
}

} // namespace

TEST_CASE("what only the configuration records becomes instructions, and a note says so once") {
    CHECK(lines_of({{"sh -c echo committed", "a commit"}}, all_settings()) ==
          "ENV A=\"two words\"\nENV B=\nLABEL base=bb\nEXPOSE 99/tcp\nEXPOSE 53/udp\nVOLUME [\"/data\"]\n"
          "WORKDIR /srv/app\nUSER 1000\nSTOPSIGNAL SIGQUIT\nSHELL [\"/bin/bash\", \"-c\"]\nENTRYPOINT [\"/entry\"]\n"
          "CMD [\"/bin/sh\", \"-c\", \"run \\\"it\\\"\"]\nONBUILD RUN make\n");
    ImageConfig config;
    config.settings = all_settings();
    const auto lines = settings_without_steps(config, '\\');
    CHECK(lines[0].notes == std::vector<std::string>{"from here on: recorded by the configuration and by no step; "
                                                     "which layer a line came with is not known"});
    CHECK(lines[1].notes.empty());
    CHECK(lines_of({}, {}).empty());
}

TEST_CASE("what the history tells is not said again, whoever wrote it") {
    CHECK(lines_of({{"/bin/sh -c #(nop)  ENV A=two words B="},
                    {"/bin/sh -c #(nop)  LABEL base=bb"},
                    {"/bin/sh -c #(nop)  EXPOSE 53/udp 99/tcp"},
                    {"/bin/sh -c #(nop)  VOLUME [/data]"},
                    {"/bin/sh -c #(nop) WORKDIR /srv"},
                    {"/bin/sh -c #(nop) WORKDIR app"},
                    {"/bin/sh -c #(nop)  USER 1000"},
                    {"/bin/sh -c #(nop)  STOPSIGNAL SIGQUIT"},
                    {"/bin/sh -c #(nop)  SHELL [/bin/bash -c]"},
                    {"/bin/sh -c #(nop)  ENTRYPOINT [\"/entry\"]"},
                    {R"(/bin/sh -c #(nop)  CMD ["/bin/sh" "-c" "run \"it\""])"},
                    {"/bin/sh -c #(nop)  ONBUILD RUN make"}},
                   all_settings())
              .empty());
    CHECK(lines_of({{"ENV A=two words B=", buildkit},
                    {"LABEL base=bb", buildkit},
                    {"EXPOSE map[53/udp:{} 99/tcp:{}]", buildkit},
                    {"VOLUME [/data]", buildkit},
                    {"WORKDIR /srv/app", buildkit},
                    {"USER 1000", buildkit},
                    {"STOPSIGNAL SIGQUIT", buildkit},
                    {"SHELL [/bin/bash -c]", buildkit},
                    {"ENTRYPOINT [\"/entry\"]", buildkit},
                    {R"(CMD ["/bin/sh" "-c" "run \"it\""])", buildkit}},
                   all_settings()) == "ONBUILD RUN make\n"); // BuildKit has no row for it
    CHECK(lines_of({{R"(/bin/sh -c #(nop) ENV A="two words" B=$NOTHING)"},
                    {"/bin/sh -c #(nop) LABEL \"base\"=bb"},
                    {"/bin/sh -c #(nop) EXPOSE 90-100 53/UDP"},
                    {R"(/bin/sh -c #(nop) VOLUME ["/data"])"},
                    {"/bin/sh -c #(nop) WORKDIR $HOME/app"},
                    {"/bin/sh -c #(nop) USER \"1000\""},
                    {"/bin/sh -c #(nop) STOPSIGNAL SIGQUIT"},
                    {R"(/bin/sh -c #(nop) SHELL ["/bin/bash","-c"])"},
                    {R"(/bin/sh -c #(nop) ENTRYPOINT ["/entry"])"},
                    {"/bin/sh -c #(nop) CMD run \"it\""},
                    {"/bin/sh -c #(nop) ONBUILD RUN  make"}},
                   all_settings())
              .empty());
    CHECK(lines_of({{"ENV A two words"}, {"ENV B=$X"}}, {.env = {{"A=two words", "B=c"}}}).empty()); // kaniko
}

TEST_CASE("the last step that sets something tells of it, unless the configuration has another value") {
    CHECK(lines_of({{"ENV A=1", buildkit}, {"ENV A=2 B=3", buildkit}}, {.env = {{"A=2", "B=4"}}}) == "ENV B=4\n");
    CHECK(lines_of({{"ENV A=2", buildkit}, {"ENV A=1", buildkit}}, {.env = {{"A=2"}}}) == "ENV A=2\n");
    CHECK(lines_of({{"USER 5", buildkit}, {"WORKDIR /a", buildkit}}, {.user = "6", .working_dir = "/"}) == "USER 6\n");
    CHECK(lines_of({{"EXPOSE [80/tcp]", buildkit}}, {.exposed_ports = {"80", "81"}}) == "EXPOSE 81\n");
    CHECK(lines_of({{"VOLUME $DATA"}, {"VOLUME /x"}}, {.volumes = {"/data"}}).empty());
    // ENTRYPOINT takes back the base image's CMD.
    CHECK(lines_of({{"CMD [\"a\"]", buildkit}}, {.entrypoint = {{"/e"}}, .cmd = {{"a"}}}) ==
          "ENTRYPOINT [\"/e\"]\nCMD [\"a\"]\n");
}

TEST_CASE("what builders set by themselves is no instruction") {
    CHECK(lines_of({}, {.env = {{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "no pair", "=x"}},
                        .labels = {{"io.buildah.version", "1.28.2"}}})
              .empty());
    CHECK(lines_of({}, {.env = {{"PATH=/bin"}}}) == "ENV PATH=/bin\n");
}

TEST_CASE("a health check is taken from the document") {
    const std::string front = R"({"config": {"Healthcheck": )";
    CHECK(lines_of({}, {}, front + R"({"Test": ["CMD-SHELL", "wget -q x"], "Interval": 1500000000, "Retries": 3}}})") ==
          "HEALTHCHECK --interval=1500ms --retries=3 CMD wget -q x\n");
    CHECK(lines_of({}, {}, front + R"({"Test": ["CMD", "a", "b"], "Timeout": 90000000000}}})") ==
          "HEALTHCHECK --timeout=90000ms CMD [\"a\", \"b\"]\n");
    CHECK(lines_of({}, {}, front + R"({"Test": ["NONE"]}}})") == "HEALTHCHECK NONE\n");
    CHECK(lines_of({}, {}, front + R"({"Test": 5}}})").empty());
    CHECK(lines_of({{"HEALTHCHECK &{[\"NONE\"] \"0s\" '\\x00'}", buildkit}}, {}, front + R"({"Test": ["NONE"]}}})")
              .empty());
}

TEST_CASE("values that a Dockerfile can't say have a note") {
    CHECK(lines_of({}, {.env = {{"A=b\nRUN evil", "M=$5"}}}) ==
          "(its value has several lines, which a Dockerfile can't say) ENV A=\"b RUN evil\"\nENV M=\"\\$5\"\n");
}
