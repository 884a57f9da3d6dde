// `--allow FILE`: the lists of findings that are not to be reported.
#pragma once

#include "core/insight/allow_list.hpp"
#include "shell/arguments.hpp"

namespace strata {

/// All files of the option as one list. Fails with the file and its line.
[[nodiscard]] Result<AllowList> read_allow_lists(const Arguments& arguments);
/// A small file that a person wrote, whole; fails above a megabyte.
[[nodiscard]] Result<std::string> read_settings_file(const std::string& path);

} // namespace strata
