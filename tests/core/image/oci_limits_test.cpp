#include "tests/core/image/documents_text.hpp"

#include <catch2/matchers/catch_matchers_string.hpp>

using namespace strata;
using namespace strata::kit;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string layer = layer_tar("file");

/// One index of four images that `count` entries of index.json name, each by another name.
MemoryArchive one_index_of_many_names(int count) {
    MemoryArchive archive;
    std::string children, tops;
    for (const std::string_view command : {"RUN a", "RUN b", "RUN c", "RUN d"})
        children += text(children.empty() ? "" : ",", descriptor(manifest_type, add_image(archive, command)));
    const std::string index = archive.blob(text(R"({"manifests":[)", children, "]}"));
    for (int i = 0; i < count; i++)
        tops += text(i == 0 ? "" : ",",
                     descriptor(index_type, index, 0,
                                text(R"(,"annotations":{"org.opencontainers.image.ref.name":"name-)", i, "\"}")));
    archive.index(tops);
    return archive;
}

} // namespace

TEST_CASE("an index of indexes ends, however it is knotted") {
    MemoryArchive own; // a digest can't be forged, so the blob does not match it: an index that lists itself
    const std::string self(64, 'a');
    own.add("blobs/sha256/" + self, text(R"({"manifests":[)", descriptor(index_type, "sha256:" + self), "]}"));
    own.index(descriptor(index_type, "sha256:" + self));
    CHECK_THAT(refused(own), ContainsSubstring("documents lead to none"));

    MemoryArchive doubling; // 2^12 paths to one image
    std::string at = add_image(doubling);
    for (int level = 0; level < 12; level++)
        at = doubling.blob(text(R"({"manifests":[)", descriptor(index_type, at), ",",
                                descriptor(index_type, at, 0, R"(,"annotations":{"a":"b"})"), "]}"));
    doubling.index(descriptor(index_type, at));
    const std::uint64_t before = doubling.bytes_read();
    CHECK(listed(doubling).images.size() == 1);
    CHECK(doubling.bytes_read() - before < 20'000);

    MemoryArchive deep;
    at = add_image(deep);
    for (int level = 0; level < 20; level++)
        at = deep.blob(text(R"({"manifests":[)", descriptor(index_type, at), "]}"));
    deep.index(descriptor(index_type, at));
    CHECK_THAT(refused(deep), ContainsSubstring("16 indexes deep"));
    CHECK(listed(deep, {.index_depth = 30}).images.size() == 1);
}

TEST_CASE("more images or entries than the limits allow are cut with a sentence") {
    MemoryArchive archive;
    std::string entries;
    for (int i = 0; i < 5; i++)
        entries += (i == 0 ? "" : ",") + descriptor(manifest_type, add_image(archive, text("RUN ", i)));
    archive.index(entries);
    CHECK(listed(archive).images.size() == 5);
    const Listing few = listed(archive, {.images = 3});
    CHECK(few.images.size() == 3);
    CHECK_THAT(problems_text(few.problems), ContainsSubstring("more than 3 images"));
    const Listing stopped = listed(archive, {.index_entries = 2});
    CHECK(stopped.images.size() == 2);
    CHECK_THAT(problems_text(stopped.problems), ContainsSubstring("more than 2 entries"));
}

TEST_CASE("many names of many images stay within the limits") {
    const MemoryArchive archive = one_index_of_many_names(100);
    CHECK(listed(archive).images[3].names.size() == 100);

    const Listing few_entries = listed(archive, {.index_entries = 20});
    REQUIRE(few_entries.images.size() == 4);
    CHECK(few_entries.images[3].names.size() == 4); // 5 entries for the first, 4 for each other
    CHECK(problems_text(few_entries.problems) == "the indexes have more than 20 entries; the rest is not shown\n");

    const Listing few_names = listed(archive, {.reference_bytes = 2000});
    REQUIRE(few_names.images.size() == 4);
    CHECK(few_names.images[0].names.size() < 10);
    CHECK_THAT(problems_text(few_names.problems),
               ContainsSubstring("more than 2000 bytes") && ContainsSubstring("--limit reference-bytes"));
}

TEST_CASE("a hundred thousand annotations take no time") {
    MemoryArchive archive;
    const auto annotations = [](std::string_view front) {
        std::string all;
        for (int i = 0; i < 100'000; i++) all += text(i == 0 ? "\"" : ",\"", front, i, R"(":"")");
        return text(R"(,"annotations":{)", all, '}');
    };
    std::string manifest = manifest_text(archive.blob(config_text({digest_text(layer)})), {archive.blob(layer)});
    manifest.insert(manifest.size() - 1, annotations("m"));
    archive.index(descriptor(manifest_type, archive.blob(manifest), 0, annotations("d")));
    CHECK(listed(archive).images[0].annotations.size() == 200'000);
}
