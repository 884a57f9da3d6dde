#include "tests/kit/answer_on_stage.hpp"
// What a list on screen becomes as comma-separated values.
#include "tests/web/ui/room.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace strata;
using kit::Room;

namespace {

std::string exported_csv(kit::Stage& stage) { return kit::exported(stage, ui::Action::export_csv); }

bool holds(const std::string& text, std::string_view words) { return text.find(words) != text.npos; }

} // namespace

TEST_CASE("a CSV of files tells of each what it is") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::as_archived({R"(etc/
        etc/passwd=root
        etc/link -> passwd
        etc/again => etc/passwd)"}));
    stage.app().apply({ui::DoAction{ui::Action::expand_all}});
    stage.settle();
    const std::string csv = exported_csv(stage);
    INFO(csv);
    CHECK(csv.starts_with("path,type,bytes,layer,change,mode,uid,gid,modified\r\n"));
    CHECK(holds(csv, "\"/etc\",folder,4,1,"));
    CHECK(holds(csv, "\"/etc/passwd\",file,4,1,"));
    CHECK(holds(csv, "\"/etc/link\",symbolic link,0,1,"));
    CHECK(holds(csv, "\"/etc/again\",hard link,4,1,"));
}

TEST_CASE("a CSV of the treemap holds what lies in its folder, the largest first") {
    Room room;
    room.apply({ui::ShowLayer{1}});
    room.apply({ui::ShowView{ui::View::treemap}});
    CHECK(exported_csv(room.stage) == "path,type,bytes,layer,change\r\n"
                                      "\"/srv\",folder,5010,2,added\r\n"
                                      "\"/lib\",folder,2000,1,\r\n"
                                      "\"/usr\",folder,12,1,\r\n"
                                      "\"/etc\",folder,4,1,\r\n");
    REQUIRE(room.stage.double_click("/srv, 5.01 kB, added"));
    CHECK(exported_csv(room.stage) == "path,type,bytes,layer,change\r\n\"/srv/app\",folder,5010,2,added\r\n");
}

TEST_CASE("a CSV of two treemaps is of the image on screen") {
    Room room(2);
    room.apply({ui::ShowView{ui::View::treemap}});
    CHECK(holds(exported_csv(room.stage), "\"/opt\",folder,2000,2,added\r\n"));
    REQUIRE(room.stage.click("A"));
    const std::string older = exported_csv(room.stage);
    INFO(older);
    CHECK_FALSE(holds(older, "/opt"));
    CHECK(holds(older, "\"/lib\",folder,2000,1,changed\r\n"));
}

TEST_CASE("a CSV of files that differ has a column for the change and one for all its reasons") {
    Room room(2);
    room.apply(ui::Action::expand_all);
    const std::string csv = exported_csv(room.stage);
    INFO(csv);
    CHECK(csv.starts_with("path,type,change,bytes_a,bytes_b,reasons\r\n"));
    CHECK(holds(csv, "\"/srv/app/server.js\",file,changed,5,11,\"content, size, owner\"\r\n"));
    CHECK(holds(csv, "\"/srv/app/start.sh\",file,changed,5,5,\"mode\"\r\n"));
    CHECK(holds(csv, "\"/srv/app/certs\",folder,added,,6,\"\"\r\n"));
    CHECK(holds(csv, "\"/opt/moved.js\",file,added,,2000,\"moved\"\r\n"));
}

TEST_CASE("as many settings are said to differ as the report counts and the list holds") {
    Room room(2);
    const std::string report = kit::exported(room.stage, ui::Action::export_json);
    CHECK(holds(report, "\"settings_changed\": 4"));
    CHECK(room.stage.shows("4 settings changed"));
    room.apply({ui::ShowView{ui::View::config}});
    const std::string csv = exported_csv(room.stage);
    INFO(csv);
    CHECK(std::ranges::count(csv, '\n') == 1 + 4);
}
