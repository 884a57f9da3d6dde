// The two images that `strata diff` compares: opened, chosen, and read side by side.
#pragma once

#include "core/model/inspection.hpp"
#include "shell/input.hpp"
#include "shell/layer_cache.hpp"

#include <cstdint>
#include <string_view>

namespace strata {

struct DiffInput {
    Input input;
    Inspection inspection;
};

/// The person's cache, or with --no-cache one that has nothing and keeps nothing.
[[nodiscard]] LayerCache open_layer_cache(const Arguments& arguments, const Console& console);

/// Opens the archive and chooses the image by `option`, the operand's own REF and --platform.
[[nodiscard]] Result<DiffInput> open_side(std::string_view word, std::string_view option, const Arguments& arguments,
                                          Console& console);

/// Reads both, what they share once, or not at all where `cache` has it. `facts`:
/// what files are looked into for, bits of FactKind. Problems of layers are reported.
void inspect_sides(DiffInput& a, DiffInput& b, std::uint8_t facts, LayerCache& cache, const Arguments& arguments,
                   Console& console);

/// Hashes files of one size where nothing else can tell whether they differ; those of one image too, where its waste is
/// to be known. Layers that both have are hashed once.
[[nodiscard]] Result<void> hash_where_needed(DiffInput& a, DiffInput& b, Settling settling, const Arguments& arguments,
                                             Console& console);

/// Keeps the layers that both have for the next comparison. Not needed for this one, so do it last.
void keep_shared_layers(const DiffInput& a, const DiffInput& b, const LayerCache& cache);

} // namespace strata
