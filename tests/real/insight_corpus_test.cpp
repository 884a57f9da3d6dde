// What follows from the corpus' images: sums that must come out, and what is known of how they were built.
#include "core/insight/advice.hpp"
#include "core/insight/base_image.hpp"
#include "core/insight/waste.hpp"
#include "tests/kit/corpus.hpp"
#include "tests/real/facts.hpp"
#include "tests/real/open_image.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

BaseImage base_of(std::string_view archive) {
    const real::Opened opened = real::open(kit::corpus_or_skip() / "real" / archive);
    std::vector<const ImageRecord*> all;
    for (const ImageRecord& image : opened.listing.images) all.push_back(&image);
    return find_base(opened.listing.images.at(0), all);
}

} // namespace

TEST_CASE("the classes of every image of the corpus sum to all its bytes, and the advice to all that is not needed") {
    std::size_t images = 0;
    for (const real::ImageFact& fact : real::image_facts(kit::corpus_or_skip())) {
        INFO(fact.name);
        const real::Opened opened = real::open(fact.archive);
        const auto image = real::find_image(opened.listing, fact);
        if (!image) continue;
        const Inspection inspection = opened.inspect(*image, {.hashing = Hashing::all});
        const Timeline timeline(inspection);
        const Waste waste = find_waste(timeline);
        std::uint64_t files = 0;
        for (const auto& layer : inspection.layers) files += layer->file_bytes;
        std::uint64_t classes = 0;
        for (const ByteClassSum& sum : waste.classes) classes += sum.bytes;
        CHECK(waste.total_bytes == files);
        CHECK(classes == files);
        CHECK(duplicates_wanted(timeline).empty());
        std::uint64_t saved = 0;
        for (const Advice& advice : find_advice(inspection, timeline, waste, find_base(opened.listing.images[*image])))
            saved += advice.bytes;
        CHECK(saved == files - waste.of(ByteClass::needed).bytes);
        ++images;
    }
    CHECK(images >= 120);
}

TEST_CASE("where the base of the corpus' images ends, whoever built them") {
    for (const char* archive :
         {"docker20-quirks.tar", "docker26-quirks.tar", "docker26c-quirks.tar", "buildx-docker.tar",
          "podman-bw-oci-archive-quirks_oci.tar", "podman-bw-docker-archive-quirks_oci.tar"}) {
        INFO(archive);
        CHECK(base_of(archive).layers == 1);
        CHECK(base_of(archive).rows == 1);
    }
    CHECK(base_of("podman-bw-oci-archive-quirks_oci.tar").name == "localhost/corpus/bb:1");
    CHECK(base_of("podman-bw-oci-archive-quirks_oci.tar").digest ==
          "sha256:a29292362b16bf28a2021daa8b83e8365f16eafa42c6c6fa51ecd4a5f854588f");
    CHECK(base_of("docker26-history.tar").layers == 0); // FROM scratch
}
