// Named blobs: a tar that was indexed once by seeking over its headers, or a folder.
#pragma once

#include "core/bytes/source.hpp"
#include "core/model/layer.hpp"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace strata {

/// What the views show belongs to the archive.
struct Member {
    std::string_view name;        ///< canonical: no leading "./" or "/", no trailing "/"
    std::string_view link_target; ///< of links, as written
    std::uint64_t size = 0;       ///< bytes; 0 for all but regular files
    FileType type = FileType::regular;
};

/// Thread safe once opened.
class Archive {
public:
    virtual ~Archive() = default;
    [[nodiscard]] virtual std::span<const Member> members() const = 0;
    /// The member of that name, last one first where several have it; symbolic and hard links are followed inside the
    /// archive (relative to the link's folder, then to the top), never outside it, and no more than Limits::link_depth
    /// of them.
    [[nodiscard]] virtual Result<MemberIndex> find(std::string_view name) const = 0;
    /// The bytes of a regular member, or of the archive as it is stored (`whole_archive`; a folder has none); they may
    /// be used as long as the archive lives.
    [[nodiscard]] virtual Result<std::unique_ptr<Source>> open(MemberIndex member) const = 0;
    /// Gives back what only members() and find() need, of which nothing is there afterwards; `whole_archive` opens as
    /// before. A root file system of a million files is one layer and needs no second list of them.
    virtual void forget_members() {}
    [[nodiscard]] virtual std::uint64_t bytes() const = 0; ///< of the archive as it is stored
    [[nodiscard]] virtual Compression outer() const = 0;
    /// Where the archive broke off or breaks a rule.
    [[nodiscard]] virtual std::span<const Problem> problems() const = 0;
};

} // namespace strata
