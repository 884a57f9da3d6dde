// COPY and ADD by what their layer holds: docker's classic builder records hashes of what was copied and no names,
// BuildKit paths with blanks as if they were several.
#pragma once

#include "core/model/instruction.hpp"
#include "core/model/layer.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace strata {

struct CopyWords {
    std::string arguments; ///< "--chown=5 hello.txt /srv/"
    std::string note;
};

/// Reads COPY and ADD of `--chown=5 file:ab12… in /srv/ `; nullopt where no hash stands in it. The names are those that
/// the copies have in `layer`, which may be null; of a file that became several, an archive's that ADD unpacked.
/// `working_dir` is where a relative path begins.
[[nodiscard]] std::optional<CopyWords> read_hashed_copy(const Instruction& copy, const Layer* layer,
                                                        std::string_view working_dir);

/// Reads COPY and ADD of BuildKit, `a b /my dir/`: where `layer` holds "/my dir" and no "dir/", a list of two sources
/// and one target. nullopt where all words are paths as far as the layer tells, and where it is null.
[[nodiscard]] std::optional<CopyWords> read_joined_copy(const Instruction& copy, const Layer* layer,
                                                        std::string_view working_dir);

} // namespace strata
