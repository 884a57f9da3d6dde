// The JSON documents of one archive: found by name or digest below its top folder, and read within limits.
#pragma once

#include "core/archive/archive.hpp"
#include "core/base/json.hpp"
#include "core/base/limits.hpp"
#include "core/base/result.hpp"
#include "core/model/listing.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace strata {

struct Document {
    std::string bytes; ///< exactly as stored
    JsonDocument json;
    Digest digest; ///< sha256 of the bytes
};

class Documents {
public:
    Documents(const Archive& archive, const Limits& limits);

    /// The folder all members lie in, with its slash: "image/", or "" where they don't share one or where a document
    /// lies at the top.
    [[nodiscard]] const std::string& top_folder() const { return top_folder_; }
    /// Whether the archive has a member of that name below the top folder, be it readable or not.
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] Result<MemberIndex> find(std::string_view name) const;
    /// Where a blob lies: "blobs/sha256/HEX" (OCI), "HEX" (skopeo's dir:), or one of the names docker archives give to
    /// it.
    [[nodiscard]] std::optional<MemberIndex> find_blob(const Digest& digest) const;
    /// The only regular member with that last part in its name, whatever folder it is in; names too short to tell
    /// anything ("layer.tar") find nothing.
    [[nodiscard]] std::optional<MemberIndex> find_by_last_part(std::string_view name) const;

    /// Reads and parses; fails above Limits::document_bytes, and where all documents exceed Limits::documents_bytes.
    [[nodiscard]] Result<Document> read(MemberIndex member);
    [[nodiscard]] Result<Document> read(std::string_view name);
    /// The same of bytes that stand in another document.
    [[nodiscard]] Result<Document> parse(std::string bytes);

    /// How many of `wanted` layer records an image may have, by Limits::layers and Limits::all_layers.
    [[nodiscard]] std::size_t grant_layers(std::size_t wanted);

    [[nodiscard]] const Archive& archive() const { return archive_; }
    [[nodiscard]] const Limits& limits() const { return limits_; }

private:
    Result<void> grant(std::uint64_t bytes);
    [[nodiscard]] Result<Document> parse_granted(std::string bytes) const;

    const Archive& archive_;
    const Limits& limits_;
    std::string top_folder_;
    /// Regular members by the last part of their names, made when first asked; no_member where several have it.
    mutable std::optional<std::unordered_map<std::string_view, MemberIndex>> by_last_part_;
    std::uint64_t bytes_read_ = 0;
    std::size_t layers_granted_ = 0;
};

/// The digest that a blob's name states: "blobs/sha256/HEX", "HEX.tar", "sha256:HEX", "HEX.tar.gz"; empty where it
/// states none.
[[nodiscard]] Digest digest_in_name(std::string_view name);

/// The bytes of what a descriptor describes, in base64, where the descriptor itself has them ("data", OCI image-spec,
/// descriptor.md); "" where not. Valid as long as its document.
[[nodiscard]] std::string_view inline_data(JsonValue descriptor);
/// Reads what a descriptor describes: its blob, or its inline data where the archive has no blob. Whether it matches
/// the descriptor's digest is for the caller to say.
[[nodiscard]] Result<Document> read_described(Documents& documents, const Descriptor& descriptor,
                                              std::string_view inline_data);
/// Reads an OCI descriptor; what has the wrong type stays empty.
[[nodiscard]] Descriptor read_descriptor(JsonValue value);
/// The strings of an object of strings, in the order of the document; the last of two equal keys wins.
[[nodiscard]] StringMap read_string_map(JsonValue value);

} // namespace strata
