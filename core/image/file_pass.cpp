#include "core/image/file_pass.hpp"

#include "core/archive/block_stream.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/image/layer_stream.hpp"
#include "core/image/read_file.hpp"

#include <algorithm>
#include <utility>

namespace strata {

namespace {

/// Small, for wanted files are mostly small and far apart.
constexpr std::size_t slice = 64 * 1024;

Result<void> pass_plain(BlockStream& stream, const Layer& layer, EntryIndex file, const VisitBytes& visit) {
    const Entry& entry = layer.tree.entries[file];
    if (entry.data_offset < stream.position()) return fail("two files have the same bytes of the layer");
    TRY(stream.pass(entry.data_offset - stream.position()));
    for (std::uint64_t left = entry.size; left > 0;) {
        const auto bytes = TRY(stream.take(left));
        if (bytes.empty())
            return fail(
                text("the layer breaks off at byte ", stream.position(), ", inside ", quote(layer.tree.path(file))));
        TRY(visit(file, bytes));
        left -= bytes.size();
    }
    return visit(file, {});
}

} // namespace

void sort_for_pass(const Layer& layer, std::vector<EntryIndex>& files) {
    const auto& entries = layer.tree.entries;
    std::ranges::sort(files, {}, [&](EntryIndex i) { return std::pair(entries[i].data_offset, i); });
    const auto repeated = std::ranges::unique(files);
    files.erase(repeated.begin(), repeated.end());
}

Result<void> pass_over_files(const Archive& archive, const Inspection& inspection, std::uint32_t index,
                             std::span<const EntryIndex> files, const Limits& limits, const VisitBytes& visit) {
    if (files.empty()) return {};
    const Layer& layer = *inspection.layers[index];
    const auto blob = TRY(archive.open(inspection.image.layers[index].member));
    const std::uint64_t start = layer.tree.entries[files.front()].data_offset;
    const auto reader = TRY(open_tar_at(*blob, layer.checkpoints, start, slice, limits));
    BlockStream stream(*reader, start);
    for (const EntryIndex file : files) {
        if (!layer.tree.entries[file].has(entry_sparse)) {
            TRY(pass_plain(stream, layer, file, visit));
            continue;
        }
        const auto sparse = TRY(open_file(archive, inspection, {.layer = index, .entry = file}, limits));
        for (auto bytes = TRY(sparse->next()); !bytes.empty(); bytes = TRY(sparse->next())) TRY(visit(file, bytes));
        TRY(visit(file, {}));
    }
    return {};
}

} // namespace strata
