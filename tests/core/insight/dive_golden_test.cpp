// dive's own golden values. Its test image (.data/test-docker-image.tar, made from .data/Dockerfile.test-image) is not
// here; what its export of that image says of every layer is public (export_test.snap): paths, sizes, modes, types. The
// image below has all of that but for the names of most of busybox' hard links and the bytes of files, neither of which
// dive's numbers depend on.
#include "core/insight/dive_inefficiencies.hpp"
#include "core/insight/waste.hpp"
#include "core/report/dive_json.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

constexpr std::string_view root = "root/ mode:0700\n";

Inspection test_image() {
    const std::string example = std::string(root) + "root/example/\n";
    const auto copied = [&](const std::string& name, const std::string& mode) {
        return example + "root/example/" + name + "= size:6405 mode:" + mode;
    };
    // bin/getconf: what is missing to dive's 1 154 361 bytes.
    const std::string busybox =
        "bin/\nbin/[= size:1075464 mode:0755\nbin/[[ => bin/[ mode:0755\n"
        "bin/getconf= size:77880 mode:0755\nbin/zcip => bin/[ mode:0755\ndev/\netc/\n"
        "etc/group= size:307 mode:0664\netc/localtime= size:127\netc/network/\n"
        "etc/network/if-down.d/\netc/passwd= size:340\netc/shadow= size:243 mode:0600\n"
        "home/ uid:65534 gid:65534\nroot/ mode:0700\ntmp/ mode:1777\nusr/\nusr/sbin/ uid:1 gid:1\n"
        "var/\nvar/spool/\nvar/spool/mail/ uid:8 gid:8\nvar/www/";
    const std::vector<std::string> layers = {
        busybox,
        "somefile.txt= size:6405 mode:0664",
        example + "root/example/really/\nroot/example/really/nested/",
        copied("somefile1.txt", "0644"),
        copied("somefile1.txt", "0444"),
        copied("somefile2.txt", "0644"),
        copied("somefile3.txt", "0644"),
        example + "root/example/.wh.somefile3.txt= mode:0\nroot/saved.txt= size:6405",
        std::string(root) + "root/.saved.txt= size:6405",
        std::string(root) + "root/.wh.example= mode:0",
        std::string(root) +
            "root/.data/\nroot/.data/tag.sh= size:917 mode:0775\nroot/.data/test.sh= size:1270 mode:0755",
        "tmp/ mode:1777\ntmp/saved.again1.txt= size:6405",
        std::string(root) + "root/.data/\nroot/.data/saved.again2.txt= size:6405",
        std::string(root) + "root/saved.txt= size:6405 mode:0755",
    };
    const std::vector<std::string> commands = {"/bin/sh -c #(nop) ADD file:ce026b62 in / ",
                                               "/bin/sh -c #(nop) ADD file:139c3708 in /somefile.txt ",
                                               "/bin/sh -c mkdir -p /root/example/really/nested"};
    Inspection inspection;
    for (std::size_t at = 0; at < layers.size(); at++) {
        inspection.layers.push_back(std::make_shared<const Layer>(kit::layer_from_text(layers[at])));
        LayerRecord record{.member_name = "f2fc54e2/layer.tar"};
        record.history = static_cast<std::uint32_t>(at);
        inspection.image.layers.push_back(record);
        inspection.image.config.history.push_back({.created_by = at < commands.size() ? commands[at] : ""});
    }
    return inspection;
}

std::string exported(const Inspection& inspection) {
    std::string json;
    write_dive_json(inspection, [&](std::string_view piece) { json += piece; });
    return json;
}

} // namespace

TEST_CASE("dive's golden values, bit for bit") {
    const DiveScore score = dive_score(test_image());
    CHECK(score.efficiency == 0.9844212134184309);
    CHECK(score.size_bytes == 1220598);
    CHECK(score.user_size_bytes == 66237);
    CHECK(score.wasted_bytes == 32025);
    CHECK(score.wasted_user_percent == 0.4834911001404049);
}

TEST_CASE("dive's inefficient files, in its order") {
    CHECK(dive_inefficiencies(test_image()) == std::vector<DiveInefficiency>{{"/root/saved.txt", 2, 12810},
                                                                             {"/root/example/somefile1.txt", 2, 12810},
                                                                             {"/root/example/somefile3.txt", 2, 6405}});
    CHECK(dive_inefficiencies({}).empty());
}

TEST_CASE("a link name in the header of what is no link stands in dive's export, and nowhere leads anywhere") {
    const Inspection image =
        kit::inspection_from_text({"etc/to-delete=1\nb -> c", "etc/.wh.to-delete= stray:app/cache"});
    CHECK(exported(image).find("\"typeFlag\": 48,\n          \"linkName\": \"app/cache\"") != std::string::npos);
    const LayerTree& tree = image.layers[1]->tree;
    CHECK(tree.extra(tree.entries[2]).link_target == "app/cache");
    CHECK(tree.link_target(tree.entries[2]).empty());
    CHECK(image.layers[0]->tree.link_target(image.layers[0]->tree.entries[3]) == "c");
}

TEST_CASE("dive's export, its keys in its order") {
    const std::string json = exported(test_image());
    CHECK(json.ends_with(R"(  "image": {
    "sizeBytes": 1220598,
    "inefficientBytes": 32025,
    "efficiencyScore": 0.9844212134184309,
    "fileReference": [
      {
        "count": 2,
        "sizeBytes": 12810,
        "file": "/root/saved.txt"
      },
      {
        "count": 2,
        "sizeBytes": 12810,
        "file": "/root/example/somefile1.txt"
      },
      {
        "count": 2,
        "sizeBytes": 6405,
        "file": "/root/example/somefile3.txt"
      }
    ]
  }
})"));
    // A layer as export_test.snap has it: a whiteout is a regular file, folders follow what they hold.
    CHECK(json.find(R"(      "sizeBytes": 6405,
      "command": "",
      "fileList": [
        {
          "path": "root/example/.wh.somefile3.txt",
          "typeFlag": 48,
          "linkName": "",
          "size": 0,
          "fileMode": 0,
          "uid": 0,
          "gid": 0,
          "isDir": false
        },
        {
          "path": "root/example",
          "typeFlag": 53,
          "linkName": "",
          "size": 0,
          "fileMode": 2147484141,
          "uid": 0,
          "gid": 0,
          "isDir": true
        },
        {
          "path": "root/saved.txt",
          "typeFlag": 48,
          "linkName": "",
          "size": 6405,
          "fileMode": 420,
          "uid": 0,
          "gid": 0,
          "isDir": false
        },
        {
          "path": "root",
          "typeFlag": 53,
          "linkName": "",
          "size": 0,
          "fileMode": 2147484096,
          "uid": 0,
          "gid": 0,
          "isDir": true
        }
      ]
    })") != std::string::npos);
    CHECK(json.starts_with("{\n  \"layer\": [\n    {\n      \"index\": 0,\n      \"id\": \"f2fc54e2\",\n"
                           "      \"digestId\": \"\",\n      \"sizeBytes\": 1154361,\n"
                           "      \"command\": \"#(nop) ADD file:ce026b62 in / \",\n"));
    CHECK(json.find("\"linkName\": \"bin/[\"") != std::string::npos);
    CHECK(json.find("2148532735") != std::string::npos); // tmp: a folder with the sticky bit
    CHECK(exported({}) == "{\n  \"layer\": [],\n  \"image\": {\n    \"sizeBytes\": 0,\n    \"inefficientBytes\": 0,\n"
                          "    \"efficiencyScore\": 1,\n    \"fileReference\": []\n  }\n}");
}

TEST_CASE("a whiteout beside what its layer makes anew stands in dive's export as in the tar") {
    const std::string json = exported(kit::inspection_from_text({"d/", ".wh.d=\nd/\nd/a= size:1"}));
    const std::size_t whiteout = json.find(R"("path": ".wh.d")");
    CHECK(whiteout != std::string::npos);
    CHECK(json.find(R"("path": "d/a")") > whiteout);
}

TEST_CASE("a folder that no entry states has no fields in dive's export") {
    const Inspection inspection = kit::inspection_from_text({"a/b= size:1"});
    CHECK(exported(inspection).find("\"path\": \"\",\n          \"typeFlag\": 0") != std::string::npos);
}
