#include "core/insight/packages/rpm_header.hpp"

#include "core/base/text.hpp"
#include "core/bytes/fields_at.hpp"

#include <algorithm>
#include <utility>

namespace strata {

namespace {

/// rpmtag.h
enum Tag : std::uint32_t {
    tag_name = 1000,
    tag_version = 1001,
    tag_release = 1002,
    tag_epoch = 1003,
    tag_size = 1009,
    tag_license = 1014,
    tag_architecture = 1022,
    tag_old_file_names = 1027,
    tag_source = 1044,
    tag_folder_of_file = 1116,
    tag_base_names = 1117,
    tag_folders = 1118,
    tag_long_size = 5009,
};
enum Type : std::uint32_t { type_int32 = 4, type_int64 = 5, type_string = 6, type_strings = 8, type_i18n = 9 };

constexpr std::size_t head_bytes = 8, row_bytes = 16;

/// A row of the index: what a tag is and where.
struct Item {
    std::uint32_t type = 0;
    std::uint64_t offset = 0; ///< in the store
    std::uint32_t count = 0;
};

class Header {
public:
    explicit Header(std::string_view blob) {
        const std::uint64_t rows = big_at<std::uint32_t>(blob, 0);
        const std::uint64_t store = big_at<std::uint32_t>(blob, 4);
        if (blob.size() < head_bytes || rows > (blob.size() - head_bytes) / row_bytes) return;
        const std::uint64_t start = head_bytes + rows * row_bytes;
        rows_ = blob.substr(head_bytes, static_cast<std::size_t>(rows * row_bytes));
        store_ = bytes_at(blob, start, store);
        whole_ = store_.size() == store;
    }

    /// Whether the blob has all that its head states.
    [[nodiscard]] bool is_whole() const { return whole_; }

    [[nodiscard]] std::string string(Tag tag) const {
        const Item item = find(tag);
        if (item.type != type_string && item.type != type_i18n && item.type != type_strings) return {};
        const std::string_view rest = bytes_at(store_, item.offset, store_.size());
        return std::string(rest.substr(0, rest.find('\0')));
    }

    [[nodiscard]] std::vector<std::string_view> strings(Tag tag) const {
        std::vector<std::string_view> out;
        const Item item = find(tag);
        if (item.type != type_strings) return out;
        std::string_view rest = bytes_at(store_, item.offset, store_.size());
        for (std::uint32_t i = 0; i < item.count && !rest.empty(); i++) {
            const std::size_t end = std::min(rest.find('\0'), rest.size());
            out.push_back(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        return out;
    }

    /// The i-th number of a tag; 0 where there is none.
    [[nodiscard]] std::uint64_t number(const Item& item, std::uint64_t i) const {
        if (i >= item.count) return 0;
        if (item.type == type_int32) return big_at<std::uint32_t>(store_, item.offset + 4 * i);
        return item.type == type_int64 ? big_at<std::uint64_t>(store_, item.offset + 8 * i) : 0;
    }
    [[nodiscard]] std::uint64_t number(Tag tag) const { return number(find(tag), 0); }

    [[nodiscard]] Item find(Tag tag) const {
        for (std::size_t at = 0; at < rows_.size(); at += row_bytes)
            if (big_at<std::uint32_t>(rows_, at) == tag)
                return {big_at<std::uint32_t>(rows_, at + 4), big_at<std::uint32_t>(rows_, at + 8),
                        big_at<std::uint32_t>(rows_, at + 12)};
        return {};
    }

private:
    std::string_view rows_;
    std::string_view store_;
    bool whole_ = false;
};

std::vector<std::string> files_of(const Header& header, Gathered& gathered) {
    std::vector<std::string> files;
    for (const std::string_view path : header.strings(tag_old_file_names)) gathered.add_path(files, "", path);
    const std::vector<std::string_view> folders = header.strings(tag_folders);
    const Item of_file = header.find(tag_folder_of_file);
    std::uint64_t number = 0;
    for (const std::string_view name : header.strings(tag_base_names))
        if (const std::uint64_t folder = header.number(of_file, number++); folder < folders.size())
            gathered.add_path(files, folders[static_cast<std::size_t>(folder)], name);
    return files;
}

} // namespace

void read_rpm_header(std::string_view blob, Gathered& gathered) {
    const Header header(blob);
    Package package;
    package.ecosystem = Ecosystem::rpm;
    package.name = header.string(tag_name);
    const std::string version = header.string(tag_version);
    if (!header.is_whole() || package.name.empty() || version.empty())
        gathered.damaged(package.name.empty() ? "the header of a package has no name"
                                              : text("the header of the package ", package.name, " breaks off"));
    if (package.name.empty() || version.empty() || package.name == "gpg-pubkey") return;
    const std::uint64_t epoch = header.number(tag_epoch);
    package.version = text(epoch > 0 ? text(epoch, ':') : "", version, '-', header.string(tag_release));
    package.architecture = header.string(tag_architecture);
    package.license = header.string(tag_license);
    package.source = header.string(tag_source);
    package.installed_size = std::max(header.number(tag_size), header.number(tag_long_size));
    package.files = files_of(header, gathered);
    gathered.add(std::move(package));
}

} // namespace strata
