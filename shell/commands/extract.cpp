#include "core/base/text.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"

namespace strata {
namespace {

Result<Exit> run(const Arguments&, Console&) { return fail("extract: not built yet"); }

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};

} // namespace

constinit const CommandRow extract_command = {
    .name = "extract",
    .summary = "write the files of the image into a folder",
    .description = "Not built yet.",
    .operands = operands,
    .run = run,
};

} // namespace strata
