#include "core/base/text.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"

namespace strata {
namespace {

Result<Exit> run(const Arguments&, Console&) { return fail("waste: not built yet"); }

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};

} // namespace

constinit const CommandRow waste_command = {
    .name = "waste",
    .summary = "show the bytes that no container of the image can see",
    .description = "Not built yet.",
    .operands = operands,
    .run = run,
};

} // namespace strata
