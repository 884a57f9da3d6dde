// Archives and layers from strangers: opening and reading them never crashes, hangs or grows, and what can be read of a
// plain layer does not depend on how its bytes are cut.
#include "core/archive/open_archive.hpp"
#include "core/archive/tar_reader.hpp"
#include "core/image/read_layer.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

using namespace strata;

namespace {

class Pieces final : public Reader {
public:
    Pieces(std::string_view bytes, std::size_t piece) : bytes_(bytes), piece_(piece) {}
    Result<std::span<const std::byte>> next() override {
        const std::string_view piece = bytes_.substr(0, piece_);
        bytes_.remove_prefix(piece.size());
        return std::as_bytes(std::span(piece));
    }

private:
    std::string_view bytes_;
    std::size_t piece_;
};

/// Everything a reader says of a tar.
std::string told(std::string_view tar, std::size_t piece, const Limits& limits) {
    Pieces stream(tar, piece);
    TarReader reader(stream, 0, limits);
    std::string out;
    for (;;) {
        const auto entry = reader.next();
        if (!entry) return out + entry.error().message;
        if (*entry == nullptr) return out;
        out.append((*entry)->path).append(1, ' ').append(std::to_string((*entry)->size)).append(1, '\n');
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Limits limits;
    limits.hole_bytes = 1 << 20;
    limits.unpacked_bytes = 1 << 24;
    limits.zstd_window = 1 << 20;
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    if (told(bytes, 7, limits) != told(bytes, 4096, limits)) std::abort();

    ReadLayerOptions options{.limits = limits};
    options.hashing = Hashing::all;
    options.digests = true;
    options.checkpoints = true;
    const Layer layer = read_layer(*make_memory_source(bytes), options);
    for (EntryIndex i = 1; i < layer.tree.entries.size(); i++)
        if (layer.tree.entries[i].parent >= i) std::abort();

    const auto archive = open_archive(make_memory_source(bytes), limits);
    if (!archive) return 0;
    for (MemberIndex i = 0; i < (*archive)->members().size(); i++) {
        (void)(*archive)->find((*archive)->members()[i].name);
        if (const auto member = (*archive)->open(i)) (void)read_all(**member, 1 << 16);
    }
    return 0;
}
