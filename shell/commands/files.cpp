#include "core/base/text.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"

namespace strata {
namespace {

Result<Exit> run(const Arguments&, Console&) { return fail("files: not built yet"); }

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};

} // namespace

constinit const CommandRow files_command = {
    .name = "files",
    .summary = "list the files of the image or of one layer, with what changed",
    .description = "Not built yet.",
    .operands = operands,
    .run = run,
};

} // namespace strata
