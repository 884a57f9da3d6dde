// Documents of images, written by hand, and what a test asks of a listing.
#pragma once

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/image/list_images.hpp"
#include "tests/kit/memory_archive.hpp"
#include "tests/kit/packing.hpp"
#include "tests/kit/tar_writer.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strata::kit {

/// A layer with one file.
inline std::string layer_tar(std::string_view name) { return write_tar({file(std::string(name), "content")}); }
inline std::string digest_text(std::string_view bytes) { return "sha256:" + sha256_hex(bytes); }

/// A config with these diff_ids, and a row of history for each unless `history` says otherwise.
inline std::string config_text(std::initializer_list<std::string> diff_ids, std::string_view history = "") {
    std::string ids, rows;
    for (const std::string& id : diff_ids) {
        ids += text(ids.empty() ? "\"" : ",\"", id, '"');
        rows += text(rows.empty() ? "" : ",", R"({"created_by":"RUN )", ids.size(), "\"}");
    }
    return text(R"({"os":"linux","architecture":"amd64","rootfs":{"type":"layers","diff_ids":[)", ids,
                R"(]},"history":[)", history.empty() ? std::string_view(rows) : history, "]}");
}

inline std::string descriptor(std::string_view media_type, std::string_view digest, std::size_t size = 0,
                              std::string_view more = "") {
    return text(R"({"mediaType":")", media_type, R"(","digest":")", digest, '"',
                size == 0 ? std::string() : text(R"(,"size":)", size), more, '}');
}

inline constexpr std::string_view manifest_type = "application/vnd.oci.image.manifest.v1+json";
inline constexpr std::string_view index_type = "application/vnd.oci.image.index.v1+json";
inline constexpr std::string_view config_type = "application/vnd.oci.image.config.v1+json";
inline constexpr std::string_view layer_type = "application/vnd.oci.image.layer.v1.tar";

inline std::string manifest_text(std::string_view config, std::initializer_list<std::string> layers,
                                 std::string_view of_layers = layer_type, std::string_view of_config = config_type) {
    std::string list;
    for (const std::string& layer : layers) list += text(list.empty() ? "" : ",", descriptor(of_layers, layer));
    return text(R"({"schemaVersion":2,"config":)", descriptor(of_config, config), R"(,"layers":[)", list, "]}");
}

/// The listing, or the running test fails.
inline Listing listed(const Archive& archive, const Limits& limits = {}) {
    auto listing = list_images(archive, "test.tar", limits);
    if (!listing) FAIL(listing.error().message);
    return *std::move(listing);
}
inline std::string refused(const Archive& archive, const Limits& limits = {}) {
    const auto listing = list_images(archive, "test.tar", limits);
    REQUIRE_FALSE(listing);
    return listing.error().message;
}

inline std::string problems_text(std::span<const Problem> problems) {
    std::string out;
    for (const Problem& problem : problems) out += problem.message + "\n";
    return out;
}
inline std::vector<std::string> names_of(const ImageRecord& image) {
    std::vector<std::string> out;
    for (const Reference& name : image.names) out.push_back(name.text());
    return out;
}
inline std::vector<std::string> diff_ids_of(const ImageRecord& image) {
    std::vector<std::string> out;
    for (const LayerRecord& layer : image.layers) out.push_back(layer.diff_id.text());
    return out;
}
/// For each layer the row of its history, "-" for none: "0 2 -".
inline std::string rows_of(const ImageRecord& image) {
    std::string out;
    for (const LayerRecord& layer : image.layers)
        out += text(out.empty() ? "" : " ", layer.history == no_index ? std::string("-") : text(layer.history));
    return out;
}

/// Adds an image with one layer, which has a file; returns its manifest's digest.
inline std::string add_image(MemoryArchive& archive, std::string_view created_by = "RUN x") {
    const std::string layer = layer_tar("file");
    const std::string config =
        archive.blob(config_text({digest_text(layer)}, text(R"({"created_by":")", created_by, "\"}")));
    return archive.blob(manifest_text(config, {archive.blob(layer)}));
}

} // namespace strata::kit
