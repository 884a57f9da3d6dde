#include "web/engine/folder_archive.hpp"

#include "core/archive/member_names.hpp"
#include "core/base/text.hpp"

#include <utility>

namespace strata::web {

namespace {

std::vector<Member> members_of(const std::vector<FolderFile>& files) {
    std::vector<Member> members;
    for (const FolderFile& file : files)
        members.push_back(
            {.name = file.path, .link_target = {}, .size = file.source->size(), .type = FileType::regular});
    return members;
}

class FolderArchive final : public Archive {
public:
    FolderArchive(std::vector<FolderFile> files, const Limits& limits)
        : files_(std::move(files)), members_(members_of(files_)), names_(members_, limits) {
        for (const Member& member : members_) bytes_ += member.size;
    }

    std::span<const Member> members() const override { return members_; }
    Result<MemberIndex> find(std::string_view name) const override { return names_.find(name); }
    Result<std::unique_ptr<Source>> open(MemberIndex member) const override {
        if (member == whole_archive) return fail("a folder has no bytes of its own");
        if (member >= files_.size()) return fail(text("the folder has no file ", member));
        return make_slice(*files_[member].source, 0, files_[member].source->size());
    }
    std::uint64_t bytes() const override { return bytes_; }
    Compression outer() const override { return Compression::none; }
    std::span<const Problem> problems() const override { return {}; }

private:
    std::vector<FolderFile> files_;
    std::vector<Member> members_;
    MemberNames names_;
    std::uint64_t bytes_ = 0;
};

} // namespace

Result<std::unique_ptr<Archive>> make_folder_archive(std::vector<FolderFile> files, const Limits& limits) {
    if (files.size() > limits.archive_members)
        return fail(text("the folder has more than ", limits.archive_members, " files"));
    return std::make_unique<FolderArchive>(std::move(files), limits);
}

} // namespace strata::web
