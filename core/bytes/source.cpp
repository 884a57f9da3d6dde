#include "core/bytes/source.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace strata {

namespace {

class Slice final : public Source {
public:
    Slice(const Source& whole, std::uint64_t offset, std::uint64_t length)
        : whole_(whole), offset_(std::min(offset, whole.size())), size_(std::min(length, whole.size() - offset_)) {}
    std::uint64_t size() const override { return size_; }
    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) const override {
        if (offset >= size_) return 0;
        if (into.size() > size_ - offset) into = into.first(static_cast<std::size_t>(size_ - offset));
        return whole_.read_at(offset_ + offset, into);
    }

private:
    const Source& whole_;
    std::uint64_t offset_;
    std::uint64_t size_;
};

class MemorySource final : public Source {
public:
    explicit MemorySource(std::string bytes) : bytes_(std::move(bytes)) {}
    std::uint64_t size() const override { return bytes_.size(); }
    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) const override {
        if (offset >= bytes_.size() || into.empty()) return 0;
        const auto start = static_cast<std::size_t>(offset);
        const std::size_t count = std::min(into.size(), bytes_.size() - start);
        std::memcpy(into.data(), bytes_.data() + start, count);
        return count;
    }

private:
    std::string bytes_;
};

} // namespace

std::unique_ptr<Source> make_slice(const Source& whole, std::uint64_t offset, std::uint64_t length) {
    return std::make_unique<Slice>(whole, offset, length);
}

std::unique_ptr<Source> make_memory_source(std::string bytes) {
    return std::make_unique<MemorySource>(std::move(bytes));
}

Result<std::string> read_all(const Source& source, std::uint64_t limit) {
    if (source.size() > limit || !std::in_range<std::size_t>(source.size()))
        return fail(text("has ", source.size(), " bytes, the limit is ", limit));
    std::string bytes(static_cast<std::size_t>(source.size()), '\0');
    const std::size_t count = TRY(source.read_at(0, std::as_writable_bytes(std::span(bytes))));
    if (count < bytes.size()) return fail(text("ends at byte ", count, " of ", bytes.size()));
    return bytes;
}

} // namespace strata
