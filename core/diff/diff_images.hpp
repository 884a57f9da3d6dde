// Two images compared: layers, settings, history and files, and one line that says why they are not the same.
#pragma once

#include "core/diff/align_layers.hpp"
#include "core/diff/base_diff.hpp"
#include "core/diff/diff_config.hpp"
#include "core/diff/diff_files.hpp"
#include "core/diff/diff_history.hpp"
#include "core/diff/diff_packages.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace strata {

/// Bits: every kind of difference that is left under the rules; none at all means "the same".
enum Difference : std::uint32_t {
    differs_name = 1,
    differs_manifest = 2, ///< annotations, media types
    differs_settings = 4, ///< what containers start with, or the platform
    differs_build = 8,    ///< author, builder's notes
    differs_image_time = 16,
    differs_history = 32,
    differs_packing = 64, ///< a layer is compressed in another way
    differs_tar = 128,    ///< a layer's tar is written in another way
    differs_order = 256,  ///< a layer's entries come in another order
    differs_files = 512,  ///< files were added, removed, moved, or changed in what they are
    differs_file_time = 1024,
    differs_layers = 2048,      ///< the same files in the end, but put there by other layers
    differs_document = 4096,    ///< the config says the same, written in another way (white space, order of keys)
    differs_unsure = 8192,      ///< files of the same size were not compared, or a layer could not be read
    differs_attributes = 16384, ///< files differ in owner, mode or extended attributes, and time at most
    differs_nested = 32768,     ///< files differ that hold the same: archives and rebuilt .pyc files
};

struct ImageDiff {
    IgnoreSet ignore;
    LayerAlignment layers;
    std::vector<SettingRow> settings;
    std::vector<HistoryDiffRow> history; ///< rows that are the same included
    FileDiff files;
    PackageDiff packages;         ///< of images whose layers were read with an examiner for packages
    BaseDiff bases;               ///< what of files and packages comes with another base image
    std::uint64_t unpacked_a = 0; ///< bytes of all layers' files, as docker counts an image's size
    std::uint64_t unpacked_b = 0;
    std::uint64_t stored_a = 0; ///< bytes of the layers' blobs as they lie in the archive, each blob once
    std::uint64_t stored_b = 0;
    std::uint64_t history_changes = 0; ///< rows of `history` that are not the same
    std::uint32_t differences = 0;     ///< Difference
    std::string verdict;               ///< "Same files; 2 differ only in time.": one line, plain words

    [[nodiscard]] bool same() const { return differences == 0; }
};

/// Total. Hash what contents_wanted() names first, or the rows concerned say `unsure`. `explanations`: what
/// compare_nested says of the pairs that nested_wanted() names; without them such files differ in content.
[[nodiscard]] ImageDiff diff_images(const DiffSide& a, const DiffSide& b, IgnoreSet ignore = {},
                                    const Explanations& explanations = {});

} // namespace strata
