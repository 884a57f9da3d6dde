#include "core/base/text.hpp"
#include "core/image/draft.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace strata {

namespace {

/// Adds the OCI view's names that the docker view does not have: a bare tag adds nothing to a name with that tag.
void join_names(std::vector<Reference>& names, const std::vector<Reference>& more) {
    std::set<std::string> known, tags;
    for (const Reference& name : names) {
        known.insert(name.text());
        tags.insert(name.tag);
    }
    for (const Reference& name : more) {
        const bool bare = name.repository.empty() && tags.contains(name.tag);
        if (!bare && known.insert(name.text()).second) names.push_back(name);
    }
}

bool same_blobs(const std::vector<LayerRecord>& a, const std::vector<LayerRecord>& b) {
    const auto same = [](const LayerRecord& x, const LayerRecord& y) {
        if (x.member != no_member || y.member != no_member) return x.member == y.member;
        return x.descriptor.digest == y.descriptor.digest; // both absent
    };
    return std::ranges::equal(a, b, same);
}

Draft join(Draft docker, Draft oci) {
    ImageRecord& image = docker.image;
    ImageRecord& other = oci.image;
    join_names(image.names, other.names);
    image.manifest_digest = other.manifest_digest;
    image.target_digest = other.target_digest;
    image.manifest_media_type = std::move(other.manifest_media_type);
    image.manifest_document = std::move(other.manifest_document);
    image.stated_manifest = other.stated_manifest;
    image.annotations = std::move(other.annotations);
    image.platform = std::move(other.platform);
    image.attestations = std::move(other.attestations);
    std::ranges::move(other.problems, std::back_inserter(image.problems));
    if (docker.config == no_member) docker.config = oci.config;
    if (oci.config_digest) docker.config_digest = oci.config_digest;
    docker.config_size = oci.config_size;
    if (same_blobs(image.layers, other.layers)) {
        for (std::size_t i = 0; i < image.layers.size(); i++)
            image.layers[i].descriptor = std::move(other.layers[i].descriptor);
    } else if (other.layers.empty()) {
        image.problems.push_back({Severity::warning, text("the OCI manifest lists no layers, manifest.json lists ",
                                                          image.layers.size(), "; docker 25.0.0 wrote such archives")});
    } else {
        docker.other_layers = std::move(other.layers);
    }
    return docker;
}

} // namespace

Drafts join_views(Drafts docker, Drafts oci) {
    std::map<MemberIndex, std::size_t> by_member;
    std::map<Digest, std::size_t> by_digest;
    for (std::size_t i = 0; i < docker.images.size(); i++) {
        const Draft& draft = docker.images[i];
        if (draft.config != no_member) by_member.emplace(draft.config, i);
        if (draft.config_digest) by_digest.emplace(draft.config_digest, i);
    }
    Drafts out = std::move(docker);
    std::set<std::size_t> joined;
    for (Draft& draft : oci.images) {
        std::size_t place = out.images.size();
        if (const auto found = by_member.find(draft.config); draft.config != no_member && found != by_member.end())
            place = found->second;
        else if (const auto same = by_digest.find(draft.config_digest); draft.config_digest && same != by_digest.end())
            place = same->second;
        const bool joins = place < out.images.size() && joined.insert(place).second;
        if (joins)
            out.images[place] = join(std::move(out.images[place]), std::move(draft));
        else
            out.images.push_back(std::move(draft));
    }
    std::ranges::move(oci.others, std::back_inserter(out.others));
    std::ranges::move(oci.problems, std::back_inserter(out.problems));
    return out;
}

} // namespace strata
