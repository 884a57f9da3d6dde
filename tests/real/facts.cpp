#include "tests/real/facts.hpp"

#include "core/base/text.hpp"
#include "tests/kit/corpus.hpp"

#include <catch2/catch_test_macros.hpp>

namespace strata::real {

namespace {

Digest digest_of(const nlohmann::json& value) {
    const auto digest = value.is_string() ? parse_digest(value.get<std::string>()) : Digest{};
    return digest ? *digest : Digest{};
}

/// The archive a fact's name starts with; an empty path where the corpus has none.
std::filesystem::path find_archive(const std::filesystem::path& folder, std::string name) {
    for (const std::string_view kind : {".docker", ".oci"})
        if (name.ends_with(kind)) name.resize(name.size() - kind.size());
    if (name.ends_with(".arm64")) name.resize(name.size() - 6);
    name.resize(std::min(name.find("--"), name.size()));
    for (const std::string_view ending : {"", ".tar"})
        if (const auto path = folder / text(name, ending); std::filesystem::exists(path)) return path;
    return {};
}

std::string text_at(const nlohmann::json& object, const char* key) {
    return object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : "";
}

ImageFact read_fact(const std::filesystem::path& corpus, const std::string& name) {
    ImageFact fact{.name = name,
                   .archive = find_archive(corpus / "real", name),
                   .folder = corpus / "facts",
                   .config_digest = {},
                   .platform = {},
                   .diff_ids = {}};
    const nlohmann::json manifest = read_json(fact.file("manifest-raw.json"));
    if (manifest.contains("config")) fact.config_digest = digest_of(manifest["config"]["digest"]);
    if (fact.has("skopeo-config.json")) {
        const nlohmann::json config = read_json(fact.file("skopeo-config.json"));
        fact.platform = {.os = text_at(config, "os"),
                         .architecture = text_at(config, "architecture"),
                         .variant = text_at(config, "variant"),
                         .os_version = {}};
    }
    if (fact.has("layers.json"))
        for (const nlohmann::json& layer : read_json(fact.file("layers.json")))
            fact.diff_ids.push_back(digest_of(layer["diff_id"]));
    return fact;
}

/// All whose config skopeo could read; where it refused the image the file is empty.
std::vector<std::string> names_of_facts(const std::filesystem::path& corpus) {
    constexpr std::string_view suffix = ".skopeo-config.json";
    std::vector<std::string> names;
    for (const auto& path : kit::list_folder(corpus / "facts")) {
        const std::string file = path.filename().string();
        if (file.ends_with(suffix) && std::filesystem::file_size(path) > 0)
            names.push_back(file.substr(0, file.size() - suffix.size()));
    }
    return names;
}

} // namespace

std::filesystem::path ImageFact::file(std::string_view suffix) const { return folder / text(name, ".", suffix); }

bool ImageFact::has(std::string_view suffix) const {
    std::error_code missing;
    const auto size = std::filesystem::file_size(file(suffix), missing);
    return !missing && size > 0;
}

std::vector<ImageFact> image_facts(const std::filesystem::path& corpus) {
    std::vector<ImageFact> facts;
    for (const std::string& name : names_of_facts(corpus))
        if (!find_archive(corpus / "real", name).empty()) facts.push_back(read_fact(corpus, name));
    return facts;
}

std::vector<std::string> facts_without_archive(const std::filesystem::path& corpus) {
    std::vector<std::string> names = names_of_facts(corpus);
    std::erase_if(names, [&](const std::string& name) { return !find_archive(corpus / "real", name).empty(); });
    return names;
}

std::optional<std::size_t> find_image(const Listing& listing, const ImageFact& fact) {
    for (std::size_t at = 0; at < listing.images.size(); ++at)
        if (fact.config_digest && listing.images[at].config_digest == fact.config_digest) return at;
    for (std::size_t at = 0; at < listing.images.size(); ++at) {
        const ImageRecord& image = listing.images[at];
        if (!fact.diff_ids.empty() && image.config.diff_ids == fact.diff_ids &&
            image.platform.architecture == fact.platform.architecture)
            return at;
    }
    // A schema1 manifest has neither config nor diff_ids.
    if (!fact.config_digest && listing.images.size() == 1) return 0;
    return std::nullopt;
}

nlohmann::json read_json(const std::filesystem::path& path) {
    nlohmann::json value = nlohmann::json::parse(kit::read_text(path), nullptr, false);
    if (value.is_discarded()) FAIL("no JSON: " << path.string());
    return value;
}

std::vector<nlohmann::json> read_json_lines(const std::filesystem::path& path) {
    std::vector<nlohmann::json> values;
    for (const std::string& line : kit::lines_of(kit::read_text(path))) {
        values.push_back(nlohmann::json::parse(line, nullptr, false));
        if (values.back().is_discarded()) FAIL("no JSON: " << path.string() << ": " << line);
    }
    return values;
}

} // namespace strata::real
