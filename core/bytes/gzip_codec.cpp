#include "core/base/text.hpp"
#include "core/bytes/codec.hpp"
#include "core/bytes/crc32.hpp"
#include "core/bytes/gzip_header.hpp"
#include "core/bytes/inflate.hpp"
#include "core/bytes/window_store.hpp"

#include <algorithm>
#include <cstring>
#include <memory>

namespace strata {

namespace {

/// Unpacked at a time: with the window small enough for a core's own cache, from which the checksums read it again.
constexpr std::size_t chunk = 256 * kibibyte;
constexpr std::size_t trailer_size = 8;

using Bytes = std::span<const std::byte>;

/// Members one after the other (RFC 1952), as eStargz and pigz write them. Behind the last one, zeros are padding and
/// anything else is left out with a warning, as gzip(1) does.
class GzipCodec final : public Codec {
public:
    GzipCodec() : buffer_(std::make_unique_for_overwrite<std::uint8_t[]>(Inflate::window + chunk + Inflate::slack)) {
        unchecked_ = output_.begin = output_.next = buffer_.get();
        output_.limit = buffer_.get() + Inflate::window + chunk;
    }

    /// Starts where `checkpoint` stands instead of at a member.
    Result<> resume(const Checkpoint& checkpoint) {
        unpacked_ = checkpoint.unpacked_offset;
        if (checkpoint.window.empty()) return {};
        const auto window = TRY(unpack_window(checkpoint.window));
        std::ranges::copy(window, buffer_.get());
        unchecked_ = output_.next = buffer_.get() + window.size();
        inflate_.start(checkpoint.bit & 7);
        stage_ = Stage::body;
        first_member_ = false;
        whole_member_ = false;
        return {};
    }

    Result<Bytes> unpack(StoredInput& input, UnpackNotes& notes) override {
        while (!input.bytes.empty() || (input.ended && !at_end())) {
            switch (stage_) {
            case Stage::header: TRY(read_header(input, notes)); break;
            case Stage::body:
                if (const Bytes bytes = TRY(read_body(input, notes)); !bytes.empty()) return bytes;
                break;
            case Stage::trailer: TRY(read_trailer(input)); break;
            case Stage::padding: pass_padding(input, notes); break;
            case Stage::garbage: input.drop(input.bytes.size()); break;
            case Stage::damage: return damaged(input);
            }
        }
        return Bytes{};
    }

private:
    enum class Stage : std::uint8_t { header, body, trailer, padding, garbage, damage };

    /// Whether the stream may end here.
    bool at_end() const {
        return stage_ == Stage::padding || stage_ == Stage::garbage ||
               (stage_ == Stage::header && !first_member_ && header_.untouched());
    }

    static std::unexpected<Error> broken_off(const StoredInput& input) {
        return fail(text("breaks off in the middle of a member at byte ", input.offset));
    }

    std::unexpected<Error> damaged(const StoredInput& input) const {
        return fail(text("damaged data at byte ", input.offset - inflate_.held_bits() / 8));
    }

    Result<> read_header(StoredInput& input, UnpackNotes& notes) {
        if (input.bytes.empty()) return broken_off(input);
        if (header_.untouched()) {
            if (!first_member_ && input.bytes.front() == std::byte{0}) {
                stage_ = Stage::padding;
                return {};
            }
            if (notes.wants_checkpoint(unpacked_)) leave_checkpoint(input.offset, {}, notes);
        }
        const auto step = TRY(header_.read(input));
        if (step == GzipHeader::Step::foreign) {
            if (first_member_) return fail(text("no member starts at byte ", input.offset));
            ignore_rest(input, notes);
        }
        if (step == GzipHeader::Step::complete) start_member();
        return {};
    }

    void start_member() {
        stage_ = Stage::body;
        first_member_ = false;
        whole_member_ = true;
        crc_ = 0;
        size_ = 0;
        unchecked_ = output_.begin = output_.next;
        inflate_.start();
    }

    Result<Bytes> read_body(StoredInput& input, UnpackNotes& notes) {
        make_room();
        const std::uint8_t* const first = output_.next;
        std::span stored(reinterpret_cast<const std::uint8_t*>(input.bytes.data()), input.bytes.size());
        const Inflate::Status status = inflate_.run(stored, output_);
        input.drop(input.bytes.size() - stored.size());
        const auto bytes = std::as_bytes(std::span(first, output_.next));
        size_ += static_cast<std::uint32_t>(bytes.size());
        unpacked_ += bytes.size();
        if (status == Inflate::Status::complete) {
            add_to_checksum();
            stage_ = Stage::trailer;
            trailer_count_ = 0;
        } else if (status == Inflate::Status::damaged) {
            stage_ = Stage::damage; // what came before it goes first
        } else if (status == Inflate::Status::block_end && notes.wants_checkpoint(unpacked_)) {
            leave_checkpoint(input.offset, window(), notes);
        } else if (status == Inflate::Status::need_input && input.ended && bytes.empty()) {
            return broken_off(input);
        }
        return bytes;
    }

    /// In large pieces: each has a cost of its own. Of a member that was not read from its start nobody asks for it.
    void add_to_checksum() {
        if (whole_member_) crc_ = crc32(crc_, std::as_bytes(std::span(unchecked_, output_.next)));
        unchecked_ = output_.next;
    }

    /// Keeps the window and makes place for a good piece behind it.
    void make_room() {
        if (output_.limit - output_.next >= static_cast<std::ptrdiff_t>(chunk / 2)) return;
        add_to_checksum();
        const auto kept = window();
        std::memmove(buffer_.get(), kept.data(), kept.size());
        output_.begin = buffer_.get();
        unchecked_ = output_.next = buffer_.get() + kept.size();
    }

    std::span<const std::uint8_t> window() const {
        const std::span all(output_.begin, output_.next);
        return all.last(std::min(all.size(), Inflate::window));
    }

    /// At a member's header, or inside a member with the window before it and perhaps some bits of a byte used.
    void leave_checkpoint(std::uint64_t offset, std::span<const std::uint8_t> before, UnpackNotes& notes) {
        Checkpoint checkpoint{.stored_offset = offset, .unpacked_offset = unpacked_, .window = {}};
        if (!before.empty()) {
            const unsigned held = inflate_.held_bits();
            checkpoint.stored_offset -= held > 0 ? 1 : 0;
            checkpoint.bit = static_cast<std::uint8_t>(held > 0 ? 8 - held : 0);
            checkpoint.window = packer_.pack(before);
            if (checkpoint.window.empty()) return;
        }
        notes.leave(std::move(checkpoint));
    }

    Result<> read_trailer(StoredInput& input) {
        while (trailer_count_ < trailer_size && !input.bytes.empty()) {
            trailer_[trailer_count_++] = static_cast<std::uint8_t>(input.bytes.front());
            input.drop(1);
        }
        if (trailer_count_ < trailer_size) return input.ended ? Result<>(broken_off(input)) : Result<>{};
        stage_ = Stage::header;
        if (!whole_member_) return {}; // resumed inside of it: its checksum can't be known
        if (trailer_word(0) != crc_) return fail(text("bad CRC at byte ", input.offset - trailer_size));
        if (trailer_word(4) != size_) return fail(text("bad length at byte ", input.offset - trailer_size / 2));
        return {};
    }

    void pass_padding(StoredInput& input, UnpackNotes& notes) {
        while (!input.bytes.empty() && input.bytes.front() == std::byte{0}) input.drop(1);
        if (!input.bytes.empty()) ignore_rest(input, notes);
    }

    void ignore_rest(const StoredInput& input, UnpackNotes& notes) {
        notes.problems.push_back(
            {Severity::warning, text("gzip: what follows byte ", input.offset, " is not gzip and is ignored")});
        stage_ = Stage::garbage;
    }

    std::uint32_t trailer_word(std::size_t at) const {
        return static_cast<std::uint32_t>(trailer_[at]) | static_cast<std::uint32_t>(trailer_[at + 1]) << 8 |
               static_cast<std::uint32_t>(trailer_[at + 2]) << 16 | static_cast<std::uint32_t>(trailer_[at + 3]) << 24;
    }

    Inflate inflate_;
    GzipHeader header_;
    WindowPacker packer_;
    std::unique_ptr<std::uint8_t[]> buffer_; ///< window, chunk, slack
    Inflate::Output output_{};
    const std::uint8_t* unchecked_ = nullptr; ///< of the output, from here on not yet in crc_
    std::array<std::uint8_t, trailer_size> trailer_{};
    std::size_t trailer_count_ = 0;
    std::uint64_t unpacked_ = 0; ///< of all members
    std::uint32_t crc_ = 0;      ///< CRC-32 of this member's bytes so far
    std::uint32_t size_ = 0;     ///< of this member so far, modulo 2^32
    Stage stage_ = Stage::header;
    bool first_member_ = true;  ///< no member has begun yet
    bool whole_member_ = false; ///< this one was read from its start
};

} // namespace

Result<std::unique_ptr<Codec>> make_gzip_codec(const Checkpoint* start) {
    auto codec = std::make_unique<GzipCodec>();
    if (start) TRY(codec->resume(*start));
    return codec;
}

} // namespace strata
