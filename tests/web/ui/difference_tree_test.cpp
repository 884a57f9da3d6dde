#include "tests/kit/layer_text.hpp"
#include "web/ui/difference_tree.hpp"

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <random>
#include <string>
#include <vector>

using namespace strata;
using ui::Difference;

namespace {

using Parts = std::vector<std::string>; ///< of a path; sorted they come depth first

Parts parts_of(const Timeline& timeline, NodeIndex node) {
    Parts parts;
    for (; node != root_node; node = timeline.parent(node)) parts.emplace(parts.begin(), timeline.name(node));
    return parts;
}

NodeIndex existing(const Timeline& timeline, const Parts& parts) {
    std::string path;
    for (const std::string& part : parts) path += "/" + part;
    const NodeIndex node = timeline.find(path);
    return node != no_node && timeline.final(node) ? node : no_node;
}

/// What difference_tree makes, path by path.
std::map<Parts, Difference> expected(const FileDiff& files, const Timeline& a, const Timeline& b) {
    std::map<Parts, Difference> tree;
    for (std::uint32_t i = 0; i < files.rows.size(); i++) {
        const FileRow& row = files.rows[i];
        Parts parts = row.b != no_node ? parts_of(b, row.b) : parts_of(a, row.a);
        tree[parts].row = i;
        do {
            Difference& item = tree[parts];
            item.a = existing(a, parts);
            item.b = existing(b, parts);
            item.added += row.change == FileChange::added ? 1 : 0;
            item.changed += row.change == FileChange::changed ? 1 : 0;
            item.removed += row.change == FileChange::removed ? 1 : 0;
            item.reasons = static_cast<Reasons>(item.reasons | row.reasons);
            item.unsure = item.unsure || row.unsure;
            if (!parts.empty()) parts.pop_back();
        } while (!parts.empty());
    }
    return tree;
}

std::string random_layer(std::mt19937& random) {
    std::string out;
    for (std::size_t lines = random() % 12; lines > 0; lines--) {
        std::string path;
        for (std::size_t depth = 1 + random() % 4; depth > 0; depth--)
            path += std::string(path.empty() ? "" : "/") + "ab-"[random() % 3] + (random() % 3 == 0 ? "x" : "");
        const std::size_t slash = path.rfind('/') + 1; // 0 where there is none
        if (random() % 6 == 0)
            out += path.substr(0, slash) + ".wh." + path.substr(slash) + "=\n";
        else
            out += path + (random() % 4 == 0 ? "/\n" : "=" + std::to_string(random() % 3) + "\n");
    }
    return out;
}

} // namespace

TEST_CASE("random trees: every difference lies in its folder, which sums up what it holds") {
    std::mt19937 random(20261126); // NOLINT
    std::size_t items = 0;
    for (int round = 0; round < 2'000; round++) {
        const std::string common = random_layer(random), of_a = random_layer(random), of_b = random_layer(random);
        const Inspection in_a = kit::inspection_from_text({common, of_a});
        const Inspection in_b = kit::inspection_from_text({common, of_b, random_layer(random)});
        const Timeline a(in_a), b(in_b);
        const FileDiff files = diff_files({in_a, a}, {in_b, b});
        const std::vector<Difference> tree = ui::difference_tree(files.rows, a, b);
        const auto wanted = expected(files, a, b);
        INFO(common << "--\n" << of_a << "--\n" << of_b);
        REQUIRE(tree.size() == wanted.size());
        std::size_t i = 0;
        for (auto at = wanted.begin(); at != wanted.end(); ++at, i++) {
            std::size_t end = i + 1;
            const auto is_below = [&](const Parts& parts) {
                return !at->first.empty() && parts.size() > at->first.size() &&
                       std::equal(at->first.begin(), at->first.end(), parts.begin());
            };
            for (auto next = std::next(at); next != wanted.end() && is_below(next->first); ++next) end++;
            REQUIRE(tree[i].a == at->second.a);
            REQUIRE(tree[i].b == at->second.b);
            REQUIRE(tree[i].row == at->second.row);
            REQUIRE(tree[i].end == end);
            REQUIRE(tree[i].added == at->second.added);
            REQUIRE(tree[i].changed == at->second.changed);
            REQUIRE(tree[i].removed == at->second.removed);
            REQUIRE(tree[i].reasons == at->second.reasons);
            REQUIRE(tree[i].unsure == at->second.unsure);
        }
        items += tree.size();
    }
    CHECK(items > 10'000); // or nothing was tested
}
