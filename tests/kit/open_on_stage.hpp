// Opens an Inspection on a Stage as if a worker had read it from a file.
#pragma once

#include "tests/kit/stage.hpp"

#include <vector>

namespace strata::kit {

/// The file is dropped, or fetched from an address, listed, and all its layers arrive.
void open_on_stage(Stage& stage, const Inspection& inspection, ui::FileId file = 1, std::string url = {});

/// Opens both and compares the newer one, which is shown, with the older.
void compare_on_stage(Stage& stage, const Inspection& older, const Inspection& newer);

/// An archive that holds several images; where one is chosen later, answer_layers gives it its
/// layers, before anything else is asked for.
void open_on_stage(Stage& stage, const std::vector<Inspection>& images, ui::FileId file, std::string url = {});
void answer_layers(Stage& stage, const std::vector<Inspection>& images);

} // namespace strata::kit
