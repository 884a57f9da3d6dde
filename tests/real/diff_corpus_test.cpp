#include "tests/kit/corpus.hpp"
#include "tests/kit/run_in_process.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace strata;

namespace {

/// `strata diff A B WORDS…` on two archives of the corpus.
kit::Ran diff(const std::string& a, const std::string& b, const std::vector<std::string>& words = {}) {
    const auto folder = kit::corpus_or_skip() / "real";
    const std::string path_a = (folder / a).string();
    const std::string path_b = (folder / b).string();
    std::vector<std::string_view> all = {"diff", path_a, path_b};
    all.insert(all.end(), words.begin(), words.end());
    kit::Ran ran = kit::run(all);
    UNSCOPED_INFO(a << " and " << b << ":\n" << ran.out << ran.err);
    return ran;
}

bool says(const kit::Ran& ran, std::string_view words) { return ran.out.find(words) != std::string::npos; }

} // namespace

TEST_CASE("corpus: two versions of one service differ in what was edited") {
    const kit::Ran ran = diff("docker26-multi.tar", "docker26-multi.tar",
                              {"--image-a", "corpus/web:1.0", "--image-b", "corpus/web:1.1"});
    CHECK(ran.exit == 1);
    CHECK(says(ran, "Layers     4 of 5 shared"));
    CHECK(says(ran, "Files      +0 ~2 -1"));
    CHECK(says(ran, "/srv/www/index.html  (content, size, time)"));
    CHECK(says(ran, "/srv/shared"));
}

TEST_CASE("corpus: one image from one build, stored in different forms, has no file that differs") {
    for (const char* other : {"buildx-oci-zstd.tar", "buildx-oci-uncompressed.tar", "buildx-docker.tar"}) {
        const kit::Ran ran = diff("buildx-oci-gzip.tar", other);
        CHECK(ran.exit == 1);
        CHECK(says(ran, "Verdict    Same files; only these differ: "));
        CHECK(says(ran, "Layers     16 of 16 shared"));
        CHECK(says(ran, "Files      +0 ~0 -0"));
    }
    for (const char* other : {"retar-gnu.tar", "retar-ustar.tar", "retar-v7.tar"})
        CHECK(diff("retar-pax.tar", other, {"--image-a", "corpus/web:1.0", "--image-b", "corpus/web:1.0"}).exit == 0);
}

TEST_CASE("corpus: one Dockerfile built by different stores gives the same files but for their times") {
    for (const char* other :
         {"docker20-quirks.tar", "docker26c-quirks.tar", "buildx-oci-gzip.tar", "buildx-oci-estargz.tar"}) {
        const kit::Ran ran = diff("docker26-quirks.tar", other);
        CHECK(says(ran, "Verdict    Same files; 86 differ only in time."));
        CHECK(says(diff("docker26-quirks.tar", other, {"--ignore-timestamps"}), "Files      +0 ~0 -0"));
    }
}

TEST_CASE("corpus: docker export is the image's file system and what docker mounts into it") {
    const kit::Ran ran = diff("docker26-quirks.tar", "docker26-quirks.export.tar", {"--only", "files"});
    CHECK(says(ran, "Files      +8 ~2 -0"));
    CHECK(says(ran, "/.dockerenv"));
    CHECK(says(ran, "… and 2 that differ only in time"));
}

TEST_CASE("corpus: every archive is the same as itself") {
    for (const char* name : {"docker20-multi.tar", "docker26-bb.tar", "docker26c-quirks.tar", "pkg-dpkg.tar",
                             "skopeo-bw-dir-plain", "buildx-oci-estargz.tar", "docker26-badutf8.tar"}) {
        const kit::Ran ran = diff(name, name, {"--image-a", "1", "--image-b", "1", "--all"});
        CHECK(ran.exit == 0);
        CHECK(says(ran, "The same image."));
    }
}
