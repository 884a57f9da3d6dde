#include "core/base/text.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"

namespace strata {
namespace {

Result<Exit> run(const Arguments&, Console&) { return fail("inspect: not built yet"); }

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};

} // namespace

constinit const CommandRow inspect_command = {
    .name = "inspect",
    .summary = "write what `docker image inspect` says, as JSON or through a template",
    .description = "Not built yet.",
    .operands = operands,
    .run = run,
};

} // namespace strata
