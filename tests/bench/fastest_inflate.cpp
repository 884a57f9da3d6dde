#include "tests/bench/fastest_inflate.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <memory>
#include <thread>
#include <zlib.h>
#ifdef HAVE_ISAL
#include <isa-l/igzip_lib.h>
#endif
#ifdef HAVE_LIBDEFLATE
#include <libdeflate.h>
#endif

namespace strata::bench {

namespace {

/// Bytes that came out of one gzip file; 0 when it is damaged.
using Inflate = std::uint64_t (*)(const std::string& packed);

constexpr std::size_t window = 256 * 1024;

std::uint64_t with_zlib(const std::string& packed) {
    z_stream stream{};
    if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) return 0;
    std::string out(window, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    int status = Z_OK;
    std::uint64_t bytes = 0;
    while (status == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef*>(out.data());
        stream.avail_out = static_cast<uInt>(out.size());
        status = inflate(&stream, Z_NO_FLUSH);
        bytes += out.size() - stream.avail_out;
    }
    inflateEnd(&stream);
    return status == Z_STREAM_END ? bytes : 0;
}

#ifdef HAVE_ISAL
std::uint64_t with_isal(const std::string& packed) {
    const auto state = std::make_unique<inflate_state>();
    isal_inflate_init(state.get());
    state->crc_flag = ISAL_GZIP;
    std::string out(window, '\0');
    state->next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(packed.data()));
    state->avail_in = static_cast<std::uint32_t>(packed.size());
    std::uint64_t bytes = 0;
    do {
        state->next_out = reinterpret_cast<std::uint8_t*>(out.data());
        state->avail_out = static_cast<std::uint32_t>(out.size());
        if (isal_inflate(state.get()) != ISAL_DECOMP_OK) return 0;
        bytes += out.size() - state->avail_out;
    } while (state->block_state != ISAL_BLOCK_FINISH);
    return bytes;
}
#endif

#ifdef HAVE_LIBDEFLATE
std::uint64_t with_libdeflate(const std::string& packed) {
    const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflater(
        libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
    std::uint32_t size = 0; // the last four bytes of gzip
    for (std::size_t at = 0; at < 4; ++at)
        size |= std::uint32_t{static_cast<unsigned char>(packed[packed.size() - 4 + at])} << (8 * at);
    const std::unique_ptr<char[]> out(new char[size]);
    std::size_t bytes = 0;
    const auto status =
        libdeflate_gzip_decompress(inflater.get(), packed.data(), packed.size(), out.get(), size, &bytes);
    return status == LIBDEFLATE_SUCCESS ? bytes : 0;
}
#endif

InflateTime run_once(const std::vector<std::filesystem::path>& files, const char* name, Inflate inflate) {
    const auto start = std::chrono::steady_clock::now();
    std::atomic<std::size_t> next = 0;
    std::atomic<std::uint64_t> bytes = 0;
    const auto work = [&] {
        for (std::size_t at = next++; at < files.size(); at = next++) {
            std::ifstream in(files[at], std::ios::binary);
            std::string packed(std::filesystem::file_size(files[at]), '\0');
            in.read(packed.data(), static_cast<std::streamsize>(packed.size()));
            bytes += inflate(packed);
        }
    };
    {
        std::vector<std::jthread> threads;
        for (unsigned at = 1; at < std::max(1U, std::thread::hardware_concurrency()); ++at) threads.emplace_back(work);
        work();
    }
    return {name, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), bytes};
}

} // namespace

InflateTime inflate_fastest(const std::vector<std::filesystem::path>& files, int runs) {
    std::vector<std::pair<const char*, Inflate>> inflaters = {{"zlib", with_zlib}};
#ifdef HAVE_ISAL
    inflaters.emplace_back("isa-l", with_isal);
#endif
#ifdef HAVE_LIBDEFLATE
    inflaters.emplace_back("libdeflate", with_libdeflate);
#endif
    InflateTime best;
    for (int run = 0; run < runs; ++run)
        for (const auto& [name, inflate] : inflaters) {
            InflateTime time = run_once(files, name, inflate);
            if (best.by.empty() || time.seconds < best.seconds) best = std::move(time);
        }
    return best;
}

} // namespace strata::bench
