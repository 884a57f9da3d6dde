// Every action, by its key and in the palette, and what comes of it. One without a case here fails the test.
#include "tests/web/ui/room.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>

using namespace strata;
using kit::Room;
using ui::Action;

namespace {

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
    {Action::export_csv, 1, saves(".csv", "path,type,bytes,layer,change")},
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
    {Action::help, 1, [](Room& room) { CHECK(room.stage.shows("Ctrl+K or F1: Search everything")); }},
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

TEST_CASE("every action can be found in the palette, and does there what it says") {
    for (const Case& one : cases) {
        if (one.action == Action::palette || one.action == Action::close_popup) continue;
        INFO(ui::info_of(one.action).name);
        Room room(one.images);
        if (one.before) one.before(room);
        room.apply(Action::palette);
        room.stage.type(ui::info_of(one.action).name);
        INFO(room.stage.transcript());
        room.stage.key(ImGuiKey_Enter);
        one.check(room);
    }
}
