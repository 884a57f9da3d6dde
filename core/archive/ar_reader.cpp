#include "core/archive/ar_reader.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace strata {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t header_size = 60;
constexpr auto magic = "!<arch>\n"sv;
/// Of one name in the list of long names, where millions of members may point: as long as a path on Linux.
constexpr std::size_t longest_name = 4096;

/// A field padded with blanks; 0 where nothing stands in it.
std::optional<std::uint64_t> number(std::string_view field, int base = 10) {
    while (field.ends_with(' ')) field.remove_suffix(1);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value, base);
    if (!field.empty() && (error != std::errc() || end != field.data() + field.size())) return std::nullopt;
    return value;
}

std::string_view trimmed(std::string_view field) {
    while (field.ends_with(' ')) field.remove_suffix(1);
    return field;
}

class Lister {
public:
    explicit Lister(std::string_view archive) : rest_(archive), all_(archive) {}

    Result<std::vector<ArMember>> run() {
        if (!rest_.starts_with(magic)) return fail("ar: not an ar archive");
        rest_.remove_prefix(magic.size());
        while (!rest_.empty()) TRY(read_member());
        return std::move(members_);
    }

private:
    [[nodiscard]] std::size_t position() const { return all_.size() - rest_.size(); }

    Result<void> read_member() {
        const std::size_t start = position();
        if (rest_.size() < header_size) return fail(text("ar: breaks off at byte ", start, ", inside a header"));
        const std::string_view header = rest_.substr(0, header_size);
        const auto mtime = number(header.substr(16, 12)), uid = number(header.substr(28, 6)),
                   gid = number(header.substr(34, 6)), mode = number(header.substr(40, 8), 8),
                   size = number(header.substr(48, 10));
        if (!header.ends_with("`\n") || !size) return fail(text("ar: no member starts at byte ", start));
        rest_.remove_prefix(header_size);
        if (*size > rest_.size()) return fail(text("ar: breaks off at byte ", all_.size(), ", inside a member"));
        ArMember member{.name = trimmed(header.substr(0, 16)),
                        .mtime = static_cast<std::int64_t>(mtime.value_or(0)),
                        .uid = uid.value_or(0),
                        .gid = gid.value_or(0),
                        .mode = static_cast<std::uint32_t>(mode.value_or(0)),
                        .bytes = rest_.substr(0, static_cast<std::size_t>(*size))};
        const std::uint64_t padded = *size + (*size & 1);
        rest_.remove_prefix(static_cast<std::size_t>(std::min<std::uint64_t>(padded, rest_.size())));
        TRY(resolve_name(member, start));
        if (member.name == "//")
            long_names_ = member.bytes;
        else
            members_.push_back(member);
        return {};
    }

    Result<void> resolve_name(ArMember& member, std::size_t start) {
        const std::string_view name = member.name;
        if (name == "/" || name == "//" || name == "/SYM64/") return {};
        if (name.starts_with("#1/")) {
            const auto length = number(name.substr(3));
            if (!length || *length > member.bytes.size()) return fail(text("ar: bad name at byte ", start));
            const auto count = static_cast<std::size_t>(*length);
            const std::string_view long_name = member.bytes.substr(0, count);
            member.bytes.remove_prefix(count);
            member.name = long_name.substr(0, long_name.find('\0'));
        } else if (name.size() > 1 && name.starts_with('/')) {
            const auto offset = number(name.substr(1));
            if (!offset || *offset >= long_names_.size()) return fail(text("ar: bad name at byte ", start));
            const std::string_view long_name = long_names_.substr(static_cast<std::size_t>(*offset), longest_name);
            const std::size_t length = std::min(long_name.find('\n'), long_name.size());
            if (length == longest_name) return fail(text("ar: a name without end at byte ", start));
            member.name = long_name.substr(0, length);
        }
        if (member.name.ends_with('/')) member.name.remove_suffix(1);
        return {};
    }

    std::string_view rest_;
    std::string_view all_;
    std::string_view long_names_;
    std::vector<ArMember> members_;
};

} // namespace

bool starts_like_ar(std::string_view head) { return head.starts_with(magic); }

Result<std::vector<ArMember>> list_ar(std::string_view archive) { return Lister(archive).run(); }

} // namespace strata
