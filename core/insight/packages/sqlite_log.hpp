// The write-ahead log beside an SQLite database: pages that were committed and that nobody has put into it yet.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace strata {

/// What a database begins with ("The Database Header").
inline constexpr std::string_view sqlite_magic{"SQLite format 3\0", 16};

/// Reads it as SQLite does when it opens a database (sqlite.org/fileformat2.html, "The WAL File Format"): frames count
/// up to the last one that ends a transaction before the first whose salt or checksum is not the log's own. What lies
/// behind, and a log without a sound header, counts for nothing. Total.
class SqliteLog {
public:
    /// `bytes` must outlive this.
    explicit SqliteLog(std::string_view bytes);

    /// Whether it holds no transaction.
    [[nodiscard]] bool empty() const { return frames_ == 0; }
    /// The database as it is with the log's pages in it, marked as one that has no log; nothing where the two do not
    /// belong together or the whole has more than `most` bytes.
    [[nodiscard]] std::optional<std::string> over(std::string_view database, std::uint64_t most) const;

private:
    [[nodiscard]] bool read_header();
    void read_frames();

    std::string_view bytes_;
    std::uint64_t page_bytes_ = 0;
    std::uint64_t frames_ = 0;         ///< up to the end of the last transaction
    std::uint64_t database_pages_ = 0; ///< of the whole database after it
};

} // namespace strata
