#include "core/base/text.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"

namespace strata {
namespace {

Result<Exit> run(const Arguments&, Console&) { return fail("history: not built yet"); }

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};

} // namespace

constinit const CommandRow history_command = {
    .name = "history",
    .summary = "show how an image was made, as `docker history` does",
    .description = "Not built yet.",
    .operands = operands,
    .run = run,
};

} // namespace strata
