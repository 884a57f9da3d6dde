#include "core/base/text.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"

namespace strata {
namespace {

Result<Exit> run(const Arguments&, Console&) { return fail("images: not built yet"); }

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};

} // namespace

constinit const CommandRow images_command = {
    .name = "images",
    .summary = "list the images in archives, as `docker image ls` does",
    .description = "Not built yet.",
    .operands = operands,
    .run = run,
};

} // namespace strata
