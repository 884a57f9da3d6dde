#include "core/base/text.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"

namespace strata {
namespace {

Result<Exit> run(const Arguments&, Console&) { return fail("cat: not built yet"); }

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};

} // namespace

constinit const CommandRow cat_command = {
    .name = "cat",
    .summary = "write the bytes of a file, deleted ones too",
    .description = "Not built yet.",
    .operands = operands,
    .run = run,
};

} // namespace strata
