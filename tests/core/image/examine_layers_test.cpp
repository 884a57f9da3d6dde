// What is told of files while their layers are read.
#include "core/model/examiner.hpp"
#include "tests/core/image/layer_stack.hpp"
#include "tests/kit/packing.hpp"
#include "tests/kit/tar_writer.hpp"

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>

using namespace strata;
using namespace strata::kit;

namespace {

/// Keeps the first `most` bytes of files whose name ends with ".txt".
class KeepsText final : public Examiner {
public:
    explicit KeepsText(std::size_t most = 1'000'000, std::uint8_t kinds = facts_packages)
        : most_(most), kinds_(kinds) {}
    std::uint8_t kinds() const override { return kinds_; }
    std::unique_ptr<Examination> begin(std::string_view path, const Entry&) const override {
        if (!path.ends_with(".txt")) return nullptr;
        return std::make_unique<Keeps>(most_);
    }

private:
    struct Keeps final : Examination {
        explicit Keeps(std::size_t bytes) : most(bytes) {}
        Appetite take(std::span<const std::byte> bytes) override {
            kept.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
            return kept.size() < most ? Appetite::more : Appetite::enough;
        }
        FileFacts finish() override {
            FileFacts facts;
            facts.owned = {kept.substr(0, most)};
            return facts;
        }
        std::string kept;
        std::size_t most;
    };
    std::size_t most_;
    std::uint8_t kinds_;
};

FileFacts owned(EntryIndex entry, std::string file) {
    FileFacts facts;
    facts.entry = entry;
    facts.owned = {std::move(file)};
    return facts;
}

} // namespace

TEST_CASE("an examiner is shown the files that it wants, of plain and of packed layers") {
    const std::string tar =
        write_tar({file("big", lines(200'000)), file("d/a.txt", "one"), file("b.txt", lines(9000))});
    const std::string twice = write_tar({file("c.txt", "old"), file("c.txt", "new")});
    LayerStack stack({tar, pack(tar, Packing::gzip), twice});
    const KeepsText examiner;
    const Inspection read = stack.inspected({.layer = {.examiner = &examiner}});
    for (const std::uint32_t layer : {0u, 1u}) {
        const Layer& found = *read.layers[layer];
        CHECK(found.examined);
        REQUIRE(found.facts.size() == 2);
        CHECK(found.facts[0] == owned(index_of(found, "/d/a.txt"), "one"));
        CHECK(found.facts[1] == owned(index_of(found, "/b.txt"), lines(9000)));
    }
    REQUIRE(read.layers[2]->facts.size() == 2);
    CHECK(read.layers[2]->tree.entries[read.layers[2]->facts[0].entry].has(entry_superseded));
    CHECK(stack.archive.bytes_read() < tar.size() + 2 * 200'000); // what nobody wants is passed over where it can be
    CHECK_FALSE(stack.inspected().layers[0]->examined);
}

TEST_CASE("an examiner that has seen enough of a file leaves the rest unread") {
    const std::string tar = write_tar({file("a.txt", lines(200'000)), file("b.txt", "two")});
    LayerStack stack({tar, pack(tar, Packing::gzip)});
    const KeepsText examiner(4);
    const Inspection read = stack.inspected({.layer = {.examiner = &examiner}});
    for (const auto& layer : read.layers) {
        REQUIRE(layer->facts.size() == 2);
        CHECK(layer->facts[0].owned[0] == lines(1).substr(0, 4));
        CHECK(layer->facts[1].owned[0] == "two");
    }
    CHECK(stack.archive.bytes_read() < tar.size() + 200'000);
}

TEST_CASE("facts above the limit are left out, and that is said once") {
    LayerStack stack({write_tar({file("a.txt", lines(9000)), file("b.txt", lines(9000)), file("c.txt", lines(9000))})});
    const KeepsText examiner;
    ReadLayerOptions options{.examiner = &examiner};
    options.limits.facts_memory = lines(9000).size() + 1000;
    const Inspection read = stack.inspected({.layer = options});
    CHECK(read.layers[0]->facts.size() == 1);
    REQUIRE(read.layers[0]->problems.size() == 1);
    CHECK(read.layers[0]->problems[0].message.find("what \"/b.txt\" and others say is left out") != std::string::npos);
}

TEST_CASE("layers of a known image are taken from it only where they were examined as is wanted now") {
    LayerStack stack({write_tar({file("a.txt", "one")})});
    stack.image.layers[0].diff_id = parse_digest("sha256:" + std::string(64, 'a')).value();
    const Inspection plain = stack.inspected();
    const KeepsText examiner;
    const Inspection examined = stack.inspected({.layer = {.examiner = &examiner}, .known = &plain});
    CHECK(examined.layers[0]->facts.size() == 1);
    CHECK(stack.inspected({.layer = {.examiner = &examiner}, .known = &examined}).layers[0] == examined.layers[0]);
    CHECK(stack.inspected({.known = &examined}).layers[0] == examined.layers[0]);
    const KeepsText other(3, facts_secrets);
    CHECK(stack.inspected({.layer = {.examiner = &other}, .known = &examined}).layers[0] != examined.layers[0]);
}
