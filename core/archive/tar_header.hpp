// The 512 bytes that stand before each file in a tar: v7, ustar, GNU and star alike.
#pragma once

#include "core/base/result.hpp"
#include "core/model/layer.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace strata {

inline constexpr std::size_t tar_block = 512;
using TarBlock = std::span<const std::byte, tar_block>;

/// A stretch of a sparse file that is stored; the rest of the file is zeros.
struct SparsePiece {
    std::uint64_t offset = 0; ///< in the file
    std::uint64_t size = 0;
};

/// One header block. The views point into it (POSIX.1-1988 ustar; GNU tar manual, "Basic Tar Format").
class TarHeader {
public:
    explicit TarHeader(TarBlock block) : block_(block) {}

    [[nodiscard]] bool is_zero() const;
    /// Whether the checksum is right, summed over unsigned or, as some old tars did, signed bytes.
    [[nodiscard]] bool is_sound() const;

    [[nodiscard]] char type() const { return static_cast<char>(block_[156]); }
    [[nodiscard]] std::string_view name() const { return word(0, 100); }
    /// What ustar puts in front of the name, with a "/" between; "" where there is none.
    [[nodiscard]] std::string_view prefix() const;
    [[nodiscard]] std::string_view link() const { return word(157, 100); }
    [[nodiscard]] std::string_view user() const { return has_magic() ? word(265, 32) : std::string_view{}; }
    [[nodiscard]] std::string_view group() const { return has_magic() ? word(297, 32) : std::string_view{}; }

    /// Stored bytes behind the header; an error where that is not a number from 0 to 2^63 - 1.
    [[nodiscard]] Result<std::uint64_t> size() const;
    // What is no number in these counts as 0, as no reader can do better.
    [[nodiscard]] std::int64_t mode() const { return number(100, 8).value_or(0); }
    [[nodiscard]] std::int64_t uid() const { return number(108, 8).value_or(0); }
    [[nodiscard]] std::int64_t gid() const { return number(116, 8).value_or(0); }
    [[nodiscard]] std::int64_t mtime() const { return number(136, 12).value_or(0); }
    [[nodiscard]] std::int64_t device_major() const { return has_magic() ? number(329, 8).value_or(0) : 0; }
    [[nodiscard]] std::int64_t device_minor() const { return has_magic() ? number(337, 8).value_or(0) : 0; }

    /// Whose header it is, by its magic and, of star, by the mark at its end. Extensions of pax and of GNU are told by
    /// their type too.
    [[nodiscard]] TarForm form() const;

    // Old GNU sparse files (type 'S'): up to 4 pieces here, up to 21 in each block that follows while one says so.
    [[nodiscard]] std::optional<std::int64_t> real_size() const { return number(483, 12); }
    [[nodiscard]] bool has_more_pieces() const { return block_[482] != std::byte{0}; }
    [[nodiscard]] std::optional<SparsePiece> piece(std::size_t index) const { return piece_at(386 + 24 * index); }
    /// The same in a block of only pieces.
    [[nodiscard]] bool continues_pieces() const { return block_[504] != std::byte{0}; }
    [[nodiscard]] std::optional<SparsePiece> continued_piece(std::size_t index) const { return piece_at(24 * index); }

    static constexpr std::size_t pieces = 4;
    static constexpr std::size_t continued_pieces = 21;

private:
    [[nodiscard]] bool has_magic() const;
    /// A text field, up to its first NUL.
    [[nodiscard]] std::string_view word(std::size_t offset, std::size_t length) const;
    /// A number field, octal or base-256; nothing where it is neither or too large.
    [[nodiscard]] std::optional<std::int64_t> number(std::size_t offset, std::size_t length) const;
    [[nodiscard]] std::optional<SparsePiece> piece_at(std::size_t offset) const;

    TarBlock block_;
};

} // namespace strata
