// The selected path: which version of it is shown, and which earlier one it is compared with.
#pragma once

#include "web/ui/contents.hpp"
#include "web/ui/derived.hpp"
#include "web/ui/state.hpp"

#include <string>

namespace strata::ui {

/// One version of the path.
struct ShownVersion {
    std::uint32_t image = 0;      ///< OpenImage::number
    Place stated;                 ///< the entry at the path
    Place place;                  ///< where attributes and bytes are: a hard link's target; none for a link to nowhere
    const Entry* entry = nullptr; ///< at `place`; nullptr: the path does not exist here
    const LayerTree* tree = nullptr;

    explicit operator bool() const { return entry != nullptr; }
    [[nodiscard]] bool is_file() const { return entry && entry->type == FileType::regular; }
    [[nodiscard]] ContentKey content() const { return {image, place}; }
};

struct Selection {
    NodeIndex node = no_node; ///< of the shown image; no_node: only the one compared with has the path
    std::string path;         ///< "": nothing is selected
    Change change = Change::same;
    ShownVersion shown;
    ShownVersion earlier; ///< in the layers below, or in the image compared with
    explicit operator bool() const { return !path.empty(); }
};

/// `against`: nullptr when nothing is compared.
[[nodiscard]] Selection selection_of(Derived& derived, const OpenImage& image, const OpenImage* against,
                                     const State& state);

} // namespace strata::ui
