#include "core/model/snapshot.hpp"

#include "core/base/text.hpp"
#include "core/model/snapshot_fields.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>
#include <xxhash.h>

namespace strata {

using snapshot::Reader;
using snapshot::Writer;

namespace {

// magic · what it is · body · XXH3 of all before, 8 bytes, lowest first
constexpr char inspection_tag = 'I';
constexpr char layer_tag = 'L';
constexpr std::size_t head_size = snapshot_magic.size() + 1;
constexpr std::size_t hash_size = 8;

std::uint64_t hash_of(std::span<const std::byte> bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

Writer begin(char tag) {
    Writer writer;
    writer.bytes = snapshot_magic;
    writer.bytes.push_back(tag);
    return writer;
}

std::string end(Writer writer) {
    const std::uint64_t hash = hash_of(std::as_bytes(std::span(writer.bytes)));
    writer.number64(hash);
    return std::move(writer.bytes);
}

std::string_view as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The body between head and hash, when both are right.
Result<std::span<const std::byte>> open_body(std::span<const std::byte> bytes, char tag) {
    constexpr std::string_view family = snapshot_magic.substr(0, snapshot_magic.size() - 1);
    const std::string_view front = as_text(bytes.first(std::min(bytes.size(), head_size)));
    if (!front.starts_with(family)) return fail("is no snapshot of Strata");
    if (front.size() < head_size || bytes.size() < head_size + hash_size) return fail("the snapshot breaks off");
    if (!front.starts_with(snapshot_magic))
        return fail(text("is a snapshot of version ", static_cast<int>(static_cast<unsigned char>(front[7])),
                         "; this Strata reads version ", static_cast<int>(snapshot_magic.back())));
    if (front.back() != tag) return fail("the snapshot holds something else than was asked for");
    const auto all = bytes.first(bytes.size() - hash_size);
    Reader hash(bytes.last(hash_size));
    if (hash.number64() != hash_of(all)) return fail("the snapshot is damaged or cut off: its hash does not match");
    return all.subspan(head_size);
}

/// An error where reading went wrong or bytes are left over.
Result<> check_end(const Reader& reader) {
    if (reader.failed()) return fail(text("the snapshot can't be read: ", reader.error()));
    if (reader.left() != 0) return fail(text("the snapshot has ", reader.left(), " bytes too many"));
    return {};
}

/// Every reader of an Inspection relies on these.
Result<> check_image(const Inspection& inspection, const Limits& limits) {
    const ImageRecord& image = inspection.image;
    if (inspection.layers.size() != image.layers.size()) return fail("the snapshot has not one layer for each record");
    if (image.layers.size() > limits.layers)
        return fail(text("the snapshot has ", image.layers.size(), " layers, above the limit of ", limits.layers));
    for (const LayerRecord& layer : image.layers)
        if (layer.history != no_index && layer.history >= image.config.history.size())
            return fail("the snapshot can't be read: a layer's row of history does not exist");
    return {};
}

Result<> check_entries(const Inspection& inspection, const Limits& limits) {
    std::uint64_t entries = 0;
    for (const auto& layer : inspection.layers) entries += layer->tree.entries.size();
    if (entries > limits.image_entries)
        return fail(text("the snapshot's layers have ", entries, " entries, above the limit of ", limits.image_entries,
                         " (--limit image-entries)"));
    return {};
}

Result<> check_layer(const Layer& layer, const Limits& limits) {
    if (layer.tree.entries.size() > limits.entries)
        return fail(text("the snapshot has a layer of ", layer.tree.entries.size(), " entries, above the limit of ",
                         limits.entries));
    for (const FileFacts& facts : layer.facts)
        if (facts.entry >= layer.tree.entries.size())
            return fail("the snapshot can't be read: it tells of a file that its layer does not have");
    return {};
}

} // namespace

bool is_snapshot(std::span<const std::byte> front) {
    constexpr std::string_view family = snapshot_magic.substr(0, snapshot_magic.size() - 1);
    return as_text(front).starts_with(family);
}

std::string write_layer(const Layer& layer) {
    Writer writer = begin(layer_tag);
    writer(layer);
    return end(std::move(writer));
}

Result<Layer> read_layer_bytes(std::span<const std::byte> bytes, const Limits& limits) {
    Reader reader(TRY(open_body(bytes, layer_tag)));
    Layer layer;
    reader(layer);
    TRY(check_end(reader));
    TRY(check_layer(layer, limits));
    return layer;
}

std::string write_snapshot(const Inspection& inspection) {
    Writer writer = begin(inspection_tag);
    writer(inspection.source);
    writer.choice(inspection.kind, ArchiveKind::snapshot);
    writer(inspection.image);
    // A layer that stands in the image twice is written once: told by its bytes, so that equal inspections stay equal.
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint32_t> written; // by XXH3, 128 bits
    std::map<const Layer*, std::uint32_t> numbers;
    writer(static_cast<std::uint32_t>(inspection.layers.size()));
    for (const auto& shared : inspection.layers) {
        const auto known = numbers.find(shared.get());
        if (known != numbers.end()) {
            writer(known->second);
            continue;
        }
        Writer body;
        body(shared ? *shared : Layer{});
        const XXH128_hash_t hash = XXH3_128bits(body.bytes.data(), body.bytes.size());
        const auto [place, is_new] = written.try_emplace({hash.high64, hash.low64}, written.size());
        numbers.emplace(shared.get(), place->second);
        writer(place->second);
        if (is_new) writer.bytes += body.bytes;
    }
    return end(std::move(writer));
}

Result<Inspection> read_snapshot(std::span<const std::byte> bytes, const Limits& limits) {
    Reader reader(TRY(open_body(bytes, inspection_tag)));
    Inspection inspection;
    reader(inspection.source);
    reader.choice(inspection.kind, ArchiveKind::snapshot);
    reader(inspection.image);
    std::vector<std::shared_ptr<const Layer>> read;
    const std::size_t count = reader.count(1);
    for (std::size_t i = 0; i < count && !reader.failed(); i++) {
        std::uint32_t number = 0;
        reader(number);
        if (number > read.size()) reader.fail("a layer is numbered out of order");
        if (reader.failed()) break;
        if (number == read.size()) {
            auto layer = std::make_shared<Layer>();
            reader(*layer);
            TRY(check_layer(*layer, limits));
            read.push_back(std::move(layer));
        }
        inspection.layers.push_back(read[number]);
    }
    TRY(check_end(reader));
    TRY(check_image(inspection, limits));
    TRY(check_entries(inspection, limits));
    return inspection;
}

} // namespace strata
