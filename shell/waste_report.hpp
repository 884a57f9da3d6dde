// What `strata waste` writes: the words and tables, or JSON.
#pragma once

#include "core/insight/advice.hpp"
#include "core/insight/base_image.hpp"
#include "core/insight/waste.hpp"
#include "core/model/inspection.hpp"

#include <cstddef>
#include <ostream>
#include <vector>

namespace strata {

struct WasteFindings {
    const Inspection& inspection;
    const Timeline& timeline;
    const Waste& waste;
    const BaseImage& base;
    const std::vector<Advice>& advice;
    const DiveScore& dive;
};

/// How much is listed.
struct WasteParts {
    std::size_t advice = 0; ///< at most so many rows of each list
    std::size_t layers = 0;
    std::size_t files = 0;
    bool classes = true; ///< and the sums below
};

void write_waste_text(const WasteFindings& found, const WasteParts& parts, std::ostream& out);
/// The sums, then every piece of advice, every cause and every file, each an object on a line of its own.
void write_waste_json(const WasteFindings& found, std::ostream& out);

} // namespace strata
