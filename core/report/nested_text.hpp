// What differs inside an archive, in a few words.
#pragma once

#include "core/diff/compare_nested.hpp"

#include <string>

namespace strata {

/// "only inside: META-INF/MANIFEST.MF time", "only compressed otherwise", "only a rebuilt .pyc", "inside: ~app.yml +b
/// and 3 more of 310"; "" where nothing can be said. Names are made printable.
[[nodiscard]] std::string nested_text(const NestedDiff& nested);
/// "time, order" for the bits; "" for none.
[[nodiscard]] std::string nested_reasons_text(NestedReasons reasons);

} // namespace strata
