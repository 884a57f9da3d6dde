#include "core/archive/directory_archive.hpp"
#include "core/archive/open_archive.hpp"
#include "core/image/inspect.hpp"
#include "core/image/list_images.hpp"
#include "core/model/snapshot.hpp"

// Stands in for rooms that are not built yet.
namespace strata {
#define PENDING __attribute__((weak))
PENDING Result<std::unique_ptr<Source>> open_file_source(const std::filesystem::path&);
PENDING Result<std::unique_ptr<Source>> open_file_source(const std::filesystem::path&) { return fail("not built yet"); }
PENDING Result<std::unique_ptr<Archive>> open_directory(const std::filesystem::path&, const Limits&) {
    return fail("not built yet");
}
PENDING Result<std::unique_ptr<Archive>> open_archive(std::unique_ptr<Source>, const Limits&, const Progress&) {
    return fail("not built yet");
}
PENDING Result<Listing> list_images(const Archive&, std::string_view, const Limits&) { return fail("not built yet"); }
PENDING Result<Inspection> read_snapshot(std::span<const std::byte>, const Limits&) { return fail("not built yet"); }
PENDING Result<std::string> read_all(const Source&, std::uint64_t) { return fail("not built yet"); }
PENDING Inspection inspect(const Archive&, const Listing&, const ImageRecord&, const InspectOptions&) { return {}; }
PENDING void run_in_order(std::size_t count, const std::function<void(std::size_t)>& job) {
    for (std::size_t i = 0; i < count; ++i) job(i);
}
} // namespace strata
