// Strangers' bytes made safe to stand in a sentence.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace strata {

/// The bytes in double quotes: control characters and what is not UTF-8 as \xNN, and … for what goes beyond `most`
/// bytes.
[[nodiscard]] std::string quote(std::string_view bytes, std::size_t most = 200);

} // namespace strata
