#include "core/diff/align_layers.hpp"
#include "core/diff/compare_layers.hpp"
#include "core/diff/likeness.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace strata;

namespace {

Digest digest(std::string_view text) {
    Digest made;
    if (text.empty()) return made;
    made.algorithm = DigestAlgorithm::sha256;
    for (std::size_t i = 0; i < text.size(); ++i) made.bytes[i] = static_cast<std::uint8_t>(text[i]);
    return made;
}

struct Plan {
    std::string diff_id;         ///< "" for unknown
    std::string created_by = {}; ///< "" for no row in the history
    std::string files = {};
    std::string blob = {};
    std::uint64_t stored = 0;
};

Inspection image(const std::vector<Plan>& plans) {
    Inspection made;
    for (const Plan& plan : plans) {
        LayerRecord record;
        record.diff_id = digest(plan.diff_id);
        record.descriptor.digest = digest(plan.blob);
        record.stored_size = plan.stored;
        if (!plan.created_by.empty()) {
            record.history = static_cast<std::uint32_t>(made.image.config.history.size());
            made.image.config.history.push_back({.created_by = plan.created_by});
        }
        made.image.layers.push_back(record);
        made.layers.push_back(std::make_shared<const Layer>(kit::layer_from_text(plan.files)));
    }
    return made;
}

/// "0=0 1~1 -2 +2 3>3": the same, changed, removed, inserted, moved.
std::string rows(const std::vector<Plan>& a, const std::vector<Plan>& b) {
    std::string out;
    for (const LayerRow& row : align_layers(image(a), image(b)).rows) {
        if (!out.empty()) out += ' ';
        if (row.a != no_index) out += std::to_string(row.a);
        out += "=~+->"[static_cast<std::size_t>(row.match)];
        if (row.b != no_index) out += std::to_string(row.b);
    }
    return out;
}

Cause cause(std::string_view a, std::string_view b, IgnoreSet ignore = {}) {
    return compare_layers(kit::layer_from_text(a), kit::layer_from_text(b), ignore).cause;
}

} // namespace

TEST_CASE("layers are aligned by what they are, not by where they stand") {
    CHECK(rows({{"a"}, {"b"}}, {{"a"}, {"b"}}) == "0=0 1=1");
    CHECK(rows({{"a"}, {"b"}, {"c"}}, {{"a"}, {"x"}, {"b"}, {"c"}}) == "0=0 +1 1=2 2=3");
    CHECK(rows({{"a"}, {"b"}, {"c"}}, {{"a"}, {"c"}}) == "0=0 1- 2=1");
    CHECK(rows({{"a"}, {"b"}, {"c"}}, {{"c"}, {"a"}, {"b"}}) == "2>0 0=1 1=2");
    CHECK(rows({}, {{"a"}}) == "+0");
    CHECK(rows({{"a"}, {"a"}}, {{"a"}}).find("=0") != std::string::npos);
    CHECK(rows({}, {}).empty());
}

TEST_CASE("a rebuilt layer answers to the one of the same instruction") {
    const Plan old_copy{"b", "COPY app /srv/app", "srv/app=1"};
    const Plan new_copy{"B", "COPY app /srv/app", "srv/app=2"};
    const Plan tools{"t", "RUN apt-get install -y curl", "usr/bin/curl=1"};
    CHECK(rows({{"a"}, old_copy}, {{"a"}, tools, new_copy}) == "0=0 +1 1~2");
    CHECK(rows({{"a"}, tools, old_copy}, {{"a"}, new_copy}) == "0=0 1- 2~1");
    CHECK(rows({{"a"}, tools}, {{"a"}, new_copy}) == "0=0 +1 1-");
}

TEST_CASE("without a history the files tell which layers answer to each other") {
    const Plan one{"", "", "etc/a=1\netc/b=1\netc/c=1"};
    const Plan other{"", "", "etc/a=2\netc/b=1\netc/d=1"};
    const Plan stranger{"", "", "usr/x=1\nusr/y=1\nusr/z=1"};
    CHECK(rows({stranger, one}, {other}) == "0- 1~0");
    CHECK(rows({one}, {stranger, other}) == "+0 0~1");
    CHECK(rows({one}, {stranger}) == "+0 0-");
}

TEST_CASE("to download is what the other host has no blob of, each blob once") {
    const auto download = [](const std::vector<Plan>& a, const std::vector<Plan>& b) {
        return align_layers(image(a), image(b)).download_bytes;
    };
    CHECK(download({{"a", "", "", "A", 10}}, {{"a", "", "", "A", 10}, {"b", "", "", "B", 7}}) == 7);
    CHECK(download({{"a", "", "", "A", 10}}, {{"a", "", "", "gzip", 6}}) == 6);
    CHECK(download({{"a", "", "", "", 10}}, {{"a", "", "", "gzip", 6}}) == 0);
    CHECK(download({{"a", "", "", "A", 10}}, {{"a", "", "", "", 6}}) == 0);
    CHECK(download({}, {{"a", "", "", "A", 10}, {"a", "", "", "A", 10}}) == 10);
    CHECK(download({}, {{"", "", "", "", 10}, {"", "", "", "", 10}}) == 20);
}

TEST_CASE("the smallest explanation of two tars that differ") {
    CHECK(cause("a=1\nb=2", "a=1\nb=2") == Cause::tar_format);
    CHECK(cause("a=1\nb=2", "b=2\na=1") == Cause::order);
    CHECK(cause("a=1 mtime:1\nb=2", "a=1 mtime:2\nb=2") == Cause::time);
    CHECK(cause("a=1 mtime:1\nb=2", "b=2\na=1 mtime:2") == Cause::time);
    CHECK(cause("a=1 uid:1", "a=1 uid:2 mtime:9") == Cause::owner);
    CHECK(cause("a=1 mode:0644", "a=1 mode:0600") == Cause::mode);
    CHECK(cause("a=1 mode:0644", "a=1 mode:0600 uid:7") == Cause::attributes);
    CHECK(cause("a=1 user.x:1", "a=1 mtime:3") == Cause::xattr);
    CHECK(cause("a=1 user.x:1", "a=1 mode:0600") == Cause::attributes);
    CHECK(cause("a=1 unhashed", "a=2 unhashed") == Cause::unsure);
    CHECK(cause("a=1 unhashed", "a=22 unhashed") == Cause::content);
    CHECK(cause("a=1", "a=2") == Cause::content);
    CHECK(cause("a=1", "a=1\nb=2") == Cause::content);
    CHECK(cause(".wh.a=", "a=1") == Cause::content);
    CHECK(cause("d/\nd/a=1", "d/\nd/.wh..wh..opq=\nd/a=1") == Cause::content);
    CHECK(cause("d/\nd/a=1", "d/a=1") == Cause::content);
    CHECK(cause("a=1 mtime:1", "a=1 mtime:2", IgnoreSet::semantic()) == Cause::none);
    CHECK(cause("a=1\nb=1", "b=1\na=1", IgnoreSet{}.add(Ignore::file_order)) == Cause::tar_format);
}

TEST_CASE("a layer that could not be read whole is never said to be the same") {
    Layer broken = kit::layer_from_text("a=1");
    broken.problems.resize(1);
    broken.problems.front().message = "gzip: ends too early";
    CHECK(compare_layers(broken, kit::layer_from_text("a=1"), IgnoreSet::semantic()).cause == Cause::unsure);
}

TEST_CASE("counts of a comparison sum up whole folders") {
    const LayerComparison comparison =
        compare_layers(kit::layer_from_text("a/\na/x=1\na/y=1\nc=1"), kit::layer_from_text("b/\nb/z=1\nc=2"), {});
    CHECK(comparison.removed == 3);
    CHECK(comparison.added == 2);
    CHECK(comparison.changed == 1);
}

TEST_CASE("pairs by likeness are the best that keep their order") {
    std::mt19937 random(23); // NOLINT
    for (int round = 0; round < 300; ++round) {
        const auto a_count = static_cast<std::uint32_t>(random() % 7);
        const auto b_count = static_cast<std::uint32_t>(random() % 7);
        std::vector<double> table(49);
        for (double& like : table) like = static_cast<double>(random() % 100) / 100;
        const auto likeness = [&](std::uint32_t a, std::uint32_t b) { return table[a * 7 + b]; };
        // The best sum by trying everything.
        const std::function<double(std::uint32_t, std::uint32_t)> best = [&](std::uint32_t a, std::uint32_t b) {
            if (a == a_count || b == b_count) return 0.0;
            const double take = likeness(a, b) >= 0.3 ? likeness(a, b) + best(a + 1, b + 1) : 0.0;
            return std::max({take, best(a + 1, b), best(a, b + 1)});
        };
        double sum = 0;
        Pair last{};
        bool first = true;
        for (const Pair& pair : pair_by_likeness(a_count, b_count, 0.3, likeness)) {
            if (!first && (pair.a <= last.a || pair.b <= last.b)) FAIL("out of order");
            sum += likeness(pair.a, pair.b);
            last = pair;
            first = false;
        }
        if (std::abs(sum - best(0, 0)) > 1e-9) FAIL("round " << round);
    }
    const auto near =
        pair_by_likeness(3'000, 3'100, 0.5, [](std::uint32_t a, std::uint32_t b) { return a == b ? 1 : 0; });
    CHECK(near.size() > 1'000);
    for (const Pair& pair : near)
        if (pair.a != pair.b) FAIL("no pair at all");
}

TEST_CASE("likeness of words and paths") {
    CHECK(jaccard(sketch_words("COPY a b"), sketch_words(" COPY  b\ta ")) == 1.0);
    CHECK(jaccard(sketch_words("a b"), sketch_words("b c")) > 0.3);
    CHECK(jaccard(sketch_words("a"), sketch_words("b")) == 0.0);
    CHECK(jaccard({}, {}) == 1.0);
    const Layer one = kit::layer_from_text("a/b=1\na/c=1");
    CHECK(jaccard(sketch_paths(one.tree), sketch_paths(kit::layer_from_text("a/b=2\na/c=3").tree)) == 1.0);
    CHECK(jaccard(sketch_paths(one.tree), sketch_paths(kit::layer_from_text("b=2\nc=3").tree)) == 0.0);
}
