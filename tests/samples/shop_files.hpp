// The files of the sample images, folder by folder.
#pragma once

#include "tests/kit/tar_writer.hpp"
#include "tests/samples/shop_api.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace strata::samples {

using Files = std::vector<kit::TarFile>;

/// A slim Debian: /etc, /usr, dpkg's database.
[[nodiscard]] Files base_files();
/// What `apt-get update && apt-get install` leaves: the package lists, the packages' files, apt's logs.
[[nodiscard]] Files installed_files();
[[nodiscard]] Files manifest_files(Version version);
[[nodiscard]] Files dependency_files(Version version);
[[nodiscard]] Files application_files(Version version);

/// `size` bytes that look like a program or a picture: they hardly compress. The same for the same seed.
[[nodiscard]] std::string noise(std::size_t size, std::uint64_t seed);
/// `size` bytes of lines that look like source code or data: they compress well.
[[nodiscard]] std::string prose(std::size_t size, std::uint64_t seed);

} // namespace strata::samples
