// The bytes a snapshot is made of: varints, strings, lists and choices, written and read by the same field lists.
#pragma once

#include "core/base/text.hpp"
#include "core/model/digest.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace strata::snapshot {

inline constexpr std::size_t longest_varint = 10;

/// Signed numbers near zero become small unsigned ones: 0, -1, 1, -2 → 0, 1, 2, 3.
[[nodiscard]] constexpr std::uint64_t zigzag(std::int64_t value) {
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
[[nodiscard]] constexpr std::int64_t unzigzag(std::uint64_t value) {
    return static_cast<std::int64_t>((value >> 1) ^ (0 - (value & 1)));
}

/// Appends values to a string. `fields(writer, value)` lists what a struct consists of.
class Writer {
public:
    template <class T>
    using Ref = const T&;

    std::string bytes;

    void operator()(bool value) { bytes.push_back(value ? 1 : 0); }
    template <std::unsigned_integral N>
        requires(!std::same_as<N, bool>)
    void operator()(N value) {
        varint(value);
    }
    void operator()(std::string_view value) {
        varint(value.size());
        bytes.append(value);
    }
    void operator()(const std::string& value) { (*this)(std::string_view(value)); }
    void operator()(const Digest& value) {
        bytes.push_back(static_cast<char>(value.algorithm));
        bytes.append(reinterpret_cast<const char*>(value.bytes.data()), digest_size(value.algorithm));
    }
    template <class T>
    void operator()(const std::vector<T>& values) {
        varint(values.size());
        for (const T& value : values) (*this)(value);
    }
    template <class T>
    void operator()(const std::optional<T>& value) {
        (*this)(value.has_value());
        if (value) (*this)(*value);
    }
    template <class A, class B>
    void operator()(const std::pair<A, B>& value) {
        (*this)(value.first);
        (*this)(value.second);
    }
    template <class T>
        requires std::is_class_v<T>
    void operator()(const T& value) {
        fields(*this, value);
    }
    template <class E>
    void choice(E value, E) {
        bytes.push_back(static_cast<char>(value));
    }

    /// Eight bytes, the lowest first.
    void number64(std::uint64_t value) {
        std::array<char, 8> out{};
        for (unsigned i = 0; i < 8; i++) out[i] = static_cast<char>(value >> (8 * i));
        bytes.append(out.data(), out.size());
    }
    void varint(std::uint64_t value) {
        char buffer[longest_varint];
        bytes.append(buffer, put_varint(buffer, value));
    }
    /// `count` numbers, `value(i)` each, in one go.
    template <class Value>
    void column(std::size_t count, Value value) {
        constexpr std::size_t block = 256;
        std::array<char, block * longest_varint> buffer;
        for (std::size_t i = 0; i < count;) {
            std::size_t used = 0;
            for (const std::size_t end = std::min(count, i + block); i < end; i++)
                used += put_varint(buffer.data() + used, value(i));
            bytes.append(buffer.data(), used);
        }
    }

private:
    static std::size_t put_varint(char* out, std::uint64_t value) {
        std::size_t length = 0;
        while (value >= 0x80) {
            out[length++] = static_cast<char>(value | 0x80);
            value >>= 7;
        }
        out[length++] = static_cast<char>(value);
        return length;
    }
};

/// Reads what a Writer wrote. The first mistake stays: everything after it reads as nothing, so one check at the end
/// is enough.
class Reader {
public:
    template <class T>
    using Ref = T&;

    explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}

    [[nodiscard]] bool failed() const { return !error_.empty(); }
    [[nodiscard]] const std::string& error() const { return error_; }
    [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }
    void fail(std::string_view what) {
        if (error_.empty()) error_ = text("byte ", at_, ": ", what);
        at_ = bytes_.size();
    }

    void operator()(bool& value) { value = byte(1) == 1; }
    template <std::unsigned_integral N>
        requires(!std::same_as<N, bool>)
    void operator()(N& value) {
        const std::uint64_t read = varint();
        value = static_cast<N>(read);
        if (value != read) fail("a number is too large");
    }
    void operator()(std::string& value) {
        const std::size_t size = count(1);
        value.assign(reinterpret_cast<const char*>(bytes_.data() + at_), size);
        at_ += size;
    }
    void operator()(Digest& value) {
        value =
            Digest{.algorithm = static_cast<DigestAlgorithm>(byte(static_cast<std::uint8_t>(DigestAlgorithm::sha512)))};
        const std::size_t size = digest_size(value.algorithm);
        if (size > left()) return fail("a digest is cut off");
        std::memcpy(value.bytes.data(), bytes_.data() + at_, size);
        at_ += size;
    }
    template <class T>
    void operator()(std::vector<T>& values) {
        const std::size_t size = count(1);
        values.clear();
        for (std::size_t i = 0; i < size && !failed(); i++) (*this)(values.emplace_back());
    }
    template <class T>
    void operator()(std::optional<T>& value) {
        bool there = false;
        (*this)(there);
        value.reset();
        if (there) (*this)(value.emplace());
    }
    template <class A, class B>
    void operator()(std::pair<A, B>& value) {
        (*this)(value.first);
        (*this)(value.second);
    }
    template <class T>
        requires std::is_class_v<T>
    void operator()(T& value) {
        fields(*this, value);
    }
    template <class E>
    void choice(E& value, E last) {
        value = static_cast<E>(byte(static_cast<std::uint8_t>(last)));
    }

    [[nodiscard]] std::uint64_t varint() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (at_ == bytes_.size()) break;
            const auto next = static_cast<std::uint8_t>(bytes_[at_++]);
            value |= static_cast<std::uint64_t>(next & 0x7f) << shift;
            if (next < 0x80) {
                if (shift == 63 && next > 1) break;
                return value;
            }
        }
        fail("a number is cut off or too large");
        return 0;
    }
    /// A number of things that need at least `smallest` bytes each: never more than there are bytes.
    [[nodiscard]] std::size_t count(std::size_t smallest) {
        const std::uint64_t value = varint();
        if (value <= left() / smallest) return static_cast<std::size_t>(value);
        fail("more is stated than there is");
        return 0;
    }

    /// Eight bytes, the lowest first.
    [[nodiscard]] std::uint64_t number64() {
        if (left() < 8) {
            fail("a hash is cut off");
            return 0;
        }
        std::uint64_t value = 0;
        for (unsigned i = 0; i < 8; i++) value |= static_cast<std::uint64_t>(bytes_[at_ + i]) << (8 * i);
        at_ += 8;
        return value;
    }

private:
    std::uint8_t byte(std::uint8_t largest) {
        if (left() == 0) {
            fail("cut off");
            return 0;
        }
        const auto value = static_cast<std::uint8_t>(bytes_[at_++]);
        if (value <= largest) return value;
        fail("a value that this version does not know");
        return 0;
    }

    std::span<const std::byte> bytes_;
    std::size_t at_ = 0;
    std::string error_;
};

} // namespace strata::snapshot
