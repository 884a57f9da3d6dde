#include "shell/layer_cache.hpp"

#include "core/base/text.hpp"
#include "core/bytes/file_source.hpp"
#include "core/bytes/hash.hpp"
#include "core/bytes/reader.hpp"
#include "core/insight/packages/gathered.hpp"
#include "core/model/snapshot.hpp"

#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace strata {

namespace {

namespace fs = std::filesystem;

/// The blob's digest: of a plain layer it is the diff_id.
const Digest& blob_of(const LayerRecord& record) {
    return record.compression == Compression::none ? record.diff_id : record.descriptor.digest;
}

bool is_kept_kind(const LayerRecord& record) {
    return record.diff_id && blob_of(record) && record.state == BlobState::present &&
           record.stored_size >= smallest_kept;
}

/// Whether a limit kept something from being looked into: another run may have a larger one.
bool met_a_limit(const Layer& layer) {
    return std::ranges::any_of(layer.facts, [](const FileFacts& facts) {
        return std::ranges::any_of(facts.sightings, [](const Sighting& sighting) {
            return sighting.rule == unread_packages || sighting.rule == "long-text";
        });
    });
}

/// Listing a plain layer is quick; looking into its files is not.
bool is_worth_keeping(const LayerRecord& record, const Layer& layer) {
    return is_sound(layer) && !met_a_limit(layer) && (record.compression != Compression::none || layer.examined != 0);
}

Result<Layer> read_kept(const fs::path& path, const Limits& limits) {
    const auto file = TRY(open_file_source(path));
    const std::string bytes = TRY(read_all(*file, layer_cache_bytes));
    return read_layer_bytes(std::as_bytes(std::span(bytes)), limits);
}

/// Whether the blob in the archive is the one that the documents name.
bool is_what_it_says(const Archive& archive, const LayerRecord& record) {
    const auto blob = archive.open(record.member);
    if (!blob) return false;
    const auto reader = make_source_reader(**blob);
    DigestHasher hasher(blob_of(record).algorithm);
    for (;;) {
        const auto bytes = reader->next();
        if (!bytes) return false;
        if (bytes->empty()) return hasher.finish() == blob_of(record);
        hasher.update(*bytes);
    }
}

/// Whole or not at all: another run may read it at the same time.
void write_whole(const fs::path& path, const std::string& bytes) {
    const fs::path unfinished = path.string() + text(".", getpid());
    std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    std::error_code error;
    if (file) fs::rename(unfinished, path, error);
    if (!file || error) fs::remove(unfinished, error);
}

} // namespace

LayerCache::LayerCache(fs::path folder, std::string program)
    : folder_(std::move(folder)), program_(std::move(program)) {}

fs::path LayerCache::path_of(const Digest& blob) const { return folder_ / text(blob.hex(), '-', program_); }

Inspection LayerCache::find(const ImageRecord& image, const std::set<Digest>& wanted, const Limits& limits) {
    Inspection found;
    if (folder_.empty()) return found;
    for (const LayerRecord& record : image.layers) {
        if (!is_kept_kind(record) || !wanted.contains(record.diff_id)) continue;
        const fs::path path = path_of(blob_of(record));
        auto layer = read_kept(path, limits);
        if (!layer) continue;
        (void)utimensat(AT_FDCWD, path.c_str(), nullptr, 0); // used just now
        found.image.layers.push_back(record);
        found.layers.push_back(std::make_shared<Layer>(*std::move(layer)));
        found_.emplace(blob_of(record), found.layers.back());
    }
    return found;
}

void LayerCache::keep(const Archive& archive, const Inspection& inspection, const std::set<Digest>& wanted) const {
    if (folder_.empty()) return;
    std::set<Digest> done;
    for (std::size_t i = 0; i < inspection.layers.size(); i++) {
        const LayerRecord& record = inspection.image.layers[i];
        if (!is_kept_kind(record) || !wanted.contains(record.diff_id)) continue;
        const auto found = found_.find(blob_of(record));
        if (found != found_.end() && found->second == inspection.layers[i]) continue;
        if (done.insert(record.diff_id).second) keep(archive, record, *inspection.layers[i]);
    }
    if (!done.empty()) make_room();
}

void LayerCache::keep(const Archive& archive, const LayerRecord& record, const Layer& layer) const {
    if (!is_worth_keeping(record, layer) || !is_what_it_says(archive, record)) return;
    std::error_code error;
    fs::create_directories(folder_, error);
    (void)chmod(folder_.c_str(), 0700); // names of files are nobody else's business
    const std::string bytes = write_layer(layer);
    if (bytes.size() <= layer_cache_bytes / 2) write_whole(path_of(blob_of(record)), bytes);
}

void LayerCache::make_room() const {
    struct Kept {
        fs::file_time_type used;
        std::uint64_t bytes;
        fs::path path;
    };
    std::vector<Kept> kept;
    std::error_code error;
    std::uint64_t bytes = 0;
    for (const auto& entry : fs::directory_iterator(folder_, error)) {
        kept.push_back({entry.last_write_time(error), entry.file_size(error), entry.path()});
        bytes += kept.back().bytes;
    }
    std::ranges::sort(kept, {}, &Kept::used);
    for (const Kept& file : kept) {
        if (bytes <= layer_cache_bytes) return;
        fs::remove(file.path, error);
        bytes -= file.bytes;
    }
}

std::set<Digest> shared_layers(const ImageRecord& a, const ImageRecord& b) {
    std::set<Digest> in_a, shared;
    for (const LayerRecord& record : a.layers)
        if (record.diff_id) in_a.insert(record.diff_id);
    for (const LayerRecord& record : b.layers)
        if (in_a.contains(record.diff_id)) shared.insert(record.diff_id);
    return shared;
}

} // namespace strata
