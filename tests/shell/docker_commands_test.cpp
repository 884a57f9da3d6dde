#include "core/base/text.hpp"
#include "tests/kit/golden.hpp"
#include "tests/kit/image_builder.hpp"
#include "tests/kit/run_in_process.hpp"
#include "tests/kit/temporary_directory.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;
using kit::run;

namespace {

/// A small web service: two layers, a step that made none, settings of every kind.
kit::ImagePlan web() {
    kit::ImagePlan image;
    image.names = {"shop/web:1.0", "shop/web:latest"};
    image.created = "2026-11-10T12:00:00.5Z";
    image.author = "A. Uthor";
    image.settings.user = "1000";
    image.settings.working_dir = "/srv";
    image.settings.env = std::vector<std::string>{"PATH=/bin", "MODE=a=b c"};
    image.settings.entrypoint = std::vector<std::string>{"/srv/web"};
    image.settings.exposed_ports = {"8080/tcp"};
    image.settings.labels = {{"team", "shop"}, {"note", "<b>\x1b[31m"}};
    image.steps.push_back(
        {.created_by = "/bin/sh -c #(nop) ADD file:1 in / ",
         .layer = kit::write_tar({kit::file("bin/sh", std::string(1000, 's')), kit::symbolic_link("bin/ash", "sh")}),
         .created = "1970-01-01T00:00:00Z"});
    image.steps.push_back({.created_by = "/bin/sh -c #(nop)  ENV MODE=a=b\tc && a long text that is cut somewhere",
                           .created = "2026-11-10T11:59:00Z"});
    image.steps.push_back({.created_by = "COPY web /srv # buildkit",
                           .layer = kit::write_tar({kit::file("srv/web", std::string(1'300'000, 'w'))}),
                           .created = "2026-11-10T12:00:00Z",
                           .comment = "buildkit.dockerfile.v0"});
    return image;
}

struct WebArchive {
    kit::TemporaryDirectory folder;
    std::string path;
    explicit WebArchive(const kit::LayoutOptions& options = {}) {
        path = folder.write("web.tar", kit::build_archive(web(), options)).string();
    }
};

} // namespace

TEST_CASE("history is docker's table") {
    const WebArchive archive;
    const kit::Ran ran = run({"history", archive.path});
    CHECK(ran.exit == 0);
    CHECK(ran.err.empty());
    kit::check_golden("history.txt", ran.out);
    kit::check_golden("history-exact.txt",
                      run({"history", "--no-trunc", "--human=false", "--oldest-first", archive.path}).out);
}

TEST_CASE("history says the same of every layout and compression") {
    const std::string expected = run({"history", "--no-trunc", WebArchive().path}).out;
    for (const kit::Layout layout :
         {kit::Layout::hybrid, kit::Layout::containerd, kit::Layout::oci, kit::Layout::podman, kit::Layout::crane}) {
        for (const kit::Packing packing : {kit::Packing::none, kit::Packing::gzip, kit::Packing::zstd}) {
            INFO(kit::name_of(layout) << " " << static_cast<int>(packing));
            const kit::Ran ran = run({"history", "--no-trunc", WebArchive({.layout = layout, .layers = packing}).path});
            CHECK(ran.out == expected);
        }
    }
}

TEST_CASE("history has docker's formats") {
    const WebArchive archive;
    const kit::Ran json = run({"history", "--format", "json", archive.path});
    CHECK(
        json.out.starts_with("{\"Comment\":\"buildkit.dockerfile.v0\",\"CreatedAt\":\"2026-11-10T12:00:00Z\","
                             "\"CreatedBy\":\"COPY web /srv # buildkit\",\"CreatedSince\":\"13 days ago\",\"ID\":\""));
    CHECK(run({"history", "--json", archive.path}).out == json.out);
    CHECK(run({"history", "--format", "{{.Size}}\\t{{upper .CreatedSince}}", archive.path}).out ==
          "1.3MB\t13 DAYS AGO\n0B\t13 DAYS AGO\n1kB\tN/A\n");
    CHECK(run({"history", "--format", "table {{.Size}}\\t{{.Comment}}", archive.path}).out ==
          "SIZE      COMMENT\n1.3MB     buildkit.dockerfile.v0\n0B        \n1kB       \n");
    const std::string ids = run({"history", "-q", archive.path}).out;
    CHECK(ids.substr(12) == "\n<missing>\n<missing>\n");
    const kit::Ran wrong = run({"history", "--format", "{{.Sise}}", archive.path});
    CHECK(wrong.exit == 2);
    CHECK(wrong.err.starts_with("strata: --format: column 3: there is no field .Sise; there are Comment, CreatedAt"));
}

TEST_CASE("layers that the history does not know are rows too") {
    kit::ImagePlan image = web();
    for (const std::string_view content : {"1234567", "12345"}) // more layers than the history has rows
        image.steps.push_back(
            {.created_by = "", .layer = kit::write_tar({kit::file("x", std::string(content))}), .in_history = false});
    const kit::TemporaryDirectory folder;
    const std::string path = folder.write("x.tar", kit::build_archive(image, {})).string();
    const kit::Ran ran = run({"history", "--format", "{{.Size}} {{.CreatedBy}} {{.Comment}}", path});
    CHECK(ran.out.starts_with("5B <missing> no history for this layer\n"));
    CHECK(std::ranges::count(ran.out, '\n') == 5);
    CHECK(ran.exit == 0);
}

TEST_CASE("a size that would cost too much is marked, and told when asked for") {
    kit::ImagePlan image = web();
    std::vector<kit::TarFile> many;
    for (int file = 0; file < 6000; ++file) many.push_back(kit::file(text("f/", file), "x"));
    image.steps.push_back({.created_by = "RUN many", .layer = kit::write_tar(many)});
    const kit::TemporaryDirectory folder;
    const std::string path = folder.write("many.tar", kit::build_archive(image, {})).string();
    CHECK(run({"history", "--format", "{{.Size}}", path}).out.starts_with("~6."));
    CHECK(run({"history", "--exact-sizes", "--format", "{{.Size}}", path}).out.starts_with("6kB\n"));
    const kit::Ran inspected = run({"inspect", "-f", "{{.Size}}", path});
    CHECK(inspected.exit == 0);
    CHECK(inspected.err.find("--exact-sizes") != std::string::npos);
    CHECK(run({"inspect", "--exact-sizes", "-f", "{{.Size}}", path}).out == "1307002\n");
}

TEST_CASE("inspect is docker's JSON") {
    const WebArchive archive;
    const kit::Ran ran = run({"inspect", archive.path});
    CHECK(ran.exit == 0);
    kit::check_golden("inspect.json", ran.out);
}

TEST_CASE("inspect runs docker's templates") {
    const WebArchive archive;
    const auto formatted = [&](std::string_view format) { return run({"inspect", "-f", format, archive.path}).out; };
    CHECK(formatted("{{len .RootFS.Layers}} {{index .Config.Env 1}} {{.Config.User}}") == "2 MODE=a=b c 1000\n");
    CHECK(formatted("{{range $port, $_ := .Config.ExposedPorts}}{{$port}}{{end}}") == "8080/tcp\n");
    CHECK(formatted("{{index .Config.Labels \"team\"}} {{.Config.Labels.nope}}") == "shop <no value>\n");
    CHECK(formatted("{{.Config.Healthcheck}} {{json .Config.Healthcheck}}") == "<nil> null\n");
    CHECK(formatted("{{if .Config.Healthcheck}}y{{else}}n{{end}} {{.Config.Labels.nope}}") == "n <no value>\n");
    CHECK(formatted("{{json .Config.Entrypoint}} {{.Config.Cmd}} {{json .Config.Cmd}}") == "[\"/srv/web\"] [] null\n");
    CHECK(formatted("{{if .Config.Healthcheck}}yes{{else}}no{{end}}") == "no\n");
    CHECK(formatted("{{.ID}}") == formatted("{{.Id}}"));
    CHECK(formatted("{{join .RepoTags \", \"}} {{.Os}}/{{.Architecture}}") ==
          "shop/web:1.0, shop/web:latest linux/amd64\n");
    CHECK(run({"inspect", "-f", "{{.Nope}}", archive.path}).exit == 2);
    CHECK(run({"inspect", "-f", "json", archive.path}).out.starts_with("{\"Id\":\"sha256:"));
}

TEST_CASE("a label can't reach the terminal as a command") {
    const WebArchive archive;
    ConsoleFacts facts = kit::plain_console();
    const std::vector<std::string_view> words = {"inspect", "-f", "{{.Config.Labels.note}}", archive.path};
    CHECK(run(words, facts).out == "<b>\x1b[31m\n");
    facts.output_is_terminal = true;
    CHECK(run(words, facts).out == "<b>\\x1b[31m\n");
}

TEST_CASE("images is docker's table with the platform") {
    const WebArchive archive;
    const kit::Ran ran = run({"images", archive.path});
    CHECK(ran.exit == 0);
    kit::check_golden("images.txt", ran.out);
    const kit::Ran json = run({"images", "--json", "--filter", "reference=shop/web:1.*", archive.path});
    CHECK(std::ranges::count(json.out, '\n') == 1);
    for (const std::string_view field :
         {"\"Containers\":\"N/A\"", "\"CreatedAt\":\"2026-11-10 12:00:00 +0000 UTC\"",
          "\"CreatedSince\":\"13 days ago\"", "\"Digest\":\"\\u003cnone\\u003e\"", "\"Repository\":\"shop/web\"",
          "\"Tag\":\"1.0\"", "\"Size\":\"1.3MB\"", "\"Platform\":\"linux/amd64\"", "\"Number\":1"}) {
        INFO(field);
        CHECK(json.out.find(field) != std::string::npos);
    }
}

TEST_CASE("images: Go's zero time is no time") {
    kit::ImagePlan image = web();
    image.created = "0001-01-01T00:00:00Z";
    const kit::TemporaryDirectory folder;
    const std::string path = folder.write("zero.tar", kit::build_archive(image, {})).string();
    CHECK(run({"images", "--format", "{{.CreatedSince}} {{.CreatedAt}}", path}).out == "N/A N/A\nN/A N/A\n");
}

TEST_CASE("sizes that no number can hold stop at the largest") {
    kit::ImagePlan image;
    image.names = {"web:1"};
    std::vector<kit::TarFile> files;
    for (const std::string_view name : {"a", "b", "c", "d", "e"}) {
        kit::TarFile holes = kit::file(std::string(name), "");
        holes.sparse = {{.offset = 0, .data = "x"}};
        holes.sparse_size = 9'000'000'000'000'000'000;
        files.push_back(holes);
    }
    image.steps.push_back({.created_by = "COPY . /", .layer = kit::write_tar(files)});
    const kit::TemporaryDirectory folder;
    const std::string path = folder.write("huge.tar", kit::build_archive(image, {})).string();
    CHECK(run({"images", "--format", "{{.Size}}", path}).out == "18.4EB\n");
    CHECK(run({"history", "--format", "{{.Size}}", path}).out == "18.4EB\n");
}

TEST_CASE("images filters as docker does") {
    kit::ImagePlan old = web();
    old.names = {"team/api:0.9"};
    old.created = "2026-01-01T00:00:00Z";
    old.settings.labels = {};
    kit::ImagePlan nameless = web();
    nameless.names = {};
    nameless.created = "2026-06-01T00:00:00Z";
    const std::vector<kit::ImagePlan> images = {web(), old, nameless};
    const kit::TemporaryDirectory folder;
    const std::string path = folder.write("three.tar", kit::build_archive(images, {})).string();
    const auto listed = [&](std::string_view filter) {
        return run({"images", "--format", "{{.Number}}:{{.Tag}}", "--filter", filter, path}).out;
    };
    CHECK(listed("reference=*/api") == "2:0.9\n");
    CHECK(listed("reference=web") == "");
    CHECK(listed("dangling=true") == "3:<none>\n");
    CHECK(listed("dangling=false") == "1:1.0\n1:latest\n2:0.9\n");
    CHECK(listed("before=shop/web:1.0") == "2:0.9\n3:<none>\n");
    CHECK(listed("since=team/api:0.9") == "1:1.0\n1:latest\n3:<none>\n");
    CHECK(listed("label=team=shop") == "1:1.0\n1:latest\n3:<none>\n");
    CHECK(listed("label=team=other") == "");
    CHECK(run({"images", "--filter", "size=1", path}).exit == 2);
    CHECK(run({"images", "--filter", "before=nope", path}).err.find("holds no image \"nope\"") != std::string::npos);
    kit::ImagePlan first = old;
    first.names = {"team/api:0.8"};
    first.created = "2025-01-01T00:00:00Z";
    const std::string elsewhere = folder.write("first.tar", kit::build_archive(first, {})).string();
    const auto of_both = [&](std::string_view filter) {
        return run({"images", "--format", "{{.Tag}}", "--filter", filter, path, elsewhere});
    };
    CHECK(of_both("before=shop/web:1.0").out == "0.9\n<none>\n0.8\n");
    CHECK(of_both("since=team/api:0.8").out == "1.0\nlatest\n0.9\n<none>\n");
    CHECK(of_both("since=nope").err == "strata: --filter since: no archive holds the image \"nope\"\n");
    const std::string table = run({"images", path}).out;
    CHECK(table.starts_with("N         REPOSITORY   TAG"));
    CHECK(std::ranges::count(run({"images", "-q", path}).out, '\n') == 4);
}

TEST_CASE("an archive that can't be read does not hide the others") {
    const kit::TemporaryDirectory folder;
    kit::ImagePlan image;
    image.names = {"web:1"};
    const std::string good = folder.write("good.tar", kit::build_archive(image, {})).string();
    const kit::Ran listed = kit::run({"images", "/nowhere.tar", good});
    CHECK(listed.exit == 2);
    CHECK(listed.err == "strata: /nowhere.tar: No such file or directory\n");
    CHECK(listed.out.find("web          1") != std::string::npos);
    const kit::Ran inspected = kit::run({"inspect", "-f", "{{.Os}}", "/nowhere.tar", good});
    CHECK(inspected.exit == 2);
    CHECK(inspected.out == "linux\n");
    CHECK(kit::run({"images", "/nowhere.tar"}).out.empty());
    CHECK(kit::run({"inspect", "/nowhere.tar"}).out.empty());
}
