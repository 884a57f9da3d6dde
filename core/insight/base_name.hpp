// The name that a base image probably has, from what its steps set.
#pragma once

#include "core/model/config.hpp"

#include <span>
#include <string>

namespace strata {

/// "python:3.12.1" for a history that sets PYTHON_VERSION, "debian:bookworm" for debian's own builder, "ubuntu:22.04"
/// for ubuntu's labels; "" where nothing tells. Only official images are known.
[[nodiscard]] std::string guess_base_name(std::span<const HistoryRow> history);

} // namespace strata
