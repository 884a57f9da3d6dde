#include "core/image/layer_blobs.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/bytes/decompress.hpp"

#include <array>
#include <utility>

namespace strata {

namespace {

bool is_foreign(const Descriptor& descriptor) {
    return !descriptor.urls.empty() || descriptor.media_type.find("nondistributable") != std::string::npos ||
           descriptor.media_type.find("foreign") != std::string::npos;
}

Result<MemberIndex> find_member(const Documents& documents, const LayerRecord& layer) {
    if (layer.member_name.empty()) {
        if (const auto member = documents.find_blob(layer.descriptor.digest)) return *member;
        return fail("is not in the archive");
    }
    auto by_name = documents.find(layer.member_name);
    if (by_name) return by_name;
    if (const auto member = documents.find_blob(digest_in_name(layer.member_name))) return *member;
    if (const auto member = documents.find_by_last_part(layer.member_name)) return *member;
    return by_name;
}

/// Looks at the blob's size and first bytes; returns what is wrong.
Result<> sniff_layer(const Archive& archive, LayerRecord& layer) {
    const std::unique_ptr<Source> source = TRY(archive.open(layer.member));
    layer.state = BlobState::present;
    layer.stored_size = source->size();
    std::array<std::byte, sniff_bytes> head{};
    const std::size_t count = TRY(source->read_at(0, head));
    layer.compression = sniff(std::span(head).first(count));
    return {};
}

Problem missing_problem(const std::string& name, const LayerRecord& layer) {
    if (layer.state == BlobState::foreign)
        return {Severity::note,
                text(name, " is foreign: it is not in the archive and not meant to be (",
                     quote(layer.descriptor.urls.empty() ? layer.descriptor.media_type : layer.descriptor.urls.front()),
                     ")")};
    if (!layer.member_name.empty())
        return {Severity::error, text(name, " is not in the archive: no ", quote(layer.member_name), " there")};
    if (layer.descriptor.digest) return {Severity::error, text(name, " is not in the archive")};
    return {Severity::error, text(name, " is not in the archive: the manifest has no name for it")};
}

} // namespace

std::string layer_name(std::size_t index, const LayerRecord& layer) {
    const Digest& digest = layer.descriptor.digest ? layer.descriptor.digest : layer.diff_id;
    if (!digest) return text("layer ", index + 1);
    const std::string whole = digest.text();
    return text("layer ", index + 1, " (", whole.substr(0, whole.find(':') + 13), ")");
}

std::vector<LayerRecord> find_members(const Documents& documents, std::vector<LayerRecord> layers) {
    for (LayerRecord& layer : layers) {
        if (layer.member != no_member) continue;
        const auto member = find_member(documents, layer);
        if (!member) continue;
        layer.member = *member;
        if (layer.member_name.empty()) layer.member_name = documents.archive().members()[*member].name;
    }
    return layers;
}

LayerBlobs sniff_layers(const Documents& documents, std::vector<LayerRecord> layers) {
    LayerBlobs out{std::move(layers), {}};
    for (std::size_t i = 0; i < out.layers.size(); i++) {
        LayerRecord& layer = out.layers[i];
        const std::string name = layer_name(i, layer);
        if (layer.member == no_member) {
            layer.state = is_foreign(layer.descriptor) ? BlobState::foreign : BlobState::missing;
            layer.stored_size = layer.descriptor.size;
            out.problems.push_back(missing_problem(name, layer));
            continue;
        }
        if (const auto sniffed = sniff_layer(documents.archive(), layer); !sniffed)
            out.problems.push_back({Severity::error, text(name, ": ", sniffed.error().message)});
        if (layer.descriptor.size != 0 && layer.descriptor.size != layer.stored_size)
            out.problems.push_back({Severity::warning, text(name, ": the manifest says ", layer.descriptor.size,
                                                            " bytes, the archive has ", layer.stored_size)});
        if (layer.descriptor.media_type.ends_with("+encrypted")) {
            layer.state = BlobState::encrypted;
            out.problems.push_back(
                {Severity::note, text(name, " is encrypted: its files can't be listed without the key")});
        }
    }
    return out;
}

} // namespace strata
