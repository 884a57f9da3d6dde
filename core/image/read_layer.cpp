#include "core/image/read_layer.hpp"

#include "core/archive/kind.hpp"
#include "core/archive/tar_reader.hpp"
#include "core/base/path.hpp"
#include "core/base/quote.hpp"
#include "core/base/saturating.hpp"
#include "core/base/text.hpp"
#include "core/bytes/decompress.hpp"
#include "core/bytes/hash.hpp"
#include "core/image/layer_stream.hpp"
#include "core/model/layer_builder.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace strata {

namespace {

/// A plain layer is read at its headers alone: a window holds a few, and what lies between them when files are small.
constexpr std::size_t seeking_slice = 64 * 1024;
constexpr std::size_t streaming_slice = 1024 * 1024;
/// What stands so far behind the end of a tar is looked at; programs pad it to 20 blocks.
constexpr std::uint64_t looked_at_behind = 20 * tar_block;
constexpr std::uint64_t progress_step = 1024 * 1024;

/// Tells how far reading has come, and ends it when told to.
class ProgressReader final : public Reader {
public:
    ProgressReader(std::unique_ptr<Reader> inner, const Progress& progress, std::uint64_t total)
        : inner_(std::move(inner)), progress_(progress), total_(total) {}
    Result<std::span<const std::byte>> next() override {
        const auto bytes = TRY(inner_->next());
        TRY(advance(bytes.size()));
        return bytes;
    }
    Result<std::uint64_t> skip(std::uint64_t bytes) override {
        const std::uint64_t passed = TRY(inner_->skip(bytes));
        TRY(advance(passed));
        return passed;
    }

private:
    Result<void> advance(std::uint64_t bytes) {
        done_ += bytes;
        if (done_ - told_ < progress_step && done_ != total_) return {};
        told_ = done_;
        if (!progress_(done_, total_)) return fail("stopped");
        return {};
    }

    std::unique_ptr<Reader> inner_;
    const Progress& progress_;
    std::uint64_t total_;
    std::uint64_t done_ = 0;
    std::uint64_t told_ = 0;
};

/// The footers by which readers know these formats (estargz.md, "eStargz Footer"; containers/storage,
/// `ZstdChunkedFrameMagic`).
LayerFormat sniff_format(const Source& blob, Compression compression) {
    constexpr std::string_view estargz = "STARGZ", zstd_chunked = "GNUlInUx";
    std::array<char, 19> tail{};
    if (blob.size() < tail.size() || !blob.read_at(blob.size() - tail.size(), std::as_writable_bytes(std::span(tail))))
        return LayerFormat::plain;
    const std::string_view end(tail.data(), tail.size());
    if (compression == Compression::gzip && end.starts_with(estargz)) return LayerFormat::estargz;
    if (compression == Compression::zstd && end.ends_with(zstd_chunked)) return LayerFormat::zstd_chunked;
    return LayerFormat::plain;
}

bool is_estargz_own(std::string_view path) {
    const std::string_view name = trim_path(path);
    return name == "stargz.index.json" || name == ".prefetch.landmark" || name == ".no.prefetch.landmark";
}

/// One pass over one blob.
class LayerRead {
public:
    LayerRead(const Source& blob, const ReadLayerOptions& options)
        : blob_(blob), options_(options), compression_(sniff_blob(blob)), builder_(options.limits) {
        layer_.format = sniff_format(blob, compression_);
        if (options.examiner != nullptr) layer_.examined = options.examiner->kinds();
    }

    Layer run() {
        if (const auto opened = open_streams(); !opened)
            problem(opened.error().message);
        else
            read();
        if (builder_.duplicates() > 0)
            warn(text("paths that come twice, of which the last counts: ", builder_.duplicates()));
        finish_facts();
        layer_.tree = builder_.finish();
        add_up();
        return std::move(layer_);
    }

private:
    Result<void> open_streams() {
        const bool packed = compression_ != Compression::none;
        const bool seeks = !packed && !options_.digests && options_.hashing != Hashing::all;
        auto stored = make_source_reader(blob_, 0, seeks ? seeking_slice : streaming_slice);
        if (options_.progress)
            stored = std::make_unique<ProgressReader>(std::move(stored), options_.progress, blob_.size());
        if (options_.digests) stored = make_tee(std::move(stored), [this](auto bytes) { blob_hasher_.update(bytes); });
        DecompressOptions unpacking;
        if (options_.checkpoints) unpacking.checkpoint_spacing = usual_checkpoint_spacing;
        auto unpacked = TRY(make_decompressor(std::move(stored), compression_, options_.limits, unpacking));
        unpacked_ = unpacked.get();
        stream_ = std::move(unpacked);
        if (options_.digests && !same_digest())
            stream_ = make_tee(std::move(stream_), [this](auto bytes) { tar_hasher_.update(bytes); });
        hash_files_ = options_.hashing == Hashing::all ||
                      (options_.hashing == Hashing::when_free && (packed || options_.digests));
        return {};
    }

    /// Of a plain blob both digests are the same.
    [[nodiscard]] bool same_digest() const {
        return compression_ == Compression::none && options_.blob_algorithm == options_.diff_id_algorithm;
    }

    void read() {
        TarReader reader(*stream_, 0, options_.limits);
        const auto done = read_entries(reader);
        layer_.tar_forms = reader.forms();
        for (const Problem& problem : reader.problems()) layer_.problems.push_back(problem);
        if (!done) problem(told(done.error(), reader.position()));
        if (options_.digests && !done) drain(unpacked_->stored());
        if (done) read_rest(reader);
        for (const Problem& problem : unpacked_->problems()) layer_.problems.push_back(problem);
        layer_.checkpoints = unpacked_->checkpoints();
        if (options_.digests) layer_.blob_digest = blob_hasher_.finish();
        if (options_.digests && complete_) layer_.diff_id = same_digest() ? layer_.blob_digest : tar_hasher_.finish();
    }

    Result<void> read_entries(TarReader& reader) {
        while (const TarEntry* entry = TRY(reader.next())) {
            if (layer_.format == LayerFormat::estargz && is_estargz_own(entry->path)) continue;
            const EntryIndex index = TRY_WITHIN(quote(entry->path), builder_.add(*entry));
            if (index == no_entry || entry->type != FileType::regular) continue;
            TRY(read_data(reader, index, wants_hash(*entry)));
        }
        return {};
    }

    /// Nothing is cheaper than the hash of an empty file.
    bool wants_hash(const TarEntry& entry) {
        if (options_.hashing == Hashing::none) return false;
        if (entry.size == 0) return true;
        if (!hash_files_ || !entry.sparse) return hash_files_;
        if (entry.size > holes_left_) return false;
        holes_left_ -= entry.size;
        return true;
    }

    /// Reads a file's bytes for those who want them; where nobody does they are passed over.
    Result<void> read_data(TarReader& reader, EntryIndex index, bool hash) {
        const auto examination = examine(index);
        bool hungry = examination != nullptr;
        while (hash || hungry) {
            const auto bytes = TRY(reader.data());
            if (bytes.empty()) break;
            if (hash) hasher_.update(bytes);
            if (hungry) hungry = examination->take(bytes) == Appetite::more;
        }
        if (hash) builder_.set_content(index, hasher_.finish());
        if (examination) keep_facts(index, examination->finish());
        return {};
    }

    void keep_facts(EntryIndex index, FileFacts facts) {
        if (facts.empty()) return;
        facts.entry = index;
        if (facts.weight() > facts_left_ && !facts.packages.empty())
            facts.kept = {}; // what is told already matters more
        const std::uint64_t weight = facts.weight();
        if (weight <= facts_left_) {
            facts_left_ -= weight;
            layer_.facts.push_back(std::move(facts));
        } else if (std::exchange(facts_left_, 0) > 0) {
            problem(text("its files say more of packages and secrets than may be kept (", options_.limits.facts_memory,
                         " bytes, --limit facts-memory): what ", quote(layer_path(index)),
                         " and others say is left out"));
        }
    }

    void finish_facts() {
        if (options_.examiner == nullptr) return;
        auto finished = options_.examiner->finish_layer(builder_.tree(), std::exchange(layer_.facts, {}));
        facts_left_ = options_.limits.facts_memory;
        for (FileFacts& facts : finished) {
            const EntryIndex entry = facts.entry;
            facts.kept = {};
            keep_facts(entry, std::move(facts));
        }
    }

    std::unique_ptr<Examination> examine(EntryIndex index) const {
        if (options_.examiner == nullptr || builder_.tree().entries[index].size == 0) return nullptr;
        return options_.examiner->begin(layer_path(index), builder_.tree().entries[index]);
    }

    [[nodiscard]] std::string layer_path(EntryIndex index) const { return builder_.tree().path(index); }

    /// A digest covers what stands behind the end of the tar too.
    void read_rest(TarReader& reader) {
        const std::uint64_t end = reader.position();
        bool clean = true;
        const bool whole = compression_ != Compression::none || options_.digests;
        for (;;) {
            const auto bytes = reader.rest();
            if (!bytes) return problem(bytes.error().message);
            if (bytes->empty()) break;
            const std::uint64_t start = reader.position() - bytes->size();
            if (start < end + looked_at_behind) {
                const std::uint64_t looked_at = std::min<std::uint64_t>(end + looked_at_behind - start, bytes->size());
                clean = clean && std::ranges::all_of(bytes->first(static_cast<std::size_t>(looked_at)),
                                                     [](std::byte byte) { return byte == std::byte{0}; });
            } else if (!whole) {
                break;
            }
        }
        // eStargz' own index stands there.
        if (!clean && layer_.format == LayerFormat::plain)
            warn(text("behind the end of the tar, at byte ", end, ", there is more, which is not shown"));
        complete_ = true;
        layer_.tar_bytes = compression_ == Compression::none ? blob_.size() : unpacked_->unpacked_bytes();
    }

    void drain(Reader& stream) {
        for (auto bytes = stream.next(); bytes && !bytes->empty();) bytes = stream.next();
    }

    /// The failure, or what the blob is when it never was a tar.
    std::string told(const Error& error, std::uint64_t position) {
        if (position > 0 || compression_ != Compression::none) return error.message;
        std::string head(kind_bytes, '\0');
        head.resize(blob_.read_at(0, std::as_writable_bytes(std::span(head))).value_or(0));
        const std::string_view kind = kind_of(head);
        return kind.empty() ? error.message : text("not a tar: this is ", kind);
    }

    void warn(std::string message) { layer_.problems.push_back({Severity::warning, std::move(message)}); }
    void problem(std::string message) { layer_.problems.push_back({Severity::error, std::move(message)}); }

    void add_up() {
        for (const Entry& entry : layer_.tree.entries)
            layer_.file_bytes = add_saturating(layer_.file_bytes, entry.size);
    }

    const Source& blob_;
    const ReadLayerOptions& options_;
    Compression compression_;
    Layer layer_;
    LayerBuilder builder_;
    ContentHasher hasher_;
    DigestHasher blob_hasher_{options_.blob_algorithm}, tar_hasher_{options_.diff_id_algorithm};
    bool hash_files_ = false;
    bool complete_ = false; ///< the end of the stream was reached
    std::uint64_t holes_left_ = options_.limits.hole_bytes;
    std::uint64_t facts_left_ = options_.limits.facts_memory;
    std::unique_ptr<Reader> stream_;
    Decompressor* unpacked_ = nullptr; ///< part of stream_
};

} // namespace

Layer read_layer(const Source& blob, const ReadLayerOptions& options) { return LayerRead(blob, options).run(); }

} // namespace strata
