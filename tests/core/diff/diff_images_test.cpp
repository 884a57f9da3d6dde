#include "core/diff/diff_images.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

Digest digest(std::string_view text) {
    Digest made;
    made.algorithm = DigestAlgorithm::sha256;
    for (std::size_t i = 0; i < text.size(); ++i) made.bytes[i % 32] ^= static_cast<std::uint8_t>(text[i] + i);
    return made;
}

struct LayerPlan {
    std::string files;
    std::string written = {}; ///< what else distinguishes the tar
    std::string packed = {};  ///< what else distinguishes the blob
};

Inspection image(const std::vector<LayerPlan>& layers, std::string_view config = "config") {
    Inspection made;
    for (const LayerPlan& plan : layers) {
        LayerRecord record;
        record.diff_id = digest(plan.files + plan.written);
        record.descriptor.digest = digest(plan.files + plan.written + plan.packed);
        record.stored_size = plan.files.size();
        made.image.layers.push_back(record);
        made.image.config.diff_ids.push_back(record.diff_id);
        made.layers.push_back(std::make_shared<const Layer>(kit::layer_from_text(plan.files)));
    }
    made.image.config_digest = digest(config);
    return made;
}

ImageDiff diff(const Inspection& a, const Inspection& b, IgnoreSet ignore = {}) {
    const Timeline of_a(a);
    const Timeline of_b(b);
    return diff_images({a, of_a}, {b, of_b}, ignore);
}

} // namespace

TEST_CASE("an image is the same as itself, in every way of asking") {
    const Inspection one = image({{"a=1\nb=2"}, {"c=3"}});
    for (const IgnoreSet ignore : {IgnoreSet{}, IgnoreSet::semantic()}) {
        const ImageDiff found = diff(one, one, ignore);
        CHECK(found.same());
        CHECK(found.layers.shared_layers == 2);
        CHECK(found.layers.download_bytes == 0);
        CHECK(found.files.rows.empty());
        CHECK(found.settings.empty());
    }
    CHECK(diff(one, one).verdict == "The same image.");
    const Inspection nothing = image({});
    CHECK(diff(nothing, nothing).same());
    CHECK(diff(nothing, one).files.added == 4);
}

TEST_CASE("the verdict says in one line why two images are not the same") {
    struct Case {
        std::vector<LayerPlan> a;
        std::vector<LayerPlan> b;
        std::string_view verdict;
    };
    const std::vector<Case> cases = {
        {{{"a=1"}}, {{"a=1", "", "-9"}}, "Same files; only these differ: compression."},
        {{{"a=1"}}, {{"a=1", "gnu"}}, "Same files; only these differ: form of a layer's tar."},
        {{{"a=1\nb=1"}}, {{"b=1\na=1"}}, "Same files; only these differ: order in a layer's tar."},
        {{{"a=1\nb=1 mtime:1"}}, {{"a=1\nb=1 mtime:2"}}, "Same files; 1 differs only in time."},
        {{{"a=1 mtime:1\nb=1 mtime:1"}}, {{"a=1 mtime:3\nb=1 mtime:2"}}, "Same files; 2 differ only in time."},
        {{{"a=1"}, {"b=1"}}, {{"a=1\nb=1"}}, "Same files; only these differ: how layers divide the files."},
        {{{"a=1\nb=1"}}, {{"a=2\nc=22"}}, "Files: 1 added, 1 changed and 1 removed."},
        {{{"a=1 mtime:1\nb=1"}}, {{"a=1 mtime:2\nb=2"}}, "Files: 1 changed; 1 differs only in time."},
        {{{"a=1 mtime:1"}, {"a=2"}},
         {{"a=1 mtime:2"}, {"a=2"}},
         "Same files; only these differ: times of files that later layers hide."},
        {{{"a=1 unhashed"}}, {{"a=2 unhashed"}}, "Same files; 1 of the same size not compared."},
    };
    for (const Case& one : cases) CHECK(diff(image(one.a), image(one.b)).verdict == one.verdict);
    CHECK(diff(image({{"a=1"}}), image({{"a=1"}}, "other")).verdict ==
          "Same files; only these differ: form of the config document.");
}

TEST_CASE("a rule takes away what it covers and nothing else") {
    const Inspection one = image({{"a=1 mtime:1\nb=1"}});
    const Inspection other = image({{"a=1 mtime:2\nb=1"}});
    CHECK_FALSE(diff(one, other).same());
    CHECK_FALSE(diff(one, other, IgnoreSet{}.add(Ignore::file_times)).same()); // the tars still differ
    CHECK(diff(one, other, IgnoreSet{}.add(Ignore::file_times).add(Ignore::tar_format)).same());
    CHECK(diff(one, other, IgnoreSet::semantic()).verdict == "The same image, but for what is ignored.");
    CHECK_FALSE(diff(one, image({{"a=2 mtime:1\nb=1"}}), IgnoreSet::semantic()).same());
    CHECK(diff(image({{"a=1"}}), image({{"a=1", "", "-9"}}), IgnoreSet{}.add(Ignore::tar_format)).same());
}

TEST_CASE("the sizes of the summary") {
    const ImageDiff found = diff(image({{"a=12345"}, {"b=1"}}), image({{"a=12345"}, {"b=1234567"}}));
    CHECK(found.unpacked_a == 6);
    CHECK(found.unpacked_b == 12);
    CHECK(found.layers.shared_bytes == 5);
    CHECK(found.layers.common_base == 1);
    CHECK(found.layers.download_bytes == std::string_view("b=1234567").size());
    CHECK(found.layers.download_blobs == 1);
}
