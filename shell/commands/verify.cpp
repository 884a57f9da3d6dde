#include "core/base/text.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"

namespace strata {
namespace {

Result<Exit> run(const Arguments&, Console&) { return fail("verify: not built yet"); }

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};

} // namespace

constinit const CommandRow verify_command = {
    .name = "verify",
    .summary = "check every digest and diff_id",
    .description = "Not built yet.",
    .operands = operands,
    .run = run,
};

} // namespace strata
