#include "core/base/text.hpp"
#include "core/bytes/fields_at.hpp"
#include "core/insight/packages/parsers.hpp"
#include "core/insight/packages/rpm_header.hpp"

#include <algorithm>
#include <string>
#include <tuple>

namespace strata {

namespace {

// Berkeley DB 4 to 5, src/dbinc/db_page.h: a hash table whose pages hold pairs of keys and values; values as large as
// rpm's headers lie in chains of overflow pages. Numbers are in the order of the machine that wrote them.

constexpr std::uint32_t hash_magic = 0x061561;
constexpr std::uint64_t magic_at = 12, page_size_at = 20, last_page_at = 32;
constexpr std::uint64_t page_head = 26;
enum PageType : std::uint8_t { page_hash_unsorted = 2, page_overflow = 7, page_hash = 13 };
constexpr unsigned char highest_page_type = 16;
constexpr std::size_t counter_bytes = 4; ///< rpm keeps the highest number of a package among the packages
constexpr char item_here = 1, item_elsewhere = 3;

class HashTable {
public:
    HashTable(std::string_view bytes, Gathered& gathered) : bytes_(bytes), gathered_(gathered) {
        for (const std::endian order : {std::endian::little, std::endian::big})
            if (number_at<std::uint32_t>(bytes, magic_at, order) == hash_magic) {
                order_ = order;
                page_size_ = number_at<std::uint32_t>(bytes, page_size_at, order);
            }
        if (page_size_ < 512 || page_size_ > 65536) {
            gathered_.damaged("it is no hash table of Berkeley DB");
            return;
        }
        pages_ = bytes.size() / page_size_;
        left_ = pages_;
        bytes_left_ = bytes.size();
        if (number_at<std::uint32_t>(bytes, last_page_at, order_) >= pages_)
            gathered_.damaged(text("it breaks off at byte ", bytes.size()));
    }

    template <class Visit>
    void values(const Visit& visit) {
        for (std::uint64_t number = 1; number < pages_; number++) {
            const std::string_view page = page_at(number);
            const auto type = static_cast<unsigned char>(page[25]);
            if (type > highest_page_type) gathered_.damaged(text("its page ", number, " is of no kind"));
            if (type != page_hash && type != page_hash_unsorted) continue;
            const std::uint32_t items = number_at<std::uint16_t>(page, 20, order_);
            for (std::uint32_t i = 1; i < items; i += 2) // keys lie between the values
                read_value(page, i, visit);
        }
    }

private:
    [[nodiscard]] std::string_view page_at(std::uint64_t number) const {
        return number < pages_ ? bytes_at(bytes_, number * page_size_, page_size_) : std::string_view();
    }

    template <class Visit>
    void read_value(std::string_view page, std::uint32_t index, const Visit& visit) {
        if (page_head + 2 * (std::uint64_t{index} + 1) > page.size())
            return gathered_.damaged("a page has more items than room");
        const std::uint64_t start = number_at<std::uint16_t>(page, page_head + 2 * index, order_);
        const std::uint64_t before = number_at<std::uint16_t>(page, page_head + 2 * (index - 1), order_);
        const std::string_view item = bytes_at(page, start, page.size());
        if (item.starts_with(item_elsewhere))
            visit(chain(number_at<std::uint32_t>(item, 4, order_), number_at<std::uint32_t>(item, 8, order_)));
        else if (item.starts_with(item_here) && before > start) // items fill a page from its end
            visit_here(item.substr(1, static_cast<std::size_t>(before - start - 1)), visit);
        else
            gathered_.damaged("an item is neither in its page nor elsewhere");
    }

    /// Items of a damaged page may lie over each other: all of them together are no more than the file.
    template <class Visit>
    void visit_here(std::string_view value, const Visit& visit) {
        if (value.size() > bytes_left_) return gathered_.damaged("its items lie over each other");
        bytes_left_ -= value.size();
        if (value.size() != counter_bytes) visit(value);
    }

    /// All chains together have no more pages than the file: one that runs in a circle ends.
    std::string chain(std::uint64_t number, std::uint64_t size) {
        std::string value;
        while (value.size() < size && left_ > 0) {
            left_--;
            const std::string_view page = page_at(number);
            if (page.size() < page_head || static_cast<unsigned char>(page[25]) != page_overflow) break;
            const std::uint64_t used = number_at<std::uint16_t>(page, 22, order_);
            value += bytes_at(page, page_head, std::min<std::uint64_t>(used, size - value.size()));
            number = number_at<std::uint32_t>(page, 16, order_);
        }
        if (value.size() < size) gathered_.damaged("the rest of a package is missing");
        return value;
    }

    std::string_view bytes_;
    Gathered& gathered_;
    std::endian order_ = std::endian::little;
    std::uint64_t page_size_ = 0;
    std::uint64_t pages_ = 0;
    std::uint64_t left_ = 0; ///< pages of chains
    std::uint64_t bytes_left_ = 0;
};

} // namespace

FileFacts parse_rpm_berkeley(std::string_view bytes, std::string_view, const Limits& limits) {
    Gathered gathered(limits);
    HashTable(bytes, gathered).values([&](std::string_view value) { read_rpm_header(value, gathered); });
    FileFacts facts = gathered.take();
    std::ranges::sort(facts.packages, {},
                      [](const Package& package) { return std::tie(package.name, package.version); });
    return facts;
}

} // namespace strata
