#include "core/insight/packages/elf.hpp"

#include "core/insight/packages/fields_at.hpp"

namespace strata {

namespace {

/// Where the fields of ELF's headers are, for 32 and 64 bits (System V ABI, chapter 4).
struct Fields {
    unsigned section_table, row_bytes, row_count, name_row; ///< in the file's header
    unsigned offset, size;                                  ///< in a section's
    bool wide;
};
constexpr Fields fields32{0x20, 0x2e, 0x30, 0x32, 0x10, 0x14, false};
constexpr Fields fields64{0x28, 0x3a, 0x3c, 0x3e, 0x18, 0x20, true};

class Sections {
public:
    explicit Sections(std::string_view file)
        : file_(file),
          fields_(file[4] == 2 ? fields64 : fields32),
          order_(file[5] == 2 ? std::endian::big : std::endian::little) {
        table_ = word(file_, fields_.section_table);
        row_bytes_ = number_at<std::uint16_t>(file_, fields_.row_bytes, order_);
        count_ = number_at<std::uint16_t>(file_, fields_.row_count, order_);
    }

    [[nodiscard]] std::string_view find(std::string_view name) const {
        const std::string_view names = bytes_of(number_at<std::uint16_t>(file_, fields_.name_row, order_));
        for (std::uint32_t i = 0; i < count_; i++) {
            const std::string_view rest = bytes_at(names, number_at<std::uint32_t>(row(i), 0, order_), name.size() + 1);
            if (rest.size() > name.size() && rest.starts_with(name) && rest.back() == '\0') return bytes_of(i);
        }
        return {};
    }

private:
    [[nodiscard]] std::uint64_t word(std::string_view bytes, std::uint64_t at) const {
        return fields_.wide ? number_at<std::uint64_t>(bytes, at, order_) : number_at<std::uint32_t>(bytes, at, order_);
    }
    [[nodiscard]] std::string_view row(std::uint32_t index) const {
        const std::uint64_t at = std::uint64_t{index} * row_bytes_;
        return table_ > file_.size() ? std::string_view() : bytes_at(file_, table_ + at, row_bytes_);
    }
    [[nodiscard]] std::string_view bytes_of(std::uint32_t index) const {
        const std::string_view header = row(index);
        return bytes_at(file_, word(header, fields_.offset), word(header, fields_.size));
    }

    std::string_view file_;
    const Fields& fields_;
    std::endian order_;
    std::uint64_t table_ = 0;
    std::uint16_t row_bytes_ = 0;
    std::uint16_t count_ = 0;
};

} // namespace

std::string_view elf_section(std::string_view file, std::string_view name) {
    constexpr std::size_t smallest = 0x34;
    if (file.size() < smallest || !file.starts_with("\x7f"
                                                    "ELF"))
        return {};
    return Sections(file).find(name);
}

} // namespace strata
