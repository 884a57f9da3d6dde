#include "tests/core/bytes/packing.hpp"

#include <algorithm>
#include <bzlib.h>
#include <lzma.h>
#include <random>
#include <stdexcept>
#include <zlib.h>
#include <zstd.h>

namespace strata::test {

namespace {

void require(bool worked) {
    if (!worked) throw std::runtime_error("a packing library failed");
}

std::string zlib_pack(std::string_view bytes, const DeflateShape& shape, int window_bits) {
    z_stream stream{};
    require(deflateInit2(&stream, shape.level, Z_DEFLATED, window_bits, shape.memory_level, shape.strategy) == Z_OK);
    const std::size_t piece = shape.flush_every == 0 ? bytes.size() : shape.flush_every;
    const std::size_t flushes = piece == 0 ? 0 : bytes.size() / piece;
    std::string out(deflateBound(&stream, bytes.size()) + bytes.size() / 2 + 64 * flushes + 4096, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<unsigned>(out.size());
    for (std::size_t at = 0; at + piece < bytes.size(); at += piece) {
        stream.avail_in = static_cast<unsigned>(piece);
        require(deflate(&stream, at % 2 == 0 ? Z_SYNC_FLUSH : Z_FULL_FLUSH) == Z_OK);
    }
    stream.avail_in = static_cast<unsigned>(bytes.size() - stream.total_in);
    require(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

class Pieces final : public Reader {
public:
    Pieces(std::string bytes, std::size_t piece) : bytes_(std::move(bytes)), piece_(piece) {}
    Result<std::span<const std::byte>> next() override {
        const std::size_t count = std::min(piece_, bytes_.size() - at_);
        current_ = std::make_unique<std::byte[]>(count);
        std::ranges::copy(std::as_bytes(std::span(bytes_).subspan(at_, count)), current_.get());
        at_ += count;
        return std::span<const std::byte>(current_.get(), count);
    }

private:
    std::string bytes_;
    std::size_t piece_;
    std::size_t at_ = 0;
    std::unique_ptr<std::byte[]> current_;
};

} // namespace

std::string deflate_raw(std::string_view bytes, const DeflateShape& shape) {
    return zlib_pack(bytes, shape, -shape.window_bits);
}

std::string pack_gzip(std::string_view bytes, int level) { return zlib_pack(bytes, {.level = level}, 15 + 16); }

std::string pack_zstd(std::string_view bytes, int level) {
    ZSTD_CCtx* context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t size = ZSTD_compress2(context, out.data(), out.size(), bytes.data(), bytes.size());
    ZSTD_freeCCtx(context);
    require(!ZSTD_isError(size));
    out.resize(size);
    return out;
}

std::string pack_xz(std::string_view bytes, std::uint64_t block_size) {
    lzma_mt options{};
    options.threads = 1;
    options.preset = 1;
    options.block_size = block_size != 0 ? block_size : bytes.size() + 1;
    options.check = LZMA_CHECK_CRC64;
    lzma_stream stream = LZMA_STREAM_INIT;
    require(lzma_stream_encoder_mt(&stream, &options) == LZMA_OK);
    std::string out(2 * bytes.size() + 65536, '\0');
    stream.next_in = reinterpret_cast<const std::uint8_t*>(bytes.data());
    stream.avail_in = bytes.size();
    stream.next_out = reinterpret_cast<std::uint8_t*>(out.data());
    stream.avail_out = out.size();
    lzma_ret status = LZMA_OK;
    while (status == LZMA_OK) status = lzma_code(&stream, LZMA_FINISH);
    require(status == LZMA_STREAM_END);
    out.resize(stream.total_out);
    lzma_end(&stream);
    return out;
}

std::string pack_bzip2(std::string_view bytes) {
    auto size = static_cast<unsigned>(bytes.size() + bytes.size() / 50 + 1024);
    std::string out(size, '\0');
    require(BZ2_bzBuffToBuffCompress(out.data(), &size, const_cast<char*>(bytes.data()),
                                     static_cast<unsigned>(bytes.size()), 1, 0, 0) == BZ_OK);
    out.resize(size);
    return out;
}

std::string pack(std::string_view bytes, Compression compression) {
    switch (compression) {
    case Compression::gzip: return pack_gzip(bytes);
    case Compression::zstd: return pack_zstd(bytes);
    case Compression::xz: return pack_xz(bytes);
    case Compression::bzip2: return pack_bzip2(bytes);
    case Compression::none: break;
    }
    return std::string(bytes);
}

std::string layer_like(std::size_t size, std::uint64_t seed) {
    constexpr std::string_view words[] = {"usr/", "lib/", "share/", "the ", "int ", "return ", "{\n", "}\n", "0755"};
    std::mt19937_64 random(seed);
    std::string out;
    out.reserve(size + 70'000);
    while (out.size() < size) {
        const std::uint64_t kind = random() % 1024;
        if (kind < 500) {
            out += words[random() % std::size(words)];
        } else if (kind < 900) {
            for (int i = 0; i < 4; i++) out += static_cast<char>(random());
        } else if (kind < 1000 && !out.empty()) {
            const std::size_t start = out.size() - 1 - random() % std::min<std::size_t>(out.size(), 40'000);
            const std::size_t length = 3 + random() % (kind < 910 ? 600 : 20);
            for (std::size_t i = 0; i < length; i++) out += out[start + i];
        } else if (kind < 1001 && random() % 16 == 0) {
            out.append(random() % 60'000, '\0');
        } else {
            out.append(random() % 30, static_cast<char>('a' + random() % 26));
        }
    }
    out.resize(size);
    return out;
}

std::unique_ptr<Reader> in_pieces(std::string bytes, std::size_t piece) {
    return std::make_unique<Pieces>(std::move(bytes), piece);
}

Drained drain(Reader& reader) {
    Drained drained;
    for (;;) {
        const auto bytes = reader.next();
        if (!bytes) drained.error = bytes.error().message;
        if (!bytes || bytes->empty()) return drained;
        drained.bytes.append(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    }
}

Drained unpack(const std::string& stored, Compression compression, std::size_t piece, const Limits& limits) {
    auto reader = make_decompressor(in_pieces(stored, piece), compression, limits);
    if (!reader) return {.bytes = {}, .error = reader.error().message};
    return drain(**reader);
}

} // namespace strata::test
