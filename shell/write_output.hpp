// Where a command writes a result of its own to.
#pragma once

#include "core/base/result.hpp"
#include "shell/console.hpp"

#include <functional>
#include <ostream>
#include <string_view>

namespace strata {

/// Lets `write` fill the file, whatever stood in it; "-" is standard output. Errors name the file and say why.
Result<> write_output(std::string_view path, Console& console, const std::function<void(std::ostream&)>& write);

} // namespace strata
