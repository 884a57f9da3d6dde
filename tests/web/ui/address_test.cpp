#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

TEST_CASE("the address leads back to the same place") {
    kit::Stage stage;
    stage.app().restore_address("#image=shop/api:1.0&layer=1&view=files&path=/srv/server.js");
    kit::open_on_stage(stage, kit::small_shop_image());
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.app().state().layer == 0);
    CHECK(stage.shows("server.js, added"));
    CHECK(kit::effects_of<ui::SetAddress>(stage).empty()); // it is as it was
    stage.app().apply({ui::DoAction{ui::Action::next_layer}});
    stage.settle();
    const auto set = kit::effects_of<ui::SetAddress>(stage);
    REQUIRE(set.size() == 1);
    CHECK(set[0].fragment == "#image=shop/api:1.0&layer=2&view=files&path=/srv/server.js");
    stage.settle();
    CHECK(kit::effects_of<ui::SetAddress>(stage).empty());
}

TEST_CASE("another view or image is a place that Back leads to; another layer or file is not") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::small_shop_image());
    stage.settle();
    const auto last = [&] {
        const auto set = kit::effects_of<ui::SetAddress>(stage);
        REQUIRE(set.size() == 1);
        return set[0];
    };
    const ui::SetAddress first = last();
    CHECK(first.new_place);
    stage.app().apply({ui::ShowLayer{0}});
    stage.settle();
    CHECK_FALSE(last().new_place);
    stage.app().apply({ui::ShowView{ui::View::config}});
    stage.settle();
    CHECK(last().new_place);
    stage.app().restore_address(first.fragment); // as Back does
    stage.settle();
    CHECK(stage.app().state().view == ui::View::files);
    CHECK(stage.app().state().layer == 1);
    CHECK(kit::effects_of<ui::SetAddress>(stage).empty());
    stage.app().restore_address(""); // before the image was opened
    stage.settle();
    CHECK(stage.shows("Drop an image here. Drop two to compare them."));
    stage.app().restore_address(first.fragment);
    stage.settle();
    CHECK(stage.shows("server.js, added") == false); // its folder is closed
    CHECK(stage.app().state().shown == 1);
    stage.app().apply({ui::DoAction{ui::Action::close_image}});
    stage.settle();
    stage.app().restore_address(first.fragment);
    stage.settle();
    CHECK(stage.shows("This link leads into shop/api:1.0. Open it to go there."));
}

TEST_CASE("the address leads back to the history as a Dockerfile") {
    kit::Stage stage;
    stage.app().restore_address("#image=shop/api:1.0&layer=1&view=dockerfile");
    kit::open_on_stage(stage, kit::shop_image());
    stage.settle();
    INFO(stage.transcript());
    CHECK(kit::is_selected(stage, "ADD rootfs.tar.xz /, layer 1, 2.02 kB, 100 % needed"));
    CHECK(kit::effects_of<ui::SetAddress>(stage).empty()); // it is as it was
}

TEST_CASE("the address keeps how the files are filtered and sorted, and which list of the waste is shown") {
    std::string link;
    {
        kit::Stage stage;
        kit::open_on_stage(stage, kit::shop_image());
        stage.settle();
        (void)stage.effects();
        stage.app().apply({ui::SetFilter{{.text = "*.js & co",
                                          .changes = ui::show_added | ui::show_removed,
                                          .larger_than = 4096,
                                          .removed_too = true}}});
        stage.app().apply({ui::SetSort{SortBy::size, SortOrder::reversed}});
        stage.app().apply({ui::SetWaste{{.list = ui::WasteList::files, .only = ByteClass::removed}}});
        stage.settle();
        const auto set = kit::effects_of<ui::SetAddress>(stage);
        REQUIRE(set.size() == 1);
        CHECK_FALSE(set[0].new_place);
        link = set[0].fragment;
    }
    INFO(link);
    kit::Stage stage;
    stage.app().restore_address(link);
    kit::open_on_stage(stage, kit::shop_image());
    stage.settle();
    const ui::State& state = stage.app().state();
    CHECK(state.filter == ui::FileFilter{.text = "*.js & co",
                                         .changes = ui::show_added | ui::show_removed,
                                         .larger_than = 4096,
                                         .removed_too = true});
    CHECK(state.sort == SortBy::size);
    CHECK(state.order == SortOrder::reversed);
    CHECK(state.waste.list == ui::WasteList::files);
    CHECK(state.waste.only == ByteClass::removed);
    CHECK(kit::effects_of<ui::SetAddress>(stage).empty()); // it is as it was
}

TEST_CASE("an address that names what no view has leads to the image as it is at first") {
    kit::Stage stage;
    stage.app().restore_address("#image=shop/api:1.0&sort=-weight&larger=12x&changes=some&waste=all&preview=film");
    kit::open_on_stage(stage, kit::shop_image());
    stage.settle();
    const ui::State& state = stage.app().state();
    CHECK(state.sort == SortBy::name);
    CHECK(state.filter.larger_than == 0);
    CHECK(state.waste.list == ui::WasteList::layers);
    CHECK(state.preview == ui::Preview::usual);
}

TEST_CASE("the address of a comparison leads back to a file that only the older image has") {
    kit::Stage stage;
    stage.app().restore_address("#image=shop/api:1.1&against=shop/api:1.0&layer=1&view=files&path=/lib/moved.js");
    kit::open_on_stage(stage, kit::shop_image(), 1);
    kit::open_on_stage(stage, kit::newer_shop_image(), 2);
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.app().state().against == 1);
    CHECK(stage.app().state().node_in_older == Timeline(kit::shop_image()).find("/lib/moved.js"));
}

TEST_CASE("the address says which image of an archive is shown, and leads back to it without asking") {
    const std::vector<Inspection> both = {kit::shop_image(), kit::newer_shop_image()};
    kit::Stage stage;
    stage.app().restore_address("#image=shop/api:1.1&against=shop/api:1.0&layer=1&view=files");
    kit::open_on_stage(stage, both, 1);
    kit::answer_layers(stage, both);
    INFO(stage.transcript());
    CHECK(stage.shows("A shop/api:1.0"));
    CHECK(stage.shows("B shop/api:1.1"));
    CHECK(stage.app().state().layer == 0);
}

namespace {

/// The same name, platform and source, but not the same build.
std::vector<Inspection> two_builds() {
    std::vector<Inspection> builds = {kit::shop_image(), kit::shop_image()};
    builds[0].image.config_digest = *parse_digest("sha256:" + std::string(64, 'a'));
    builds[1].image.config_digest = *parse_digest("sha256:" + std::string(64, 'b'));
    return builds;
}

} // namespace

TEST_CASE("of images with one name the address says which build is meant") {
    const std::vector<Inspection> builds = two_builds();
    const std::string newer = "#image=shop/api:1.0&image_config=bbbbbbbbbbbb",
                      older = "&against=shop/api:1.0&against_config=aaaaaaaaaaaa";
    {
        kit::Stage stage;
        kit::open_on_stage(stage, builds, 1);
        stage.app().apply({ui::ChooseImage{1, 0}});
        kit::answer_layers(stage, builds);
        stage.app().apply({ui::ChooseImage{1, 1}});
        kit::answer_layers(stage, builds);
        (void)stage.effects();
        stage.app().apply({ui::CompareWith{1}});
        stage.settle();
        const auto set = kit::effects_of<ui::SetAddress>(stage);
        REQUIRE(set.size() == 1);
        CHECK(set[0].fragment.starts_with(newer + older));
        stage.app().apply({ui::DoAction{ui::Action::swap_sides}});
        stage.settle();
        const auto swapped = kit::effects_of<ui::SetAddress>(stage);
        REQUIRE(swapped.size() == 1);
        CHECK(swapped[0].new_place);
    }
    kit::Stage stage;
    stage.app().restore_address(newer + older);
    kit::open_on_stage(stage, builds[1], 1); // in files of their own
    kit::open_on_stage(stage, builds[0], 2);
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.app().state().shown == 1);
    CHECK(stage.app().state().against == 2);
    kit::Stage choice;
    choice.app().restore_address("#image=shop/api:1.0"); // either of them
    kit::open_on_stage(choice, builds, 1);
    CHECK(choice.shows("Images in this archive"));
}

TEST_CASE("the address keeps where an image was fetched from, whatever it is called there") {
    kit::Stage stage;
    stage.app().load_catalog(R"({"images": [{"name": "alias/one", "tag": "7", "url": "x/shop 1.tar"}]})");
    stage.app().restore_address("#image=alias/one:7");
    REQUIRE(kit::effects_of<ui::OpenAddresses>(stage).size() == 1);
    const auto last = [&] {
        const auto set = kit::effects_of<ui::SetAddress>(stage);
        REQUIRE(set.size() == 1);
        return set[0].query + set[0].fragment.substr(0, set[0].fragment.find("&layer"));
    };
    kit::open_on_stage(stage, kit::shop_image(), 1, "x/shop 1.tar");
    CHECK(last() == "?image=x/shop%201.tar#image=shop/api:1.0");
    CHECK(stage.app().state().notice.empty());
    kit::open_on_stage(stage, kit::newer_shop_image(), 2); // the person's own
    CHECK(last() == "#image=shop/api:1.1");
    stage.app().apply({ui::CompareWith{1}});
    stage.settle();
    CHECK(last() == "?against=x/shop%201.tar#image=shop/api:1.1&against=shop/api:1.0");
    stage.app().apply({ui::DoAction{ui::Action::go_home}});
    stage.settle();
    CHECK(last() == "");
}

TEST_CASE("Back to an image that was closed fetches it again, whatever it is called there") {
    kit::Stage stage;
    stage.app().load_catalog(R"({"images": [{"name": "alias/one", "tag": "7", "url": "x/shop 1.tar"}]})");
    stage.app().restore_address("#image=alias/one:7");
    kit::open_on_stage(stage, kit::shop_image(), 1, "x/shop 1.tar");
    stage.app().apply({ui::ShowView{ui::View::config}});
    stage.settle();
    const auto places = kit::effects_of<ui::SetAddress>(stage);
    REQUIRE(!places.empty());
    const std::string place = places.back().query + places.back().fragment;
    stage.app().apply({ui::DoAction{ui::Action::close_image}});
    stage.settle();
    (void)stage.effects();
    stage.app().restore_address(place);
    stage.settle();
    const auto opens = kit::effects_of<ui::OpenAddresses>(stage);
    REQUIRE(opens.size() == 1);
    CHECK(opens[0].urls == std::vector<std::string>{"x/shop 1.tar"});
    kit::open_on_stage(stage, kit::shop_image(), 2, "x/shop 1.tar");
    INFO(stage.transcript());
    CHECK(stage.app().state().shown == 2);
    CHECK(stage.app().state().view == ui::View::config);
    CHECK(stage.app().state().notice.empty());
    stage.app().restore_address(""); // on to the start page, and back to what is open
    stage.settle();
    (void)stage.effects();
    stage.app().restore_address(place);
    stage.settle();
    CHECK(kit::effects_of<ui::OpenAddresses>(stage).empty());
    CHECK(stage.app().state().shown == 2);
}

TEST_CASE("a link that fits nothing of what was opened is told of, and the address says what is shown") {
    kit::Stage stage;
    stage.app().restore_address("#image=shop/api:9.9&against=shop/api:8&layer=99&view=bogus");
    kit::open_on_stage(stage, kit::small_shop_image());
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.shows("This link leads into shop/api:9.9, but that is not what was opened."));
    const auto set = kit::effects_of<ui::SetAddress>(stage);
    REQUIRE(set.size() == 1);
    CHECK(set[0].fragment == "#image=shop/api:1.0&layer=2&view=files");
}

TEST_CASE("of a link to two images the first that is opened fits") {
    kit::Stage stage;
    stage.app().restore_address("#image=shop/api:1.1&against=shop/api:1.0");
    kit::open_on_stage(stage, kit::shop_image());
    stage.settle();
    CHECK(stage.app().state().notice.empty());
}

TEST_CASE("the layers of one image side by side are no place") {
    kit::Stage stage;
    stage.app().restore_address("#image=shop/api:1.0&layer=1&view=layers");
    kit::open_on_stage(stage, kit::small_shop_image());
    stage.settle();
    const auto set = kit::effects_of<ui::SetAddress>(stage);
    REQUIRE(set.size() == 1);
    CHECK(set[0].fragment == "#image=shop/api:1.0&layer=1&view=files");
    stage.app().apply({ui::ShowView{ui::View::waste}});
    stage.key(ImGuiKey_8);
    CHECK(stage.app().state().view == ui::View::waste);
    stage.key(ImGuiKey_F1);
    CHECK_FALSE(stage.shows("Show the layers side by side"));
}

TEST_CASE("settings are kept when they change, and restored") {
    kit::Stage stage;
    stage.app().restore_setting("scheme", "light");
    stage.settle();
    CHECK(kit::effects_of<ui::KeepSetting>(stage).empty());
    REQUIRE(stage.click("Switch to dark"));
    const auto kept = kit::effects_of<ui::KeepSetting>(stage);
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].name == "scheme");
    CHECK(kept[0].value == "dark");
}
