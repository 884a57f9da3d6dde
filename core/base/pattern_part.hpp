// Patterns as trees of Parts: what both readers of patterns make, and what Programs are made of.
#pragma once

#include "core/base/pattern_program.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace strata::pattern {

using Ranges = std::vector<CharacterRange>;

inline constexpr std::uint32_t unlimited = 0xffffffff; ///< repetitions
inline constexpr char32_t last_character = 0x10ffff;

struct Part {
    enum class Kind : std::uint8_t { characters, assertion, sequence, either, repeat };
    Kind kind = Kind::sequence;
    Assertion assertion = Assertion::text_begins;
    bool any_byte = false; ///< characters: what is no UTF-8 too
    Ranges ranges;
    std::vector<Part> parts; ///< sequence, either, repeat (one)
    std::uint32_t least = 0, most = 0;
};

/// What is no UTF-8 counts byte by byte.
enum class StrayBytes : std::uint8_t { left_out, taken };
[[nodiscard]] Part characters(Ranges ranges, StrayBytes stray = StrayBytes::left_out);
[[nodiscard]] Part repeated(Part part, std::uint32_t least, std::uint32_t most);
/// All characters but those of `ranges`.
[[nodiscard]] Ranges inverted(Ranges ranges);

/// Fails where the pattern stands for too much.
[[nodiscard]] Result<Program> finish(const Part& whole);

} // namespace strata::pattern
