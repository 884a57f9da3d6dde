#include "shell/layer_sizes.hpp"

#include "core/archive/tar_reader.hpp"
#include "core/base/text.hpp"
#include "core/image/read_layer.hpp"

#include <limits>

namespace strata {
namespace {

constexpr std::uint64_t cheap_headers = 4 * mebibyte;
constexpr std::uint64_t cheap_packed = 32 * mebibyte;
/// Two blocks a read: a header, and often the next one. Larger files cost one read each, whatever their size.
constexpr std::size_t header_slice = 1024;

/// A source that refuses to be read further than `left` bytes in all.
class Allowance final : public Source {
public:
    Allowance(const Source& whole, std::uint64_t& left) : whole_(whole), left_(left) {}
    [[nodiscard]] std::uint64_t size() const override { return whole_.size(); }
    [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) const override {
        if (into.size() > left_) {
            left_ = 0;
            return fail("more than may be read");
        }
        left_ -= into.size();
        return whole_.read_at(offset, into);
    }

private:
    const Source& whole_;
    std::uint64_t& left_;
};

LayerSize stored(const LayerRecord& layer) { return {layer.stored_size, false}; }

Result<std::uint64_t> add_up_headers(const Source& blob, const Limits& limits) {
    const std::unique_ptr<Reader> stream = make_source_reader(blob, 0, header_slice);
    TarReader tar(*stream, 0, limits);
    LayerBuilder builder(limits);
    while (const TarEntry* entry = TRY(tar.next())) TRY(builder.add(*entry));
    return docker_layer_size(builder.finish());
}

} // namespace

LayerSizes::LayerSizes(const Input& input, const Arguments& arguments, Console& console, SizeEffort effort)
    : input_(input),
      limits_(arguments.limits()),
      console_(console),
      headers_left_(effort == SizeEffort::cheap ? cheap_headers : std::numeric_limits<std::uint64_t>::max()),
      packed_left_(effort == SizeEffort::cheap ? cheap_packed : std::numeric_limits<std::uint64_t>::max()) {}

std::vector<LayerSize> LayerSizes::of(const ImageRecord& image) {
    std::vector<LayerSize> sizes;
    if (input_.snapshot) {
        for (const auto& layer : input_.snapshot->layers) sizes.push_back({docker_layer_size(layer->tree), true});
        return sizes;
    }
    for (const LayerRecord& layer : image.layers) {
        const auto known = known_.find(layer.member);
        if (layer.member != no_member && known != known_.end()) {
            sizes.push_back(known->second);
            continue;
        }
        sizes.push_back(measure(layer));
        if (layer.member != no_member) known_.emplace(layer.member, sizes.back());
    }
    return sizes;
}

LayerSize LayerSizes::measure(const LayerRecord& layer) {
    if (layer.state != BlobState::present || layer.member == no_member) return stored(layer);
    const auto blob = input_.archive->open(layer.member);
    if (!blob) return stored(layer);
    // Inside a packed archive, jumping about costs as much as reading everything.
    const bool packed = layer.compression != Compression::none || input_.listing.outer != Compression::none;
    return packed ? unpack(**blob, layer) : walk_headers(**blob, layer);
}

LayerSize LayerSizes::walk_headers(const Source& blob, const LayerRecord& layer) {
    const auto bytes = add_up_headers(Allowance(blob, headers_left_), limits_);
    return bytes ? LayerSize{*bytes, true} : stored(layer);
}

LayerSize LayerSizes::unpack(const Source& blob, const LayerRecord& layer) {
    if (blob.size() > packed_left_) return stored(layer);
    packed_left_ -= blob.size();
    ProgressBar bar(console_, text("measuring ", input_.name));
    ReadLayerOptions options;
    options.limits = limits_;
    options.hashing = Hashing::none;
    options.progress = bar.reporter();
    const Layer read = read_layer(blob, options);
    if (read.tar_bytes == 0) return stored(layer); // damaged: what could be read is less than what there is
    return {docker_layer_size(read.tree), true};
}

} // namespace strata
