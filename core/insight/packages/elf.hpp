// The sections of an ELF file.
#pragma once

#include <cstdint>
#include <string_view>

namespace strata {

/// The bytes of the section with this name; empty where there is none or the file is no ELF file.
[[nodiscard]] std::string_view elf_section(std::string_view file, std::string_view name);

} // namespace strata
