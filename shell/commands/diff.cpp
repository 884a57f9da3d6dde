#include "core/base/text.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"

namespace strata {
namespace {

Result<Exit> run(const Arguments&, Console&) { return fail("diff: not built yet"); }

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};

} // namespace

constinit const CommandRow diff_command = {
    .name = "diff",
    .summary = "compare two images: layers, settings, history, files and their contents",
    .description = "Not built yet.",
    .operands = operands,
    .run = run,
};

} // namespace strata
