// COPY and ADD of docker's classic builder, which records hashes of what was copied and no names.
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

} // namespace strata
