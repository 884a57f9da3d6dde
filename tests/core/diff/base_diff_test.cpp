// Which differences a new base image explains, and which one's own layers made.
#include "core/diff/diff_images.hpp"
#include "core/image/read_layer.hpp"
#include "core/insight/examiner.hpp"
#include "tests/kit/tar_writer.hpp"

#include <catch2/catch_test_macros.hpp>
#include <tuple>

using namespace strata;
using kit::file;
using kit::whiteout;

namespace {

using Files = std::vector<kit::TarFile>;

Digest digest_of(std::string_view bytes) {
    Digest made;
    made.algorithm = DigestAlgorithm::sha256;
    for (std::size_t i = 0; i < bytes.size(); ++i) made.bytes[i % 32] ^= static_cast<std::uint8_t>(bytes[i] + i / 32);
    return made;
}

void add_layer(Inspection& image, const Files& files, std::string created_by, std::string created) {
    const auto examiner = make_examiner(facts_packages);
    ReadLayerOptions options;
    options.examiner = examiner.get();
    options.hashing = Hashing::all;
    const std::string tar = kit::write_tar(files);
    LayerRecord record;
    record.diff_id = digest_of(tar);
    record.history = static_cast<std::uint32_t>(image.image.config.history.size());
    image.image.layers.push_back(record);
    image.image.config.diff_ids.push_back(record.diff_id);
    image.image.config.history.push_back({.created = std::move(created), .created_by = std::move(created_by)});
    image.layers.push_back(std::make_shared<const Layer>(read_layer(*make_memory_source(tar), options)));
}

/// A base of one layer that ends with its CMD, and own layers a month later.
Inspection image(const Files& base, const std::vector<Files>& own) {
    Inspection made;
    add_layer(made, base, "/bin/sh -c #(nop) ADD file:ab in / ", "2026-01-01T10:00:00Z");
    made.image.config.history.push_back(
        {.created = "2026-01-01T10:00:00Z", .created_by = "/bin/sh -c #(nop)  CMD [\"sh\"]", .empty_layer = true});
    for (const Files& files : own) add_layer(made, files, "RUN /bin/sh -c make # buildkit", "2026-02-01T10:00:00Z");
    return made;
}

/// What holds for any two images: both parts sum to the whole.
bool sums_to_the_whole(const ImageDiff& found) {
    const OriginCounts &base = found.bases.base, &own = found.bases.own;
    const auto sums = std::tuple(base.added + own.added, base.removed + own.removed, base.changed + own.changed,
                                 base.moved + own.moved, base.packages + own.packages, base.bytes_a + own.bytes_a,
                                 base.bytes_b + own.bytes_b);
    return sums == std::tuple(found.files.added, found.files.removed, found.files.changed, found.files.moved,
                              found.packages.rows.size(), found.unpacked_a, found.unpacked_b);
}

ImageDiff diff(const Inspection& a, const Inspection& b) {
    const Timeline of_a(a);
    const Timeline of_b(b);
    ImageDiff found = diff_images({a, of_a}, {b, of_b});
    CHECK((!found.bases.known || sums_to_the_whole(found)));
    return found;
}

std::string told(const OriginCounts& counts) {
    std::string out;
    const auto add = [&](std::string_view mark, std::uint64_t count) {
        if (count > 0) out.append(out.empty() ? "" : " ").append(mark).append(std::to_string(count));
    };
    add("+", counts.added);
    add("~", counts.changed);
    add("-", counts.removed);
    add(">", counts.moved);
    add("packages ", counts.packages);
    return out;
}

std::string status(const std::string& libc, const std::string& more = "") {
    return "Package: libc6\nStatus: install ok installed\nVersion: " + libc + "\n\n" +
           (more.empty() ? "" : "Package: " + more + "\nStatus: install ok installed\nVersion: 1\n\n");
}

kit::TarFile dpkg(const std::string& bytes) { return file("var/lib/dpkg/status", bytes); }

} // namespace

TEST_CASE("a new base and a new own layer are told apart") {
    const Files old_base = {file("motd", "one"), file("gone", "x"), dpkg(status("1"))};
    const Files new_base = {file("motd", "two!"), file("new", "y"), dpkg(status("2"))};
    const ImageDiff found = diff(image(old_base, {{file("app", "a")}}), image(new_base, {{file("app", "bb")}}));
    REQUIRE(found.bases.known);
    CHECK_FALSE(found.bases.same);
    CHECK(told(found.bases.base) == "+1 ~2 -1 packages 1");
    CHECK(told(found.bases.own) == "~1");
    CHECK(found.bases.own.bytes_a == 1);
    CHECK(found.bases.own.bytes_b == 2);
}

TEST_CASE("on the same base all that differs is one's own") {
    const Files base = {file("motd", "one"), file("old", "x"), dpkg(status("1"))};
    const ImageDiff found = diff(image(base, {{file("app", "a")}}),
                                 image(base, {{file("app", "b"), whiteout("old"), dpkg(status("1", "curl"))}}));
    CHECK(found.bases.same);
    CHECK(found.bases.base.none());
    CHECK(told(found.bases.own) == "~2 -1 packages 1");
}

TEST_CASE("what an own layer does to the base's files is its own, though the bases differ") {
    const Files old_base = {file("motd", "one"), file("old", "x"), dpkg(status("1", "vi"))};
    const Files new_base = {file("motd", "two"), file("old", "x"), dpkg(status("2", "vi"))};
    const Files app = {file("app", "1")};
    // B's own layer deletes a file and a package of its base, and writes one anew that both bases have.
    const ImageDiff found = diff(image(old_base, {app}),
                                 image(new_base, {app, {whiteout("old"), file("motd", "mine"), dpkg(status("2"))}}));
    REQUIRE(found.bases.known);
    CHECK(told(found.bases.own) == "~2 -1 packages 1"); // vi
    CHECK(told(found.bases.base) == "packages 1");      // libc6
    for (std::size_t i = 0; i < found.packages.rows.size(); ++i)
        CHECK((found.packages.rows[i].name == "libc6") == (found.bases.packages[i] == Origin::base));
    // The other way round: what A's own layer deleted is there again.
    const ImageDiff back = diff(image(new_base, {app, {whiteout("old"), dpkg(status("2"))}}), image(old_base, {app}));
    CHECK(told(back.bases.own) == "+1 ~1 packages 1");
    CHECK(told(back.bases.base) == "~1 packages 1");
}

TEST_CASE("a file that the new base has elsewhere moved with the base") {
    const ImageDiff found = diff(image({file("opt/a", "the same bytes")}, {{file("app", "1")}}),
                                 image({file("opt/b", "the same bytes")}, {{file("app", "1")}}));
    CHECK(told(found.bases.base) == ">1");
    CHECK(told(found.bases.own).empty());
}

TEST_CASE("where nothing tells where a base ends nothing is split, and an image has no other base than itself") {
    Inspection flat;
    add_layer(flat, {file("z", "9")}, "COPY . . # buildkit", "");
    const Inspection based = image({file("a", "1")}, {{file("b", "1")}});
    CHECK_FALSE(diff(flat, based).bases.known);
    CHECK(diff(flat, based).bases.files.empty());
    CHECK(diff(based, based).bases.same);
    CHECK(diff(based, based).bases.own.none());
    // An image and one that is built on it: the base is that of both.
    Inspection more = based;
    add_layer(more, {file("c", "1")}, "RUN /bin/sh -c make # buildkit", "2026-05-01T10:00:00Z");
    CHECK(diff(based, more).bases.same);
    CHECK(told(diff(based, more).bases.own) == "+1");
}
