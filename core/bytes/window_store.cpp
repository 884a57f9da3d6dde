#include "core/bytes/window_store.hpp"

#include "core/bytes/inflate.hpp"

#include <libdeflate.h>

namespace strata {

void WindowPacker::Free::operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }

std::string WindowPacker::pack(std::span<const std::uint8_t> window) {
    if (!compressor_) compressor_.reset(libdeflate_alloc_compressor(1));
    if (!compressor_) return {};
    std::string packed(libdeflate_deflate_compress_bound(compressor_.get(), window.size()), '\0');
    packed.resize(
        libdeflate_deflate_compress(compressor_.get(), window.data(), window.size(), packed.data(), packed.size()));
    packed.shrink_to_fit();
    return packed;
}

Result<std::vector<std::uint8_t>> unpack_window(const std::string& packed) {
    std::vector<std::uint8_t> window(Inflate::window + Inflate::slack + 1);
    Inflate::Output output{.begin = window.data(), .next = window.data(), .limit = window.data() + Inflate::window + 1};
    std::span input(reinterpret_cast<const std::uint8_t*>(packed.data()), packed.size());
    const auto inflate = std::make_unique<Inflate>();
    inflate->start();
    Inflate::Status status = Inflate::Status::block_end;
    while (status == Inflate::Status::block_end) status = inflate->run(input, output);
    const auto size = static_cast<std::size_t>(output.next - window.data());
    if (status != Inflate::Status::complete || size > Inflate::window)
        return fail("the window of a checkpoint is damaged");
    window.resize(size);
    return window;
}

} // namespace strata
