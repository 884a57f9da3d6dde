#include "core/archive/pax_header.hpp"

#include "core/base/base64.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <string>

namespace strata {

namespace {

constexpr std::string_view schily_xattr = "SCHILY.xattr.";
constexpr std::string_view libarchive_xattr = "LIBARCHIVE.xattr.";
constexpr std::string_view gnu_sparse = "GNU.sparse.";

std::optional<std::uint64_t> parse_size(std::string_view value) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc{} || end != value.data() + value.size()) return std::nullopt;
    if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
    return number;
}

/// "-1.25" is 0.75 s after -2.
std::optional<PaxTime> parse_time(std::string_view value) {
    const bool negative = value.starts_with('-');
    if (negative) value.remove_prefix(1);
    const std::size_t dot = std::min(value.find('.'), value.size());
    const auto whole = dot == 0 ? std::optional<std::uint64_t>(0) : parse_size(value.substr(0, dot));
    if (!whole || value.empty()) return std::nullopt;
    PaxTime time{.seconds = static_cast<std::int64_t>(*whole)};
    std::uint32_t unit = 100'000'000;
    for (std::size_t i = dot + 1; i < value.size(); i++, unit /= 10) {
        if (value[i] < '0' || value[i] > '9') return std::nullopt;
        time.nanoseconds += unit * static_cast<std::uint32_t>(value[i] - '0');
    }
    if (!negative) return time;
    if (time.nanoseconds == 0) return PaxTime{.seconds = -time.seconds};
    return PaxTime{.seconds = -time.seconds - 1, .nanoseconds = 1'000'000'000 - time.nanoseconds};
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string decode_url(std::string_view encoded) {
    std::string out;
    for (std::size_t i = 0; i < encoded.size(); i++) {
        const bool escape = encoded[i] == '%' && i + 2 < encoded.size();
        const int high = escape ? hex_value(encoded[i + 1]) : -1, low = escape ? hex_value(encoded[i + 2]) : -1;
        if (high < 0 || low < 0) {
            out += encoded[i];
            continue;
        }
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

void add_xattr(PaxHeader& header, std::string name, std::string value) {
    header.xattrs.emplace_back(std::move(name), std::move(value));
}

/// bsdtar writes each attribute twice, once by either convention.
void drop_repeated(StringMap& xattrs) {
    std::ranges::stable_sort(xattrs, {}, &StringMap::value_type::first);
    const auto repeated = std::ranges::unique(xattrs, {}, &StringMap::value_type::first);
    xattrs.erase(repeated.begin(), repeated.end());
}

/// Format 0.1: "offset,size,offset,size…".
bool read_map(PaxSparse& sparse, std::string_view value) {
    while (!value.empty()) {
        std::array<std::uint64_t, 2> numbers{};
        for (std::uint64_t& number : numbers) {
            const std::size_t comma = std::min(value.find(','), value.size());
            const auto parsed = parse_size(value.substr(0, comma));
            if (!parsed) return false;
            number = *parsed;
            value.remove_prefix(std::min(comma + 1, value.size()));
        }
        sparse.pieces.push_back({.offset = numbers[0], .size = numbers[1]});
    }
    return true;
}

bool read_sparse(PaxHeader& header, std::string_view key, std::string_view value) {
    if (!header.sparse) header.sparse.emplace();
    PaxSparse& sparse = *header.sparse;
    if (key == "name") {
        sparse.name = value;
        return true;
    }
    if (key == "map") return read_map(sparse, value);
    const auto number = parse_size(value);
    if (!number) return false;
    if (key == "size" || key == "realsize") sparse.real_size = number;
    if (key == "major") sparse.map_in_data = *number >= 1;
    if (key == "offset") sparse.open_piece = number;
    if (key == "numbytes") {
        if (!sparse.open_piece) return false;
        sparse.pieces.push_back({.offset = *sparse.open_piece, .size = *number});
        sparse.open_piece.reset();
    }
    return true;
}

template <class T>
bool keep(std::optional<T>& field, std::optional<T> value) {
    field = value;
    return value.has_value();
}

/// Whether the value could be read. Records of no interest are fine.
bool read_record(PaxHeader& header, std::string_view key, std::string_view value) {
    if (key == "path") header.path = value;
    if (key == "linkpath") header.link_path = value;
    if (key == "uname") header.user = value;
    if (key == "gname") header.group = value;
    if (key == "size") return keep(header.size, parse_size(value));
    if (key == "uid") return keep(header.uid, parse_size(value));
    if (key == "gid") return keep(header.gid, parse_size(value));
    if (key == "mtime") return keep(header.mtime, parse_time(value));
    if (key == "SCHILY.devmajor") return keep(header.device_major, parse_size(value));
    if (key == "SCHILY.devminor") return keep(header.device_minor, parse_size(value));
    if (key == "RHT.security.selinux") add_xattr(header, "security.selinux", std::string(value));
    if (key.starts_with(schily_xattr))
        add_xattr(header, std::string(key.substr(schily_xattr.size())), std::string(value));
    if (key.starts_with(libarchive_xattr))
        add_xattr(header, decode_url(key.substr(libarchive_xattr.size())), decode_base64(value));
    if (key.starts_with(gnu_sparse)) return read_sparse(header, key.substr(gnu_sparse.size()), value);
    return true;
}

} // namespace

PaxHeader parse_pax_header(std::string_view body) {
    PaxHeader header;
    // Each record is "LENGTH KEY=VALUE\n", and the length counts itself.
    while (!body.empty() && body.front() != '\0') {
        std::size_t length = 0;
        const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), length);
        const auto digits = static_cast<std::size_t>(end - body.data());
        const bool framed = error == std::errc{} && length > digits + 1 && length <= body.size() && *end == ' ' &&
                            body[length - 1] == '\n';
        if (!framed) {
            header.damage = "a record's length is wrong";
            break;
        }
        const std::string_view record = body.substr(digits + 1, length - digits - 2);
        body.remove_prefix(length);
        const std::size_t equals = record.find('=');
        if (equals == record.npos || equals == 0) {
            header.damage = "a record has no name";
            continue;
        }
        const std::string_view key = record.substr(0, equals), value = record.substr(equals + 1);
        const bool empty_means_none = !key.starts_with(schily_xattr) && !key.starts_with(libarchive_xattr);
        if (value.empty() && empty_means_none) continue;
        if (!read_record(header, key, value)) header.damage = "a record's value can't be read";
    }
    if (header.xattrs.size() > 1) drop_repeated(header.xattrs);
    return header;
}

} // namespace strata
