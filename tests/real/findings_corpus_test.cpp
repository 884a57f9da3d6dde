// Findings of the corpus' archives: what was put into them on purpose, and nothing of an image against itself.
#include "core/diff/diff_findings.hpp"
#include "core/insight/findings.hpp"
#include "tests/kit/corpus.hpp"
#include "tests/kit/run_in_process.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

std::string found(const std::string& name, std::vector<std::string_view> more = {}) {
    const std::string path = (kit::corpus_or_skip() / "real" / name).string();
    std::vector<std::string_view> words = {"findings", path, "--severity", "note", "--all"};
    words.insert(words.end(), more.begin(), more.end());
    return kit::run(words).out;
}
bool tells(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

} // namespace

TEST_CASE("the faults of the quirks image, whoever saved it") {
    for (const std::string name : {"docker20-quirks.tar", "docker26-quirks.tar", "docker26c-quirks.tar"}) {
        INFO(name);
        const std::string text = found(name);
        CHECK(tells(text, "dotenv"));
        CHECK(tells(text, "/app/.npmrc"));
        CHECK(tells(text, "/app/special/setuid-bb"));
        CHECK(tells(text, "cap_net_bind_service,cap_net_raw=ep"));
        CHECK(tells(text, "block 7:9"));
        CHECK(tells(text, "uid 123456, gid 654321"));
        CHECK(tells(text, "DB_PASSWORD=… (24 characters)"));
        CHECK_FALSE(tells(text, "not-a-real"));
        CHECK(tells(found(name, {"--rule", "private-key"}), "deleted by layer"));
    }
}

TEST_CASE("images of packages alone have no secret") {
    for (const std::string name :
         {"pkg-apk.tar", "pkg-dpkg.tar", "pkg-distroless.tar", "pkg-rpm-sqlite.tar", "pkg-lang.tar"}) {
        INFO(name);
        CHECK_FALSE(tells(found(name), "high"));
        CHECK_FALSE(tells(found(name), "medium"));
    }
}

TEST_CASE("no archive of the corpus has findings against itself") {
    for (const auto& path : kit::list_folder(kit::corpus_or_skip() / "real")) {
        if (path.extension() != ".tar") continue;
        INFO(path);
        const std::string file = path.string();
        const auto ran =
            kit::run({"diff", file, file, "--only", "findings", "--image-a", "1", "--image-b", "1", "--json"});
        if (ran.exit == 2) continue; // an image that is not there, or can't be read
        CHECK(tells(ran.out, "\"findings\": []"));
    }
}
