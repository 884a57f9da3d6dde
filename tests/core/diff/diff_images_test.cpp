#include "core/diff/diff_images.hpp"
#include "core/diff/nested_wanted.hpp"
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
    Inspection made{.kind = ArchiveKind::oci_layout};
    for (const LayerPlan& plan : layers) {
        LayerRecord record{.state = BlobState::present};
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
        {{{"a=1"}}, {{"a=1", "", "-9"}}, "Same layers, compressed otherwise: both plain."},
        {{{"a=1"}}, {{"a=1", "gnu"}}, "Same files; the layers' tars are written otherwise."},
        {{{"a=1\nb=1"}}, {{"b=1\na=1"}}, "Same files, in another order in the layers' tars."},
        {{{"a=1\nb=1 mtime:1"}}, {{"a=1\nb=1 mtime:2"}}, "Same files; 1 differs only in time."},
        {{{"a=1\nb=1 uid:1"}}, {{"a=1\nb=1 uid:2"}}, "Same files; 1 differs only in owner."},
        {{{"a=1 mode:0600\nb=1 uid:1\nc=1"}},
         {{"a=1\nb=1 uid:2\nc=1 mtime:3"}},
         "Same files; 1 differs only in time, 1 only in owner and 1 only in mode."},
        {{{"a=1 user.x:1"}}, {{"a=1 user.x:2"}}, "Same files; 1 differs only in extended attributes."},
        {{{"a=1 uid:1"}, {"a=2"}},
         {{"a=1 uid:2"}, {"a=2"}},
         "Same files; only these differ: attributes of files that later layers hide."},
        {{{"a=1\nb=12"}}, {{"a=1\nc=12"}}, "Files: 1 moved."},
        {{{"a=1 mtime:1\nb=1 mtime:1"}}, {{"a=1 mtime:3\nb=1 mtime:2"}}, "Same files; 2 differ only in time."},
        {{{"a=1"}, {"b=1"}}, {{"a=1\nb=1"}}, "Same files; only these differ: what each layer holds."},
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

TEST_CASE("a rule for each cause takes away that cause alone") {
    struct Case {
        std::string_view a;
        std::string_view b;
        Ignore rule;
    };
    const Case cases[] = {{"a=1 uid:1", "a=1 uid:2", Ignore::owner},
                          {"a=1 mode:0600", "a=1 mode:0644", Ignore::mode},
                          {"a=1 user.x:1", "a=1 user.x:2", Ignore::xattr},
                          {"a=1 mtime:1", "a=1 mtime:2", Ignore::file_times},
                          {"a=1\nb=2", "b=2\na=1", Ignore::file_order}};
    for (const Case& one : cases) {
        const Inspection a = image({{std::string(one.a)}});
        const Inspection b = image({{std::string(one.b)}});
        CHECK(diff(a, b, IgnoreSet{}.add(one.rule).add(Ignore::explained)).same());
        for (const Case& other : cases)
            if (other.rule != one.rule)
                CHECK_FALSE(diff(a, b, IgnoreSet{}.add(other.rule).add(Ignore::explained)).same());
        CHECK_FALSE(diff(a, image({{"a=2"}}), IgnoreSet{}.add(one.rule).add(Ignore::explained)).same());
    }
    // What nothing explains stays: another dialect, and a layer that is compressed otherwise.
    CHECK_FALSE(diff(image({{"a=1"}}), image({{"a=1", "gnu"}}), IgnoreSet{}.add(Ignore::explained)).same());
    CHECK(diff(image({{"a=1"}}), image({{"a=1", "", "-9"}}), IgnoreSet{}.add(Ignore::packing)).same());
}

TEST_CASE("what is known of the inside of a file changes its cause, its layer's and the verdict") {
    const Inspection a = image({{"a.jar=1\nb=1"}});
    const Inspection b = image({{"a.jar=22 mtime:5\nb=1"}});
    const Timeline of_a(a);
    const Timeline of_b(b);
    const DiffSide side_a{a, of_a};
    const DiffSide side_b{b, of_b};
    const ImageDiff before = diff_images(side_a, side_b);
    CHECK(before.verdict == "Files: 1 changed.");
    const auto pairs = nested_wanted(before, side_a, side_b, NestedChoice::by_name);
    REQUIRE(pairs.size() == 1);
    CHECK(pairs[0].bytes == 3);
    const auto explained = [&](NestedReasons reasons, NestedKind kind, IgnoreSet ignore = {}) {
        return diff_images(side_a, side_b, ignore,
                           Explanations({{pairs[0].a, pairs[0].b, {.kind = kind, .reasons = reasons}}}));
    };
    const ImageDiff inside = explained(nested_time, NestedKind::zip);
    CHECK(inside.verdict == "Same files; 1 differs only inside archives, which hold the same.");
    CHECK(inside.files.rows.at(0).cause == Cause::nested);
    CHECK(inside.layers.rows.at(0).comparison.cause == Cause::nested);
    CHECK(inside.differences == differs_nested);
    CHECK(nested_wanted(inside, side_a, side_b, NestedChoice::by_name).empty());
    CHECK(explained(nested_source, NestedKind::bytecode).verdict ==
          "Same files; 1 differs only in the header of compiled Python.");
    CHECK(explained(nested_content, NestedKind::zip).files.rows.at(0).cause == Cause::content);
    CHECK(explained(nested_content, NestedKind::zip).verdict == "Files: 1 changed.");
    const IgnoreSet rule = IgnoreSet{}.add(Ignore::nested).add(Ignore::file_times).add(Ignore::explained);
    CHECK(explained(nested_time, NestedKind::zip, rule).same());
    CHECK_FALSE(explained(nested_content, NestedKind::zip, rule).same());
    CHECK_FALSE(explained(nested_source, NestedKind::bytecode, rule).same());
    CHECK(within_budget(pairs, 3) == 1);
    CHECK(within_budget(pairs, 2) == 0);
}

TEST_CASE("only what may be an archive is looked into, unless all is") {
    const Inspection a = image({{"a.jar=1\nb=1\nc.txt.gz=1\nd.pyc=1\ne.tar -> x"}});
    const Inspection b = image({{"a.jar=2\nb=2\nc.txt.gz=2\nd.pyc=2\ne.tar -> y"}});
    const Timeline of_a(a);
    const Timeline of_b(b);
    const DiffSide side_a{a, of_a};
    const DiffSide side_b{b, of_b};
    const ImageDiff found = diff_images(side_a, side_b);
    CHECK(nested_wanted(found, side_a, side_b, NestedChoice::by_name).size() == 3);
    CHECK(nested_wanted(found, side_a, side_b, NestedChoice::all).size() == 4);
}
