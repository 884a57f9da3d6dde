// Images by their steps, and what is advised about them.
#pragma once

#include "core/base/text.hpp"
#include "core/report/advice_words.hpp"
#include "tests/kit/layer_text.hpp"

#include <initializer_list>
#include <string>

namespace strata::kit {

/// A step and the layer it made.
struct Step {
    std::string created_by;
    std::string layer;
};

inline Inspection image_of(std::initializer_list<Step> steps) {
    Inspection inspection;
    for (const Step& step : steps) {
        LayerRecord record;
        record.history = static_cast<std::uint32_t>(inspection.image.layers.size());
        inspection.image.layers.push_back(record);
        inspection.image.config.history.push_back({.created_by = step.created_by});
        inspection.layers.push_back(std::make_shared<const Layer>(layer_from_text(step.layer)));
    }
    return inspection;
}

/// "5 Title / edit / edit", a line for each.
inline std::string advised(const Inspection& inspection, const BaseImage& base = {}) {
    const Timeline timeline(inspection);
    std::string out;
    for (const Advice& advice : find_advice(inspection, timeline, find_waste(timeline), base)) {
        out += text(advice.bytes, ' ', advice_title(advice));
        for (const std::string& edit : advice_edits(advice, inspection.image)) out += text(" / ", edit);
        out += '\n';
    }
    return out;
}

} // namespace strata::kit
