// Every command, and what it does to the state or asks of the world. A command without a case here fails the last test.
#include "tests/kit/answer_on_stage.hpp"
#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <set>

using namespace strata;
using ui::Action;
using ui::State;

namespace {

std::string content(std::uint32_t, const std::string& path) { return "text of " + path + "\n"; }

/// A stage with one image, or with two that are compared.
struct Room {
    kit::Stage stage;
    explicit Room(int images = 1) {
        kit::open_on_stage(stage, kit::shop_image(), 1);
        if (images == 2) {
            kit::open_on_stage(stage, kit::newer_shop_image(), 2);
            stage.app().apply({ui::CompareWith{1}});
        }
        stage.settle();
        kit::answer_on_stage(stage, kit::shop_image(), content);
        (void)stage.effects();
    }
    const State& state() { return stage.app().state(); }
    void apply(const ui::Command& command) {
        stage.app().apply(command);
        stage.settle();
    }
    void apply(Action action) { apply({ui::DoAction{action}}); }
    void select(const char* path) {
        apply({ui::GoToNode{Timeline(kit::shop_image()).find(path)}});
        kit::answer_on_stage(stage, kit::shop_image(), content);
    }
    template <class Wanted>
    std::optional<Wanted> asked() {
        for (const ui::Effect& effect : kit::answer_on_stage(stage, kit::shop_image(), content))
            if (const auto* wanted = std::get_if<Wanted>(&effect)) return *wanted;
        return std::nullopt;
    }
};

struct Case {
    Action action;
    int images;
    std::function<void(Room&)> check; ///< after `before` and the action
    std::function<void(Room&)> before = {};
};

std::function<void(Room&)> shows(ui::View view) {
    return [view](Room& room) { CHECK(room.state().view == view); };
}
std::function<void(Room&)> previews(ui::Preview preview) {
    return [preview](Room& room) { CHECK(room.state().preview == preview); };
}
std::function<void(Room&)> saves(std::string_view ending, std::string_view words) {
    return [=](Room& room) {
        const auto saved = room.asked<ui::SaveBytes>();
        REQUIRE(saved);
        CHECK(saved->name.ends_with(ending));
        CHECK(saved->bytes.find(words) != std::string::npos);
    };
}
std::function<void(Room&)> copies(std::string_view words) {
    return [=](Room& room) {
        const auto copied = room.asked<ui::PutOnClipboard>();
        REQUIRE(copied);
        CHECK(copied->text.find(words) != std::string::npos);
    };
}
void select_server(Room& room) { room.select("/srv/app/server.js"); }

const std::vector<Case> cases = {
    {Action::open_files, 1, [](Room& room) { CHECK(room.asked<ui::PickFiles>()); }},
    {Action::open_sample, 1,
     [](Room& room) {
         const auto asked = room.asked<ui::OpenAddresses>();
         REQUIRE(asked);
         CHECK(asked->urls == std::vector<std::string>{"samples/shop-api-1.1.tar"});
     }},
    {Action::close_image, 1,
     [](Room& room) {
         CHECK(room.state().shown == 0);
         CHECK(room.stage.app().session().images.empty());
     }},
    {Action::go_home, 2,
     [](Room& room) {
         CHECK(room.state().shown == 0);
         CHECK(room.stage.shows("Drop an image here. Drop two to compare them."));
         REQUIRE(room.stage.click("shop/api:1.0")); // what is open stays a click away
         CHECK(room.state().shown == 1);
     }},
    {Action::view_files, 1, shows(ui::View::files), [](Room& room) { room.apply(Action::view_waste); }},
    {Action::view_treemap, 1, shows(ui::View::treemap)},
    {Action::view_waste, 1, shows(ui::View::waste)},
    {Action::view_packages, 1, shows(ui::View::packages)},
    {Action::view_findings, 2, shows(ui::View::findings)},
    {Action::view_layers, 2, shows(ui::View::layers)},
    {Action::view_config, 1, shows(ui::View::config)},
    {Action::view_history, 1,
     [](Room& room) {
         CHECK(room.state().view == ui::View::history);
         CHECK(room.state().history.list == ui::HistoryList::rows);
     },
     [](Room& room) { room.apply(Action::view_dockerfile); }},
    {Action::view_dockerfile, 1, [](Room& room) { CHECK(room.stage.shows("ENV PORT=8080")); }},
    {Action::next_layer, 1, [](Room& room) { CHECK(room.state().layer == 2); }},
    {Action::previous_layer, 1, [](Room& room) { CHECK(room.state().layer == 1); }},
    {Action::scope_layer, 1, [](Room& room) { CHECK(room.state().scope == ui::Scope::this_layer); }},
    {Action::scope_image, 1, [](Room& room) { CHECK(room.state().scope == ui::Scope::up_to_here); },
     [](Room& room) { room.apply(Action::scope_layer); }},
    {Action::focus_filter, 1,
     [](Room& room) {
         room.stage.type("passwd");
         CHECK(room.state().filter.text == "passwd");
     }},
    {Action::clear_filter, 1, [](Room& room) { CHECK(room.state().filter == ui::FileFilter{}); },
     [](Room& room) { room.apply({ui::SetFilter{{.text = "x"}}}); }},
    {Action::expand_all, 1, [](Room& room) { CHECK(room.stage.shows("passwd")); }},
    {Action::collapse_all, 1, [](Room& room) { CHECK_FALSE(room.stage.shows("passwd")); },
     [](Room& room) { room.apply(Action::expand_all); }},
    {Action::swap_sides, 2,
     [](Room& room) {
         CHECK(room.state().shown == 1);
         CHECK(room.state().against == 2);
     }},
    {Action::stop_comparing, 2, [](Room& room) { CHECK(room.state().against == 0); }},
    {Action::copy_path, 1, copies("/srv/app/server.js"), select_server},
    {Action::copy_content, 1, copies("text "), select_server},
    {Action::copy_digest, 1, copies("sha256:cccc")},
    {Action::save_file, 1, saves("server.js", "text "), select_server},
    {Action::preview_text, 1, previews(ui::Preview::text), [](Room& room) { room.apply(Action::preview_hex); }},
    {Action::preview_hex, 1, previews(ui::Preview::hex)},
    {Action::preview_picture, 1, previews(ui::Preview::picture)},
    {Action::preview_difference, 1, previews(ui::Preview::difference)},
    {Action::preview_side_by_side, 1, previews(ui::Preview::side_by_side)},
    {Action::toggle_wrap, 1, [](Room& room) { CHECK(room.state().wrap); }},
    {Action::verify, 1,
     [](Room& room) {
         int asked = 0;
         for (const ui::Effect& effect : room.stage.effects())
             if (const auto* send = std::get_if<ui::SendRequest>(&effect))
                 asked += std::holds_alternative<web::VerifyRequest>(send->request.what);
         CHECK(asked == 3);
         CHECK(room.stage.shows("verifying digests…"));
     }},
    {Action::cancel, 1, [](Room& room) { CHECK(room.asked<ui::CancelRequest>()); },
     [](Room& room) { room.stage.app().opened({{.id = 9, .name = "more.tar"}}); }},
    {Action::export_json, 1, saves("shop-api-1.0.json", "\"image\": \"shop/api:1.0\"")},
    {Action::export_markdown, 1, saves(".md", "# shop/api:1.0")},
    {Action::export_html, 2, saves("shop-api-1.0-to-shop-api-1.1.html", "<h1>shop/api:1.0 → shop/api:1.1</h1>")},
    {Action::export_snapshot, 1, saves("shop-api-1.0.strata", "STRATA")},
    {Action::export_csv, 1, saves(".csv", "path,bytes,layer,change")},
    {Action::copy_link, 1,
     [](Room& room) {
         const auto link = room.asked<ui::CopyLink>();
         REQUIRE(link);
         CHECK(link->fragment == "#image=shop/api:1.0&layer=3&view=files&path=/srv/app/server.js");
     },
     select_server},
    {Action::read_again, 1,
     [](Room& room) {
         const std::vector<ui::Effect> effects = room.stage.effects();
         CHECK(std::ranges::any_of(effects, [](const ui::Effect& effect) {
             const auto* send = std::get_if<ui::SendRequest>(&effect);
             return send != nullptr && send->request.file == 9;
         }));
     },
     [](Room& room) {
         room.stage.app().opened({{.id = 9, .name = "lost.tar", .bytes = 5}});
         for (const ui::Effect& effect : room.stage.effects())
             if (const auto* send = std::get_if<ui::SendRequest>(&effect))
                 room.stage.app().lost(send->request.id, "The worker stopped.");
     }},
    {Action::palette, 1, [](Room& room) { CHECK(room.state().popup == ui::Popup::palette); }},
    {Action::help, 1, [](Room& room) { CHECK(room.stage.shows("Ctrl+K: Search everything")); }},
    {Action::toggle_layers, 1, [](Room& room) { CHECK(room.state().left_open); }},
    {Action::toggle_file, 1, [](Room& room) { CHECK(room.state().right_open); }},
    {Action::toggle_scheme, 1, [](Room& room) { CHECK(room.state().scheme == ui::SchemeChoice::light); }},
    {Action::text_larger, 1, [](Room& room) { CHECK(room.state().text_scale > 1); }},
    {Action::text_smaller, 1, [](Room& room) { CHECK(room.state().text_scale < 1); }},
    {Action::text_normal, 1, [](Room& room) { CHECK(room.state().text_scale == 1); },
     [](Room& room) { room.apply(Action::text_larger); }},
    {Action::close_popup, 1, [](Room& room) { CHECK(room.state().popup == ui::Popup::none); },
     [](Room& room) { room.apply(Action::help); }},
};

} // namespace

TEST_CASE("every action does what it says") {
    for (const Case& one : cases) {
        INFO(ui::info_of(one.action).name);
        Room room(one.images);
        if (one.before) one.before(room);
        room.apply(one.action);
        one.check(room);
    }
    for (const ui::ActionInfo& info : ui::action_table()) {
        INFO(info.name << " has no case here");
        CHECK(std::ranges::find(cases, info.action, &Case::action) != cases.end());
    }
}

TEST_CASE("every action can be found in the palette and is pressed there") {
    for (const ui::ActionInfo& info : ui::action_table()) {
        if (info.action == Action::palette || info.action == Action::close_popup) continue;
        INFO(info.name);
        Room room;
        room.apply(Action::palette);
        room.apply({ui::SetPaletteText{std::string(info.name)}});
        INFO(room.stage.transcript());
        room.stage.key(ImGuiKey_Enter);
        const ui::Popup popup = room.state().popup;
        CHECK((popup == ui::Popup::none || info.action == Action::help));
    }
}

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
    }
    CHECK(seen.size() == std::variant_size_v<decltype(ui::Command::what)>);
}
