// An image while its documents are being read: what one document said of it, before the config and the blobs are looked
// at.
#pragma once

#include "core/image/documents.hpp"
#include "core/model/listing.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace strata {

struct Draft {
    /// Names, layers with descriptor, member and member_name, and what the manifest says; the config is empty still.
    ImageRecord image;
    MemberIndex config = no_member;        ///< where the config lies
    std::string config_name;               ///< how the document calls it, for messages
    Digest config_digest;                  ///< as the manifest or its file name states it; empty where neither does
    std::uint64_t config_size = 0;         ///< as the manifest states it; 0 in a docker archive
    std::string config_data;               ///< its bytes, where the manifest itself has them and the archive no blob
    bool config_is_read = false;           ///< image.config came from elsewhere
    std::vector<LayerRecord> other_layers; ///< what another document says the layers are, where it disagrees
};

/// What one family of documents holds.
struct Drafts {
    std::vector<Draft> images;
    std::vector<Descriptor> others;
    std::vector<Problem> problems;
};

/// Adds a problem, unless there are very many already: hostile documents say the same of a million entries.
void complain(std::vector<Problem>& problems, Severity severity, std::string message);

/// Decides which names the images of one archive get: each image a name once, and of all together what
/// Limits::reference_bytes has room for.
class NameBudget {
public:
    explicit NameBudget(const Limits& limits) : limit_(limits.reference_bytes) {}
    /// Whether image number `image` is to get this name.
    [[nodiscard]] bool grant(std::size_t image, const Reference& name);
    /// The problem once there was no room; then nothing more is granted.
    [[nodiscard]] bool is_spent() const { return used_ > limit_; }
    [[nodiscard]] std::string spent_message() const;

private:
    std::uint64_t limit_;
    std::uint64_t used_ = 0;
    std::unordered_set<std::string> granted_; ///< names, each behind its image's number
};

/// The finished record: config read, layers found, sniffed, paired with diff_ids and history. What is wrong becomes a
/// problem of the image.
[[nodiscard]] ImageRecord finish_image(Documents& documents, Draft draft);

/// Joins what manifest.json and index.json say of the same image: names of both, the layers of the docker view with the
/// descriptors of the OCI view. Where they name other blobs, or the same in another order, the layers are told apart by
/// hash (moby issues 47065, 47161).
[[nodiscard]] Drafts join_views(Drafts docker, Drafts oci);

} // namespace strata
