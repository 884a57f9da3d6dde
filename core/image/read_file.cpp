#include "core/image/read_file.hpp"

#include "core/archive/tar_reader.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/image/layer_stream.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace strata {

namespace {

constexpr std::size_t largest_slice = 256 * 1024;

/// A layer's tar from a byte on, with all it needs to stay alive.
struct OpenTar {
    std::unique_ptr<Source> blob;
    std::unique_ptr<Reader> stream;
};

/// A file whose bytes stand in the tar as they are.
class PlainFile final : public Reader {
public:
    PlainFile(OpenTar tar, std::uint64_t start, std::uint64_t size)
        : tar_(std::move(tar)), stream_(*tar_.stream, start), left_(size) {}
    Result<std::span<const std::byte>> next() override {
        if (left_ == 0) return std::span<const std::byte>{};
        const auto bytes = TRY(stream_.take(left_));
        if (bytes.empty()) return fail(text("the layer breaks off at byte ", stream_.position(), ", inside this file"));
        left_ -= bytes.size();
        return bytes;
    }
    Result<std::uint64_t> skip(std::uint64_t bytes) override {
        const std::uint64_t passed = TRY(stream_.pass(std::min(bytes, left_)));
        left_ -= passed;
        return passed;
    }

private:
    OpenTar tar_;
    BlockStream stream_;
    std::uint64_t left_;
};

/// A file stored with holes; the tar says again where they are.
class SparseFile final : public Reader {
public:
    SparseFile(OpenTar tar, std::uint64_t header, const Limits& limits)
        : tar_(std::move(tar)), reader_(*tar_.stream, header, limits) {}
    Result<void> start(const Entry& entry) {
        const TarEntry* found = TRY(reader_.next());
        if (found == nullptr || !found->sparse || found->size != entry.size)
            return fail("the layer has another file here now");
        return {};
    }
    Result<std::span<const std::byte>> next() override { return reader_.data(); }

private:
    OpenTar tar_;
    TarReader reader_;
};

Result<std::unique_ptr<Reader>> open_entry(const Archive& archive, const Inspection& inspection, Place place,
                                           const Limits& limits) {
    const Layer& layer = *inspection.layers[place.layer];
    const Entry& entry = layer.tree.entries[place.entry];
    if (entry.type != FileType::regular) return fail("this is no regular file, so it has no bytes of its own");
    OpenTar tar{.blob = TRY(archive.open(inspection.image.layers[place.layer].member)), .stream = nullptr};
    const std::size_t slice = static_cast<std::size_t>(std::clamp<std::uint64_t>(entry.size, 4096, largest_slice));
    tar.stream = TRY(open_tar_at(*tar.blob, layer.checkpoints, entry.data_offset, slice, limits));
    if (!entry.has(entry_sparse)) return std::make_unique<PlainFile>(std::move(tar), entry.data_offset, entry.size);
    auto file = std::make_unique<SparseFile>(std::move(tar), entry.data_offset, limits);
    TRY(file->start(entry));
    return file;
}

/// "layer 3: "/etc/passwd"", as people count.
std::string told(const Inspection& inspection, Place place) {
    return text("layer ", place.layer + 1, ": ", quote(inspection.layers[place.layer]->tree.path(place.entry)));
}

} // namespace

Result<std::unique_ptr<Reader>> open_file(const Archive& archive, const Inspection& inspection, Place place,
                                          const Limits& limits) {
    if (place.layer >= inspection.layers.size() || place.layer >= inspection.image.layers.size() ||
        place.entry >= inspection.layers[place.layer]->tree.entries.size())
        return fail("there is no such file in the image");
    return TRY_WITHIN(told(inspection, place), open_entry(archive, inspection, place, limits));
}

Result<std::string> read_file(const Archive& archive, const Inspection& inspection, Place place, std::uint64_t limit,
                              const Limits& limits) {
    const auto reader = TRY(open_file(archive, inspection, place, limits));
    const std::string name = told(inspection, place);
    const std::uint64_t size = inspection.layers[place.layer]->tree.entries[place.entry].size;
    if (size > limit) return fail(text(name, " has ", size, " bytes, the limit is ", limit));
    std::string bytes; // grows with what is there
    for (;;) {
        const auto piece = TRY_WITHIN(name, reader->next());
        if (piece.empty()) return bytes;
        bytes.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    }
}

} // namespace strata
