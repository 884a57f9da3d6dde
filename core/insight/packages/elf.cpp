#include "core/insight/packages/elf.hpp"

#include "core/bytes/fields_at.hpp"

namespace strata {

namespace {

/// Where the fields of ELF's headers are, for 32 and 64 bits (System V ABI, chapter 4).
struct Fields {
    unsigned table, row_bytes, row_count; ///< in the file's header
    unsigned offset, size;                ///< in a row of the table
    unsigned address;                     ///< the same, of a segment
};
struct Form {
    Fields sections, segments;
    unsigned name_row; ///< in the file's header
    bool wide;
};
constexpr Form form32{{0x20, 0x2e, 0x30, 0x10, 0x14, 0}, {0x1c, 0x2a, 0x2c, 0x04, 0x10, 0x08}, 0x32, false};
constexpr Form form64{{0x28, 0x3a, 0x3c, 0x18, 0x20, 0}, {0x20, 0x36, 0x38, 0x08, 0x20, 0x10}, 0x3e, true};

bool is_elf(std::string_view file, std::size_t smallest = 0x34) {
    return file.size() >= smallest && file.starts_with("\x7f"
                                                       "ELF");
}

std::endian order_of(std::string_view file) { return file[5] == 2 ? std::endian::big : std::endian::little; }

class ElfFile {
public:
    explicit ElfFile(std::string_view file)
        : file_(file), form_(file[4] == 2 ? form64 : form32), order_(order_of(file)) {}

    [[nodiscard]] std::string_view section(std::string_view name) const {
        const Fields& fields = form_.sections;
        const std::string_view names = bytes_of(fields, row(fields, half(form_.name_row)));
        for (std::uint32_t i = 0; i < half(fields.row_count); i++) {
            const std::string_view header = row(fields, i);
            const std::string_view rest = bytes_at(names, number_at<std::uint32_t>(header, 0, order_), name.size() + 1);
            if (rest.size() > name.size() && rest.starts_with(name) && rest.back() == '\0')
                return bytes_of(fields, header);
        }
        return {};
    }

    [[nodiscard]] std::string_view memory(std::uint64_t address) const {
        constexpr std::uint32_t loaded = 1;
        const Fields& fields = form_.segments;
        for (std::uint32_t i = 0; i < half(fields.row_count); i++) {
            const std::string_view header = row(fields, i);
            const std::uint64_t start = word(header, fields.address);
            if (number_at<std::uint32_t>(header, 0, order_) != loaded || address < start) continue;
            const std::string_view bytes = bytes_of(fields, header);
            if (address - start < bytes.size()) return bytes_at(bytes, address - start, bytes.size());
        }
        return {};
    }

private:
    [[nodiscard]] std::uint16_t half(unsigned at) const { return number_at<std::uint16_t>(file_, at, order_); }
    [[nodiscard]] std::uint64_t word(std::string_view bytes, std::uint64_t at) const {
        return form_.wide ? number_at<std::uint64_t>(bytes, at, order_) : number_at<std::uint32_t>(bytes, at, order_);
    }
    [[nodiscard]] std::string_view row(const Fields& fields, std::uint32_t index) const {
        const std::uint64_t table = word(file_, fields.table), row_bytes = half(fields.row_bytes);
        return table > file_.size() ? std::string_view() : bytes_at(file_, table + index * row_bytes, row_bytes);
    }
    [[nodiscard]] std::string_view bytes_of(const Fields& fields, std::string_view header) const {
        return bytes_at(file_, word(header, fields.offset), word(header, fields.size));
    }

    std::string_view file_;
    const Form& form_;
    std::endian order_;
};

} // namespace

std::optional<std::uint16_t> elf_type(std::string_view front) {
    constexpr std::size_t at = 16;
    if (!is_elf(front, at + sizeof(std::uint16_t))) return std::nullopt;
    return number_at<std::uint16_t>(front, at, order_of(front));
}

std::string_view elf_section(std::string_view file, std::string_view name) {
    return is_elf(file) ? ElfFile(file).section(name) : std::string_view();
}

std::string_view elf_memory(std::string_view file, std::uint64_t address) {
    return is_elf(file) ? ElfFile(file).memory(address) : std::string_view();
}

} // namespace strata
