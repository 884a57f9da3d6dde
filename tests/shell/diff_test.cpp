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
        return write(name, kit::build_archive(plans, options));
    }
    std::string write(const std::string& name, const std::string& bytes) {
        const std::filesystem::path path = folder_.path() / name;
        std::ofstream(path, std::ios::binary) << bytes;
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

TEST_CASE("diff writes one form at a time") {
    const kit::Ran two = run({"diff", "a.tar", "b.tar", "--html", "--json"});
    CHECK(two.exit == 2);
    CHECK(two.err == "strata: --html and --json contradict each other\n");
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

TEST_CASE("what no digest names is the same where all that it says is") {
    Archives archives;
    for (const kit::Layout layout : {kit::Layout::root_filesystem, kit::Layout::docker_save_v1}) {
        const std::string one = archives.add("one.tar", {web(first)}, {.layout = layout});
        const std::string copy = archives.add("copy.tar", {web(first)}, {.layout = layout});
        const auto same = run({"diff", one, copy});
        INFO(name_of(layout) << same.out);
        CHECK(same.exit == 0);
        CHECK(same.out.find("The same image.") != std::string::npos);
        CHECK(same.out.find("Download   nothing") != std::string::npos);
    }
    WebVersion touched = first;
    touched.mtime += 7;
    const std::string old = archives.add("old.tar", {web(first)}, {.layout = kit::Layout::docker_save_v1});
    const std::string other = archives.add("other.tar", {web(touched)}, {.layout = kit::Layout::docker_save_v1});
    CHECK(run({"diff", old, other}).exit == 1);
}

TEST_CASE("a docker archive says nothing of a registry's blobs, whoever wrote it") {
    Archives archives;
    const std::string oci =
        archives.add("oci.tar", {web(first)}, {.layout = kit::Layout::oci, .layers = kit::Packing::gzip});
    for (const kit::Layout layout : {kit::Layout::podman, kit::Layout::docker_save}) {
        const std::string docker = archives.add("docker.tar", {web(first)}, {.layout = layout});
        const auto ran = run({"diff", oci, docker});
        INFO(name_of(layout) << ran.out);
        CHECK(ran.out.find("Download   nothing") != std::string::npos);
        CHECK(ran.out.find("compress") == std::string::npos);
    }
}

TEST_CASE("a layer that one archive lacks is known from the other, and the verdict says so") {
    Archives archives;
    const kit::ImagePlan plan = web(first);
    const std::string whole = archives.add("whole.tar", {plan}, {.layout = kit::Layout::oci});
    std::vector<kit::TarFile> members = kit::lay_out(std::vector{plan}, {.layout = kit::Layout::oci});
    std::erase_if(members, [&](const kit::TarFile& member) { return member.content == *plan.steps.front().layer; });
    const std::string less = archives.write("less.tar", kit::write_tar(members));
    for (const auto& [a, b, name] : {std::tuple(whole, less, "B"), std::tuple(less, whole, "A")}) {
        const auto ran = run({"diff", a, b});
        INFO(ran.out);
        CHECK(ran.exit == 2);
        CHECK(ran.out.find(std::string("The same image. ") + name + "'s archive lacks 1 of its layers.") !=
              std::string::npos);
        CHECK(ran.out.find("(±0)") != std::string::npos);
        CHECK(ran.out.find("Files      +0 ~0 -0") != std::string::npos);
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
