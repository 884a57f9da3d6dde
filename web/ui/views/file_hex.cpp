#include "web/ui/views/file_parts.hpp"
#include "web/ui/widgets.hpp"

namespace strata::ui {

namespace {

std::string hex_row(std::string_view bytes, std::size_t offset, std::size_t count) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (int shift = 28; shift >= 0; shift -= 4) out += digits[(offset >> shift) & 15];
    std::string letters;
    out += ' ';
    for (std::size_t i = 0; i < count; i++) {
        out += i == 8 ? "  " : " ";
        if (offset + i >= bytes.size()) {
            out += "  ";
            continue;
        }
        const auto byte = static_cast<unsigned char>(bytes[offset + i]);
        out += digits[byte >> 4];
        out += digits[byte & 15];
        letters += byte >= ' ' && byte < 0x7f ? static_cast<char>(byte) : '.';
    }
    return out + "  " + letters;
}

} // namespace

void draw_hex(Ui& ui, Commands& commands, const ContentKey& key, std::string_view bytes, const ImVec4& box) {
    const Theme& theme = ui.theme;
    const float letter = code_width(ui);
    const std::size_t count = width_of(box) > letter * 77 + theme.px(24) ? 16 : 8;
    const float margin = theme.px(12);
    const auto words = [&](std::size_t row) { return hex_row(bytes, row * count, count); };
    copy_selected(commands, code_list(ui,
                                      {.id = list_id("hex", key),
                                       .name = "Content in hex",
                                       .count = (bytes.size() + count - 1) / count,
                                       .breaking = count,
                                       .columns = {{.text = margin}}},
                                      box,
                                      {.selectable = [&](std::size_t row, std::size_t) { return RowText{words(row)}; },
                                       .mirrored = words},
                                      [&](const CodeRow& row) {
                                          const ImVec4& room = row.room;
                                          draw_code(ui, {room.x + margin, room.y, room.z, room.w}, room.z,
                                                    {.text = words(row.index),
                                                     .highlight = {.spans = {{0, 8, Ink::comment}}},
                                                     .selected = row.selected});
                                      }));
}

} // namespace strata::ui
