#include "core/insight/packages/sqlite_log.hpp"

#include "core/bytes/fields_at.hpp"

#include <algorithm>
#include <bit>

namespace strata {

namespace {

constexpr std::uint32_t log_magic = 0x377f0682; // its last bit is the order of bytes for the checksums
constexpr std::uint32_t log_version = 3'007'000;
constexpr std::uint64_t log_header = 32, frame_header = 24;
constexpr std::uint64_t smallest_page = 512, largest_page = 65536;

/// Two running sums over pairs of numbers ("Checksum Algorithm").
class Checksum {
public:
    explicit Checksum(std::endian order) : order_(order) {}
    void add(std::string_view bytes) {
        for (std::uint64_t at = 0; at + 8 <= bytes.size(); at += 8) {
            first_ += number_at<std::uint32_t>(bytes, at, order_) + second_;
            second_ += number_at<std::uint32_t>(bytes, at + 4, order_) + first_;
        }
    }
    /// Whether it is what stands at `offset`.
    [[nodiscard]] bool is_at(std::string_view bytes, std::uint64_t offset) const {
        return big_at<std::uint32_t>(bytes, offset) == first_ && big_at<std::uint32_t>(bytes, offset + 4) == second_;
    }

private:
    std::endian order_;
    std::uint32_t first_ = 0, second_ = 0;
};

std::endian checksum_order(std::string_view log) {
    return (big_at<std::uint32_t>(log, 0) & 1U) != 0 ? std::endian::big : std::endian::little;
}

} // namespace

SqliteLog::SqliteLog(std::string_view bytes) : bytes_(bytes) {
    if (read_header()) read_frames();
}

bool SqliteLog::read_header() {
    if (bytes_.size() < log_header || (big_at<std::uint32_t>(bytes_, 0) & ~1U) != log_magic) return false;
    page_bytes_ = big_at<std::uint32_t>(bytes_, 8);
    return big_at<std::uint32_t>(bytes_, 4) == log_version && std::has_single_bit(page_bytes_) &&
           page_bytes_ >= smallest_page && page_bytes_ <= largest_page;
}

void SqliteLog::read_frames() {
    Checksum sum(checksum_order(bytes_));
    sum.add(bytes_.substr(0, 24));
    if (!sum.is_at(bytes_, 24)) return;
    const auto salt = big_at<std::uint64_t>(bytes_, 16);
    const std::uint64_t step = frame_header + page_bytes_;
    for (std::uint64_t frame = 0; log_header + (frame + 1) * step <= bytes_.size(); frame++) {
        const std::string_view bytes = bytes_at(bytes_, log_header + frame * step, step);
        const auto page = big_at<std::uint32_t>(bytes, 0), pages_after = big_at<std::uint32_t>(bytes, 4);
        sum.add(bytes.substr(0, 8));
        sum.add(bytes.substr(frame_header));
        if (page == 0 || big_at<std::uint64_t>(bytes, 8) != salt || !sum.is_at(bytes, 16)) return;
        if (pages_after == 0) continue; // the transaction goes on
        frames_ = frame + 1;
        database_pages_ = pages_after;
    }
}

std::optional<std::string> SqliteLog::over(std::string_view database, std::uint64_t most) const {
    const std::uint64_t size = database_pages_ * page_bytes_;
    if (empty() || database.empty() || size > most) return std::nullopt;
    std::string whole(database.substr(0, static_cast<std::size_t>(size)));
    whole.resize(static_cast<std::size_t>(size));
    for (std::uint64_t frame = 0; frame < frames_; frame++) {
        const std::string_view bytes =
            bytes_at(bytes_, log_header + frame * (frame_header + page_bytes_), frame_header + page_bytes_);
        const std::uint64_t page = big_at<std::uint32_t>(bytes, 0);
        if (page > database_pages_) continue; // a later transaction cut it off
        std::ranges::copy(bytes.substr(frame_header),
                          whole.begin() + static_cast<std::ptrdiff_t>((page - 1) * page_bytes_));
    }
    const std::uint64_t stated = big_at<std::uint16_t>(whole, 16);
    if (!whole.starts_with(sqlite_magic) || (stated == 1 ? largest_page : stated) != page_bytes_) return std::nullopt;
    whole[18] = whole[19] = 1; // the versions for writing and reading; 2 stands for a log
    return whole;
}

} // namespace strata
