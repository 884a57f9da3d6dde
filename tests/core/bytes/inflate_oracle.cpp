#include "tests/core/bytes/inflate_oracle.hpp"

#include "core/base/text.hpp"
#include "core/bytes/inflate.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>
#include <zlib.h>

namespace strata::test {

Inflated inflate_zlib(const std::string& stored, std::size_t limit) {
    z_stream stream{};
    inflateInit2(&stream, -15);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(stored.data()));
    stream.avail_in = static_cast<unsigned>(stored.size());
    Inflated result;
    std::vector<char> buffer(65536);
    int status = Z_OK;
    while (status == Z_OK && result.bytes.size() <= limit) {
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = static_cast<unsigned>(buffer.size());
        status = inflate(&stream, Z_NO_FLUSH);
        result.bytes.append(buffer.data(), buffer.size() - stream.avail_out);
    }
    using enum Inflated::End;
    result.end = status == Z_STREAM_END ? complete : status == Z_BUF_ERROR || status == Z_OK ? needs_more : damaged;
    result.used = stream.total_in;
    inflateEnd(&stream);
    return result;
}

namespace {

/// Output memory as a caller would have it: the window before it moves to the front for each piece.
class Room {
public:
    explicit Room(std::size_t piece) : piece_(piece), memory_(Inflate::window + piece + Inflate::slack) {}
    Inflate::Output output{};

    void make(std::string& all) {
        if (output.next) {
            all.append(reinterpret_cast<const char*>(first_), static_cast<std::size_t>(output.next - first_));
            const std::size_t kept =
                std::min<std::size_t>(Inflate::window, static_cast<std::size_t>(output.next - output.begin));
            std::memmove(memory_.data(), output.next - kept, kept);
            output.next = memory_.data() + kept;
        } else {
            output.next = memory_.data();
        }
        output.begin = memory_.data();
        output.limit = output.next + piece_;
        first_ = output.next;
    }

private:
    std::size_t piece_;
    std::vector<std::uint8_t> memory_;
    std::uint8_t* first_ = nullptr;
};

} // namespace

Inflated inflate_ours(const std::string& stored, std::size_t in_piece, std::size_t out_piece, std::size_t limit) {
    Inflated result;
    Room room(out_piece);
    room.make(result.bytes);
    const auto decoder = std::make_unique<Inflate>();
    decoder->start();
    std::size_t at = 0;
    std::unique_ptr<std::uint8_t[]> piece;
    std::span<const std::uint8_t> input;
    using Status = Inflate::Status;
    for (;;) {
        const Status status = decoder->run(input, room.output);
        if (status == Status::block_end) continue;
        if (status == Status::need_input && at < stored.size()) {
            const std::size_t count = std::min(in_piece, stored.size() - at);
            piece = std::make_unique<std::uint8_t[]>(count);
            std::memcpy(piece.get(), stored.data() + at, count);
            input = {piece.get(), count};
            at += count;
            continue;
        }
        room.make(result.bytes);
        if (status == Status::need_output && result.bytes.size() <= limit) continue;
        using enum Inflated::End;
        result.end = status == Status::complete ? complete : status == Status::damaged ? damaged : needs_more;
        result.used = at - input.size();
        return result;
    }
}

std::string disagreement(const std::string& stored, std::size_t in_piece, std::size_t out_piece, std::size_t limit) {
    using enum Inflated::End;
    const Inflated ours = inflate_ours(stored, in_piece, out_piece, limit);
    Inflated zlib = inflate_zlib(stored, limit);
    // A block without any code for its code lengths is damaged at once for us; zlib reads them all before it says so.
    if (ours.end == damaged && zlib.end == needs_more)
        zlib.end = inflate_zlib(stored + std::string(64, '\0'), limit).end;
    if (ours.end != zlib.end)
        return text("ours ends as ", static_cast<int>(ours.end), ", zlib as ", static_cast<int>(zlib.end));
    // Where a stream breaks off or is damaged, one may have got some symbols further than the other.
    const std::size_t common = std::min(ours.bytes.size(), zlib.bytes.size());
    if (ours.bytes.compare(0, common, zlib.bytes, 0, common) != 0) return "the bytes differ";
    if (ours.end != complete) return {};
    if (ours.bytes.size() != zlib.bytes.size())
        return text("ours gives ", ours.bytes.size(), " bytes, zlib ", zlib.bytes.size());
    if (ours.used != zlib.used) return text("ours uses ", ours.used, " bytes, zlib ", zlib.used);
    return {};
}

} // namespace strata::test
