#include "core/insight/packages/program.hpp"

#include "core/bytes/fields_at.hpp"

#include <array>

namespace strata {

ProgramKind program_kind(std::string_view head) {
    constexpr std::uint16_t executable = 2, shared = 3;
    constexpr std::array<std::string_view, 4> mach_o = {"\xfe\xed\xfa\xce", "\xfe\xed\xfa\xcf", "\xce\xfa\xed\xfe",
                                                        "\xcf\xfa\xed\xfe"};
    if (head.size() < program_head) return ProgramKind::none;
    if (head.starts_with("\x7f"
                         "ELF")) {
        const auto type = number_at<std::uint16_t>(head, 16, head[5] == 2 ? std::endian::big : std::endian::little);
        return type == executable || type == shared ? ProgramKind::elf : ProgramKind::none;
    }
    if (head.starts_with("MZ")) return ProgramKind::other;
    for (const std::string_view magic : mach_o)
        if (head.starts_with(magic)) return ProgramKind::other;
    return ProgramKind::none;
}

} // namespace strata
