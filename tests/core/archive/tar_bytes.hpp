// Tars written field by field, so that tests can write what no tar program would.
#pragma once

#include "core/bytes/reader.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

namespace strata::tar_bytes {

struct HeaderFields {
    std::string_view name;
    char type = '0';
    std::uint64_t size = 0;
    std::string_view link;
    std::string_view prefix;
    std::string_view size_field; ///< as it stands in the header, instead of `size`
    std::string_view mtime_field;
    std::string_view uid_field;
    unsigned mode = 0644;
    unsigned major = 0;
    unsigned minor = 0;
    std::string_view magic{"ustar\00000", 8};
};

inline void put(std::string& block, std::size_t offset, std::string_view bytes) {
    std::copy(bytes.begin(), bytes.end(), block.begin() + static_cast<std::ptrdiff_t>(offset));
}

inline std::string octal(std::uint64_t value, int digits) {
    char field[32];
    std::snprintf(field, sizeof field, "%0*llo", digits, static_cast<unsigned long long>(value));
    return field;
}

inline void seal(std::string& block) {
    put(block, 148, "        ");
    unsigned sum = 0;
    for (const char c : block) sum += static_cast<unsigned char>(c);
    put(block, 148, octal(sum, 6) + '\0');
}

inline std::string header(const HeaderFields& fields) {
    std::string block(512, '\0');
    put(block, 0, fields.name);
    put(block, 100, octal(fields.mode, 7));
    put(block, 108, fields.uid_field.empty() ? octal(0, 7) : std::string(fields.uid_field));
    put(block, 116, octal(0, 7));
    put(block, 124, fields.size_field.empty() ? octal(fields.size, 11) : std::string(fields.size_field));
    put(block, 136, fields.mtime_field.empty() ? octal(0, 11) : std::string(fields.mtime_field));
    block[156] = fields.type;
    put(block, 157, fields.link);
    put(block, 257, fields.magic);
    put(block, 329, octal(fields.major, 7));
    put(block, 337, octal(fields.minor, 7));
    put(block, 345, fields.prefix);
    seal(block);
    return block;
}

inline std::string padded(std::string_view data) {
    std::string out(data);
    out.resize((data.size() + 511) / 512 * 512, '\0');
    return out;
}

inline std::string file(std::string_view name, std::string_view data) {
    return header({.name = name, .size = data.size()}) + padded(data);
}

inline std::string record(std::string_view key, std::string_view value) {
    const std::size_t rest = key.size() + value.size() + 3;
    std::size_t length = rest + 1;
    while (rest + std::to_string(length).size() != length) length++;
    return std::to_string(length) + ' ' + std::string(key) + '=' + std::string(value) + '\n';
}

/// An extended header of type 'x', 'g', 'L' or 'K' in front of the next one.
inline std::string extension(char type, std::string_view body) {
    return header({.name = "extension", .type = type, .size = body.size()}) + padded(body);
}

inline std::string tar_end() { return std::string(1024, '\0'); }

/// Reads from a string in pieces of `slice` bytes and says nothing about skipping.
class StringReader final : public Reader {
public:
    StringReader(std::string bytes, std::size_t slice) : bytes_(std::move(bytes)), slice_(slice) {}
    Result<std::span<const std::byte>> next() override {
        const std::string_view piece = std::string_view(bytes_).substr(at_, slice_);
        at_ += piece.size();
        return std::as_bytes(std::span(piece));
    }

private:
    std::string bytes_;
    std::size_t slice_;
    std::size_t at_ = 0;
};

} // namespace strata::tar_bytes
