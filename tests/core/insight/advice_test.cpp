// Images with one known fault each, and the edit that mends it.
#include "core/base/text.hpp"
#include "core/report/advice_words.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>

using namespace strata;

namespace {

/// A step and the layer it made.
struct Step {
    std::string created_by;
    std::string layer;
};

Inspection image_of(std::initializer_list<Step> steps) {
    Inspection inspection;
    for (const Step& step : steps) {
        LayerRecord record;
        record.history = static_cast<std::uint32_t>(inspection.image.layers.size());
        inspection.image.layers.push_back(record);
        inspection.image.config.history.push_back({.created_by = step.created_by});
        inspection.layers.push_back(std::make_shared<const Layer>(kit::layer_from_text(step.layer)));
    }
    return inspection;
}

/// "5 Title / edit / edit", a line for each.
std::string advised(const Inspection& inspection, const BaseImage& base = {}) {
    const Timeline timeline(inspection);
    std::string out;
    for (const Advice& advice : find_advice(inspection, timeline, find_waste(timeline), base)) {
        out += text(advice.bytes, ' ', advice_title(advice));
        for (const std::string& edit : advice_edits(advice, inspection.image)) out += text(" / ", edit);
        out += '\n';
    }
    return out;
}

} // namespace

TEST_CASE("a chown in a later step is an option of the COPY and a part of the RUN") {
    CHECK(
        advised(image_of({{"COPY . /app # buildkit", "app/\napp/a=12345\napp/b=12"},
                          {"RUN /bin/sh -c make # buildkit", "app/c=123"},
                          {"RUN /bin/sh -c chown -R node:node /app # buildkit",
                           "app/ uid:5\napp/a=12345 uid:5\napp/b=12 uid:5\napp/c=123 uid:5"}})) ==
        "10 Set the owner of 3 files where they come from / layer 1: COPY --chown=node:node . /app / layer 2: end the "
        "RUN with chown -R node:node /app / layer 3: then chown is needless in RUN chown -R node:node /app\n");
}

TEST_CASE("a chmod and a setcap too, by number where the command does not tell") {
    CHECK(advised(image_of({{"COPY a /a # buildkit", "a=12345"},
                            {"RUN /bin/sh -c sh fix # buildkit", "a=12345 mode:0755 uid:7"}})) ==
          "5 Set the owner and mode of 1 file where it comes from / layer 1: COPY --chown=7:0 --chmod=755 a /a / layer "
          "2: then chown, chmod is needless in RUN sh fix\n");
    CHECK(advised(image_of({{"/bin/sh -c #(nop) COPY file:ab in /a ", "a=12345"},
                            {"/bin/sh -c setcap x /a", "a=12345 user.cap:x"}})) ==
          "5 Set the file capabilities of 1 file where it comes from / layer 1: set the capabilities in the stage that "
          "the COPY takes the files from / layer 2: then setcap is needless in RUN setcap x /a\n");
}

TEST_CASE("a touch, and a COPY of what is there, are left out") {
    CHECK(advised(image_of({{"RUN /bin/sh -c make # buildkit", "a=12345"},
                            {"RUN /bin/sh -c touch /a # buildkit", "a=12345 mtime:9"}})) ==
          "5 Do not bring 1 file twice / layer 2: leave /a alone in RUN touch /a\n");
    CHECK(advised(image_of({{"COPY a . # buildkit", "a=12345"}, {"COPY . . # buildkit", "a=12345"}})) ==
          "5 Do not bring 1 file twice / layer 2: leave out what is there already, or leave it out before: COPY . .\n");
}

TEST_CASE("what a later RUN deletes is deleted in the RUN that makes it") {
    CHECK(advised(image_of({{"RUN /bin/sh -c make # buildkit", "build/\nbuild/a=12345\nbuild/d/b=12"},
                            {"RUN /bin/sh -c rm -rf /build # buildkit", ".wh.build="}})) ==
          "7 Delete 2 files in the RUN that makes them / layer 1: end the RUN with rm -rf /build / layer 2: deletes "
          "them too late\n");
    CHECK(advised(image_of({{"RUN /bin/sh -c apt-get install a # buildkit", "lib/status=12345"},
                            {"RUN /bin/sh -c apt-get install b # buildkit", "lib/status=123456"}})) ==
          "5 Change 1 file in the RUN that makes it / layers 1 and 2: make one RUN of both, so that /lib/status is "
          "written once\n");
}

TEST_CASE("what was copied and is deleted is not copied, or lent to the RUN that uses it up") {
    CHECK(advised(image_of({{"COPY . /app # buildkit", "app/.env=12345\napp/a=1"},
                            {"RUN /bin/sh -c rm /app/.env # buildkit", "app/.wh..env="}})) ==
          "5 Keep 1 file out of the COPY: layer 2 deletes it / layer 1, .dockerignore: **/.env\n");
    CHECK(advised(image_of({{"COPY jdk.tar.gz /tmp/ # buildkit", "tmp/jdk.tar.gz=12345"},
                            {"RUN /bin/sh -c tar xf /tmp/jdk.tar.gz && rm /tmp/jdk.tar.gz # buildkit",
                             "tmp/.wh.jdk.tar.gz=\njdk=1"}})) ==
          "5 Lend 1 file to the RUN in place of copying it / layer 2: in place of the COPY: RUN "
          "--mount=type=bind,source=jdk.tar.gz,target=/tmp/jdk.tar.gz …\n");
    CHECK(advised(image_of({{"COPY . /app # buildkit", "app/node_modules/m/a.js=12345"},
                            {"RUN /bin/sh -c npm ci # buildkit", "app/node_modules/m/a.js=123"}})) ==
          "5 Keep 1 file out of the COPY / layer 1, .dockerignore: **/node_modules\n");
}

TEST_CASE("caches and logs have their own edit, whether a later layer deletes them or not") {
    const std::string lists =
        " Do not keep apt's package lists / layer 1: end the RUN that calls apt-get update with rm -rf "
        "/var/lib/apt/lists/*\n";
    CHECK(advised(image_of({{"RUN /bin/sh -c apt-get update # buildkit", "var/lib/apt/lists/a=12345"}})) ==
          "5" + lists);
    CHECK(advised(image_of(
              {{"RUN /bin/sh -c apt-get update # buildkit", "var/lib/apt/lists/a=12345\nvar/lib/apt/lists/b=12"},
               {"RUN /bin/sh -c rm -rf /var/lib/apt/lists/a # buildkit", "var/lib/apt/lists/.wh.a="}})) == "7" + lists);
    CHECK(advised(image_of({{"COPY . /app # buildkit", "app/.git/HEAD=12345\napp/debug.log=12"}})) ==
          "5 Keep git's history out of the COPY / layer 1, .dockerignore: **/.git\n"
          "2 Keep logs out of the COPY / layer 1, .dockerignore: **/*.log\n");
    CHECK(advised(image_of({{"RUN /bin/sh -c useradd -u 4000000000 a # buildkit", "var/log/lastlog= size:1000"}})) ==
          "1000 Do not keep the record of last logins, as large as the highest user id / layer 1: use useradd "
          "--no-log-init (-l) for large user ids\n");
}

TEST_CASE("a file that was chowned is advised about where it came from") {
    CHECK(advised(image_of({{"COPY . /app # buildkit", "app/.git/HEAD=12345"},
                            {"RUN /bin/sh -c chown -R 5 /app # buildkit", "app/.git/HEAD=12345 uid:5"}})) ==
          "5 Set the owner of 1 file where it comes from / layer 1: COPY --chown=5 . /app / layer 2: then chown is "
          "needless in RUN chown -R 5 /app\n"
          "5 Keep git's history out of the COPY / layer 1, .dockerignore: **/.git\n");
}

TEST_CASE("compilers are for a stage of their own, copies for links") {
    CHECK(advised(image_of(
              {{"RUN /bin/sh -c apk add gcc # buildkit", "usr/lib/gcc/x/12/cc1=12345\nusr/include/stdio.h=12"}})) ==
          "7 Build in a stage of its own, if nothing is compiled at run time / layer 1: compile in a first stage and "
          "copy only the result: COPY --from=build / for what lies in /usr/lib/gcc /usr/include\n");
    const std::string bytes(600, 'x');
    CHECK(advised(image_of({{"RUN /bin/sh -c make # buildkit", "a=" + bytes + "\nb=" + bytes}})) ==
          "600 Link 1 file that another path has too / layer 1: ln -s /a /b\n");
}

TEST_CASE("what lies in the base image is saved by another base image alone") {
    const Inspection image =
        image_of({{"ADD rootfs.tar / # buildkit", "var/log/a=123\nold=12345\nreplaced=1\nkept=1234"},
                  {"RUN /bin/sh -c a # buildkit", ".wh.old=\nreplaced=12"},
                  {"RUN /bin/sh -c chown 5 /kept # buildkit", "kept=1234 uid:5"}});
    BaseImage base;
    base.layers = 1;
    CHECK(
        advised(image, base) ==
        "5 Start from a base image without 1 file / layer 2: deleting what the base image holds saves nothing / FROM: "
        "an image without /old\n"
        "4 Do not bring 1 file twice / layer 3: leave /kept alone in RUN chown 5 /kept\n"
        "3 The base image itself: 1 file that nobody needs / FROM: a smaller or newer image; nothing else in the "
        "Dockerfile saves these bytes\n"
        "1 Start from a newer base image: layer 2 replaces 1 file of it / FROM: an image that has newer /replaced\n");
}

TEST_CASE("an image without history gets advice too") {
    CHECK(advised(kit::inspection_from_text({"a=12345", ".wh.a="})) ==
          "5 Delete 1 file in the RUN that makes it / layer 1: end the RUN with rm -rf /a / layer 2: deletes it too "
          "late\n");
    CHECK(advised(kit::inspection_from_text({"a=12345\na=1"})) ==
          "5 Make the layer with another tool: it holds 1 file twice / layer 1: /a\n");
    CHECK(advised(kit::inspection_from_text({"a=1"})).empty());
}

TEST_CASE("the advice for any image saves every byte that is not needed, and none twice") {
    std::mt19937 random(5);
    const auto pick = [&](unsigned below) { return static_cast<unsigned>(random() % below); };
    const std::string names[] = {
        "a", "d/b", "var/log/c", "app/.git/x", "usr/include/h", "var/lib/apt/lists/l", "d/node_modules/m"};
    const std::string verbs[] = {"COPY . . # buildkit", "RUN /bin/sh -c make # buildkit", "bazel"};
    const std::string large(600, 'y');
    for (int round = 0; round < 2000; round++) {
        Inspection inspection;
        for (unsigned layers = 1 + pick(4); layers > 0; layers--) {
            std::string layer;
            for (unsigned lines = pick(7); lines > 0; lines--) {
                const std::string& name = names[pick(7)];
                switch (pick(5)) {
                case 0: layer += text(name, " => ", names[pick(7)], "\n"); break;
                case 1:
                    layer += std::string(pick(2) == 0 ? "d/" : "") + ".wh." + (pick(2) == 0 ? "a" : "b") + "=\n";
                    break;
                case 2: layer += text(name, "=", large, "\n"); break;
                default: layer += name + "=" + std::string(pick(9), 'x') + (pick(2) == 0 ? " uid:5\n" : "\n");
                }
            }
            LayerRecord record;
            record.history = static_cast<std::uint32_t>(inspection.image.layers.size());
            inspection.image.layers.push_back(record);
            inspection.image.config.history.push_back({.created_by = verbs[pick(3)]});
            inspection.layers.push_back(std::make_shared<const Layer>(kit::layer_from_text(layer)));
        }
        const Timeline timeline(inspection);
        const Waste waste = find_waste(timeline);
        BaseImage base;
        base.layers = pick(3);
        std::uint64_t advised_bytes = 0;
        std::uint64_t advised_files = 0;
        for (const Advice& advice : find_advice(inspection, timeline, waste, base)) {
            advised_bytes += advice.bytes;
            advised_files += advice.files;
            REQUIRE_FALSE(advice_title(advice).empty());
            REQUIRE_FALSE(advice_edits(advice, inspection.image).empty());
        }
        REQUIRE(advised_bytes == waste.total_bytes - waste.of(ByteClass::needed).bytes);
        REQUIRE(advised_files == waste.rows.size() + waste.needless.size());
    }
}

TEST_CASE("a command of the advice can be pasted, whatever the image calls its files") {
    CHECK(
        advised(image_of({{"RUN /bin/sh -c make # buildkit", "app/*=12345\napp/$(id).bin=1234\napp/it's=123"},
                          {"RUN /bin/sh -c rm /app/* # buildkit", "app/.wh.*=\napp/.wh.$(id).bin=\napp/.wh.it's="}})) ==
        "12 Delete 3 files in the RUN that makes them / layer 1: end the RUN with rm -rf '/app/*' '/app/$(id).bin' "
        "'/app/it'\\''s' / layer 2: deletes them too late\n");
    CHECK(advised(image_of({{"COPY x /tmp/ # buildkit", "tmp/a,b.sh=12345"},
                            {"RUN /bin/sh -c sh x # buildkit", "tmp/.wh.a,b.sh="}})) ==
          "5 Lend 1 file to the RUN in place of copying it / layer 2: in place of the COPY: RUN "
          "--mount=type=bind,source=…,target=… … for '/tmp/a,b.sh'\n");
    CHECK(advised(image_of({{"RUN /bin/sh -c make # buildkit", "a;b=12345"},
                            {"RUN /bin/sh -c chown $(id):1 /a # buildkit", "a;b=12345 uid:5"}}))
              .find("end the RUN with chown -R … '/a;b'") != std::string::npos);
    const std::string bytes(600, 'x');
    CHECK(advised(image_of({{"RUN /bin/sh -c make # buildkit", "a`b`=" + bytes + "\nb&=" + bytes}})) ==
          "600 Link 1 file that another path has too / layer 1: ln -s '/a`b`' '/b&'\n");
}

TEST_CASE("a line for .dockerignore takes no file along that is needed") {
    CHECK(
        advised(image_of({{"WORKDIR /app", "app/"},
                          {"COPY . . # buildkit", "app/tmp/a=12345\napp/lib/tmp/b=1\napp/a/config.json=1234\n"
                                                  "app/config.json=1\napp/x/[1].o=123"},
                          {"RUN /bin/sh -c rm -rf tmp a x # buildkit",
                           "app/.wh.tmp=\napp/a/.wh.config.json=\napp/x/.wh.[1].o="}})) ==
        "12 Keep 3 files out of the COPY: layer 3 deletes them / layer 2, .dockerignore: tmp / layer 2, .dockerignore: "
        "**/a/config.json / layer 2, .dockerignore: **/\\[1].o\n");
    CHECK(advised(image_of({{"COPY src /app # buildkit", "app/Makefile=12345\napp/sub/Makefile=1"},
                            {"RUN /bin/sh -c rm /app/Makefile # buildkit", "app/.wh.Makefile="}})) ==
          "5 Keep 1 file out of the COPY: layer 2 deletes it / layer 1, .dockerignore: src/Makefile\n");
    CHECK(advised(image_of({{"COPY a b /app/ # buildkit", "app/Makefile=12345\napp/sub/Makefile=1"},
                            {"RUN /bin/sh -c rm /app/Makefile # buildkit", "app/.wh.Makefile="}})) ==
          "5 Keep 1 file out of the COPY: layer 2 deletes it / layer 1: copy without /app/Makefile\n");
    CHECK(advised(image_of({{"COPY --from=build /out /app # buildkit", "app/a=12345\napp/b=1"},
                            {"RUN /bin/sh -c rm /app/a # buildkit", "app/.wh.a="}})) ==
          "5 Keep 1 file out of the COPY: layer 2 deletes it / layer 1: copy without /app/a\n");
}

TEST_CASE("a file is no copy of itself under its other name") {
    const std::string bytes(600, 'x');
    CHECK(advised(image_of({{"RUN /bin/sh -c make # buildkit", "p/f=" + bytes + "\np/g => p/f"},
                            {"RUN /bin/sh -c touch /p/f # buildkit", "p/f=" + bytes + " mtime:9"}})) ==
          "600 Link 1 file that another path has too / layer 2: ln -s /p/g /p/f\n");
}

TEST_CASE("the host's modules are ignored, whether npm ci writes other bytes or the same") {
    CHECK(advised(image_of({{"COPY . /app # buildkit", "app/node_modules/m/a.js=12345\napp/i.js=1"},
                            {"RUN /bin/sh -c npm ci # buildkit", "app/node_modules/m/a.js=12345 mtime:9"}})) ==
          "5 Keep 1 file out of the COPY / layer 1, .dockerignore: **/node_modules\n");
}

TEST_CASE("of two steps that only touch a file both edits are where it comes from") {
    CHECK(advised(image_of({{"COPY a /a # buildkit", "a=12345"},
                            {"RUN /bin/sh -c chown 5 /a # buildkit", "a=12345 uid:5"},
                            {"RUN /bin/sh -c chmod 755 /a # buildkit", "a=12345 uid:5 mode:0755"}})) ==
          "5 Set the owner of 1 file where it comes from / layer 1: COPY --chown=5 a /a / layer 2: then chown is "
          "needless "
          "in RUN chown 5 /a\n"
          "5 Set the mode of 1 file where it comes from / layer 1: COPY --chmod=755 a /a / layer 3: then chmod is "
          "needless "
          "in RUN chmod 755 /a\n");
}

TEST_CASE("a file is lent to the RUN that uses it, not to the one that deletes it") {
    CHECK(advised(image_of({{"COPY a.sh /app/ # buildkit", "app/a.sh=12345"},
                            {"RUN /bin/sh -c sh /app/a.sh # buildkit", "out=1"},
                            {"RUN /bin/sh -c rm /app/a.sh # buildkit", "app/.wh.a.sh="}})) ==
          "5 Lend 1 file to the RUN in place of copying it / layer 2: in place of the COPY: RUN "
          "--mount=type=bind,source=a.sh,target=/app/a.sh …\n");
}
