#include "web/engine/read_ahead.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

namespace strata::web {

namespace {

class ReadAhead final : public Source {
public:
    ReadAhead(std::unique_ptr<Source> source, std::uint64_t largest) : source_(std::move(source)), largest_(largest) {}

    std::uint64_t size() const override { return source_->size(); }

    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) const override {
        if (into.size() >= largest_) return source_->read_at(offset, into);
        std::size_t done = 0;
        while (done < into.size() && offset + done < size()) {
            const std::uint64_t at = offset + done;
            if (at < start_ || at >= start_ + filled_) TRY(fetch(at, into.size() - done));
            const auto inside = static_cast<std::size_t>(at - start_);
            if (inside >= filled_) break;
            const std::size_t some = std::min(into.size() - done, filled_ - inside);
            std::memcpy(into.data() + done, buffer_.data() + inside, some);
            done += some;
        }
        return done;
    }

private:
    Result<void> fetch(std::uint64_t at, std::uint64_t wanted) const {
        const std::uint64_t end = start_ + filled_;
        const bool forward = filled_ > 0 && at >= end && at - end <= widest_gap;
        length_ = forward ? std::min(length_ * 2, largest_) : smallest_slice;
        const std::uint64_t start = forward ? end : at; // the gap is read through: asking twice would cost more
        const std::uint64_t need = at - start + wanted;
        const std::uint64_t length = std::min(std::max(length_, need), size() - start);
        filled_ = 0; // where reading fails, nothing is known
        if (buffer_.size() < length) buffer_.resize(static_cast<std::size_t>(length));
        filled_ = TRY(source_->read_at(start, std::span(buffer_).first(static_cast<std::size_t>(length))));
        start_ = start;
        return {};
    }

    std::unique_ptr<Source> source_;
    std::uint64_t largest_;
    mutable std::vector<std::byte> buffer_;
    mutable std::size_t filled_ = 0; ///< bytes of it, those from start_ on
    mutable std::uint64_t start_ = 0;
    mutable std::uint64_t length_ = smallest_slice;
};

} // namespace

std::unique_ptr<Source> make_read_ahead(std::unique_ptr<Source> source, std::uint64_t largest) {
    return std::make_unique<ReadAhead>(std::move(source), largest);
}

} // namespace strata::web
