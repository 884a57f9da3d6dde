#include "core/base/text.hpp"
#include "tests/kit/answer_on_stage.hpp"
#include "tests/kit/golden.hpp"
#include "tests/kit/layer_text.hpp"
#include "tests/kit/open_on_stage.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace strata;

namespace {

/// The shop with what an examiner saw in its files: two packages, and a key in the second line of a file.
Inspection examined_shop(std::string_view tag, std::string_view version) {
    Inspection image =
        kit::inspection_from_text({"etc/os-release=x\nvar/lib/dpkg/status=packages size:900\nusr/bin/su=su mode:4755",
                                   "srv/app/.env=secret size:40\nsrv/app/package.json=json"});
    image.source = text("shop-", tag, ".tar");
    image.image.names = {{.repository = "shop/api", .tag = std::string(tag), .digest = {}}};
    for (std::uint32_t i = 0; i < 2; i++) {
        image.image.layers[i].state = BlobState::present;
        image.image.layers[i].member = i;
        auto layer = std::make_shared<Layer>(*image.layers[i]);
        layer->examined = facts_all;
        const auto entry_of = [&](std::string_view path) {
            for (EntryIndex entry = 0; entry < layer->tree.entries.size(); entry++)
                if (layer->tree.path(entry) == path) return entry;
            return no_entry;
        };
        if (i == 0)
            layer->facts = {{.entry = entry_of("/var/lib/dpkg/status"),
                             .packages = {{.ecosystem = Ecosystem::deb,
                                           .name = "libc6",
                                           .version = std::string(version),
                                           .license = "LGPL-2.1",
                                           .files = {"/usr/bin/su"}}}}};
        else
            layer->facts = {{.entry = entry_of("/srv/app/.env"),
                             .sightings = {{.rule = "aws-access-key", .masked = "AKIA…Z", .offset = 20, .line = 2}}},
                            {.entry = entry_of("/srv/app/package.json"),
                             .packages = {{.ecosystem = Ecosystem::npm, .name = "express", .version = "4.19.2"}}}};
        image.layers[i] = std::move(layer);
    }
    return image;
}

void open_shop(kit::Stage& stage) {
    kit::open_on_stage(stage, examined_shop("1.0", "2.36-9"));
    (void)kit::answer_on_stage(stage, examined_shop("1.0", "2.36-9"),
                               [](std::uint32_t, const std::string&) { return std::string("A=1\nKEY=AKIA\nB=2\n"); });
}

void show(kit::Stage& stage, ui::View view) {
    stage.app().apply({ui::ShowView{view}});
    stage.settle();
}

} // namespace

TEST_CASE("packages are listed, sorted, searched, and lead to the file that declares them") {
    kit::Stage stage;
    open_shop(stage);
    show(stage, ui::View::packages);
    INFO(stage.transcript());
    kit::check_golden("web/packages.txt", stage.transcript());
    CHECK(stage.shows("Packages 2"));
    const std::string libc = "libc6 2.36-9, deb, 2 B, layer 1, LGPL-2.1";
    REQUIRE(stage.click(libc));
    CHECK(stage.shows("libc6 2.36-9"));
    REQUIRE(stage.click("Show in the files"));
    CHECK(stage.app().state().view == ui::View::files);
    CHECK(stage.shows("/var/lib/dpkg/status"));
    show(stage, ui::View::packages);
    REQUIRE(stage.click("Search the packages"));
    stage.type("npm");
    CHECK_FALSE(stage.shows(libc));
    stage.type("zz");
    CHECK(stage.shows("No package holds npmzz."));
    REQUIRE(stage.click("Clear search"));
    REQUIRE(stage.click("Sort by Name"));
    CHECK(stage.app().state().packages.sort == ui::PackageSort::name);
}

namespace {

/// The shop with a database of packages that could not be read, beside packages that are known.
Inspection damaged_shop(std::string_view tag) {
    Inspection image = examined_shop(tag, "2.36-9");
    auto layer = std::make_shared<Layer>(*image.layers[1]);
    layer->facts[0].sightings.push_back({.rule = "damaged-packages", .masked = "its rows end early"});
    image.layers[1] = std::move(layer);
    return image;
}

constexpr std::string_view damage = "Not all packages are known: /srv/app/.env (layer 2): its rows end early.";

} // namespace

TEST_CASE("a list of packages that was damaged is named below those that are known") {
    kit::Stage stage;
    kit::open_on_stage(stage, damaged_shop("1.0"));
    show(stage, ui::View::packages);
    INFO(stage.transcript());
    const ui::MirrorNode *said = stage.find(damage), *last = stage.find("express 4.19.2, npm, –, layer 2");
    REQUIRE(said);
    REQUIRE(last);
    CHECK(said->rectangle.y > last->rectangle.y + last->rectangle.w);
}

TEST_CASE("of two images too a damaged list of packages is named, and whose it is") {
    kit::Stage stage;
    const bool differ = GENERATE(true, false);
    kit::compare_on_stage(stage, examined_shop("0.9", differ ? "2.36-8" : "2.36-9"), damaged_shop("1.0"));
    show(stage, ui::View::packages);
    INFO(stage.transcript());
    CHECK(stage.shows("libc6 2.36-8 → 2.36-9, upgraded, deb") == differ);
    CHECK(stage.transcript().find(text("B: ", damage)) != std::string::npos);
    CHECK(stage.transcript().find(text("A: ", damage)) == std::string::npos);
}

TEST_CASE("findings say what can hurt and why, and lead to file, layer and line") {
    kit::Stage stage;
    open_shop(stage);
    show(stage, ui::View::findings);
    INFO(stage.transcript());
    kit::check_golden("web/findings.txt", stage.transcript());
    const ui::MirrorNode* key = nullptr;
    for (const ui::MirrorNode& node : stage.app().ui().mirror.nodes())
        if (node.role == ui::Role::row && node.name.find("/srv/app/.env:2") != std::string::npos) key = &node;
    REQUIRE(key);
    REQUIRE(stage.click(std::string(key->name)));
    REQUIRE(stage.click("Show in the files"));
    (void)kit::answer_on_stage(stage, examined_shop("1.0", "2.36-9"),
                               [](std::uint32_t, const std::string&) { return std::string("A=1\nKEY=AKIA\nB=2\n"); });
    INFO(stage.transcript());
    CHECK(stage.app().state().layer == 1);
    CHECK(stage.app().state().line == 2);
    CHECK_FALSE(stage.app().state().line_wanted);
    CHECK(stage.shows("/srv/app/.env"));
    CHECK(stage.shows("KEY=AKIA"));
}

namespace {

/// The file that the export saves.
/// The shop with a history that shows where its base image ends: behind its lowest layer.
Inspection shop_on_base(std::string_view version = "1.0", std::string_view libc = "2.36-9") {
    Inspection image = examined_shop(version, libc);
    image.image.config.history = {{.created_by = "ADD rootfs.tar /", .empty_layer = false},
                                  {.created_by = "CMD [\"bash\"]", .empty_layer = true},
                                  {.created_by = "COPY . /srv/app", .empty_layer = false}};
    image.image.layers[0].history = 0;
    image.image.layers[1].history = 2;
    return image;
}

} // namespace

TEST_CASE("packages and findings are split by base image and own build") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop_on_base());
    (void)kit::answer_on_stage(stage, shop_on_base(), [](std::uint32_t, const std::string&) { return std::string(); });
    show(stage, ui::View::packages);
    INFO(stage.transcript());
    const std::string libc = "libc6 2.36-9, deb, 2 B, layer 1, LGPL-2.1";
    REQUIRE(stage.shows(libc));
    REQUIRE(stage.click("Base 1"));
    CHECK_FALSE(stage.shows(libc));
    const auto tells = [&](std::string_view words) { return stage.transcript().find(words) != std::string::npos; };
    CHECK(tells("express 4.19.2"));
    stage.app().apply({ui::SetWaste{{.list = ui::WasteList::classes}}});
    show(stage, ui::View::waste);
    CHECK(tells("row \"total, 9")); // bytes, their share, those of the base and one's own
    CHECK(tells("00.0 %"));
    show(stage, ui::View::findings); // the choice holds for both lists
    CHECK(tells("/srv/app/.env:2"));
    CHECK_FALSE(tells("setuid program"));
    REQUIRE(stage.click("Own 2"));
    CHECK(tells("3 rows are switched off above."));
    REQUIRE(stage.click("Show all"));
    CHECK(tells("setuid program"));
}

TEST_CASE("a CSV holds the list on screen: what the search and the switches leave, of each view") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop_on_base());
    (void)kit::answer_on_stage(stage, shop_on_base(), [](std::uint32_t, const std::string&) { return std::string(); });
    const auto csv = [&](ui::View view) {
        show(stage, view);
        return kit::exported(stage, ui::Action::export_csv);
    };
    const auto holds = [](const std::string& text, std::string_view words) { return text.find(words) != text.npos; };
    CHECK(holds(csv(ui::View::packages), "\"libc6\",\"2.36-9\",2,1,"));
    CHECK(holds(csv(ui::View::packages), "\"express\",\"4.19.2\",,2,")); // nobody knows its size
    stage.app().apply({ui::SetOrigins{ui::show_own}});
    CHECK_FALSE(holds(csv(ui::View::packages), "libc6"));
    CHECK(holds(csv(ui::View::packages), "express"));
    CHECK(holds(csv(ui::View::findings), "/srv/app/.env"));
    CHECK_FALSE(holds(csv(ui::View::findings), "/usr/bin/su"));
    stage.app().apply({ui::SetOrigins{}});
    CHECK(holds(csv(ui::View::packages), "libc6"));
    stage.app().apply({ui::SetSearch{"npm"}});
    CHECK_FALSE(holds(csv(ui::View::packages), "libc6"));
    CHECK(csv(ui::View::waste).starts_with("layer,hidden_by,cause,bytes,files,advice\r\n"));
    stage.app().apply({ui::SetWaste{{.list = ui::WasteList::classes}}});
    CHECK(holds(csv(ui::View::waste), "\r\nneeded,"));
    stage.app().apply({ui::SetWaste{{.list = ui::WasteList::advice}}});
    CHECK(csv(ui::View::waste).starts_with("bytes,what,edits\r\n"));
    stage.app().apply({ui::SetWaste{{.list = ui::WasteList::files}}});
    CHECK(csv(ui::View::waste).starts_with("path,bytes,layer,hidden_by,cause\r\n"));
    stage.app().apply({ui::SetSearch{""}});
    const std::string settings = csv(ui::View::config), history = csv(ui::View::history);
    CHECK(settings.starts_with("group,name,value\r\n"));
    CHECK(history.starts_with("created,created_by,author,comment,layer,bytes\r\n"));
    stage.app().apply({ui::SetSearch{"nothing holds this"}});
    CHECK(csv(ui::View::config) == "group,name,value\r\n");
    CHECK(csv(ui::View::history) == "created,created_by,author,comment,layer,bytes\r\n");
    CHECK(settings.size() > 40);
    CHECK(holds(history, ",2,"));
}

TEST_CASE("what is exported tells of packages and findings, as the command's report does") {
    kit::Stage stage;
    open_shop(stage);
    const std::string one = kit::exported(stage, ui::Action::export_markdown);
    CHECK(one.find("| npm | express | 4.19.2 |") != std::string::npos);
    CHECK(one.find("/srv/app/.env:2") != std::string::npos);
    Inspection older = examined_shop("0.9", "2.36-8");
    auto clean = std::make_shared<Layer>(*older.layers[1]);
    clean->facts.clear();
    older.layers[1] = std::move(clean);
    kit::open_on_stage(stage, older, 2);
    stage.app().apply({ui::ShowImage{1}});
    stage.app().apply({ui::CompareWith{2}});
    stage.settle();
    const std::string both = kit::exported(stage, ui::Action::export_markdown);
    INFO(both);
    CHECK(both.find("`express`") != std::string::npos);
    CHECK(both.find("Findings (1 new") != std::string::npos);
}

TEST_CASE("two images: packages that changed, findings that are new, both counted in the strip") {
    kit::Stage stage;
    Inspection older = examined_shop("1.0", "2.36-9");
    auto clean = std::make_shared<Layer>(*older.layers[1]);
    clean->facts.clear();
    older.layers[1] = std::move(clean);
    kit::open_on_stage(stage, older, 1);
    kit::open_on_stage(stage, examined_shop("1.1", "2.36-10"), 2);
    stage.app().apply({ui::CompareWith{1}});
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.shows("+1 ~1 −0 packages"));
    CHECK(stage.shows("Packages 2"));
    CHECK(stage.shows("Findings 1"));
    show(stage, ui::View::packages);
    CHECK(stage.shows("libc6 2.36-9 → 2.36-10, upgraded, deb"));
    REQUIRE(stage.click("express 4.19.2, added, npm"));
    CHECK(stage.shows("express"));
    show(stage, ui::View::findings);
    INFO(stage.transcript());
    CHECK(stage.shows("1 new, 0 gone, 2 in both"));
}

TEST_CASE("two images on other bases: how much of what differs comes with the base") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop_on_base("1.0", "2.36-9"), 1);
    kit::open_on_stage(stage, shop_on_base("1.1", "2.36-10"), 2);
    stage.app().apply({ui::CompareWith{1}});
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.shows("+0 ~1 −0 packages, 1 of the base"));
}
