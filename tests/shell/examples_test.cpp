// Every example of every command's help is run by a shell, in a folder with the files it names.
#include "core/base/text.hpp"
#include "shell/commands.hpp"
#include "tests/kit/image_builder.hpp"
#include "tests/kit/run_command.hpp"
#include "tests/kit/temporary_directory.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

using namespace strata;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {

/// A web server of four layers, the third with a file that the fourth deletes.
kit::ImagePlan web(const std::string& tag, std::string greeting) {
    kit::ImagePlan image;
    image.names = {"web:" + tag};
    image.settings.labels = {{"org.opencontainers.image.source", "https://example.org/web"}};
    image.settings.cmd = {{"/usr/bin/web"}};
    using kit::file;
    image.steps = {
        {.created_by = "ADD rootfs.tar /",
         .layer = kit::write_tar(
             {file("etc/os-release", "ID=debian\n"), file("etc/passwd", "root:x:0:0\n"),
              file("usr/bin/env", "#!", 0755), file("usr/lib/libc.so", std::string(5000, 'c')),
              file("var/lib/dpkg/status", "Package: libc6\nStatus: install ok installed\nVersion: 2.36-9\n"),
              file("var/lib/dpkg/info/libc6.list", "/usr/lib/libc.so\n")})},
        {.created_by = "RUN apt-get install web",
         .layer = kit::write_tar({file("usr/bin/web", std::string(9000, 'w'), 0755), file("usr/lib/libweb.so", "so")})},
        {.created_by = "COPY . /srv",
         .layer = kit::write_tar({file("srv/index.html", std::move(greeting)), file("root/.netrc", "login me\n")})},
        {.created_by = "RUN adduser " + tag,
         .layer =
             kit::write_tar({file("etc/passwd", "root:x:0:0\nweb" + tag + ":x:9:9\n"), kit::whiteout("root/.netrc")})}};
    return image;
}

/// The folder that the examples are written for.
class ExampleFolder {
public:
    ExampleFolder() {
        const kit::ImagePlan old_web = web("1.0", "hello\n"), new_web = web("1.1", "hello, world\n");
        const kit::LayoutOptions oci{.layout = kit::Layout::oci, .layers = kit::Packing::gzip};
        write(".strata-check.yaml", "max-size: 1GB\n");
        write("known.txt", "login-file /root/.netrc\n");
        for (const char* name : {"web.tar", "web-1.0.tar", "a.tar"}) write(name, kit::build_archive(old_web, {}));
        for (const char* name : {"web-1.1.tar", "b.tar"}) write(name, kit::build_archive(new_web, oci));
        write("all.tar", kit::build_archive(std::vector{old_web, new_web}, {}));
        kit::ImagePlan debian = old_web;
        debian.names = {"debian:12"};
        debian.steps.erase(debian.steps.begin() + 1, debian.steps.end());
        write("debian.tar", kit::build_archive(debian, {}));
        kit::ImagePlan tagged = old_web;
        tagged.names = {"web"};
        kit::write_folder(kit::lay_out(std::vector{tagged}, oci), folder.path() / "build/out");
        fs::create_directories(folder.path() / ".zfunc");
        fs::create_directories(folder.path() / ".config/fish/completions");
        fs::create_directories(bin());
        fs::create_symlink(STRATA_COMMAND, bin() / "strata");
        write("programs/docker", "#!/bin/sh\n[ \"$1\" = save ] && exec cat web.tar\n");
        fs::permissions(bin() / "docker", fs::perms(0755));
    }

    void write(const std::string& name, const std::string& bytes) const { (void)folder.write(name, bytes); }
    [[nodiscard]] fs::path bin() const { return folder.path() / "programs"; }

    [[nodiscard]] kit::CommandResult run(std::string_view line) const {
        const char* path = std::getenv("PATH");
        return kit::run_command({"bash", "-c", text("set -o pipefail; cd '", folder.path().string(), "' && ", line)},
                                {.environment = {text("PATH=", bin().string(), ':', path == nullptr ? "" : path),
                                                 text("HOME=", folder.path().string()), "MANPAGER=cat", "PAGER=cat"}});
    }
    [[nodiscard]] std::set<std::string> files() const {
        std::set<std::string> all;
        for (const auto& entry : fs::recursive_directory_iterator(folder.path())) all.insert(entry.path().string());
        return all;
    }

    kit::TemporaryDirectory folder;
};

/// What must stand in the output of an example; one of each verb at least, and wherever more than a word can be said.
const std::map<std::string, std::string, std::less<>> expected = {
    {"strata images web.tar", "web          1.0"},
    {"strata images --filter reference='*/web' *.tar", "ARCHIVE"},
    {"strata images --format '{{.Repository}}:{{.Tag}} {{.Platform}}' web.tar", "web:1.0 linux/amd64\n"},
    {"strata inspect web.tar", "\"RepoTags\": ["},
    {"strata inspect -f '{{index .Config.Labels \"org.opencontainers.image.source\"}}' web.tar",
     "https://example.org/web\n"},
    {"strata history web.tar", "RUN apt-get install web"},
    {"docker save web | strata history -", "RUN apt-get install web"},
    {"strata layers web.tar", "ADD rootfs.tar /"},
    {"strata files web.tar --depth 2", "usr/"},
    {"strata files web.tar /etc -l", "/etc/passwd"},
    {"strata files web.tar --layer 3", "index.html"},
    {"strata files web.tar --glob '*.so' --sort size --list", "/usr/lib/libc.so\n/usr/lib/libweb.so\n"},
    {"strata cat web.tar /etc/os-release", "ID=debian\n"},
    {"strata cat web.tar --layer 3 /root/.netrc", "login me\n"},
    {"strata diff web-1.0.tar web-1.1.tar", "/srv/index.html"},
    {"strata diff a.tar b.tar --content /etc/passwd", "+web1.1:x:9:9"},
    {"strata diff all.tar all.tar --image-a web:1.0 --image-b web:1.1", "/srv/index.html"},
    {"strata verify web.tar", "right"},
    {"strata verify --json oci:build/out:web | jq .verified", "true\n"},
    {"strata waste web.tar", "layer 4"},
    {"strata waste --base debian.tar web.tar", "Base image: layer 1, debian:12"},
    {"strata waste --files web.tar", "/root/.netrc"},
    {"strata layers --base debian.tar web.tar", "Base image: layer 1, debian:12"},
    {"strata dockerfile --base-steps web.tar", "RUN adduser 1.0\n"},
    {"strata df web-1.0.tar web-1.1.tar", "SHARED SIZE"},
    {"strata df --layers all.tar", "RUN adduser 1.1"},
    {"strata findings web.tar", "/root/.netrc"},
    {"strata findings web.tar --allow known.txt", "Found: nothing. Allowed: 1."},
    {"strata check web.tar", "PASS  max-size: 1GB  (.strata-check.yaml, line 1)"},
    {"strata help history", "docker history"},
    {"strata help --man | man -l -", "strata"},
};

} // namespace

TEST_CASE("the examples of the help work") {
    const ExampleFolder place;
    std::size_t found = 0;
    for (const CommandRow* row : commands()) {
        CHECK_FALSE(row->examples.empty());
        for (const Example& example : row->examples) {
            const std::set<std::string> before = place.files();
            const kit::CommandResult result = place.run(example.line);
            INFO(example.line << "\nexit " << result.exit_code << "\n" << result.out << result.error);
            CHECK_FALSE(result.timed_out);
            const bool may_differ = example.line.find("strata diff") != std::string_view::npos ||
                                    example.line.starts_with("strata findings") ||
                                    example.line.starts_with("strata check");
            CHECK((result.exit_code == 0 || (may_differ && result.exit_code == 1)));
            CHECK(result.error.empty());
            const bool loads = example.line.starts_with("source "); // into the shell itself
            CHECK((loads || !result.out.empty() || place.files() != before));
            const auto text = expected.find(example.line);
            if (text == expected.end()) continue;
            found++;
            CHECK_THAT(result.out, ContainsSubstring(text->second));
        }
    }
    CHECK(found == expected.size());
}
