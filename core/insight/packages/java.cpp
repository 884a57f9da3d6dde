#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/bytes/zip_file.hpp"
#include "core/insight/packages/gathered.hpp"
#include "core/insight/packages/java_names.hpp"
#include "core/insight/packages/parsers.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace strata {

namespace {

/// A description inside a jar that is larger than this is none.
constexpr std::uint64_t largest_text = mebibyte;

class JavaArchives {
public:
    explicit JavaArchives(const Limits& limits) : limits_(limits), gathered_(limits), left_(limits.nested_bytes) {}

    /// `within`: the archive's own path in the outermost one, "" for that.
    void read(std::string_view file, std::string_view within, std::string_view path, unsigned depth) {
        const auto members = list_zip(file);
        if (!members) return note_damage(file, within, path, members.error().message);
        JarContent content = content_of(file, within, *members);
        for (Package& package : packages_of_jar(content, within.empty() ? path : within))
            add(std::move(package), within, path, file.size());
        for (const ZipMember& member : *members)
            if (is_java_archive(member.name)) read_nested(file, member, within, path, depth + 1);
    }

    [[nodiscard]] FileFacts take() { return gathered_.take(); }

private:
    /// "is no zip file: …" of the file itself, or of one in it. Others than Java's have some of these extensions too.
    void note_damage(std::string_view file, std::string_view within, std::string_view path, std::string_view how) {
        const std::string_view name = within.empty() ? path : within;
        if (!file.empty() && (is_surely_java(name) || file.starts_with("PK")))
            gathered_.damaged(text(within.empty() ? "it" : within, ' ', how));
    }

    /// Of a member that could not be read: whether that was for the limit or for damage.
    void note_unread(const ZipMember& member, std::string_view within, std::string_view how) {
        if (member.size > left_)
            gathered_.leave_out(
                text("the archives in it have more than ", limits_.nested_bytes, " bytes (--limit nested-bytes)"));
        else
            gathered_.damaged(text(place_of(member, within), ' ', how));
    }

    static std::string place_of(const ZipMember& member, std::string_view within) {
        return within.empty() ? std::string(member.name) : text(within, '!', '/', member.name);
    }

    std::string text_of(std::string_view file, std::string_view within, const ZipMember& member) {
        const std::uint64_t most = std::min(largest_text, left_);
        const auto content = read_zip_member(file, member, most);
        if (!content) {
            if (member.size <= largest_text) note_unread(member, within, content.error().message);
            return "";
        }
        left_ -= content->size();
        return *content;
    }

    JarContent content_of(std::string_view file, std::string_view within, const std::vector<ZipMember>& members) {
        JarContent content;
        for (const ZipMember& member : members) {
            if (member.name == "META-INF/MANIFEST.MF") content.manifest = text_of(file, within, member);
            if (!member.name.starts_with("META-INF/maven/")) continue;
            const std::string folder(folder_of(member.name));
            if (base_name(member.name) == "pom.properties")
                content.modules[folder].properties = text_of(file, within, member);
            if (base_name(member.name) == "pom.xml")
                content.modules[folder].description = text_of(file, within, member);
        }
        return content;
    }

    void read_nested(std::string_view file, const ZipMember& member, std::string_view within, std::string_view path,
                     unsigned depth) {
        if (depth > limits_.nested_depth)
            return gathered_.leave_out(
                text("archives lie in each other more than ", limits_.nested_depth, " deep (--limit nested-depth)"));
        const std::string inner = place_of(member, within);
        if (const std::string_view stored = stored_bytes(file, member); !stored.empty() && stored.size() <= left_) {
            left_ -= stored.size(); // members of a damaged archive may lie over each other
            return read(stored, inner, path, depth);
        }
        const auto unpacked = read_zip_member(file, member, left_);
        if (!unpacked) return note_unread(member, within, unpacked.error().message);
        left_ -= unpacked->size();
        read(*unpacked, inner, path, depth);
    }

    void add(Package package, std::string_view within, std::string_view path, std::uint64_t size) {
        package.ecosystem = Ecosystem::maven;
        package.within = within;
        if (within.empty())
            gathered_.add_path(package.files, "", path);
        else
            package.installed_size = size;
        gathered_.add(std::move(package));
    }

    const Limits& limits_;
    Gathered gathered_;
    std::uint64_t left_;
};

} // namespace

FileFacts parse_java_archive(std::string_view bytes, std::string_view path, const Limits& limits) {
    JavaArchives archives(limits);
    archives.read(bytes, "", path, 0);
    return archives.take();
}

} // namespace strata
