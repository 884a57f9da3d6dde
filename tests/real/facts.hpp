// What other tools say of the corpus' images, and which image of an opened archive each fact is about.
#pragma once

#include "core/model/listing.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strata::real {

/// The facts of one image: NAME[--imgN|--idxN][.arm64][.docker|.oci].
struct ImageFact {
    std::string name;              ///< all of that
    std::filesystem::path archive; ///< the file or folder under real/
    std::filesystem::path folder;  ///< facts/
    Digest config_digest;          ///< from the manifest; none where skopeo was given an index or a schema1 manifest
    Platform platform;
    std::vector<Digest> diff_ids; ///< of layers.json; empty where that tool failed

    /// facts/NAME.SUFFIX, "tree.jsonl.gz" say.
    [[nodiscard]] std::filesystem::path file(std::string_view suffix) const;
    /// Whether that tool had an answer.
    [[nodiscard]] bool has(std::string_view suffix) const;
};

/// Every image that has facts and whose archive is in the corpus, sorted by name.
[[nodiscard]] std::vector<ImageFact> image_facts(const std::filesystem::path& corpus);
/// The names of the others.
[[nodiscard]] std::vector<std::string> facts_without_archive(const std::filesystem::path& corpus);

/// The image of the listing that the fact is about: the same config, or the same layers for the same platform.
[[nodiscard]] std::optional<std::size_t> find_image(const Listing& listing, const ImageFact& fact);

[[nodiscard]] nlohmann::json read_json(const std::filesystem::path& path);
/// One value a line; gunzipped where the name ends in ".gz".
[[nodiscard]] std::vector<nlohmann::json> read_json_lines(const std::filesystem::path& path);

} // namespace strata::real
