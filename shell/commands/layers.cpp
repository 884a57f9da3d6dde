#include "core/base/text.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"

namespace strata {
namespace {

Result<Exit> run(const Arguments&, Console&) { return fail("layers: not built yet"); }

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};

} // namespace

constinit const CommandRow layers_command = {
    .name = "layers",
    .summary = "show each layer: sizes, files, changes, waste, the instruction behind it",
    .description = "Not built yet.",
    .operands = operands,
    .run = run,
};

} // namespace strata
