#include "core/archive/directory_archive.hpp"

#include "core/archive/member_names.hpp"
#include "core/archive/name_store.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/bytes/file_source.hpp"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace strata {

namespace {

namespace fs = std::filesystem;

struct Files {
    NameStore names;
    std::vector<Member> members;
    std::vector<Problem> problems;
    std::uint64_t bytes = 0;
};

FileType file_type(fs::file_type type) {
    switch (type) {
    case fs::file_type::directory: return FileType::directory;
    case fs::file_type::symlink: return FileType::symbolic_link;
    case fs::file_type::block: return FileType::block_device;
    case fs::file_type::character: return FileType::character_device;
    case fs::file_type::fifo:
    case fs::file_type::socket: return FileType::fifo;
    default: return FileType::regular;
    }
}

class DirectoryArchive final : public Archive {
public:
    DirectoryArchive(fs::path folder, Files files, const Limits& limits)
        : folder_(std::move(folder)), files_(std::move(files)), names_(files_.members, limits) {}

    std::span<const Member> members() const override { return files_.members; }
    Result<MemberIndex> find(std::string_view name) const override { return names_.find(name); }
    Result<std::unique_ptr<Source>> open(MemberIndex member) const override {
        if (member == whole_archive) // only a tar tells owners, modes and hard links as an image has them
            return fail(text("a root file system is read as a tar, not as a folder: give `tar -C ", folder_.string(),
                             " -c .` as standard input (-)"));
        if (member >= files_.members.size()) return fail(text("the folder has no file ", member));
        const Member& wanted = files_.members[member];
        if (wanted.type != FileType::regular) return fail(text(quote(wanted.name), " is not a file"));
        return open_file_source(folder_ / wanted.name);
    }
    std::uint64_t bytes() const override { return files_.bytes; }
    Compression outer() const override { return Compression::none; }
    std::span<const Problem> problems() const override { return files_.problems; }

private:
    fs::path folder_;
    Files files_;
    MemberNames names_;
};

Member make_member(const fs::path& folder, const fs::directory_entry& entry, NameStore& names) {
    std::error_code error;
    Member member{.name = names.keep(entry.path().lexically_relative(folder).generic_string())};
    member.type = file_type(entry.symlink_status(error).type());
    if (member.type == FileType::regular) member.size = entry.file_size(error);
    if (error) member.size = 0;
    if (member.type == FileType::symbolic_link)
        member.link_target = names.keep(fs::read_symlink(entry.path(), error).string());
    return member;
}

} // namespace

Result<std::unique_ptr<Archive>> open_directory(const fs::path& folder, const Limits& limits) {
    std::error_code error;
    fs::recursive_directory_iterator at(folder, error);
    if (error) return fail(text(quote(folder.string()), ": ", error.message()));
    Files files;
    for (; at != fs::recursive_directory_iterator(); at.increment(error)) {
        if (files.members.size() == limits.archive_members)
            return fail(text("more than ", limits.archive_members, " files, which is the limit"));
        files.members.push_back(make_member(folder, *at, files.names));
        files.bytes += files.members.back().size;
        if (files.members.back().type != FileType::directory) continue;
        fs::directory_iterator readable(at->path(), error); // increment() would end the walk at a locked folder
        if (!error) continue;
        at.disable_recursion_pending();
        files.problems.push_back({Severity::error, text(quote(files.members.back().name), ": ", error.message())});
    }
    if (error) files.problems.push_back({Severity::error, text(quote(folder.string()), ": ", error.message())});
    // The system lists folders in any order.
    std::ranges::sort(files.members, {}, &Member::name);
    return std::make_unique<DirectoryArchive>(folder, std::move(files), limits);
}

} // namespace strata
