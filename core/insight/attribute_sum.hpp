// What a later layer gave the files of one layer: owner and mode, and whether all that the layer brought has them.
#pragma once

#include "core/insight/advice.hpp"
#include "core/insight/copy_steps.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace strata {

using BytesOfNodes = std::map<NodeIndex, std::uint64_t>;

struct LargestPaths {
    std::vector<std::string> paths; ///< at most most_advice_paths
    std::uint64_t more = 0;         ///< those left out
};
[[nodiscard]] LargestPaths largest_paths(const Timeline& timeline, const BytesOfNodes& nodes);

/// The attributes that a layer gave files, gathered from `add` to `share`.
class AttributeSum {
public:
    /// Layer `by` stated the file anew, `bytes` of it.
    void add(const Timeline& timeline, NodeIndex node, std::uint32_t by, std::uint64_t bytes);
    /// All files added so far were brought by `layer`, whose step is `step`.
    [[nodiscard]] AttributeShare share(const Timeline& timeline, std::uint32_t layer, std::uint32_t by,
                                       const CopyStep& step) const;

private:
    BytesOfNodes nodes_;
    std::optional<Owner> owner_;
    std::optional<std::uint16_t> mode_;
    bool owners_differ_ = false;
    bool modes_differ_ = false;
};

} // namespace strata
