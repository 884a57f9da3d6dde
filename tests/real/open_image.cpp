#include "tests/real/open_image.hpp"

#include "core/archive/directory_archive.hpp"
#include "core/archive/open_archive.hpp"
#include "core/bytes/file_source.hpp"
#include "core/image/list_images.hpp"

#include <catch2/catch_test_macros.hpp>

namespace strata::real {

namespace {

Result<Opened> try_open(const std::filesystem::path& path) {
    Opened opened;
    if (std::filesystem::is_directory(path)) {
        opened.archive = TRY(open_directory(path));
    } else {
        auto source = TRY(open_file_source(path));
        opened.archive = TRY(open_archive(std::move(source)));
    }
    opened.listing = TRY(list_images(*opened.archive, path.filename().string()));
    return opened;
}

} // namespace

Inspection Opened::inspect(std::size_t image, const ReadLayerOptions& options) const {
    return strata::inspect(*archive, listing, listing.images[image], {.layer = options});
}

Opened open(const std::filesystem::path& path) {
    auto opened = try_open(path);
    if (!opened) FAIL(path.string() << ": " << opened.error().message);
    return *std::move(opened);
}

} // namespace strata::real
