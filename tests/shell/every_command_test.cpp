// What every verb owes its user: an answer from a snapshot, an error where its output goes nowhere.
#include "core/base/text.hpp"
#include "shell/commands.hpp"
#include "shell/run_command.hpp"
#include "tests/kit/image_builder.hpp"
#include "tests/kit/run_in_process.hpp"
#include "tests/kit/temporary_directory.hpp"
#include "tests/samples/shop_api.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <fstream>
#include <sstream>

using namespace strata;
using Catch::Matchers::ContainsSubstring;

namespace {

/// A folder with the samples.
class Samples {
public:
    Samples() {
        using samples::Version;
        first = folder.write("first.tar", kit::build_archive(samples::shop_api(Version::first), {})).string();
        second = folder
                     .write("second.tar",
                            kit::build_archive(samples::shop_api(Version::second), {.layout = kit::Layout::oci}))
                     .string();
    }
    kit::TemporaryDirectory folder;
    std::string first;
    std::string second;
};

std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

TEST_CASE("a snapshot answers as the archive does") {
    const Samples samples;
    const std::string kept = (samples.folder.path() / "kept.strata").string();
    const kit::Ran written = kit::run({"snapshot", samples.first, "-o", kept});
    CHECK(written.exit == 0);
    CHECK(written.out.empty());
    CHECK(written.err.empty());
    for (const std::string_view verb : {"history", "layers", "files", "waste", "inspect"}) {
        INFO(verb);
        CHECK(kit::run({verb, kept}).out == kit::run({verb, samples.first}).out);
    }
    CHECK(kit::run({"diff", kept, samples.first}).exit == 0);
    CHECK(kit::run({"snapshot", samples.first, "-o", "-"}).out == content(kept));
    const kit::Ran nowhere = kit::run({"snapshot", samples.first, "-o", "/nowhere/at/all"});
    CHECK(nowhere.exit == 2);
    CHECK(nowhere.err == "strata: /nowhere/at/all: cannot be written: No such file or directory\n");
    CHECK(kit::run({"snapshot", samples.first}).exit == 2);
}

TEST_CASE("no verb ends well where its output is lost") {
    const Samples samples;
    for (const std::string_view verb : {"images", "inspect", "history", "layers", "files", "verify", "waste"}) {
        INFO(verb);
        std::ofstream full("/dev/full");
        std::ostringstream err;
        Console console(full, err, kit::plain_console());
        const std::vector<std::string_view> words = {verb, samples.first};
        CHECK(run_command(words, console) == 2);
        CHECK_THAT(err.str(), ContainsSubstring("standard output"));
    }
}

TEST_CASE("docker's template functions work on an image") {
    const Samples samples;
    const auto shown = [&](std::string_view format) { return kit::run({"inspect", "-f", format, samples.first}).out; };
    CHECK(shown("{{len .RootFS.Layers}}") == "8\n");
    CHECK(shown("{{index .RepoTags 0}} {{upper .Os}} {{lower .Architecture}}") == "shop/api:1.0 LINUX amd64\n");
    CHECK(shown("{{join .RepoTags \",\"}}") == "shop/api:1.0\n");
    CHECK(shown("{{json .Config.WorkingDir}}") == "\"/srv/app\"\n");
    CHECK(shown("{{range $i, $layer := .RootFS.Layers}}{{if lt $i 2}}{{$i}}{{end}}{{end}}") == "01\n");
    CHECK(shown("{{with .Config}}{{println .User}}{{end}}") == "node\n\n");
    CHECK_THAT(shown("{{.RootFS.Layers}}"), ContainsSubstring("[sha256:4b177f39aa8d"));
}
