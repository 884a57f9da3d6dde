#include "core/image/docker_save.hpp"

#include "core/base/text.hpp"
#include "core/image/layer_blobs.hpp"

#include <unordered_map>
#include <utility>

namespace strata {

namespace {

/// LayerSources: for each diff_id the descriptor of its blob (docker 25 and later).
using LayerSources = std::unordered_map<std::string, Descriptor>;

LayerSources read_layer_sources(JsonValue value) {
    LayerSources sources;
    for (const auto& [diff_id, descriptor] : value.fields()) {
        Descriptor read = read_descriptor(descriptor);
        const std::string digest = read.digest.text();
        sources.emplace(digest, read);
        sources.emplace(diff_id, std::move(read));
    }
    return sources;
}

LayerRecord make_layer(std::string_view name, const LayerSources& sources) {
    LayerRecord layer;
    layer.member_name = name;
    layer.descriptor.digest = digest_in_name(name);
    if (const auto source = sources.find(layer.descriptor.digest.text()); source != sources.end())
        layer.descriptor = source->second;
    return layer;
}

void expect(JsonKind wanted, JsonValue value, std::string_view what, std::vector<Problem>& problems) {
    if (value && !value.is(wanted))
        complain(problems, Severity::error,
                 text("manifest.json: ", what, " is ", json_kind_name(value.kind()), ", not ", json_kind_name(wanted)));
}

Draft read_entry(Documents& documents, JsonValue entry) {
    Draft draft;
    ImageRecord& image = draft.image;
    expect(JsonKind::string, entry["Config"], "Config", image.problems);
    expect(JsonKind::array, entry["RepoTags"], "RepoTags", image.problems);
    expect(JsonKind::array, entry["Layers"], "Layers", image.problems);
    draft.config_name = entry["Config"].string_or("");
    draft.config_digest = digest_in_name(draft.config_name);
    if (const auto member = documents.find(draft.config_name)) draft.config = *member;
    const LayerSources sources = read_layer_sources(entry["LayerSources"]);
    const std::size_t stated = entry["Layers"].size();
    const std::size_t granted = documents.grant_layers(stated);
    if (granted < stated)
        image.problems.push_back({Severity::error, text("manifest.json: an image with ", stated, " layers, of which ",
                                                        granted, " are read")});
    for (const JsonValue layer : entry["Layers"].items()) {
        if (image.layers.size() == granted) break;
        expect(JsonKind::string, layer, "an entry of Layers", image.problems);
        image.layers.push_back(make_layer(layer.string_or(""), sources));
    }
    image.layers = find_members(documents, std::move(image.layers));
    return draft;
}

/// Two entries with the same identity are one image.
std::string identity(JsonValue entry) {
    std::string out(entry["Config"].string_or(""));
    for (const JsonValue layer : entry["Layers"].items()) out.append("\n").append(layer.string_or(""));
    return out;
}

} // namespace

bool is_docker_manifest(JsonValue root) {
    if (!root.is(JsonKind::array)) return false;
    for (const JsonValue entry : root.items())
        if (entry["Config"] || entry["Layers"] || entry["RepoTags"]) return true;
    return false;
}

Drafts list_docker_save(Documents& documents, const Document& manifest) {
    Drafts out;
    std::unordered_map<std::string, std::size_t> known;
    NameBudget names(documents.limits());
    std::size_t number = 0;
    for (const JsonValue entry : manifest.json.root().items()) {
        number++;
        if (!entry.is(JsonKind::object)) {
            complain(out.problems, Severity::error,
                     text("manifest.json: entry ", number, " is ", json_kind_name(entry.kind()), ", not an object"));
            continue;
        }
        const auto [place, is_new] = known.try_emplace(identity(entry), out.images.size());
        if (is_new) {
            if (out.images.size() == documents.limits().images) {
                out.problems.push_back(
                    {Severity::error,
                     text("manifest.json: ", manifest.json.root().size(), " entries, above the limit of ",
                          documents.limits().images, " images; the rest is not shown")});
                break;
            }
            out.images.push_back(read_entry(documents, entry));
        }
        ImageRecord& image = out.images[place->second].image;
        for (const JsonValue tag : entry["RepoTags"].items()) {
            expect(JsonKind::string, tag, "an entry of RepoTags", image.problems);
            if (names.is_spent()) break;
            if (!tag.is(JsonKind::string)) continue;
            Reference name = read_reference(tag.string_or(""));
            if (names.grant(place->second, name)) image.names.push_back(std::move(name));
        }
    }
    if (names.is_spent()) out.problems.push_back({Severity::error, names.spent_message()});
    return out;
}

} // namespace strata
