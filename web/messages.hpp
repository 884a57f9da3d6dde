// What page and worker say to each other. Both ends are ordinary C++ and are tested natively; the browser only carries
// the bytes.
#pragma once

#include "core/model/inspection.hpp"
#include "core/model/nested.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace strata::web {

/// A file, a folder or an address that was opened; the page's platform knows what lies behind the number.
using FileId = std::uint32_t;
using RequestId = std::uint32_t;

/// Which images are in the file? Answered by ListAnswer.
struct ListRequest {};
/// Read one layer of one image. Answered by LayerAnswer, with ProgressAnswers on the way.
struct LayerRequest {
    std::uint32_t image = 0; ///< in Listing::images
    std::uint32_t layer = 0;
};
/// The layer's nearest checkpoint at or before this byte of its tar, as requests carry it; none where reading starts at
/// the layer's front.
[[nodiscard]] std::vector<Checkpoint> checkpoint_before(const Layer& layer, std::uint64_t unpacked_offset);

/// Bytes of one file. Answered by ContentAnswer.
struct ContentRequest {
    std::uint32_t image = 0;
    std::uint32_t layer = 0;
    Entry entry;                         ///< resolved: a regular file of that layer
    std::vector<Checkpoint> checkpoints; ///< checkpoint_before() its bytes
    std::uint64_t limit = 0;             ///< bytes at most
};
/// Hash files that listing seeked over. Answered by HashAnswer.
struct HashRequest {
    std::uint32_t image = 0;
    std::uint32_t layer = 0;
    std::vector<Entry> files; ///< answered in this order
};
/// A file to look into: where its bytes are, and the last part of its path.
struct NestedQuestion {
    Entry entry; ///< resolved: a regular file
    std::string name;
};
/// List what lies inside files that may be archives. Answered by NestedAnswer.
struct NestedRequest {
    std::uint32_t image = 0;
    std::uint32_t layer = 0;
    std::vector<NestedQuestion> files;   ///< answered in this order
    std::vector<Checkpoint> checkpoints; ///< checkpoint_before() the first of them
};
/// Compute the digests of one layer. Answered by VerifyAnswer.
struct VerifyRequest {
    std::uint32_t image = 0;
    std::uint32_t layer = 0;
};

struct Request {
    RequestId id = 0;
    FileId file = 0;
    std::variant<ListRequest, LayerRequest, ContentRequest, HashRequest, VerifyRequest, NestedRequest> what;
};

struct ListAnswer {
    Listing listing;
    std::vector<Layer> layers; ///< of a snapshot, which has one image and all its layers; else empty
};
struct LayerAnswer {
    Layer layer;
};
struct ContentAnswer {
    std::string bytes;
    std::uint64_t size = 0; ///< of the whole file
    Digest sha256;          ///< of the whole file, where all of it is here
};
struct HashAnswer {
    std::vector<ContentHash> hashes;
}; ///< in the order asked; zero for a file that could not be read
struct NestedAnswer {
    std::vector<NestedFile> files; ///< in the order asked
};
struct VerifyAnswer {
    Digest diff_id;
    Digest blob_digest;
    std::vector<Problem> problems;
};
struct ProgressAnswer {
    std::uint64_t done = 0; ///< bytes
    std::uint64_t total = 0;
};
struct FailureAnswer {
    std::string message;
};

struct Answer {
    RequestId id = 0;
    std::variant<ListAnswer, LayerAnswer, ContentAnswer, HashAnswer, VerifyAnswer, ProgressAnswer, FailureAnswer,
                 NestedAnswer>
        what;
};

/// Compact bytes, little-endian. Decoding checks every length: a damaged message is an error, never a crash.
[[nodiscard]] std::string encode(const Request& request);
[[nodiscard]] std::string encode(const Answer& answer);
[[nodiscard]] Result<Request> decode_request(std::span<const std::byte> bytes);
[[nodiscard]] Result<Answer> decode_answer(std::span<const std::byte> bytes);

} // namespace strata::web
