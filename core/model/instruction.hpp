// One row of an image's history, read as the Dockerfile instruction it states; the dialects of all builders.
#pragma once

#include <string_view>

namespace strata {

/// Views into the row's `created_by`, valid as long as that.
struct Instruction {
    std::string_view verb;      ///< "RUN", "COPY"… in upper case; "" where the row states no instruction
    std::string_view arguments; ///< what stands behind the verb; of RUN the command alone; all of it without a verb
    std::string_view shell; ///< of RUN and of docker's and buildah's marks: "/bin/sh -c"; "" where none stands there
    std::string_view build_arguments; ///< of RUN: "|2 A=b C=d"; "" for none
    bool marked =
        false; ///< "#(nop)" stands in front: docker's classic builder, or buildah, which keeps the author's words
    bool buildkit = false; ///< "# buildkit" stands behind it
};

/// Knows `/bin/sh -c #(nop) CMD …`, `RUN |1 A=b /bin/sh -c …`, `/bin/sh -c …` (RUN), `|1 A=b /bin/sh -c …` (RUN),
/// BuildKit's `… # buildkit`, Windows' `cmd /S /C …` and `powershell -Command …`, and instructions as they are written
/// (kaniko). Blanks around the parts are taken off.
[[nodiscard]] Instruction read_instruction(std::string_view created_by);

/// The same for the text of an instruction without a builder's marks: whether it is RUN, COPY, …; "" for anything else.
[[nodiscard]] std::string_view instruction_verb(std::string_view text);

/// The length of a shell and its options in front of a command, "/bin/bash -o pipefail -c" say; 0 where none stands
/// there.
[[nodiscard]] std::size_t shell_length(std::string_view text);

} // namespace strata
