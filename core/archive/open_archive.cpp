#include "core/archive/open_archive.hpp"

#include "core/archive/kind.hpp"
#include "core/archive/tar_archive.hpp"
#include "core/archive/tar_header.hpp"
#include "core/base/text.hpp"
#include "core/bytes/decompress.hpp"
#include "core/bytes/unpacked_source.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace strata {

namespace {

/// `inside`: " inside gzip", or nothing.
Result<void> check_is_tar(const Source& source, std::string_view inside) {
    std::string head(kind_bytes, '\0');
    head.resize(TRY(source.read_at(0, std::as_writable_bytes(std::span(head)))));
    if (head.empty()) return fail(text("there is nothing", inside, ": the file is empty"));
    const auto bytes = std::as_bytes(std::span(head));
    if (bytes.size() >= tar_block) {
        const TarHeader header(bytes.first<tar_block>());
        if (header.is_zero() || header.is_sound()) return {};
    }
    const std::string_view kind = kind_of(head);
    if (!kind.empty()) return fail(text("not a tar of images", inside, ": this is ", kind));
    if (bytes.size() < tar_block)
        return fail(text("not a tar of images", inside, ": it ends after ", head.size(),
                         head.size() == 1 ? " byte" : " bytes", ", inside the first header of a tar"));
    return fail(text("not a tar of images", inside, ": byte 0 starts no tar header, and nothing else known either"));
}

} // namespace

Result<std::unique_ptr<Archive>> open_archive(std::unique_ptr<Source> source, const Limits& limits,
                                              const Progress& progress) {
    std::array<std::byte, sniff_bytes> head{};
    const std::size_t count = TRY(source->read_at(0, head));
    TarBytes bytes{.stored = std::move(source)};
    bytes.outer = sniff(std::span(head).first(count));
    std::string inside;
    if (bytes.outer != Compression::none) {
        inside = text(" inside ", compression_name(bytes.outer));
        auto stored = make_slice(*bytes.stored, 0, bytes.stored->size());
        auto unpacked = TRY(make_unpacked_source(std::move(stored), bytes.outer, limits, progress));
        bytes.unpacked = std::move(unpacked.source);
        bytes.problems = std::move(unpacked.problems);
    }
    TRY(check_is_tar(bytes.tar(), inside));
    return open_tar(std::move(bytes), limits);
}

} // namespace strata
