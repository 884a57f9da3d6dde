#include "tests/kit/golden.hpp"
#include "tests/kit/image_builder.hpp"
#include "tests/kit/run_in_process.hpp"
#include "tests/kit/temporary_directory.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

using namespace strata;
using kit::run;

namespace {

const std::string base_layer = kit::write_tar(
    {kit::folder("etc"), kit::file("etc/os-release", "ID=debian\n"), kit::file("etc/motd", std::string("a\0b", 3))});

struct WebVersion {
    std::string name;
    std::string port;
    std::string page;
    std::int64_t mtime = 1'700'000'000;
};

kit::ImagePlan web(const WebVersion& version) {
    kit::ImagePlan plan{.names = {version.name}};
    plan.settings.env = {"PATH=/bin", "PORT=" + version.port};
    plan.settings.cmd = {{"/srv/start"}};
    kit::TarFile start = kit::file("srv/start", "#!/bin/sh\nexec serve\n", 0755);
    start.mtime = version.mtime;
    plan.steps = {{.created_by = "ADD rootfs /", .layer = base_layer},
                  {.created_by = "COPY site /srv # buildkit",
                   .layer = kit::write_tar({kit::folder("srv"), kit::file("srv/index.html", version.page), start})},
                  {.created_by = "ENV PORT=" + version.port}};
    return plan;
}

const WebVersion first{"web:1.0", "80", "<h1>One</h1>\n<p>same</p>\n"};
const WebVersion second{"web:1.1", "8080", "<h1>Two</h1>\n<p>same</p>\n"};

/// Archives in a folder that goes away; the names that the command prints don't depend on where it is.
class Archives {
public:
    std::string add(const std::string& name, const std::vector<kit::ImagePlan>& plans,
                    const kit::LayoutOptions& options = {}) {
        const std::filesystem::path path = folder_.path() / name;
        std::ofstream(path, std::ios::binary) << kit::build_archive(plans, options);
        return path.string();
    }
    [[nodiscard]] std::string without_folder(std::string out) const {
        const std::string folder = folder_.path().string() + "/";
        for (std::size_t at = out.find(folder); at != std::string::npos; at = out.find(folder))
            out.erase(at, folder.size());
        return out;
    }

private:
    kit::TemporaryDirectory folder_;
};

} // namespace

TEST_CASE("diff tells what changed between two versions, as text, JSON and Markdown") {
    Archives archives;
    const std::string a = archives.add("a.tar", {web(first)});
    const std::string b = archives.add("b.tar", {web(second)}, {.layout = kit::Layout::hybrid});
    for (const std::string format : {"text", "json", "markdown"}) {
        std::vector<std::string_view> words = {"diff", a, b, "--content", "all"};
        const std::string flag = "--" + format;
        if (format != "text") words.push_back(flag);
        const auto ran = run(words);
        CHECK(ran.exit == 1);
        CHECK(ran.err.empty());
        kit::check_golden("diff/web." + format, archives.without_folder(ran.out));
    }
}

TEST_CASE("the exit status of diff tells same from different from failed") {
    Archives archives;
    const std::string a = archives.add("a.tar", {web(first)});
    const std::string b = archives.add("b.tar", {web(second)});
    WebVersion touched = first;
    touched.mtime += 7;
    const std::string c = archives.add("c.tar", {web(touched)});
    CHECK(run({"diff", a, a}).exit == 0);
    CHECK(run({"diff", a, b}).exit == 1);
    CHECK(run({"diff", a, b, "--semantic"}).exit == 1);
    CHECK(run({"diff", a, c}).exit == 1);
    CHECK(run({"diff", a, c, "--semantic"}).exit == 0);
    CHECK(run({"diff", a, c}).out.find("Same files; 1 differs only in time.") != std::string::npos);
    CHECK(run({"diff", a, "missing.tar"}).exit == 2);
    CHECK(run({"diff", a}).exit == 2);
    CHECK(run({"diff", a, b, "--only", "nonsense"}).err.find("nonsense") != std::string::npos);
    CHECK(run({"diff", a, b, "--content", "/no/such"}).exit == 2);
}

TEST_CASE("the same image is the same however it is laid out and packed") {
    Archives archives;
    const std::string docker = archives.add("docker.tar", {web(first)});
    const kit::LayoutOptions layouts[] = {{.layout = kit::Layout::docker_save_v1},
                                          {.layout = kit::Layout::hybrid},
                                          {.layout = kit::Layout::containerd, .layers = kit::Packing::gzip},
                                          {.layout = kit::Layout::oci, .layers = kit::Packing::gzip},
                                          {.layout = kit::Layout::oci, .layers = kit::Packing::zstd},
                                          {.layout = kit::Layout::podman},
                                          {.layout = kit::Layout::crane, .layers = kit::Packing::gzip}};
    for (const kit::LayoutOptions& layout : layouts) {
        const std::string other = archives.add("other.tar", {web(first)}, layout);
        const auto ran = run({"diff", docker, other, "--only", "files"});
        INFO(name_of(layout.layout) << ran.out << ran.err);
        CHECK(ran.out.find("Files      +0 ~0 -0") != std::string::npos);
        if (layout.layout != kit::Layout::docker_save_v1) CHECK(run({"diff", docker, other, "--semantic"}).exit == 0);
    }
}

TEST_CASE("two images of one archive are chosen by name") {
    Archives archives;
    const std::string both = archives.add("both.tar", {web(first), web(second)});
    const auto ran = run({"diff", both, both, "--image-a", "web:1.0", "--image-b", "web:1.1", "--only", "settings"});
    CHECK(ran.exit == 1);
    CHECK(ran.out.find("~ Env PORT ") != std::string::npos);
    CHECK(ran.out.find("Layers     1 of 2 shared") != std::string::npos);
    const std::string one = "docker-archive:" + both + ":web:1.0";
    CHECK(run({"diff", one, one}).exit == 0);
    CHECK(run({"diff", both, both}).exit == 2);
}
