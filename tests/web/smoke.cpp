// strata_smoke ARCHIVE: says what the core reads from an archive, which it holds in memory. Natively and in WebAssembly
// it must say the same.
#include "core/archive/open_archive.hpp"
#include "core/base/limits.hpp"
#include "core/base/text.hpp"
#include "core/bytes/hash.hpp"
#include "core/bytes/source.hpp"
#include "core/image/inspect.hpp"
#include "core/image/list_images.hpp"
#include "core/insight/waste.hpp"
#include "core/tree/timeline.hpp"

#include <cstdio>
#include <span>
#include <string>
#include <utility>

using namespace strata;

namespace {

void print(const std::string& line) { std::printf("%s\n", line.c_str()); }

Result<std::string> read_whole(const char* path) {
    std::FILE* file = std::fopen(path, "rb");
    if (!file) return fail(text("cannot open ", path));
    std::string bytes;
    char buffer[65536];
    while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file)) bytes.append(buffer, count);
    std::fclose(file);
    return bytes;
}

std::string digests(const std::string& bytes) {
    std::string out;
    for (const auto algorithm : {DigestAlgorithm::sha256, DigestAlgorithm::sha384, DigestAlgorithm::sha512})
        out += text(" ", digest_of(std::as_bytes(std::span(bytes)), algorithm).text());
    return out;
}

Result<> print_members(const Archive& archive) {
    const auto members = archive.members();
    for (MemberIndex i = 0; i < members.size(); ++i) {
        print(text(members[i].name, " ", members[i].size, " ", members[i].link_target));
        if (members[i].type != FileType::regular) continue;
        const auto source = TRY(archive.open(i));
        print(digests(TRY(read_all(*source, gibibyte))));
    }
    return {};
}

void print_problems(std::span<const Problem> problems) {
    for (const Problem& problem : problems) print(problem.message);
}

void print_layer(const Layer& layer) {
    print(text("layer ", layer.diff_id.text(), " ", layer.blob_digest.text(), " ", layer.tar_bytes));
    for (EntryIndex i = 0; i < layer.tree.entries.size(); ++i) {
        const Entry& entry = layer.tree.entries[i];
        print(text(layer.tree.path(i), " ", entry.mode, " ", entry.size, " ", entry.mtime, " ", entry.content.low));
    }
    print_problems(layer.problems);
}

void print_waste(const Waste& waste) {
    print(
        text("of ", waste.total_bytes, " bytes ", waste.wasted_bytes, " are wasted, in ", waste.rows.size(), " rows"));
}

void print_image(const Archive& archive, const Listing& listing, const ImageRecord& image) {
    print(text("image ", image.config_digest.text(), " ", image.platform.os, "/", image.platform.architecture));
    for (const auto& name : image.names) print(name.text());
    print_problems(image.problems);
    const InspectOptions options{.layer = {.hashing = Hashing::all, .digests = true}};
    const Inspection inspection = inspect(archive, listing, image, options);
    for (const auto& layer : inspection.layers) print_layer(*layer);
    print_waste(find_waste(Timeline(inspection)));
}

Result<> print_archive(const char* path) {
    auto bytes = TRY(read_whole(path));
    const auto archive = TRY(open_archive(make_memory_source(std::move(bytes))));
    TRY(print_members(*archive));
    print_problems(archive->problems());
    const Listing listing = TRY(list_images(*archive, path));
    print_problems(listing.problems);
    for (const ImageRecord& image : listing.images) print_image(*archive, listing, image);
    return {};
}

} // namespace

int main(int count, char** words) {
    const auto printed = count == 2 ? print_archive(words[1]) : Result<>(fail("usage: strata_smoke ARCHIVE"));
    if (!printed) print(printed.error().message);
    return printed ? 0 : 2;
}
