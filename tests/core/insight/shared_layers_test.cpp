#include "core/base/text.hpp"
#include "core/insight/shared_layers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <initializer_list>
#include <random>
#include <string>

using namespace strata;

namespace {

/// Layers by number; each weighs its number unpacked and ten times that stored. 0 is one whose diff_id is not known.
ImageRecord image_of(std::initializer_list<unsigned> layers, unsigned id) {
    ImageRecord image;
    image.config_digest = *parse_digest(text("sha256:", std::string(60, 'c'), 1000 + id));
    for (const unsigned number : layers) {
        LayerRecord layer;
        if (number > 0) layer.diff_id = *parse_digest(text("sha256:", std::string(60, 'd'), 1000 + number));
        layer.stored_size = number == 0 ? 70 : number * 10;
        image.layers.push_back(std::move(layer));
    }
    return image;
}

/// "size=shared+unique pull/stored" of each, then the sums.
std::string shares(std::initializer_list<std::initializer_list<unsigned>> stacks, bool same_id = false) {
    std::vector<ImageRecord> images;
    for (const auto& stack : stacks)
        images.push_back(image_of(stack, same_id ? 0 : static_cast<unsigned>(images.size())));
    std::vector<WeighedImage> weighed;
    std::size_t at = 0;
    for (const auto& stack : stacks) {
        WeighedImage image{&images[at++], {}};
        for (const unsigned number : stack) image.sizes.push_back({number == 0 ? 7 : number});
        weighed.push_back(std::move(image));
    }
    const SharedLayers shared = share_layers(weighed);
    std::string out;
    for (const ImageShare& share : shared.images)
        out += text(share.size, '=', share.shared, '+', share.unique, ' ', share.pull, '/', share.stored, ", ");
    return out + text(shared.size.bytes, ' ', shared.stored, ' ', shared.layers.size());
}

} // namespace

TEST_CASE("images share the layers that both have") {
    CHECK(shares({{1, 2}, {1, 3}}) == "3=1+2 20/30, 4=1+3 30/40, 6 60 3");
    CHECK(shares({{1, 2}}) == "3=0+3 30/30, 3 30 2");
    CHECK(shares({{1}, {1, 2}, {1, 2, 3}}) == "1=1+0 0/10, 3=3+0 0/30, 6=3+3 30/60, 6 60 3");
    CHECK(shares({}) == "0 0 0");
    CHECK(shares({{}}) == "0=0+0 0/0, 0 0 0");
}

TEST_CASE("a layer on other layers is another one on a disk, and the same one to pull") {
    CHECK(shares({{1, 3}, {2, 3}}) == "4=0+4 10/40, 5=0+5 20/50, 9 60 3");
    CHECK(shares({{1, 1}, {1}}) == "2=1+1 0/10, 1=1+0 0/10, 2 10 1");
}

TEST_CASE("an image that comes twice shares nothing with itself") {
    CHECK(shares({{1, 2}, {1, 2}}, true) == "3=0+3 30/30, 3=0+3 30/30, 3 30 2");
    CHECK(shares({{0}, {0}}, true) == "7=0+7 70/70, 7=0+7 70/70, 7 70 1");
}

TEST_CASE("a layer that nothing identifies is nobody else's") {
    CHECK(shares({{1, 0}, {1, 0}}) == "8=1+7 70/80, 8=1+7 70/80, 15 150 3");
}

TEST_CASE("of two archives the one that packs a layer better says what it costs") {
    ImageRecord plain = image_of({1}, 1);
    ImageRecord packed = image_of({1, 2}, 2);
    plain.layers[0].stored_size = 100;
    const WeighedImage images[] = {{&plain, {{1}}}, {&packed, {{1}, {2}}}};
    CHECK(share_layers(images).images[0].stored == 10);
}

TEST_CASE("a layer that is packed in two ways is two blobs") {
    ImageRecord gzip = image_of({1}, 1), zstd = image_of({1}, 2), plain = image_of({1}, 3);
    const auto pack = [](ImageRecord& image, Compression compression, char digit, std::uint64_t stored) {
        image.layers[0].compression = compression;
        image.layers[0].descriptor.digest = *parse_digest(text("sha256:", std::string(64, digit)));
        image.layers[0].stored_size = stored;
    };
    pack(gzip, Compression::gzip, 'e', 6);
    pack(zstd, Compression::zstd, 'f', 5);
    const WeighedImage images[] = {{&plain, {{1}}}, {&gzip, {{1}}}, {&zstd, {{1}}}};
    const SharedLayers shared = share_layers(images);
    CHECK(shared.size.bytes == 1); // one on a disk
    CHECK(shared.stored == 11);
    CHECK(shared.blobs == 2);
    CHECK(shared.images[0].pull == 0); // a registry would pack it as one of the others did
    CHECK(shared.images[1].pull == 0);
    CHECK(shared.images[2].pull == 5);
    CHECK(shared.layers.at(0).stored == 11);
    CHECK(shared.layers.at(0).images.size() == 3);
}

TEST_CASE("of two sizes of a layer the exact one counts") {
    const ImageRecord whole = image_of({1, 2}, 1), lacking = image_of({1, 2}, 2), alone = image_of({3}, 3);
    const WeighedImage images[] = {{&lacking, {{90, false}, {2}}}, {&whole, {{1}, {2}}}, {&alone, {{80, false}}}};
    const SharedLayers shared = share_layers(images);
    CHECK(shared.images[0].size == 3);
    CHECK(shared.images[0].exact);
    CHECK(shared.layers[0].size.bytes == 1);
    CHECK_FALSE(shared.images[2].exact);
    CHECK(shared.size.bytes == 83);
    CHECK_FALSE(shared.size.exact);
}

TEST_CASE("shared and unique sum to the size, and the unique ones with what is shared once to the disk's") {
    std::mt19937 random(2);
    for (int round = 0; round < 500; round++) {
        std::vector<ImageRecord> images;
        std::vector<WeighedImage> weighed;
        const auto count = static_cast<unsigned>(1 + random() % 5);
        images.reserve(count);
        for (unsigned i = 0; i < count; i++) {
            ImageRecord image = image_of({}, random() % 4);
            WeighedImage weight;
            // The same id is the same image.
            const auto known = std::ranges::find(images, image.config_digest, &ImageRecord::config_digest);
            if (known != images.end())
                image = *known;
            else
                for (auto layers = random() % 5; layers > 0; layers--)
                    image.layers.push_back(image_of({static_cast<unsigned>(random() % 5)}, 0).layers[0]);
            for (const LayerRecord& layer : image.layers) weight.sizes.push_back({layer.stored_size / 10});
            images.push_back(std::move(image));
            weight.image = &images.back();
            weighed.push_back(std::move(weight));
        }
        const SharedLayers shared = share_layers(weighed);
        std::uint64_t pulls = 0;
        for (const ImageShare& share : shared.images) {
            REQUIRE(share.size == share.shared + share.unique);
            REQUIRE(share.pull <= share.stored);
            REQUIRE(share.size <= shared.size.bytes);
            REQUIRE(share.stored <= shared.stored);
            pulls += share.pull;
        }
        std::uint64_t stored = 0;
        for (const LayerUse& use : shared.layers) {
            REQUIRE_FALSE(use.images.empty());
            stored += use.stored;
        }
        REQUIRE(stored == shared.stored);
        if (count == 1) REQUIRE(pulls == stored);
    }
}
