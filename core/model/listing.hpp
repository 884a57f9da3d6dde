// What the documents of an archive alone say about each image in it; read in milliseconds, whatever the archive's size.
#pragma once

#include "core/model/config.hpp"
#include "core/model/problem.hpp"
#include "core/model/reference.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace strata {

/// An OCI descriptor as written in a manifest or index.
struct Descriptor {
    std::string media_type;
    Digest digest;
    std::uint64_t size = 0; ///< bytes, 0 when not written
    StringMap annotations;
    std::vector<std::string> urls;
    std::optional<Platform> platform;
    friend bool operator==(const Descriptor&, const Descriptor&) = default;
};

/// How a blob's bytes are packed, by its first bytes and never by its media type.
enum class Compression : std::uint8_t { none, gzip, zstd, xz, bzip2 };

enum class BlobState : std::uint8_t {
    present,   ///< in the archive
    missing,   ///< referred to, but not in the archive
    foreign,   ///< not in the archive and not meant to be: the descriptor has urls or a non-distributable media type
    encrypted, ///< in the archive, but encrypted (media type `+encrypted`)
};

/// Special shapes of a layer's compressed stream that carry entries of their own, which are hidden.
enum class LayerFormat : std::uint8_t { plain, estargz, zstd_chunked };

/// Number of a member of the opened Archive; `no_member` where there is none, `whole_archive` where the archive itself,
/// packed as it is, is the layer (a root file system, a single layer).
using MemberIndex = std::uint32_t;
inline constexpr MemberIndex no_member = 0xffffffff;
inline constexpr MemberIndex whole_archive = 0xfffffffe;
inline constexpr std::uint32_t no_index = 0xffffffff;

/// What the documents say about one layer. The same blob may stand in one image twice.
struct LayerRecord {
    Digest diff_id;                 ///< from rootfs.diff_ids: the truth about what the layer is; empty when unknown
    Descriptor descriptor;          ///< from the manifest; a docker archive's layer has a digest only when its name or
                                    ///< LayerSources tells
    MemberIndex member = no_member; ///< where its bytes are
    std::string member_name;        ///< the name in the archive, as written
    std::uint64_t stored_size = 0;  ///< bytes in the archive; the descriptor's size when it is not there
    Compression compression = Compression::none;
    BlobState state = BlobState::missing;
    std::uint32_t history = no_index; ///< the row of ImageConfig::history that made it
    friend bool operator==(const LayerRecord&, const LayerRecord&) = default;
};

/// Provenance, SBOM and other statements that a builder attached to an image (in-toto).
struct Attestation {
    Descriptor manifest;                 ///< of the attestation manifest
    bool present = false;                ///< whether that manifest is in the archive
    std::vector<std::string> predicates; ///< predicate types, "https://slsa.dev/provenance/v0.2"
    std::vector<Descriptor> statements;
    friend bool operator==(const Attestation&, const Attestation&) = default;
};

/// A document of an image by what another one says of it: the config by its manifest or its file name, the manifest by
/// its index.
struct StatedDocument {
    Digest digest;          ///< empty where nothing states it
    std::uint64_t size = 0; ///< 0 where nothing states it
    bool present = false;   ///< whether the archive has it, be it readable or not
};

/// One image for one platform.
struct ImageRecord {
    std::vector<Reference> names; ///< every name of it, in the order of the archive
    Digest config_digest;         ///< docker's classic image id: of the config's bytes, computed
    Digest manifest_digest;       ///< of the image manifest; empty in a plain docker archive
    Digest target_digest;         ///< what a name points at: the index or the manifest; the containerd store's image id
    std::string manifest_media_type;
    std::string manifest_document; ///< JSON exactly as stored; "" in a plain docker archive
    StringMap annotations;         ///< of the manifest and of its descriptor
    Platform platform;
    ImageConfig config;
    std::vector<LayerRecord> layers; ///< bottom first
    std::vector<Attestation> attestations;
    bool available = true; ///< false: listed (another platform, say), but its manifest or config is not in the archive
    std::vector<Problem> problems;
    /// What verifying compares the documents with; no part of a snapshot, which has no blobs to check. None where the
    /// image is not made of such a document.
    std::optional<StatedDocument> stated_config, stated_manifest;
};

/// What wrote the archive and by which documents it was read.
enum class ArchiveKind : std::uint8_t {
    docker_archive,  ///< manifest.json, or the `repositories` file of docker before 1.10
    oci_layout,      ///< index.json
    hybrid,          ///< both (docker 25 and later, BuildKit type=docker)
    skopeo_dir,      ///< skopeo's dir:
    root_filesystem, ///< docker export, or a single layer: one synthetic layer
    snapshot,        ///< Strata's own
};

struct Listing {
    std::string source; ///< what the person named, for messages
    ArchiveKind kind = ArchiveKind::docker_archive;
    Compression outer = Compression::none;
    std::uint64_t archive_bytes = 0;
    std::vector<ImageRecord> images; ///< in the archive's order: manifest.json's, then what only index.json has
    std::vector<Descriptor> others;  ///< artifacts and caches that are not images
    std::vector<Problem> problems;
};

} // namespace strata
