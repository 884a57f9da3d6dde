// strata_samples FOLDER: writes shop-api-1.0.tar (docker save) and shop-api-1.1.tar (an OCI archive, gzip layers).
#include "tests/samples/shop_api.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>

using namespace strata;

namespace {

bool write(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream out(path, std::ios::binary);
    out << bytes;
    out.close();
    if (out) return true;
    std::fprintf(stderr, "strata_samples: can't write %s\n", path.c_str());
    return false;
}

} // namespace

int main(int count, char** words) {
    if (count != 2) {
        std::fprintf(stderr, "usage: strata_samples FOLDER\n");
        return 2;
    }
    const std::filesystem::path folder = words[1];
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    const kit::LayoutOptions docker{.layout = kit::Layout::docker_save};
    const kit::LayoutOptions oci{.layout = kit::Layout::oci, .layers = kit::Packing::gzip};
    const bool written =
        write(folder / "shop-api-1.0.tar", kit::build_archive(samples::shop_api(samples::Version::first), docker)) &&
        write(folder / "shop-api-1.1.tar", kit::build_archive(samples::shop_api(samples::Version::second), oci));
    return written ? 0 : 2;
}
