#include "tests/kit/rpm_database.hpp"

#include <utility>

namespace strata::kit {

namespace {

std::string varint(std::uint64_t value) {
    std::string out(1, static_cast<char>(value & 0x7f));
    while ((value >>= 7) != 0) out.insert(out.begin(), static_cast<char>((value & 0x7f) | 0x80));
    return out;
}

/// A record of texts and blobs: types in front, then the columns.
std::string record(const std::vector<std::pair<std::string, unsigned>>& columns) {
    std::string types, body;
    for (const auto& [bytes, base] : columns) {
        types += base == 0 ? std::string(1, '\1') : varint(base + 2 * bytes.size()); // 1: a number of one byte
        body += bytes;
    }
    return varint(types.size() + 1) + types + body;
}

class DatabaseWriter {
public:
    std::string write(const std::vector<std::string>& blobs) {
        const auto leaves = static_cast<std::uint32_t>(blobs.size());
        pages_.resize(2 + leaves);
        pages_[0] =
            leaf({record({{"table", 13}, {"Packages", 13}, {"Packages", 13}, {"\2", 0}, {"CREATE …", 13}})}, 100);
        std::string cells, pointers;
        for (std::uint32_t i = 0; i + 1 < leaves; i++) {
            const std::string cell = big_endian(3 + i, 4) + varint(i + 1);
            cells.insert(0, cell);
            pointers += big_endian(page - cells.size(), 2);
        }
        std::string inner = std::string("\5\0\0", 3) + big_endian(leaves - 1, 2) + big_endian(0, 3) +
                            big_endian(2 + leaves, 4) + pointers;
        inner.resize(page - cells.size());
        pages_[1] = inner + cells;
        for (std::uint32_t i = 0; i < leaves; i++) pages_[2 + i] = leaf({record({{"", 12}, {blobs[i], 12}})}, 0);
        std::string file;
        for (const std::string& one : pages_) file += one;
        const std::string head = std::string("SQLite format 3\0", 16) + big_endian(page, 2);
        return file.replace(0, head.size(), head);
    }

private:
    static constexpr std::size_t page = sqlite_page;

    std::string leaf(const std::vector<std::string>& records, std::size_t start) {
        std::string cells, pointers;
        for (const std::string& one : records) {
            cells.insert(0, cell_of(one));
            pointers += big_endian(page - cells.size(), 2);
        }
        std::string out = std::string(start, '\0') + std::string("\x0d\0\0", 3) + big_endian(records.size(), 2) +
                          big_endian(0, 3) + pointers;
        out.resize(page - cells.size());
        return out + cells;
    }

    std::string cell_of(const std::string& bytes) {
        const std::size_t most = page - 35, least = (page - 12) * 32 / 255 - 23;
        std::size_t here = bytes.size();
        if (here > most) {
            here = least + (bytes.size() - least) % (page - 4);
            if (here > most) here = least;
        }
        std::string cell = varint(bytes.size()) + varint(1) + bytes.substr(0, here);
        if (here == bytes.size()) return cell;
        cell += big_endian(pages_.size() + 1, 4);
        for (std::size_t at = here; at < bytes.size(); at += page - 4) {
            const bool last = at + page - 4 >= bytes.size();
            std::string overflow = big_endian(last ? 0 : pages_.size() + 2, 4) + bytes.substr(at, page - 4);
            overflow.resize(page);
            pages_.push_back(overflow);
        }
        return cell;
    }

    std::vector<std::string> pages_;
};

} // namespace

std::string big_endian(std::uint64_t value, unsigned bytes) {
    std::string out;
    for (unsigned i = bytes; i-- > 0;) out.push_back(static_cast<char>(value >> (8 * i)));
    return out;
}

RpmHeaderWriter& RpmHeaderWriter::add(unsigned tag, unsigned type, std::size_t items, const std::string& bytes) {
    rows += big_endian(tag, 4) + big_endian(type, 4) + big_endian(store.size(), 4) + big_endian(items, 4);
    store += bytes;
    count++;
    return *this;
}

RpmHeaderWriter& RpmHeaderWriter::strings(unsigned tag, const std::vector<std::string>& values) {
    std::string bytes;
    for (const std::string& value : values) bytes += value + '\0';
    return add(tag, 8, values.size(), bytes);
}

std::string RpmHeaderWriter::blob() const { return big_endian(count, 4) + big_endian(store.size(), 4) + rows + store; }

std::string rpm_header(const std::string& name) {
    return RpmHeaderWriter().string(1000, name).string(1001, "1").string(1002, "2").blob();
}

std::string rpm_sqlite(const std::vector<std::string>& blobs) { return DatabaseWriter().write(blobs); }

SqliteLogWriter::SqliteLogWriter(Order order, std::uint32_t page_bytes) : order_(order) {
    bytes_ = big_endian(order == Order::big ? 0x377f0683 : 0x377f0682, 4) + big_endian(3'007'000, 4) +
             big_endian(page_bytes, 4) + big_endian(0, 4) + "salt of 8";
    bytes_.resize(24);
    sum(bytes_);
    bytes_ += big_endian(first_, 4) + big_endian(second_, 4);
}

SqliteLogWriter& SqliteLogWriter::frame(std::uint32_t page, std::uint32_t pages_after, const std::string& bytes) {
    const std::string head = big_endian(page, 4) + big_endian(pages_after, 4);
    sum(head);
    sum(bytes);
    bytes_ += head + bytes_.substr(16, 8) + big_endian(first_, 4) + big_endian(second_, 4) + bytes;
    return *this;
}

SqliteLogWriter& SqliteLogWriter::transaction(const std::string& after) {
    const auto pages = static_cast<std::uint32_t>(after.size() / sqlite_page);
    for (std::uint32_t page = 1; page <= pages; page++)
        frame(page, page == pages ? pages : 0, after.substr((page - 1) * sqlite_page, sqlite_page));
    return *this;
}

void SqliteLogWriter::sum(const std::string& bytes) {
    const auto number = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; i++)
            value |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])}
                     << (8 * (order_ == Order::big ? 3 - i : i));
        return value;
    };
    for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
        first_ += number(at) + second_;
        second_ += number(at + 4) + first_;
    }
}

} // namespace strata::kit
