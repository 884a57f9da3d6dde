#include "core/image/oci_layout.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/image/oci_manifest.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace strata {

namespace {

/// The names that a descriptor's annotations give (trait: BuildKit's ref.name is the tag alone, its full name stands in
/// io.containerd.image.name; skopeo's ref.name is what the person typed).
std::vector<Reference> names_of(const Descriptor& descriptor) {
    const auto annotation = [&](std::string_view key) -> std::string_view {
        for (const auto& [name, value] : descriptor.annotations)
            if (name == key) return value;
        return {};
    };
    if (const std::string_view full = annotation("io.containerd.image.name"); !full.empty())
        return {read_reference(full)};
    const std::string_view name = annotation("org.opencontainers.image.ref.name");
    if (name.empty()) return {};
    if (name.find_first_of("/:@") == name.npos) return {Reference{.tag = std::string(name)}};
    return {read_reference(name)};
}

/// One entry of an index that waits to be looked at.
struct Waiting {
    Descriptor descriptor;
    std::string data; ///< inline_data()
    std::uint32_t depth = 0;
};

class Walk {
public:
    explicit Walk(Documents& documents) : documents_(documents), names_(documents.limits()) {}

    void start(const Document& index) {
        for (const JsonValue item : index.json.root()["manifests"].items()) {
            if (stopped_) break;
            const Descriptor descriptor = read_descriptor(item);
            follow(item, descriptor);
        }
        attach_attestations();
    }
    [[nodiscard]] Drafts take() && { return std::move(out_); }

private:
    void complain(Severity severity, std::string message) {
        strata::complain(out_.problems, severity, std::move(message));
    }

    /// Everything below one entry of index.json; its names are names of all images there.
    void follow(JsonValue written, const Descriptor& top) {
        if (!top.digest) {
            const auto digest = parse_digest(written["digest"].string_or(""));
            complain(Severity::error, text("index.json: ", digest ? "" : digest.error().message));
            return;
        }
        auto [reached, is_new] = reached_.try_emplace(top.digest);
        if (is_new)
            reached->second = walk({top, std::string(inline_data(written)), 0});
        else if (!count_entries(reached->second.size()))
            return;
        const std::vector<Reference> names = names_of(top);
        for (const std::size_t image : reached->second)
            for (const Reference& name : names) add_name(image, name);
    }

    void add_name(std::size_t image, const Reference& name) {
        if (names_.grant(image, name)) out_.images[image].image.names.push_back(name);
        if (!names_.is_spent() || stopped_) return;
        complain(Severity::error, names_.spent_message());
        stopped_ = true;
    }

    /// False above the limit, where all stops. Many names of one index lead to its images again and again.
    bool count_entries(std::uint64_t count) {
        entries_ += count;
        if (entries_ <= documents_.limits().index_entries) return true;
        complain(Severity::error, text("the indexes have more than ", documents_.limits().index_entries,
                                       " entries; the rest is not shown"));
        stopped_ = true;
        return false;
    }

    /// The images below `top`, each blob once.
    std::vector<std::size_t> walk(Waiting first) {
        const Descriptor top = first.descriptor;
        std::vector<std::size_t> images;
        std::vector<Waiting> waiting;
        waiting.push_back(std::move(first));
        std::set<Digest> seen;
        while (!waiting.empty() && !stopped_) {
            const Waiting next = std::move(waiting.back());
            waiting.pop_back();
            if (!count_entries(1)) break;
            if (!seen.insert(next.descriptor.digest).second) continue;
            if (next.depth > documents_.limits().index_depth) {
                complain(Severity::error, text("index ", next.descriptor.digest.text(), " lies more than ",
                                               documents_.limits().index_depth, " indexes deep and is not shown"));
                continue;
            }
            visit(next, top, images, waiting);
        }
        return images;
    }

    void visit(const Waiting& at, const Descriptor& top, std::vector<std::size_t>& images,
               std::vector<Waiting>& waiting) {
        if (const auto known = image_of_.find(at.descriptor.digest); known != image_of_.end()) {
            images.push_back(known->second);
            return;
        }
        auto document = read_described(documents_, at.descriptor, at.data);
        if (!document) {
            add_unreadable(at, top, std::move(document).error().message, images);
            return;
        }
        const JsonValue root = document->json.root();
        if (is_index(root)) return add_children(at, *document, waiting);
        if (!is_manifest(root)) {
            complain(Severity::warning, text(at.descriptor.digest.text(), " is neither a manifest nor an index"));
            out_.others.push_back(at.descriptor);
            return;
        }
        switch (manifest_kind(documents_, root, at.descriptor)) {
        case ManifestKind::attestation: attestations_.push_back(read_attestation(root, at.descriptor)); return;
        case ManifestKind::other: {
            Descriptor other = at.descriptor;
            other.media_type = artifact_type(root);
            out_.others.push_back(std::move(other));
            return;
        }
        case ManifestKind::image: break;
        }
        Draft draft = read_manifest(documents_, *std::move(document), at.descriptor);
        draft.image.target_digest = top.digest;
        add_image(at.descriptor, std::move(draft), images);
    }

    void add_children(const Waiting& at, const Document& index, std::vector<Waiting>& waiting) {
        const Digest& stated = at.descriptor.digest;
        if (stated.algorithm == DigestAlgorithm::sha256 && stated != index.digest)
            complain(Severity::warning,
                     text("the index does not match its digest ", stated.text(), ": it has ", index.digest.text()));
        std::vector<Waiting> children;
        for (const JsonValue item : index.json.root()["manifests"].items()) {
            Descriptor child = read_descriptor(item);
            if (child.media_type.find("buildkit.cacheconfig") != std::string::npos) {
                Descriptor cache = at.descriptor;
                cache.media_type = child.media_type;
                out_.others.push_back(std::move(cache));
                return;
            }
            if (child.digest) {
                children.push_back({std::move(child), std::string(inline_data(item)), at.depth + 1});
                continue;
            }
            const auto digest = parse_digest(item["digest"].string_or(""));
            complain(Severity::error,
                     text("index ", at.descriptor.digest.text(), ": ", digest ? "" : digest.error().message));
        }
        // The last one waiting is looked at first: the order of the document stays.
        waiting.insert(waiting.end(), std::make_move_iterator(children.rbegin()),
                       std::make_move_iterator(children.rend()));
    }

    void add_image(const Descriptor& descriptor, Draft draft, std::vector<std::size_t>& images) {
        if (out_.images.size() == documents_.limits().images) {
            complain(Severity::error, text("more than ", documents_.limits().images, " images; the rest is not shown"));
            stopped_ = true;
            return;
        }
        images.push_back(out_.images.size());
        image_of_.emplace(descriptor.digest, out_.images.size());
        out_.images.push_back(std::move(draft));
    }

    /// A platform that was not saved is normal; a document that is there and broken is not.
    void add_unreadable(const Waiting& at, const Descriptor& top, std::string_view reason,
                        std::vector<std::size_t>& images) {
        const Descriptor& descriptor = at.descriptor;
        if (is_attestation(descriptor)) {
            attestations_.push_back({.manifest = descriptor});
            return;
        }
        const bool missing = at.data.empty() && !documents_.find_blob(descriptor.digest);
        Draft draft;
        draft.config_is_read = true; // there is nothing to read
        draft.image.available = false;
        draft.image.manifest_digest = descriptor.digest;
        draft.image.stated_manifest = StatedDocument{descriptor.digest, descriptor.size, !missing};
        draft.image.target_digest = top.digest;
        draft.image.manifest_media_type = descriptor.media_type;
        draft.image.annotations = descriptor.annotations;
        if (descriptor.platform) draft.image.platform = *descriptor.platform;
        draft.image.problems.push_back({missing && descriptor.digest != top.digest ? Severity::note : Severity::error,
                                        text("manifest ", descriptor.digest.text(), missing ? " " : ": ", reason)});
        add_image(descriptor, std::move(draft), images);
    }

    void attach_attestations() {
        for (Attestation& attestation : attestations_) {
            Digest subject;
            for (const auto& [key, value] : attestation.manifest.annotations)
                if (key == "vnd.docker.reference.digest") subject = parse_digest(value).value_or(Digest{});
            const auto image = image_of_.find(subject);
            if (image != image_of_.end())
                out_.images[image->second].image.attestations.push_back(std::move(attestation));
            else
                out_.others.push_back(std::move(attestation.manifest));
        }
    }

    Documents& documents_;
    Drafts out_;
    std::vector<Attestation> attestations_;
    std::map<Digest, std::size_t> image_of_;             ///< by manifest digest
    std::map<Digest, std::vector<std::size_t>> reached_; ///< images below an entry of index.json
    NameBudget names_;
    std::uint64_t entries_ = 0;
    bool stopped_ = false;
};

void check_layout_file(Documents& documents, std::vector<Problem>& problems) {
    if (!documents.has("oci-layout")) {
        problems.push_back({Severity::warning, "the OCI layout has no oci-layout file"});
        return;
    }
    const auto layout = documents.read("oci-layout");
    if (!layout) {
        problems.push_back({Severity::warning, layout.error().message});
        return;
    }
    const std::string_view version = layout->json.root()["imageLayoutVersion"].string_or("");
    if (version.empty())
        problems.push_back({Severity::warning, "oci-layout states no imageLayoutVersion"});
    else if (!version.starts_with("1."))
        problems.push_back(
            {Severity::warning, text("oci-layout states version ", quote(version, 40), "; it is read as version 1")});
}

} // namespace

bool is_index(JsonValue root) { return root["manifests"].is(JsonKind::array); }

bool is_manifest(JsonValue root) {
    return (root["config"].is(JsonKind::object) || root["layers"].is(JsonKind::array)) && !root["rootfs"];
}

bool is_schema1(JsonValue root) { return root["fsLayers"].is(JsonKind::array); }

Drafts list_oci_layout(Documents& documents, const Document& index) {
    Walk walk(documents);
    walk.start(index);
    Drafts out = std::move(walk).take();
    check_layout_file(documents, out.problems);
    return out;
}

Drafts list_skopeo_dir(Documents& documents, Document manifest) {
    const JsonValue root = manifest.json.root();
    if (is_index(root)) {
        Walk walk(documents);
        walk.start(manifest);
        return std::move(walk).take();
    }
    Drafts out;
    Descriptor descriptor{.media_type = std::string(root["mediaType"].string_or(""))}; // nothing states its digest
    if (is_schema1(root)) {
        out.images.push_back(read_schema1(documents, manifest));
    } else if (manifest_kind(documents, root, descriptor) == ManifestKind::image) {
        out.images.push_back(read_manifest(documents, std::move(manifest), descriptor));
    } else {
        descriptor.media_type = artifact_type(root);
        descriptor.digest = manifest.digest;
        out.others.push_back(std::move(descriptor));
    }
    return out;
}

} // namespace strata
