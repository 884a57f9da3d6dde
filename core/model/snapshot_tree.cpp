#include "core/model/snapshot_fields.hpp"

#include <algorithm>

namespace strata {

using snapshot::Reader;
using snapshot::unzigzag;
using snapshot::Writer;
using snapshot::zigzag;

namespace {

/// Bytes one entry needs at least: one in each column.
constexpr std::size_t smallest_entry = 11;

/// Difference to the entry before; wraps, as unsigned numbers do.
std::uint64_t step(std::uint64_t value, std::uint64_t before) {
    return zigzag(static_cast<std::int64_t>(value - before));
}
std::uint64_t unstep(std::uint64_t step, std::uint64_t before) {
    return before + static_cast<std::uint64_t>(unzigzag(step));
}

bool is_sound(const Entry& entry, EntryIndex index, const LayerTree& tree) {
    const bool placed = index == 0 ? entry.parent == no_entry : entry.parent < index;
    return placed && entry.name_offset <= tree.names.size() && entry.owner < tree.owners.size() &&
           (entry.extra < tree.extras.size());
}

} // namespace

namespace {

/// Entries are written in blocks, each block column by column: small enough to stay in the processor's cache.
constexpr std::size_t block_size = 256;

void write_block(Writer& writer, std::span<const Entry> entries, std::size_t first, const Entry& before) {
    const auto last = [&](std::size_t i) -> const Entry& { return i == 0 ? before : entries[i - 1]; };
    const auto column = [&](auto value) { writer.column(entries.size(), value); };
    column([&](std::size_t i) { return static_cast<std::uint32_t>(first + i) - entries[i].parent; });
    column([&](std::size_t i) { return entries[i].name_offset - last(i).name_offset; });
    column([&](std::size_t i) { return static_cast<std::uint64_t>(entries[i].type); });
    column([&](std::size_t i) { return entries[i].flags; });
    column([&](std::size_t i) { return entries[i].mode; });
    column([&](std::size_t i) { return entries[i].size; });
    column([&](std::size_t i) { return step(entries[i].data_offset, last(i).data_offset); });
    column([&](std::size_t i) {
        return step(static_cast<std::uint64_t>(entries[i].mtime), static_cast<std::uint64_t>(last(i).mtime));
    });
    column([&](std::size_t i) { return entries[i].mtime_nanoseconds; });
    column([&](std::size_t i) { return entries[i].owner; });
    column([&](std::size_t i) { return entries[i].extra; });
    for (const Entry& entry : entries) {
        if (!entry.has(entry_hashed)) continue;
        writer.number64(entry.content.low);
        writer.number64(entry.content.high);
    }
}

void read_block(Reader& reader, std::span<Entry> entries, std::size_t first, const Entry& before) {
    const auto last = [&](std::size_t i) -> const Entry& { return i == 0 ? before : entries[i - 1]; };
    const auto each = [&](auto read) {
        for (std::size_t i = 0; i < entries.size(); i++) read(i, entries[i]);
    };
    const auto column = [&](auto Entry::* member) { each([&](std::size_t, Entry& entry) { reader(entry.*member); }); };
    column(&Entry::parent);
    each([&](std::size_t i, Entry& entry) { entry.parent = static_cast<std::uint32_t>(first + i) - entry.parent; });
    column(&Entry::name_offset);
    each([&](std::size_t i, Entry& entry) {
        entry.name_offset += last(i).name_offset;
        if (entry.name_offset < last(i).name_offset) reader.fail("names are out of order");
    });
    each([&](std::size_t, Entry& entry) { reader.choice(entry.type, FileType::whiteout); });
    column(&Entry::flags);
    column(&Entry::mode);
    column(&Entry::size);
    each([&](std::size_t i, Entry& entry) { entry.data_offset = unstep(reader.varint(), last(i).data_offset); });
    each([&](std::size_t i, Entry& entry) {
        const auto mtime = static_cast<std::uint64_t>(last(i).mtime);
        entry.mtime = static_cast<std::int64_t>(unstep(reader.varint(), mtime));
    });
    column(&Entry::mtime_nanoseconds);
    column(&Entry::owner);
    column(&Entry::extra);
    each([&](std::size_t, Entry& entry) {
        if (!entry.has(entry_hashed)) return;
        entry.content.low = reader.number64();
        entry.content.high = reader.number64();
    });
}

} // namespace

void fields(Writer& writer, const LayerTree& tree) {
    writer(tree.names);
    writer(tree.owners);
    writer(tree.extras);
    const std::span<const Entry> entries = tree.entries;
    constexpr std::size_t usual_entry = 40; // bytes with its hash
    writer.bytes.reserve(writer.bytes.size() + entries.size() * usual_entry);
    writer.varint(entries.size());
    const Entry none;
    for (std::size_t first = 0; first < entries.size(); first += block_size) {
        const auto block = entries.subspan(first, std::min(block_size, entries.size() - first));
        write_block(writer, block, first, first == 0 ? none : entries[first - 1]);
    }
}

void fields(Reader& reader, LayerTree& tree) {
    reader(tree.names);
    reader(tree.owners);
    reader(tree.extras);
    const std::size_t count = reader.count(smallest_entry);
    if (count >= no_entry) reader.fail("a layer has too many entries");
    if (reader.failed()) return;
    tree.entries.assign(count, Entry{});
    const std::span<Entry> entries = tree.entries;
    const Entry none;
    for (std::size_t first = 0; first < count && !reader.failed(); first += block_size) {
        const auto block = entries.subspan(first, std::min(block_size, count - first));
        read_block(reader, block, first, first == 0 ? none : entries[first - 1]);
        for (std::size_t i = 0; i < block.size(); i++)
            if (!is_sound(block[i], static_cast<EntryIndex>(first + i), tree))
                reader.fail("an entry of a layer makes no sense");
    }
    if (reader.failed()) tree = LayerTree{};
}

} // namespace strata
