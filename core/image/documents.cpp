#include "core/image/documents.hpp"

#include "core/base/base64.hpp"
#include "core/base/text.hpp"
#include "core/bytes/hash.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace strata {

namespace {

std::string_view last_part(std::string_view name) {
    const std::size_t slash = name.rfind('/');
    return slash == name.npos ? name : name.substr(slash + 1);
}

std::string_view first_part(std::string_view name) { return name.substr(0, name.find('/')); }

/// The top folder, with its slash, where every member lies in the same one.
std::string shared_folder(std::span<const Member> members) {
    std::string_view folder;
    bool has_contents = false;
    for (const Member& member : members) {
        if (member.name.empty()) continue; // the archive's "./"
        if (folder.empty()) folder = first_part(member.name);
        if (first_part(member.name) != folder) return {};
        has_contents = has_contents || member.name.size() > folder.size();
    }
    return has_contents ? text(folder, '/') : std::string();
}

std::unordered_map<std::string_view, MemberIndex> members_by_last_part(std::span<const Member> members) {
    std::unordered_map<std::string_view, MemberIndex> by_last_part;
    for (std::size_t i = 0; i < members.size(); i++) {
        if (members[i].type != FileType::regular) continue;
        const auto [at, is_new] = by_last_part.try_emplace(last_part(members[i].name), static_cast<MemberIndex>(i));
        if (!is_new) at->second = no_member;
    }
    return by_last_part;
}

} // namespace

Documents::Documents(const Archive& archive, const Limits& limits)
    : archive_(archive), limits_(limits), top_folder_(shared_folder(archive.members())) {}

bool Documents::has(std::string_view name) const {
    const std::string whole = top_folder_ + std::string(name);
    return std::ranges::any_of(archive_.members(), [&](const Member& member) { return member.name == whole; });
}

Result<MemberIndex> Documents::find(std::string_view name) const { return archive_.find(text(top_folder_, name)); }

std::optional<MemberIndex> Documents::find_blob(const Digest& digest) const {
    if (!digest) return std::nullopt;
    const std::string whole = digest.text(), hex = digest.hex();
    const std::string algorithm = whole.substr(0, whole.find(':'));
    const std::array names = {text("blobs/", algorithm, '/', hex),
                              hex,
                              hex + ".manifest.json", // an image of an index in skopeo's dir:
                              whole,
                              hex + ".json",
                              hex + ".tar",
                              hex + ".tar.gz",
                              text("blobs/", algorithm, '-', hex)};
    for (const std::string& name : names)
        if (const auto member = find(name)) return *member;
    return std::nullopt;
}

std::optional<MemberIndex> Documents::find_by_last_part(std::string_view name) const {
    constexpr std::size_t telling = 20; // "layer.tar" tells nothing, part of a digest does
    const std::string_view last = last_part(name);
    if (last.size() < telling) return std::nullopt;
    if (!by_last_part_) by_last_part_ = members_by_last_part(archive_.members());
    const auto found = by_last_part_->find(last);
    if (found == by_last_part_->end() || found->second == no_member) return std::nullopt;
    return found->second;
}

Result<Document> Documents::read(MemberIndex member) {
    const std::unique_ptr<Source> source = TRY(archive_.open(member));
    TRY(grant(source->size()));
    return parse_granted(TRY(read_all(*source, limits_.document_bytes)));
}

Result<Document> Documents::parse(std::string bytes) {
    TRY(grant(bytes.size()));
    return parse_granted(std::move(bytes));
}

Result<void> Documents::grant(std::uint64_t bytes) {
    if (bytes > limits_.document_bytes)
        return fail(text("has ", bytes, " bytes, above the limit of ", limits_.document_bytes, " for one document"));
    if (bytes > limits_.documents_bytes - bytes_read_)
        return fail(text("not read: all documents together exceed the limit of ", limits_.documents_bytes, " bytes"));
    bytes_read_ += bytes;
    return {};
}

Result<Document> Documents::parse_granted(std::string bytes) const {
    Document document;
    document.bytes = std::move(bytes);
    document.json = TRY(parse_json(document.bytes, limits_));
    document.digest = digest_of(std::as_bytes(std::span(document.bytes)));
    return document;
}

Result<Document> Documents::read(std::string_view name) {
    const MemberIndex member = TRY(find(name));
    return TRY_WITHIN(name, read(member));
}

std::size_t Documents::grant_layers(std::size_t wanted) {
    const std::size_t left = limits_.all_layers - layers_granted_;
    const std::size_t granted = std::min({wanted, left, std::size_t{limits_.layers}});
    layers_granted_ += granted;
    return granted;
}

Digest digest_in_name(std::string_view name) {
    std::string_view last = last_part(name);
    if (const auto digest = parse_digest(last)) return *digest;
    if (name.find("blobs/sha512/") != name.npos)
        if (const auto digest = parse_digest(text("sha512:", last))) return *digest;
    if (const std::size_t dot = last.find('.'); dot != last.npos) last = last.substr(0, dot);
    return parse_bare_sha256(last).value_or(Digest{});
}

StringMap read_string_map(JsonValue value) {
    StringMap map;
    std::unordered_map<std::string_view, std::size_t> places;
    for (const auto& [key, text] : value.fields()) {
        const auto [at, is_new] = places.try_emplace(key, map.size());
        if (is_new)
            map.emplace_back(key, text.string_or(""));
        else
            map[at->second].second = text.string_or("");
    }
    return map;
}

std::string_view inline_data(JsonValue descriptor) { return descriptor["data"].string_or(""); }

Result<Document> read_described(Documents& documents, const Descriptor& descriptor, std::string_view inline_data) {
    if (const auto member = documents.find_blob(descriptor.digest)) return documents.read(*member);
    if (inline_data.empty()) return fail("is not in the archive");
    return documents.parse(decode_base64(inline_data));
}

Descriptor read_descriptor(JsonValue value) {
    Descriptor descriptor;
    descriptor.media_type = value["mediaType"].string_or("");
    descriptor.digest = parse_digest(value["digest"].string_or("")).value_or(Digest{});
    descriptor.size = value["size"].unsigned_or(0);
    descriptor.annotations = read_string_map(value["annotations"]);
    for (const JsonValue url : value["urls"].items()) descriptor.urls.emplace_back(url.string_or(""));
    if (const JsonValue platform = value["platform"]; platform.is(JsonKind::object))
        descriptor.platform = Platform{.os = std::string(platform["os"].string_or("")),
                                       .architecture = std::string(platform["architecture"].string_or("")),
                                       .variant = std::string(platform["variant"].string_or("")),
                                       .os_version = std::string(platform["os.version"].string_or(""))};
    return descriptor;
}

} // namespace strata
