// A file on disk as a Source.
#pragma once

#include "core/bytes/source.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace strata {

/// Opens a regular file or a block device. Fails with the system's reason where it can't be opened, and where it is a
/// folder, a pipe or anything else that can't be read at any offset.
[[nodiscard]] Result<std::unique_ptr<Source>> open_file_source(const std::filesystem::path& path);

/// The same for a file that is open already; closes it in the end, also when it fails. `name` stands in messages.
[[nodiscard]] Result<std::unique_ptr<Source>> open_descriptor_source(int descriptor, std::string name);

} // namespace strata
