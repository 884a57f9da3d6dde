// Every command, and what it does to the state or asks of the world. One without a case here fails the test.
#include "tests/web/ui/room.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace strata;
using kit::Room;
using ui::Action;

TEST_CASE("every command with something to say changes what it says") {
    std::set<std::size_t> seen;
    const auto apply = [&](Room& room, const ui::Command& command) {
        seen.insert(command.what.index());
        room.apply(command);
    };
    const NodeIndex server = Timeline(kit::shop_image()).find("/srv/app/server.js"),
                    folder = Timeline(kit::shop_image()).find("/srv");
    {
        Room room(2);
        apply(room, {ui::ShowImage{1}});
        CHECK(room.state().shown == 1);
        apply(room, {ui::CompareWith{2}});
        CHECK(room.state().against == 2);
        apply(room, {ui::SelectDifference{server, 3}});
        CHECK(room.state().node_in_older == 3);
        apply(room, {ui::SetExpandedInOlder{folder, true}});
        CHECK(room.state().expanded_in_older.contains(folder));
        const Inspection shop = kit::shop_image();
        const Timeline timeline(shop);
        const Place place = timeline.final(timeline.find("/etc/passwd"));
        apply(room, {ui::WantInside{place, place}});
        int asked = 0;
        for (const ui::Effect& effect : room.stage.effects())
            if (const auto* send = std::get_if<ui::SendRequest>(&effect))
                asked += std::holds_alternative<web::NestedRequest>(send->request.what);
        CHECK(asked == 2); // in both images
    }
    {
        Room room;
        apply(room, {ui::ShowView{ui::View::history}});
        apply(room, {ui::SelectHistory{0}});
        CHECK(room.state().layer == 0); // the layer that the step made
        apply(room, {ui::SetHistory{{.list = ui::HistoryList::dockerfile, .text_row = 2}}});
        CHECK(room.state().history.text_row == 2);
        apply(room, {ui::ShowView{ui::View::config}});
        apply(room, {ui::SelectSetting{1}});
        CHECK(room.state().setting_row == 1);
        apply(room, {ui::SetSearch{"PORT"}});
        CHECK(room.state().search == "PORT");
        CHECK(room.state().setting_row == no_index);
        apply(room, {ui::NextFound{}});
        CHECK(room.state().found == 1);
        apply(room, {ui::ShowLayer{1}});
        CHECK(room.state().layer == 1);
        apply(room, {ui::ShowScope{ui::Scope::this_layer}});
        CHECK(room.state().scope == ui::Scope::this_layer);
        apply(room, {ui::SetWaste{{.list = ui::WasteList::files}}});
        CHECK(room.state().waste.list == ui::WasteList::files);
        apply(room, {ui::SetPackages{{.sort = ui::PackageSort::size}}});
        CHECK(room.state().packages.sort == ui::PackageSort::size);
        apply(room, {ui::SelectFinding{1}});
        CHECK(room.state().finding_row == 1);
        apply(room, {ui::SetOrigins{ui::show_own}});
        CHECK(room.state().origins == ui::show_own);
        CHECK(room.state().finding_row == no_index);
        apply(room, {ui::GoToLine{7}});
        CHECK(room.state().line == 7);
        CHECK(room.state().line_wanted);
        apply(room, {ui::LineShown{}});
        CHECK_FALSE(room.state().line_wanted);
        apply(room, {ui::SetTreemap{{.top = folder}}});
        CHECK(room.state().treemap.top == folder);
        apply(room, {ui::GoToNode{server}});
        CHECK(room.state().node == server);
        CHECK(room.state().view == ui::View::files);
        CHECK(room.state().expanded.contains(folder));
        apply(room, {ui::SetExpanded{folder, false}});
        CHECK_FALSE(room.state().expanded.contains(folder));
        apply(room, {ui::SelectNode{folder}});
        CHECK(room.state().node == folder);
        apply(room, {ui::SetFilter{{.text = "*.js"}}});
        CHECK(room.state().filter.text == "*.js");
        apply(room, {ui::SetSort{SortBy::size, SortOrder::reversed}});
        CHECK(room.state().order == SortOrder::reversed);
        apply(room, {ui::SetPreview{ui::Preview::hex}});
        CHECK(room.state().preview == ui::Preview::hex);
        apply(room, {ui::ShowPopup{ui::Popup::export_menu}});
        CHECK(room.state().popup == ui::Popup::export_menu);
        apply(room, {ui::SetPopupRow{2}});
        CHECK(room.state().popup_row == 2);
        apply(room, {ui::SetPaletteText{"waste"}});
        CHECK(room.state().palette_text == "waste");
        CHECK(room.state().popup_row == 0);
        apply(room, {ui::AskText{ui::TextWish::select_all}}); // of a text: none has a selection
        CHECK(room.stage.app().ui().selection.empty());
        apply(room, {ui::SetColumns{300, 400}});
        CHECK(room.state().left_width == 300);
    }
    {
        Room room;
        apply(room, {ui::CopyText{"words"}});
        const auto copied = room.asked<ui::PutOnClipboard>();
        REQUIRE(copied);
        CHECK(copied->text == "words");
        const Place place = Timeline(kit::shop_image()).final(server);
        apply(room, {ui::WantContent{1, place, 100}});
        bool asked = false;
        for (const ui::Effect& effect : room.stage.effects())
            if (const auto* send = std::get_if<ui::SendRequest>(&effect))
                asked = asked || std::holds_alternative<web::ContentRequest>(send->request.what);
        CHECK(asked);
        apply(room, {ui::WantPicture{1, place}}); // no picture is there: nothing is asked
        CHECK_FALSE(room.asked<ui::DecodePicture>());
    }
    {
        Room room;
        room.stage.app().opened({{.id = 7, .name = "more.tar"}});
        apply(room, {ui::CancelFile{7}});
        CHECK(room.stage.shows("more.tar: Cancelled."));
        apply(room, {ui::DismissFile{7}});
        CHECK_FALSE(room.stage.shows("more.tar: Cancelled."));
        apply(room, {ui::GoToNode{server}});
        for (const ui::Effect& effect : room.stage.effects())
            if (const auto* send = std::get_if<ui::SendRequest>(&effect))
                room.stage.app().receive({.id = send->request.id, .what = web::FailureAnswer{"It is damaged."}});
        room.apply(Action::copy_content);
        REQUIRE(room.stage.shows("Dismiss"));
        apply(room, {ui::DismissNotice{}});
        CHECK_FALSE(room.stage.shows("Dismiss"));
        apply(room, {ui::ShowFiles{}});
        CHECK(room.state().shown == 0);
        apply(room, {ui::SelectChoice{{1, 0}}});
        CHECK(room.state().choice == ui::ArchiveRow{1, 0});
        apply(room, {ui::ChooseImage{1, 0}});
        CHECK(room.state().shown == 1);
        apply(room, {ui::DoAction{Action::go_home}});
        room.stage.app().load_catalog(R"({"images": [{"name": "a", "tags": [{"url": "1"}, {"url": "2"}]}]})");
        apply(room, {ui::SetCatalogOpen{0, true}});
        CHECK(room.state().catalog.open.contains(0));
        apply(room, {ui::SetCatalogSearch{"a"}});
        CHECK(room.state().catalog.search == "a");
        apply(room, {ui::SelectCatalogEntry{{0, 1}}});
        CHECK(room.state().catalog.row == ui::CatalogPlace{0, 1});
        apply(room, {ui::CompareCatalogEntry{ui::CatalogPlace{0, 1}}});
        CHECK(room.state().catalog.compared == ui::CatalogPlace{0, 1});
        apply(room, {ui::OpenCatalogEntry{{0, 0}}});
        const auto opened = room.asked<ui::OpenAddresses>();
        REQUIRE(opened);
        CHECK(opened->urls == std::vector<std::string>{"2", "1"});
        room.apply({ui::ShowImage{1}});
        apply(room, {ui::CompareWithEntry{{0, 0}}});
        const auto compared = room.asked<ui::OpenAddresses>();
        REQUIRE(compared);
        CHECK(compared->urls == std::vector<std::string>{"1"});
        apply(room, {ui::CompareWithFile{}});
        CHECK(room.asked<ui::PickFiles>());
        apply(room, {ui::CompareWithRow{{1, 0}}}); // it is shown already
        CHECK(room.state().against == 0);
    }
    CHECK(seen.size() == std::variant_size_v<decltype(ui::Command::what)>);
}
