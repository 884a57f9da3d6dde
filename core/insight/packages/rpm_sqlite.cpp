#include "core/base/text.hpp"
#include "core/bytes/fields_at.hpp"
#include "core/insight/packages/parsers.hpp"
#include "core/insight/packages/rpm_header.hpp"
#include "core/insight/packages/sqlite_log.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace strata {

namespace {

// A reader for one table of the SQLite file format (sqlite.org/fileformat2.html) and not the library: that would be
// half as large as the whole worker, and would trust what it reads more than strangers' files deserve.

constexpr std::size_t database_header = 100;
constexpr unsigned deepest_tree = 20; ///< of real databases 5
enum PageType : std::uint8_t { page_inner_table = 5, page_leaf_table = 13 };

/// A number of 1 to 9 bytes, most significant first; takes it off the front.
std::uint64_t take_varint(std::string_view& bytes) {
    std::uint64_t value = 0;
    for (unsigned i = 0; i < 9 && !bytes.empty(); i++) {
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        if (i == 8) return (value << 8) | byte;
        value = (value << 7) | (byte & 0x7fU);
        if (byte < 0x80) break;
    }
    return value;
}

/// The columns of a record as bytes, by their serial types ("Record Format").
std::vector<std::string_view> columns_of(std::string_view record) {
    std::vector<std::string_view> columns;
    std::string_view rest = record;
    const std::uint64_t header_bytes = take_varint(rest);
    const std::size_t used = record.size() - rest.size();
    if (header_bytes < used || header_bytes > record.size()) return columns;
    std::string_view types = record.substr(used, static_cast<std::size_t>(header_bytes) - used);
    std::string_view body = record.substr(static_cast<std::size_t>(header_bytes));
    constexpr std::uint8_t fixed[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
    while (!types.empty()) {
        const std::uint64_t type = take_varint(types);
        const std::uint64_t size = type < 12 ? fixed[type] : (type - 12) / 2;
        columns.push_back(bytes_at(body, 0, size));
        body.remove_prefix(static_cast<std::size_t>(std::min<std::uint64_t>(size, body.size())));
    }
    return columns;
}

class Database {
public:
    Database(std::string_view bytes, Gathered& gathered) : bytes_(bytes), gathered_(gathered) {
        if (!bytes.starts_with(sqlite_magic)) {
            gathered_.damaged("it is no SQLite database");
            return;
        }
        const std::uint32_t size = big_at<std::uint16_t>(bytes, 16);
        page_size_ = size == 1 ? 65536 : size;
        const auto reserved = static_cast<unsigned char>(bytes_at(bytes, 20, 1).empty() ? 0 : bytes[20]);
        if (page_size_ < 512 || (page_size_ & (page_size_ - 1)) != 0 || reserved > page_size_ - 480) page_size_ = 0;
        if (page_size_ == 0) {
            gathered_.damaged("its header states no size of pages");
            return;
        }
        usable_ = page_size_ - reserved;
        pages_left_ = bytes.size() / page_size_ + 1;
        bytes_left_ = bytes.size();
        const bool states_pages = big_at<std::uint32_t>(bytes, 24) == big_at<std::uint32_t>(bytes, 92);
        const std::uint64_t stated = states_pages ? big_at<std::uint32_t>(bytes, 28) * page_size_ : 0;
        if (stated > bytes.size()) gathered_.damaged(text("it breaks off at byte ", bytes.size(), " of ", stated));
    }

    /// The records of the table with the given root page, in the order of their keys. No page is visited more often
    /// than a sound file would, so a file whose pages point in circles ends too.
    template <class Visit>
    void walk(std::uint64_t page, const Visit& visit, unsigned depth = 0) {
        if (page_size_ == 0) return;
        if (depth > deepest_tree || !spend()) return gathered_.damaged("its pages lead in circles");
        const std::string_view whole = page_at(page);
        const std::size_t start = page == 1 ? database_header : 0;
        const std::string_view head = bytes_at(whole, start, whole.size());
        if (head.size() < 12) return gathered_.damaged(text("its page ", page, " is missing"));
        const auto type = static_cast<unsigned char>(head[0]);
        const std::uint32_t cells = big_at<std::uint16_t>(head, 3);
        const bool inner = type == page_inner_table;
        if (!inner && type != page_leaf_table) return gathered_.damaged(text("its page ", page, " is not of a table"));
        for (std::uint32_t i = 0; i < cells; i++) {
            const std::string_view cell =
                bytes_at(whole, big_at<std::uint16_t>(head, (inner ? 12 : 8) + 2 * i), usable_);
            if (inner)
                walk(big_at<std::uint32_t>(cell, 0), visit, depth + 1);
            else
                visit(record_of(cell));
            if (cell.empty()) gathered_.damaged(text("its page ", page, " has a row outside of it"));
        }
        if (inner) walk(big_at<std::uint32_t>(head, 8), visit, depth + 1);
    }

    /// The root page of a table by its name, 0 where there is none.
    std::uint64_t root_of(std::string_view table) {
        std::uint64_t root = 0;
        walk(1, [&](const std::string& record) {
            const auto columns = columns_of(record); // type, name, tbl_name, rootpage, sql
            if (columns.size() < 4 || columns[0] != "table" || columns[1] != table) return;
            root = 0;
            for (const char byte : columns[3]) root = (root << 8) | static_cast<unsigned char>(byte);
        });
        return root;
    }

private:
    [[nodiscard]] std::string_view page_at(std::uint64_t page) const {
        return page == 0 || page > bytes_.size() / page_size_ ? std::string_view()
                                                              : bytes_at(bytes_, (page - 1) * page_size_, page_size_);
    }

    bool spend() {
        if (pages_left_ == 0) return false;
        pages_left_--;
        return true;
    }

    /// A leaf's cell: the size, the key, and as much of the record as lies in the page ("B-tree Cell Format"). The rest
    /// is in a chain of overflow pages.
    std::string record_of(std::string_view cell) {
        const std::uint64_t size = take_varint(cell);
        (void)take_varint(cell);
        const std::uint64_t most = usable_ - 35, least = (usable_ - 12) * 32 / 255 - 23;
        if (size > bytes_left_) {
            gathered_.damaged("a row has more bytes than it");
            return {};
        }
        bytes_left_ -= size;
        std::uint64_t here = size;
        if (size > most) {
            here = least + (size - least) % (usable_ - 4);
            if (here > most) here = least;
        }
        std::string record(bytes_at(cell, 0, here));
        std::uint64_t next = size > here ? big_at<std::uint32_t>(cell, here) : 0;
        while (record.size() < size && spend()) {
            const std::string_view page = page_at(next);
            if (page.size() < usable_) break;
            record += bytes_at(page, 4, std::min<std::uint64_t>(size - record.size(), usable_ - 4));
            next = big_at<std::uint32_t>(page, 0);
        }
        if (record.size() < size) gathered_.damaged("the rest of a row is missing");
        return record;
    }

    std::string_view bytes_;
    Gathered& gathered_;
    std::uint64_t page_size_ = 0;
    std::uint64_t usable_ = 0;
    std::uint64_t pages_left_ = 0;
    std::uint64_t bytes_left_ = 0; ///< of records: cells of a damaged page may lie over each other
};

FileFacts read_database(std::string_view bytes, const Limits& limits) {
    Gathered gathered(limits);
    const std::uint64_t root = Database(bytes, gathered).root_of("Packages");
    if (root == 0) {
        gathered.damaged("it has no table of packages");
        return gathered.take();
    }
    Database(bytes, gathered).walk(root, [&](const std::string& record) {
        const auto columns = columns_of(record); // hnum, blob
        read_rpm_header(columns.size() < 2 ? std::string_view() : columns[1], gathered);
    });
    return gathered.take();
}

} // namespace

FileFacts parse_rpm_sqlite(std::string_view bytes, std::string_view, const Limits& limits) {
    FileFacts facts = read_database(bytes, limits);
    if (bytes.starts_with(sqlite_magic)) facts.kept = bytes;
    return facts;
}

FileFacts parse_rpm_sqlite_log(std::string_view bytes, std::string_view, const Limits&) {
    FileFacts facts;
    if (!SqliteLog(bytes).empty()) facts.kept = bytes;
    return facts;
}

std::string_view rpm_database_of(std::string_view log_path) {
    constexpr std::string_view log = "/rpmdb.sqlite-wal", ending = "-wal";
    return log_path.ends_with(log) ? log_path.substr(0, log_path.size() - ending.size()) : std::string_view();
}

FileFacts parse_rpm_sqlite_with_log(std::string_view database, std::string_view log, const Limits& limits) {
    if (const auto whole = SqliteLog(log).over(database, limits.examined_bytes))
        if (FileFacts facts = read_database(*whole, limits); !facts.packages.empty()) return facts;
    Gathered gathered(limits);
    gathered.leave_out(text("it holds changes to the database of packages, ",
                            database.empty() ? "which this layer does not have" : "which do not fit the one beside it",
                            ", and is not read (rpm --rebuilddb puts them in)"));
    return gathered.take();
}

} // namespace strata
