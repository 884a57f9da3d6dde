#include "tests/kit/answer_on_stage.hpp"
#include "tests/kit/layer_text.hpp"
#include "tests/kit/open_on_stage.hpp"
#include "web/ui/picture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

using ui::PictureKind;

std::string bytes(std::initializer_list<int> values) {
    std::string out;
    for (const int value : values) out += static_cast<char>(value);
    return out;
}

std::string png(std::uint32_t width, std::uint32_t height) {
    std::string out("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    for (const std::uint32_t side : {width, height})
        for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(side >> shift & 255);
    return out + std::string("\x08\x06\0\0\0", 5);
}

void check(std::string_view content, PictureKind kind, std::uint32_t width, std::uint32_t height) {
    const auto info = ui::read_picture_info(content);
    REQUIRE(info);
    CHECK(info->kind == kind);
    CHECK(info->width == width);
    CHECK(info->height == height);
    // However much of it is missing, nothing beyond it is read.
    for (std::size_t size = 0; size < content.size(); size++)
        (void)ui::read_picture_info(std::string(content.substr(0, size)));
}

/// An image with one file, which is selected.
void open_file(kit::Stage& stage, const std::string& path, const std::string& content) {
    Inspection image = kit::inspection_from_text({path + "=x size:" + std::to_string(content.size())});
    image.source = "pictures.tar";
    image.image.layers[0].state = BlobState::present;
    kit::open_on_stage(stage, image);
    const Timeline timeline(image);
    stage.app().apply({ui::GoToNode{timeline.find(path)}});
    stage.settle();
    const auto others = kit::answer_on_stage(stage, image, [&](std::uint32_t, const std::string&) { return content; });
    for (const ui::Effect& effect : others)
        if (const auto* wanted = std::get_if<ui::DecodePicture>(&effect))
            stage.app().picture_arrived(wanted->number, {.width = 640, .height = 480, .texture = 7});
    stage.settle();
}

} // namespace

TEST_CASE("a picture's kind and size are read from its bytes") {
    check(png(640, 480), PictureKind::png, 640, 480);
    check(std::string("GIF89a\x80\x02\xe0\x01\0\0", 12), PictureKind::gif, 640, 480);
    check(bytes({0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xff, 0xc2, 0, 17, 8, 1, 0xe0, 2, 0x80, 3, 0}),
          PictureKind::jpeg, 640, 480);
    check(std::string("RIFF\x10\0\0\0WEBPVP8X", 16) + bytes({10, 0, 0, 0, 0, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0}),
          PictureKind::webp, 640, 480);
    check(std::string("\0\0\1\0\1\0", 6) + bytes({32, 0, 0, 0, 1, 0, 32, 0, 0, 1, 0, 0, 22, 0, 0, 0}), PictureKind::ico,
          32, 256);
    check("\n<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>", PictureKind::svg, 0, 0);
    CHECK_FALSE(ui::read_picture_info("<html><body>no picture"));
    CHECK_FALSE(ui::read_picture_info("hello"));
    CHECK_FALSE(ui::read_picture_info(""));
}

TEST_CASE("pictures that would take too much memory are refused in words") {
    CHECK(ui::picture_refusal({PictureKind::png, 640, 480}, 1000).empty());
    CHECK(ui::picture_refusal({PictureKind::png, 60'000, 60'000}, 1000)
              .starts_with("A picture of 60,000 × 60,000 pixels"));
    CHECK(ui::picture_refusal({PictureKind::png, 0xffffffff, 0xffffffff}, 1000).find("too much memory") !=
          std::string::npos);
    CHECK(ui::picture_refusal({PictureKind::png, 0, 480}, 1000).find("damaged") != std::string::npos);
    CHECK(
        ui::picture_refusal({PictureKind::gif, 640, 480}, 100'000'000).starts_with("A picture of 100 MB is too large"));
    CHECK_FALSE(ui::picture_refusal({PictureKind::svg, 0, 0}, 2'000'000).empty());
}

TEST_CASE("a picture is decoded by the browser and shown with its size") {
    kit::Stage stage;
    open_file(stage, "/logo.png", png(640, 480));
    INFO(stage.transcript());
    CHECK(stage.shows("PNG · 640 × 480 pixels · 29 B"));
    // The bytes are a press away, and the texture goes when nobody needs it any more.
    REQUIRE(stage.click("Hex"));
    CHECK(stage.shows("Content in hex"));
    (void)stage.effects();
    stage.app().apply({ui::DoAction{ui::Action::close_image}});
    stage.settle();
    bool dropped = false;
    for (const ui::Effect& effect : stage.effects())
        if (const auto* drop = std::get_if<ui::DropTexture>(&effect)) dropped = drop->texture == 7;
    CHECK(dropped);
}

TEST_CASE("two versions of a picture are shown side by side") {
    kit::Stage stage;
    Inspection older = kit::inspection_from_text({"logo.png=x size:29"}),
               newer = kit::inspection_from_text({"logo.png=y size:29"});
    older.source = "old.tar";
    newer.source = "new.tar";
    for (Inspection* image : {&older, &newer}) image->image.layers[0].state = BlobState::present;
    kit::open_on_stage(stage, older, 1);
    kit::open_on_stage(stage, newer, 2);
    stage.app().apply({ui::CompareWith{1}});
    stage.app().apply({ui::GoToNode{Timeline(newer).find("/logo.png")}});
    stage.settle();
    // The older one is asked for of the first file.
    std::uint32_t decoded = 0;
    for (int round = 0; round < 4; round++) {
        for (const ui::Effect& effect : stage.effects()) {
            if (const auto* send = std::get_if<ui::SendRequest>(&effect)) {
                const std::string bytes = png(send->request.file == 1 ? 320 : 640, 240);
                if (std::holds_alternative<web::ContentRequest>(send->request.what))
                    stage.app().receive({.id = send->request.id, .what = web::ContentAnswer{bytes, bytes.size()}});
            } else if (const auto* wanted = std::get_if<ui::DecodePicture>(&effect)) {
                decoded++;
                stage.app().picture_arrived(wanted->number, {.width = wanted->bytes == png(320, 240) ? 320u : 640u,
                                                             .height = 240,
                                                             .texture = ImTextureID(decoded)});
            }
        }
        stage.settle();
    }
    INFO(stage.transcript());
    CHECK(decoded == 2);
    CHECK(stage.shows("A"));
    CHECK(stage.shows("PNG · 320 × 240 pixels · 29 B"));
    CHECK(stage.shows("B"));
    CHECK(stage.shows("PNG · 640 × 240 pixels · 29 B"));
    REQUIRE(stage.click("Picture"));
    CHECK_FALSE(stage.shows("PNG · 320 × 240 pixels · 29 B"));
}

TEST_CASE("an SVG is a text first, a picture on demand; what the browser can't read is said") {
    kit::Stage stage;
    const std::string svg = "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'/>";
    open_file(stage, "/logo.svg", svg);
    INFO(stage.transcript());
    CHECK(stage.shows(svg));
    REQUIRE(stage.click("Picture"));
    std::uint32_t number = 0;
    for (const ui::Effect& effect : stage.effects())
        if (const auto* wanted = std::get_if<ui::DecodePicture>(&effect)) {
            number = wanted->number;
            CHECK(wanted->media_type == "image/svg+xml");
            CHECK(wanted->bytes == svg);
        }
    REQUIRE(number != 0);
    stage.app().picture_arrived(number, {.failure = "The browser can't read this picture: it may be damaged."});
    stage.settle();
    CHECK(stage.shows("The browser can't read this picture: it may be damaged."));
}

TEST_CASE("a huge picture is never handed to the browser") {
    kit::Stage stage;
    open_file(stage, "/bomb.png", png(60'000, 60'000));
    INFO(stage.transcript());
    CHECK(stage.shows("A picture of 60,000 × 60,000 pixels would take too much memory. Save it to look at it."));
    REQUIRE(stage.click("Save the file…"));
}
