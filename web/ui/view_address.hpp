// What the views show, as the address says it: "&filter=*.js&sort=size".
#pragma once

#include "web/ui/state.hpp"

#include <string>
#include <string_view>

namespace strata::ui {

/// A field for each thing that is not as it is at first: filter and order of the files, the list of the waste, the way
/// a file is shown, the colours of the treemap.
[[nodiscard]] std::string address_of_views(const State& state);
/// The state with what the fragment says of them; what it does not name is as at first.
[[nodiscard]] State with_views(State state, std::string_view fragment);

} // namespace strata::ui
