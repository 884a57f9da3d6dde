// Opens an Inspection on a Stage as if a worker had read it from a file.
#pragma once

#include "tests/kit/stage.hpp"

namespace strata::kit {

/// The file is dropped, listed, and all its layers arrive.
void open_on_stage(Stage& stage, const Inspection& inspection, ui::FileId file = 1);

} // namespace strata::kit
