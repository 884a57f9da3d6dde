// rpm's databases as bytes: headers of packages, SQLite files that hold them, and the logs beside those.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace strata::kit {

/// A number, most significant byte first.
[[nodiscard]] std::string big_endian(std::uint64_t value, unsigned bytes);

/// An rpm header, tag by tag.
struct RpmHeaderWriter {
    std::string rows, store;
    unsigned count = 0;

    RpmHeaderWriter& add(unsigned tag, unsigned type, std::size_t items, const std::string& bytes);
    RpmHeaderWriter& string(unsigned tag, const std::string& value) { return add(tag, 6, 1, value + '\0'); }
    RpmHeaderWriter& strings(unsigned tag, const std::vector<std::string>& values);
    [[nodiscard]] std::string blob() const;
};

/// Version 1, release 2, nothing else.
[[nodiscard]] std::string rpm_header(const std::string& name);

inline constexpr std::size_t sqlite_page = 1024;
/// An SQLite file with pages of 1024 bytes and one table, Packages: the schema, the table's inner page, one leaf for
/// each of its records, and what does not fit into those in chains behind.
[[nodiscard]] std::string rpm_sqlite(const std::vector<std::string>& blobs);

/// The write-ahead log of a database, frame by frame, with sound checksums.
class SqliteLogWriter {
public:
    enum class Order : std::uint8_t { little, big };
    explicit SqliteLogWriter(Order order = Order::big, std::uint32_t page_bytes = sqlite_page);
    /// `pages_after` ends a transaction: the pages of the database then. 0: it goes on.
    SqliteLogWriter& frame(std::uint32_t page, std::uint32_t pages_after, const std::string& bytes);
    /// A transaction that makes `after` of a database.
    SqliteLogWriter& transaction(const std::string& after);
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    void sum(const std::string& bytes);
    Order order_;
    std::uint32_t first_ = 0, second_ = 0;
    std::string bytes_;
};

} // namespace strata::kit
