// One layer's blob, read once from front to back (compressed) or from header to header (plain).
#pragma once

#include "core/archive/open_archive.hpp"
#include "core/base/limits.hpp"
#include "core/bytes/source.hpp"
#include "core/model/examiner.hpp"
#include "core/model/layer.hpp"

namespace strata {

enum class Hashing : std::uint8_t {
    when_free, ///< hash files of compressed layers as they pass; seek over the files of plain layers
    all,       ///< hash every file
    none,
};

struct ReadLayerOptions {
    Limits limits;
    Hashing hashing = Hashing::when_free;
    bool checkpoints = false;           ///< leave restart points in Layer::checkpoints
    bool digests = false;               ///< compute Layer::diff_id and Layer::blob_digest; reads every byte
    const Examiner* examiner = nullptr; ///< looks into files as they pass; Layer::facts is what it says
    DigestAlgorithm diff_id_algorithm = DigestAlgorithm::sha256;
    DigestAlgorithm blob_algorithm = DigestAlgorithm::sha256;
    Progress progress; ///< bytes of the blob, or of all blobs when several are read; called from any thread
};

/// How the blob is packed is told by its bytes. Total: damage is a problem of the Layer, with the file, the part and
/// the byte; what was read before it stays.
[[nodiscard]] Layer read_layer(const Source& blob, const ReadLayerOptions& options);

} // namespace strata
