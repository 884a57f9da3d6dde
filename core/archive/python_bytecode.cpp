#include "core/archive/python_bytecode.hpp"

#include "core/base/text.hpp"
#include "core/bytes/fields_at.hpp"

namespace strata {

std::optional<BytecodeHeader> read_bytecode_header(std::string_view head) {
    if (head.size() < 16 || head.substr(2, 2) != "\r\n") return std::nullopt;
    const auto version = little_at<std::uint16_t>(head, 0);
    const bool is_python_2 = version >= 20'000;
    if (!is_python_2 && (version < 3000 || version >= 4000)) return std::nullopt;
    BytecodeHeader header;
    if (is_python_2 || version < 3200) { // no size of the source yet
        header = {.size = 8, .mtime = little_at<std::uint32_t>(head, 4), .other = std::string(head.substr(0, 4))};
    } else if (version < 3390) { // PEP 552 brought flags with 3.7
        header = {.size = 12,
                  .mtime = little_at<std::uint32_t>(head, 4),
                  .other = text(head.substr(0, 4), head.substr(8, 4))};
    } else {
        const bool by_hash = (little_at<std::uint32_t>(head, 4) & 1) != 0;
        header.size = 16;
        header.mtime = by_hash ? 0 : little_at<std::uint32_t>(head, 8);
        header.other = text(head.substr(0, 8), by_hash ? head.substr(8, 8) : head.substr(12, 4));
    }
    return header;
}

} // namespace strata
