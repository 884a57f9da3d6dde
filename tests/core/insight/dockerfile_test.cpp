#include "core/base/text.hpp"
#include "core/insight/dockerfile.hpp"
#include "core/insight/dockerfile_run.hpp"
#include "core/insight/dockerfile_words.hpp"
#include "core/model/instruction.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>

using namespace strata;

namespace {

struct Row {
    std::string created_by;
    std::string comment = "";
    std::string layer = ""; ///< as kit::layer_from_text reads it; "" for none
};

struct Image {
    ImageRecord record;
    std::vector<std::shared_ptr<const Layer>> layers;
};

Image image_of(std::initializer_list<Row> rows, ContainerSettings settings = {}) {
    Image image;
    image.record.config.settings = std::move(settings);
    for (const Row& row : rows) {
        const auto number = static_cast<std::uint32_t>(image.record.config.history.size());
        image.record.config.history.push_back(
            {.created_by = row.created_by, .comment = row.comment, .empty_layer = row.layer.empty()});
        if (row.layer.empty()) continue;
        LayerRecord layer;
        layer.history = number;
        image.record.layers.push_back(layer);
        image.layers.push_back(std::make_shared<const Layer>(kit::layer_from_text(row.layer)));
    }
    return image;
}

/// All lines but FROM scratch and the settings that no row tells of, each with its notes in front: "(note) TEXT".
std::string lines_of(const Image& image, const BaseImage& base = {}, BaseSteps steps = BaseSteps::hidden) {
    std::string out;
    for (const DockerfileLine& line : reconstruct_dockerfile(image.record, image.layers, base, steps).lines) {
        const bool of_row = line.row != no_index || line.layer != no_index;
        if (line.text == "FROM scratch" || (!of_row && !line.text.starts_with("FROM "))) continue;
        for (const std::string& note : line.notes) out += text('(', note, ") ");
        out += line.text + '\n';
    }
    return out;
}

std::string line_of(Row row, ContainerSettings settings = {}) {
    std::string lines = lines_of(image_of({std::move(row)}, std::move(settings)));
    lines.pop_back();
    return lines;
}

constexpr const char* buildkit = "buildkit.dockerfile.v0";

} // namespace

TEST_CASE("RUN is what its author wrote, whoever built it") {
    CHECK(line_of({"/bin/sh -c apt-get update"}) == "RUN apt-get update");
    CHECK(line_of({"RUN /bin/sh -c apt-get update # buildkit", buildkit}) == "RUN apt-get update");
    CHECK(line_of({"RUN apt-get update"}) == "RUN apt-get update"); // kaniko
    CHECK(line_of({"/bin/sh -c make && \t\tmake install"}) == "RUN make && \\\n\t\tmake install");
    CHECK(line_of({"/bin/sh -c a &&     b  c"}) == "RUN a && \\\n    b  c");
    CHECK(line_of({"/bin/sh -c a &&     # b"}) == "RUN a &&     # b"); // a line of its own would be a comment
    CHECK(line_of({"|1 REV=r42 /bin/sh -c make"}) == "(built with --build-arg REV=r42) RUN make");
    CHECK(lines_of(image_of({{"ARG REV=r42", buildkit}, {"RUN |1 REV=r42 /bin/sh -c make # buildkit", buildkit}})) ==
          "ARG REV=r42\nRUN make\n");
}

TEST_CASE("RUN for another shell, or for none, is a list of words") {
    CHECK(line_of({"/bin/bash -o pipefail -c a | b"}) == R"(RUN ["/bin/bash", "-o", "pipefail", "-c", "a | b"])");
    CHECK(line_of({"RUN /bin/app --init # buildkit", buildkit}) ==
          R"((was written as a list of words; where each ends is not recorded) RUN ["/bin/app", "--init"])");
    ContainerSettings settings;
    settings.shell = {{"/bin/bash", "-o", "pipefail", "-c"}};
    CHECK(line_of({"/bin/bash -o pipefail -c a | b"}, settings) == "RUN a | b"); // the base image chose it
    CHECK(lines_of(image_of({{"SHELL [/bin/bash -ec]", buildkit}, {"RUN /bin/bash -ec a # buildkit", buildkit}})) ==
          "SHELL [\"/bin/bash\", \"-ec\"]\nRUN a\n");
}

TEST_CASE("a command of several lines is a heredoc") {
    CHECK(line_of({"RUN /bin/sh -c set -e\nmake\n # buildkit", buildkit}) == "RUN <<EOF\nset -e\nmake\nEOF");
    CHECK(line_of({"RUN /bin/sh -c cat <<EOT > /x\nhello\nEOT # buildkit", buildkit}) ==
          "RUN cat <<EOT > /x\nhello\nEOT");
    CHECK(line_of({"RUN /bin/sh -c a\nEOF\nb # buildkit", buildkit}) == "RUN <<EOF1\na\nEOF\nb\nEOF1");
    CHECK(line_of({"RUN /dev/pipes/EOF # buildkit", buildkit}) ==
          "(RUN of a heredoc that begins with #!, whose text is not recorded) ");
    CHECK(line_of({"COPY <<EOF /etc/x # buildkit", buildkit}) ==
          "(the text of the heredoc is not recorded; it is the file /etc/x) COPY <<EOF /etc/x\nEOF");
}

TEST_CASE("COPY by hash takes the names of what it made") {
    const std::string hash(64, 'a');
    CHECK(line_of({text("/bin/sh -c #(nop) COPY file:", hash, " in /srv/ "), "", "srv/hello.txt=1"}) ==
          "(the source is recorded as a hash only: its name is that of the copy) COPY hello.txt /srv/");
    CHECK(line_of({text("/bin/sh -c #(nop) ADD file:", hash, " in /a.txt "), "", "a.txt=1"}) ==
          "(the source is recorded as a hash only: its name is that of the copy) ADD a.txt /a.txt");
    CHECK(line_of({text("/bin/sh -c #(nop) COPY multi:", hash, " in /q/ "), "", "q/b.sh=1\nq/a.sh=1"}) ==
          "(the sources are recorded as a hash only: their names are those of the copies) COPY a.sh b.sh /q/");
    CHECK(line_of({text("/bin/sh -c #(nop) COPY --chown=5:5dir:", hash, " in /app "), "", "app/a=1"}) ==
          "(the folder that was copied is not recorded: . stands for it) COPY --chown=5:5 . /app");
    CHECK(line_of({text("/bin/sh -c #(nop) ADD file:", hash, " in / "), "", "bin/\nbin/sh=1\netc/\netc/passwd=1"}) ==
          "(an archive, probably, that ADD unpacked: its name is not recorded) ADD archive.tar /");
    CHECK(line_of({text("/bin/sh -c #(nop) COPY multi:", hash, " in /q/ ")}) ==
          "(what was copied is recorded as a hash only: . stands for it) COPY . /q/");
    CHECK(lines_of(image_of({{"/bin/sh -c #(nop) WORKDIR /srv"},
                             {text("/bin/sh -c #(nop) COPY file:", hash, " in ./ "), "", "srv/a=1"}})) ==
          "WORKDIR /srv\n(the source is recorded as a hash only: its name is that of the copy) COPY a ./\n");
    CHECK(line_of({"COPY --chown=5 src /home # buildkit", buildkit}) == "COPY --chown=5 src /home");
    CHECK(line_of({"COPY /out.c /usr/ # buildkit", buildkit}) ==
          "(a source that begins with / is mostly another stage's: COPY --from=STAGE) COPY /out.c /usr/");
    CHECK(line_of({"/bin/sh -c #(nop) ADD file:ab in /x "}) == "ADD file:ab in /x"); // no hash: as it stands
}

TEST_CASE("a file that is copied into a folder has the name that the folder's layer shows, slash or no slash") {
    const std::string hash(64, 'a');
    const std::string note = "(the source is recorded as a hash only: its name is that of the copy) ";
    CHECK(line_of({text("/bin/sh -c #(nop) COPY file:", hash, " in /usr/local/bin "), "",
                   "usr/\nusr/local/\nusr/local/bin/\nusr/local/bin/start.sh=1"}) ==
          note + "COPY start.sh /usr/local/bin");
    CHECK(line_of({text("/bin/sh -c #(nop) COPY --chown=1:1 file:", hash, " in /etc/nginx/conf.d "), "",
                   "etc/nginx/conf.d/a.conf=1"}) == note + "COPY --chown=1:1 a.conf /etc/nginx/conf.d");
    CHECK(line_of({text("/bin/sh -c #(nop) ADD file:", hash, " in /opt "), "", "opt/tool=1"}) ==
          note + "ADD tool /opt");
    CHECK(line_of({text("/bin/sh -c #(nop) ADD file:", hash, " in /opt "), "", "opt/a=1\nopt/b=1"}) ==
          "(an archive, probably, that ADD unpacked: its name is not recorded) ADD archive.tar /opt");
    // /bin is another layer's link to /usr/bin.
    CHECK(line_of({text("/bin/sh -c #(nop) COPY file:", hash, " in /bin/ "), "", "usr/bin/start.sh=1"}) ==
          note + "COPY start.sh /bin/");
    CHECK(line_of({text("/bin/sh -c #(nop) COPY file:", hash, " in /bin "), "", "usr/bin/start.sh=1"}) ==
          note + "COPY start.sh /bin");
    CHECK(line_of({text("/bin/sh -c #(nop) COPY file:", hash, " in /bin/a "), "", "usr/bin/a=1"}) ==
          note + "COPY a /bin/a");
    CHECK(line_of({text("/bin/sh -c #(nop) COPY file:", hash, " in /opt/b ")}) == note + "COPY b /opt/b"); // not read
}

TEST_CASE("paths with blanks stand in a list") {
    const std::string hash(64, 'a');
    CHECK(line_of({text("/bin/sh -c #(nop) COPY file:", hash, " in /my dir/ "), "", "my%20dir/f%20n=c"}) ==
          R"((the source is recorded as a hash only: its name is that of the copy) COPY ["f n", "/my dir/"])");
    CHECK(line_of({text("/bin/sh -c #(nop) COPY --chown=5 dir:", hash, " in /my dir ")}) ==
          R"((the folder that was copied is not recorded: . stands for it) COPY --chown=5 [".", "/my dir"])");
    const std::string note = "(where paths with blanks end is not recorded: it is taken from what the layer holds) ";
    CHECK(line_of({"COPY a b /my dir/ # buildkit", buildkit, "my%20dir/a=1\nmy%20dir/b=1"}) ==
          note + R"(COPY ["a", "b", "/my dir/"])");
    CHECK(line_of({"COPY --link src/my file x /d # buildkit", buildkit, "d/my%20file=1\nd/x=1"}) ==
          note + R"(COPY --link ["src/my file", "x", "/d"])");
    CHECK(line_of({"COPY my file /d # buildkit", buildkit, "d=1"}) == note + R"(COPY ["my file", "/d"])");
    CHECK(line_of({"COPY a b /d/ # buildkit", buildkit, "d/a=1\nd/b=1"}) == "COPY a b /d/");
    CHECK(line_of({"COPY a b /elsewhere/ # buildkit", buildkit, "d/a=1\nd/b=1"}) == "COPY a b /elsewhere/");
    CHECK(line_of({"COPY a b /my dir/", "", "my%20dir/a=1"}) == "COPY a b /my dir/"); // kaniko: its author's words
}

TEST_CASE("ENV and LABEL get their quotes back from what the image has in the end") {
    ContainerSettings settings;
    settings.env = {{"LANG=C.UTF-8", "MULTI=a=b c", "MONEY=$5"}};
    settings.labels = {{"maintainer", "A B <a@b>"}, {"title", "say \"hi\""}};
    CHECK(line_of({"/bin/sh -c #(nop)  ENV LANG=C.UTF-8 MULTI=a=b c MONEY=$5"}, settings) ==
          R"(ENV LANG=C.UTF-8 MULTI="a=b c" MONEY="\$5")");
    CHECK(line_of({"LABEL maintainer=A B <a@b> title=say \"hi\"", buildkit}, settings) ==
          R"(LABEL maintainer="A B <a@b>" title="say \"hi\"")");
    CHECK(line_of({"ENV OLD=x y NEXT=z", buildkit}, settings) ==
          R"((where a value ends is not recorded: there is more than one way to read it) ENV OLD="x y" NEXT=z)");
    // buildah keeps the author's words
    CHECK(line_of({R"(/bin/sh -c #(nop) ENV MULTI="a=b c")"}, settings) == R"(ENV MULTI="a=b c")");
    CHECK(line_of({R"(ENV A="b c")"}, settings) == R"(ENV A="b c")"); // and so does kaniko
}

TEST_CASE("lists and maps of Go become words of a Dockerfile") {
    CHECK(line_of({R"(/bin/sh -c #(nop)  CMD ["httpd" "-f"])"}) == R"(CMD ["httpd", "-f"])");
    CHECK(line_of({R"(/bin/sh -c #(nop)  CMD ["/bin/sh" "-c" "exec app \"$A\""])"}) == R"(CMD exec app "$A")");
    CHECK(line_of({R"(CMD ["httpd","-f"])"}) == R"(CMD ["httpd","-f"])");
    CHECK(line_of({"ENTRYPOINT []", buildkit}) == "ENTRYPOINT []");
    CHECK(line_of({"EXPOSE map[53/udp:{} 80/tcp:{}]", buildkit}) == "EXPOSE 53/udp 80/tcp");
    CHECK(line_of({"EXPOSE [53/udp 80/tcp]", buildkit}) == "EXPOSE 53/udp 80/tcp");
    CHECK(line_of({"/bin/sh -c #(nop)  EXPOSE 53/udp 80/tcp"}) == "EXPOSE 53/udp 80/tcp");
    CHECK(line_of({"/bin/sh -c #(nop)  VOLUME [/data /var/log]"}) == R"(VOLUME ["/data", "/var/log"])");
    CHECK(line_of({R"(/bin/sh -c #(nop) VOLUME ["/data", "/var/log"])"}) == R"(VOLUME ["/data", "/var/log"])");
    CHECK(line_of({"/bin/sh -ec #(nop)  ONBUILD RUN echo onbuild"}) == "ONBUILD RUN echo onbuild");
    CHECK(line_of({"ARG A=two words", buildkit}) == "ARG A=\"two words\"");
    CHECK(line_of({"ARG TARGETARCH TARGETVARIANT"}) == "ARG TARGETARCH TARGETVARIANT");
}

TEST_CASE("HEALTHCHECK is read from Go's structure, old and new") {
    CHECK(read_health_check(R"(&{["CMD-SHELL" "wget -q x || exit 1"] "30s" "5s" "2s" "0s" '\x05'})") ==
          "--interval=30s --timeout=5s --start-period=2s --retries=5 CMD wget -q x || exit 1");
    CHECK(read_health_check(R"(&{["CMD" "a" "b"] "0s" "5s" "0s" '\x00'})") == "--timeout=5s CMD [\"a\", \"b\"]");
    CHECK(read_health_check(R"(&{["NONE"] "0s" "0s" "0s" '\x00'})") == "NONE");
    CHECK(read_health_check(R"(&{["CMD-SHELL" "a"] "1m0s" "0s" "0s" "0s" '2'})") ==
          "--interval=1m0s --retries=50 CMD a");
    CHECK_FALSE(read_health_check("--interval=30s CMD a").has_value());
    CHECK_FALSE(read_health_check("&{[").has_value());
}

TEST_CASE("what is no instruction is a note, however it is written") {
    CHECK(line_of({"bazel build //a:b"}) == "(no instruction of a Dockerfile: bazel build //a:b) ");
    CHECK(line_of({"", "imported busybox"}) ==
          "(the history does not say what this step did) (comment: imported busybox) ");
    CHECK(line_of({"sh -c echo committed", "a commit"}) ==
          "(no instruction of a Dockerfile: sh -c echo committed) (comment: a commit) ");
    CHECK(line_of({"ENV A=b\nRUN evil", buildkit}).find("\nRUN evil") == std::string::npos);
    CHECK(line_of({"COPY --link bin # buildkit", buildkit}) == "(names no source or no target: COPY --link bin) ");
    CHECK(line_of({"RUN"}) == "(RUN without a value) ");
    CHECK(line_of({"COPY # buildkit", buildkit}) == "(COPY without a value) ");
    CHECK(line_of({"/bin/sh -c #(nop) COPY a C:\\b\\"}) ==
          "(can't be written in a Dockerfile as it is: COPY a C:\\b\\) ");
}

TEST_CASE("a heredoc whose COPY holds line ends opens no instruction behind it") {
    CHECK(line_of({"COPY <<EOF\nRUN evil /x # buildkit", buildkit}) ==
          "(can't be written on one line: COPY <<EOF\nRUN evil /x) ");
}

TEST_CASE("Windows escapes with a backquote, for its paths end with backslashes") {
    Image image = image_of(
        {{"cmd /S /C #(nop) COPY dir:ab in C:\\app\\ "}, {"cmd /S /C echo hello"}, {"Apply image 10.0.17763"}});
    image.record.platform.os = "windows";
    const Dockerfile dockerfile = reconstruct_dockerfile(image.record, {}, {}, BaseSteps::hidden);
    CHECK(dockerfile.escape == '`');
    CHECK(dockerfile.lines.at(2).text == "RUN echo hello");
    CHECK(dockerfile.lines.at(1).text == "COPY dir:ab in C:\\app\\");
}

TEST_CASE("statements of PowerShell that SHELL begins with are not said again by each RUN") {
    constexpr const char* stop = "powershell -Command $ErrorActionPreference = 'Stop';";
    const std::string unsure = "(was written as a list of words; where each ends is not recorded) ";
    const std::string choice = R"(SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"])";
    const auto lines = [](Image image) {
        image.record.platform.os = "windows";
        return lines_of(image);
    };
    const std::string command = text(stop, " Get-Item C:\\");
    CHECK(lines(image_of({{text("cmd /S /C #(nop)  SHELL [", stop, ']')}, {command}})) ==
          text(unsure, choice, "\nRUN Get-Item C:\\\n"));
    CHECK(lines(image_of({{text("SHELL [", stop, ']'), buildkit}, {text("RUN ", command, " # buildkit"), buildkit}})) ==
          text(unsure, choice, "\nRUN Get-Item C:\\\n"));
    // The finished image's configuration has the words.
    ContainerSettings settings;
    settings.shell = {{"powershell", "-Command", "$ErrorActionPreference", "= 'Stop';"}};
    CHECK(lines(image_of({{text("SHELL [", stop, ']'), buildkit}, {command}}, settings)) ==
          "SHELL [\"powershell\", \"-Command\", \"$ErrorActionPreference\", \"= 'Stop';\"]\nRUN Get-Item C:\\\n");
    CHECK(lines(image_of({{"SHELL [powershell -Command]", buildkit}, {"powershell -Command dir"}})) ==
          "SHELL [\"powershell\", \"-Command\"]\nRUN dir\n");
    // Another statement, and none behind it, are another shell's.
    CHECK(lines(image_of({{text("SHELL [", stop, ']'), buildkit}, {text(stop, "x")}})) == text(unsure, choice, R"(
RUN ["powershell", "-Command", "$ErrorActionPreference = 'Stop';x"]
)"));
}

TEST_CASE("FROM names the base, or its own steps stand in a stage in front") {
    const Image image =
        image_of({{"ADD a.tar / # buildkit", buildkit, "a=1"}, {"RUN /bin/sh -c b # buildkit", buildkit, "b=1"}});
    BaseImage base{.layers = 1, .rows = 1, .name = "debian:12", .digest = "sha256:ab", .reason = "by label x"};
    CHECK(lines_of(image, base) == "(base image: by label x) (its digest was sha256:ab) FROM debian:12\nRUN b\n");
    CHECK(lines_of(image, base, BaseSteps::shown) ==
          "FROM scratch AS base\nADD a.tar /\n(base image: by label x) (its digest was sha256:ab) FROM base\nRUN b\n");
    base.name = "evil\nRUN x";
    base.digest.clear();
    CHECK(lines_of(image, base) ==
          "FROM scratch AS base\nADD a.tar /\n(base image: by label x) (its name is not recorded: "
          "its own steps stand above) FROM base\nRUN b\n");
    CHECK(lines_of(image) == "ADD a.tar /\nRUN b\n");
}

TEST_CASE("layers that the history does not tell of are not forgotten") {
    Image image = image_of({{"RUN a", "", "a=1"}});
    LayerRecord more;
    image.record.layers.push_back(more);
    CHECK(lines_of(image) == "RUN a\n(the history does not tell of this layer) \n");
}

TEST_CASE("settings that no step tells of stand at the end, and can't bring in an instruction") {
    Image image = image_of({{"RUN a", "", "a=1"}}, {.user = "x\nRUN evil", .env = {{"A=b", "C=d"}}, .cmd = {{"\\"}}});
    image.record.config.settings.on_build = {{"RUN a \\"}};
    std::string out;
    for (const DockerfileLine& line : reconstruct_dockerfile(image.record, {}, {}, BaseSteps::hidden).lines)
        out += line.text + '\n';
    CHECK(out == "FROM scratch\nRUN a\nENV A=b\nENV C=d\nUSER \"x RUN evil\"\nCMD [\"\\\\\"]\n\n");
}

TEST_CASE("whatever the history holds, every line of the file is an instruction, a comment or inside of one") {
    std::mt19937 random(3);
    const auto pick = [&](std::size_t below) { return static_cast<std::size_t>(random() % below); };
    const std::string pieces[] = {
        "RUN ",   "COPY ", "ENV ",       "LABEL ", "CMD ", "/bin/sh -c ", "#(nop) ",     "|1 A=b ",         "\n",
        "\\",     "a=b ",  "<<EOF ",     "EOF",    "\"",   "[",           "]",           "HEALTHCHECK &{[", "'",
        " in / ", "file:", "# buildkit", "   ",    "\t",   "$x",          "EXPOSE map[", "SHELL ",          "x"};
    for (int round = 0; round < 20'000; round++) {
        std::string created_by;
        for (std::size_t count = pick(9); count > 0; count--) created_by += pieces[pick(std::size(pieces))];
        const Image image = image_of({{created_by, pick(2) == 0 ? buildkit : ""}});
        const Dockerfile dockerfile = reconstruct_dockerfile(image.record, {}, {}, BaseSteps::hidden);
        for (const DockerfileLine& line : dockerfile.lines) {
            INFO(created_by);
            REQUIRE_FALSE(line.text.ends_with('\\'));
            if (line.text.empty()) continue;
            REQUIRE_FALSE(instruction_verb(line.text).empty());
            const std::size_t end = line.text.find('\n');
            if (end == std::string::npos) continue;
            const bool joined = line.text[end - 1] == '\\';
            const bool here = line.text.substr(0, end).find("<<") != std::string::npos;
            REQUIRE((joined || here));
        }
    }
}

TEST_CASE("a RUN that was broken into lines is the same command when a builder joins them") {
    std::mt19937 random(4);
    for (int round = 0; round < 5000; round++) {
        std::string command = "a";
        for (std::size_t count = random() % 12; count > 0; count--) {
            const std::string pieces[] = {" ", "    ", "\t\t", "b", "&&", ";", "\\", "#", "'"};
            command += pieces[random() % 9];
        }
        command += "z";
        std::string joined;
        const std::string run = run_in_shell(command, '\\');
        for (std::size_t at = 4; at < run.size(); at++) {
            if (run[at] == '\\' && run[at + 1] == '\n')
                at++;
            else
                joined += run[at];
        }
        REQUIRE(joined == command);
        REQUIRE(run.find("\n#") == std::string::npos);
    }
}
