// A finished root file system as lines that can be compared: Strata's, a fact's, or a folder's that a tool unpacked.
#pragma once

#include "core/archive/archive.hpp"
#include "core/model/inspection.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace strata::real {

/// By path (bytes): "file 0644 0:0 1795462379 22 bytes sha256… xattr user.a=62".
using FinalTree = std::map<std::string, std::string>;

/// What the image shows in the end, every file's bytes read and hashed.
[[nodiscard]] FinalTree final_tree_of(const Archive& archive, const Inspection& inspection);
/// NAME.tree.jsonl.gz.
[[nodiscard]] FinalTree final_tree_of_fact(const std::filesystem::path& path);
/// What lies below the folder.
[[nodiscard]] FinalTree final_tree_of_folder(const std::filesystem::path& folder);

/// One line a path that one of the two lacks or has otherwise. A folder that no layer stated ("implied") agrees with
/// any folder: whoever unpacks it makes up its attributes.
[[nodiscard]] std::vector<std::string> differences(const FinalTree& ours, const FinalTree& theirs);

} // namespace strata::real
