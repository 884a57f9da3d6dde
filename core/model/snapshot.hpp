// An Inspection as bytes: the message from worker to page, the cache, and the `.strata` file people share.
#pragma once

#include "core/base/limits.hpp"
#include "core/base/result.hpp"
#include "core/model/inspection.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace strata {

/// The first bytes of every snapshot.
inline constexpr std::string_view snapshot_magic = "STRATA\x1a\x04";

/// Whether a file that starts like this is a snapshot, of this version or another.
[[nodiscard]] bool is_snapshot(std::span<const std::byte> front);

/// Versioned, little-endian, checked by a hash at its end; equal inspections give equal bytes.
[[nodiscard]] std::string write_snapshot(const Inspection& inspection);
/// Fails with a sentence on anything that write_snapshot did not write; never reads past the span.
[[nodiscard]] Result<Inspection> read_snapshot(std::span<const std::byte> bytes, const Limits& limits = {});

/// One layer alone, as a worker sends it.
[[nodiscard]] std::string write_layer(const Layer& layer);
[[nodiscard]] Result<Layer> read_layer_bytes(std::span<const std::byte> bytes, const Limits& limits = {});

} // namespace strata
