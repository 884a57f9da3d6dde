// The sections and segments of an ELF file.
#pragma once

#include <cstdint>
#include <string_view>

namespace strata {

/// The bytes of the section with this name; empty where there is none or the file is no ELF file.
[[nodiscard]] std::string_view elf_section(std::string_view file, std::string_view name);

/// The bytes that a running program has at an address, up to the end of the segment that the file has them in; empty
/// where the file has none there or is no ELF file.
[[nodiscard]] std::string_view elf_memory(std::string_view file, std::uint64_t address);

} // namespace strata
