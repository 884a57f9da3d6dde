#include "core/image/list_images.hpp"

#include "core/base/text.hpp"
#include "core/image/docker_save.hpp"
#include "core/image/draft.hpp"
#include "core/image/oci_layout.hpp"
#include "core/image/oci_manifest.hpp"
#include "core/image/rootfs.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace strata {

namespace {

/// Which documents the archive has, and what is wrong with those that can't be used.
struct FoundDocuments {
    std::optional<Document> docker; ///< manifest.json as a list
    std::optional<Document> skopeo; ///< manifest.json as an object
    std::optional<Document> index;  ///< index.json
    std::vector<Problem> problems;
};

void note_bad_utf8(std::vector<Problem>& problems, std::string_view name, const Document& document) {
    if (const auto byte = document.json.first_bad_byte())
        complain(problems, Severity::warning,
                 text(name, ": byte ", *byte, " is no UTF-8; such bytes are shown as U+FFFD"));
}

FoundDocuments find_documents(Documents& documents) {
    FoundDocuments found;
    if (documents.has("manifest.json")) {
        auto manifest = documents.read("manifest.json");
        if (manifest) note_bad_utf8(found.problems, "manifest.json", *manifest);
        const JsonValue root = manifest ? manifest->json.root() : JsonValue();
        if (!manifest)
            complain(found.problems, Severity::error, std::move(manifest).error().message);
        else if (is_docker_manifest(root))
            found.docker = *std::move(manifest);
        else if (is_manifest(root) || is_index(root) || is_schema1(root))
            found.skopeo = *std::move(manifest);
        else
            complain(
                found.problems, Severity::error,
                text("manifest.json is ", json_kind_name(root.kind()),
                     root.is(JsonKind::array) ? " without images" : "; docker's lists images, skopeo's is a manifest"));
    }
    if (documents.has("index.json")) {
        auto index = documents.read("index.json");
        if (index) note_bad_utf8(found.problems, "index.json", *index);
        if (!index)
            complain(found.problems, Severity::error, std::move(index).error().message);
        else if (is_index(index->json.root()))
            found.index = *std::move(index);
        else
            complain(found.problems, Severity::error, "index.json has no list of manifests");
    }
    return found;
}

Drafts read_documents(Documents& documents, FoundDocuments& found, ArchiveKind& kind) {
    Drafts docker, oci;
    if (found.docker) docker = list_docker_save(documents, *found.docker);
    if (found.index) oci = list_oci_layout(documents, *found.index);
    if (found.docker && found.index) {
        kind = ArchiveKind::hybrid;
        return join_views(std::move(docker), std::move(oci));
    }
    if (found.docker) {
        kind = ArchiveKind::docker_archive;
        return docker;
    }
    if (found.index) {
        kind = ArchiveKind::oci_layout;
        return oci;
    }
    if (found.skopeo) {
        kind = ArchiveKind::skopeo_dir;
        return list_skopeo_dir(documents, *std::move(found.skopeo));
    }
    kind = ArchiveKind::docker_archive;
    return list_legacy_save(documents);
}

/// Why there is no image, as one sentence.
std::string no_image_reason(const Archive& archive, const Listing& listing, bool has_documents) {
    if (!listing.others.empty()) return text("holds no image but ", artifact_name(listing.others.front().media_type));
    for (const Problem& problem : listing.problems)
        if (problem.severity == Severity::error) return text("holds no readable image: ", problem.message);
    if (archive.members().empty()) return "holds no image: it is empty";
    if (has_documents) return "holds no image: its documents lead to none";
    return "holds no image: it has neither manifest.json (docker, podman) nor index.json (OCI), and is no root file "
           "system";
}

} // namespace

Result<Listing> list_images(const Archive& archive, std::string_view source, const Limits& limits) {
    Listing listing;
    listing.source = source;
    listing.outer = archive.outer();
    listing.archive_bytes = archive.bytes();
    listing.problems.assign(archive.problems().begin(), archive.problems().end());

    Documents documents(archive, limits);
    FoundDocuments found = find_documents(documents);
    const bool has_documents = found.docker || found.index || found.skopeo || has_legacy_folders(documents);
    if (!has_documents && is_root_filesystem(archive)) {
        const auto whole = archive.open(whole_archive);
        if (!whole) return fail(text(source, ": ", whole.error().message));
        listing.kind = ArchiveKind::root_filesystem;
        listing.images.push_back(make_root_filesystem(archive));
        return listing;
    }
    std::ranges::move(found.problems, std::back_inserter(listing.problems));
    if (has_documents) {
        Drafts drafts = read_documents(documents, found, listing.kind);
        std::ranges::move(drafts.problems, std::back_inserter(listing.problems));
        listing.others = std::move(drafts.others);
        for (Draft& draft : drafts.images) listing.images.push_back(finish_image(documents, std::move(draft)));
    }
    if (!listing.images.empty()) return listing;
    return fail(text(source, ": ", no_image_reason(archive, listing, has_documents)));
}

} // namespace strata
