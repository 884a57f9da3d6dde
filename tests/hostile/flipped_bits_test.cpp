#include "core/archive/open_archive.hpp"
#include "core/image/inspect.hpp"
#include "core/image/list_images.hpp"
#include "core/tree/timeline.hpp"
#include "tests/kit/image_builder.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

/// Reads all there is to read and says how far it came; what it says is not judged, that it ends is.
std::size_t read_everything(const std::string& bytes) {
    const auto archive = open_archive(make_memory_source(bytes));
    if (!archive) return archive.error().message.size();
    const auto listing = list_images(**archive, "test.tar");
    if (!listing) return listing.error().message.size();
    std::size_t nodes = 0;
    for (const ImageRecord& image : listing->images) {
        const Inspection inspection = inspect(
            **archive, *listing, image, {.layer = {.hashing = Hashing::all, .checkpoints = true, .digests = true}});
        nodes += Timeline(inspection).size();
    }
    return nodes + 1;
}

std::string dense_archive(kit::Layout layout, kit::Packing layers, kit::Packing outer) {
    kit::TarFile holes = kit::file("holes", "");
    holes.sparse_size = 100'000;
    holes.sparse = {{512, std::string(700, 'x')}, {50'000, "yz"}};
    kit::TarFile attributes = kit::file("attributes", "text");
    attributes.xattrs = {{"user.a", "b"}, {"security.capability", std::string(20, '\1')}};
    kit::ImagePlan image{.names = {"a:1", "b:2"}};
    image.steps = {
        {.created_by = "one",
         .layer = kit::write_tar({kit::folder("d"), holes, attributes, kit::file(std::string(250, 'l'), "")})},
        {.created_by = "two",
         .layer = kit::write_tar({kit::opaque("d"), kit::file(std::string(250, 'm'), ""), holes},
                                 {.dialect = kit::TarDialect::gnu})}};
    return kit::build_archive(image, {.layout = layout, .layers = layers, .outer = outer});
}

} // namespace

TEST_CASE("no flipped bit crashes or hangs the reader") {
    using enum kit::Packing;
    for (const std::string& whole :
         {dense_archive(kit::Layout::docker_save, none, none), dense_archive(kit::Layout::hybrid, gzip, none),
          dense_archive(kit::Layout::oci, zstd, none), dense_archive(kit::Layout::oci, xz, gzip),
          dense_archive(kit::Layout::oci, bzip2, zstd)}) {
        REQUIRE(read_everything(whole) > 1);
        std::size_t answered = 0;
        // A step that is prime to the block size visits every kind of field.
        for (std::size_t at = 0; at < whole.size() * 8; at += 37) {
            std::string flipped = whole;
            flipped[at / 8] = static_cast<char>(flipped[at / 8] ^ (1 << (at % 8)));
            answered += read_everything(flipped) > 0 ? 1 : 0;
        }
        CHECK(answered == (whole.size() * 8 + 36) / 37);
    }
}

TEST_CASE("no byte that is all ones crashes or hangs the reader") {
    const std::string whole = dense_archive(kit::Layout::docker_save, kit::Packing::none, kit::Packing::none);
    std::size_t answered = 0;
    std::size_t asked = 0;
    for (std::size_t at = 0; at + 12 <= whole.size(); at += 11, ++asked) {
        std::string changed = whole;
        changed.replace(at, 12, 12, '\xff');
        answered += read_everything(changed) > 0 ? 1 : 0;
    }
    CHECK(answered == asked);
}
