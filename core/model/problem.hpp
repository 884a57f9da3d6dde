// Something wrong with a part of an archive that did not stop the rest from being shown.
#pragma once

#include <cstdint>
#include <string>

namespace strata {

enum class Severity : std::uint8_t {
    note,    ///< worth saying, nothing is missing or wrong ("layer 2 is marked foreign and not in the archive")
    warning, ///< documents disagree or break a rule, what is shown is still right
    error,   ///< a part could not be read; what is shown is incomplete
};

struct Problem {
    Severity severity = Severity::error;
    std::string message; ///< a sentence that names the part and, where it is known, the byte
    friend bool operator==(const Problem&, const Problem&) = default;
};

} // namespace strata
