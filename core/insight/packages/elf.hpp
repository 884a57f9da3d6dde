// The sections and segments of an ELF file.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace strata {

/// What kind of file it is, 4 for the memory of a crashed program (e_type; System V ABI, chapter 4), by the first bytes
/// of it; nothing where they are too few or of no ELF file.
[[nodiscard]] std::optional<std::uint16_t> elf_type(std::string_view front);

/// The bytes of the section with this name; empty where there is none or the file is no ELF file.
[[nodiscard]] std::string_view elf_section(std::string_view file, std::string_view name);

/// The bytes that a running program has at an address, up to the end of the segment that the file has them in; empty
/// where the file has none there or is no ELF file.
[[nodiscard]] std::string_view elf_memory(std::string_view file, std::uint64_t address);

} // namespace strata
