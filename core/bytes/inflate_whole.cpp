#include "core/bytes/inflate_whole.hpp"

#include "core/base/limits.hpp"
#include "core/base/text.hpp"
#include "core/bytes/inflate.hpp"

#include <algorithm>
#include <memory>
#include <vector>

namespace strata {

Result<std::string> inflate_whole(std::string_view packed, std::uint64_t most) {
    const auto inflate = std::make_unique<Inflate>(); // its tables are too large for a small stack
    inflate->start();
    std::span<const std::uint8_t> input(reinterpret_cast<const std::uint8_t*>(packed.data()), packed.size());
    most = std::min<std::uint64_t>(most, gibibyte * 3); // what 32 bits can address, with room to spare
    const std::uint64_t cap = most + 1;                 // the end of a stream shows only where there is room for more
    std::uint64_t room = std::min<std::uint64_t>(cap, std::uint64_t{packed.size()} * 4 + 1024); // a third is usual
    std::vector<std::uint8_t> buffer;
    std::size_t used = 0;
    for (;;) {
        buffer.resize(static_cast<std::size_t>(room) + Inflate::slack);
        Inflate::Output output{buffer.data(), buffer.data() + used, buffer.data() + room};
        const Inflate::Status status = inflate->run(input, output);
        used = static_cast<std::size_t>(output.next - buffer.data());
        if (used > most) return fail(text("unpacks to more than ", most, " bytes"));
        switch (status) {
        case Inflate::Status::complete: return std::string(reinterpret_cast<const char*>(buffer.data()), used);
        case Inflate::Status::damaged: return fail("damaged data");
        case Inflate::Status::need_input: return fail("the packed data break off");
        case Inflate::Status::block_end: break;
        case Inflate::Status::need_output:
            if (room == cap) return fail(text("unpacks to more than ", most, " bytes"));
            room = std::min<std::uint64_t>(cap, room * 2);
            break;
        }
    }
}

Result<std::string> inflate_whole_zlib(std::string_view packed, std::uint64_t most) {
    if (packed.size() < 2) return fail("the packed data break off");
    const auto method = static_cast<unsigned char>(packed[0]), flags = static_cast<unsigned char>(packed[1]);
    const bool deflated = (method & 0x0fU) == 8 && (method * 256U + flags) % 31 == 0 && (flags & 0x20U) == 0;
    if (!deflated) return fail("no zlib stream starts like this");
    return inflate_whole(packed.substr(2), most);
}

} // namespace strata
