// A file of rules for `strata check`: Strata's own, or dive's .dive-ci as it is.
#pragma once

#include "core/base/result.hpp"
#include "core/insight/check_rules.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace strata {

struct CheckFile {
    std::vector<CheckRule> rules;
    std::vector<std::string> allowed;  ///< lines of an allow list
    std::vector<std::string> warnings; ///< keys that mean nothing, with the key that was meant; what dive does not read
};

/// `name` is what messages call the file; where it ends with ".dive-ci" dive's rules hold: only keys below `rules`
/// count, and what is not set has dive's default. Else keys stand at the top or below `rules`, by either name, and
/// `allow` is a list of allowed findings. Fails with the line on a value that a rule can't take, and on all of Strata's
/// own file that would not count: what is no keys and values, a rule set twice, a second document. Of dive's it is
/// warned.
[[nodiscard]] Result<CheckFile> read_check_file(std::string_view text, std::string_view name);

/// The rules that hold: of the file that --rules names, else of .strata-check.yaml or .dive-ci where one is here; what
/// is set on the command line replaces what the file says, of lists both count; dive's defaults where there is no file
/// and no rule is set. Fails where a file sets none.
[[nodiscard]] Result<CheckFile> read_check_rules(const Arguments& arguments, Console& console);

} // namespace strata
