// Text that must stay as it is, kept in files under tests/golden.
#pragma once

#include <string_view>

namespace strata::kit {

/// Fails the running test where tests/golden/NAME differs from `actual`, showing the first line that does. With
/// STRATA_ACCEPT=1 in the environment the file is rewritten and the test still fails: accepting never counts as a pass.
void check_golden(std::string_view name, std::string_view actual);

} // namespace strata::kit
