// Images with one known fault each, and the edit that mends it.
#include "tests/core/insight/advised.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>

using namespace strata;
using kit::advised;
using kit::image_of;

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
          "600 Do not bring 1 file twice / layer 2: leave /p/f alone in RUN touch /p/f\n");
    CHECK(advised(image_of({{"RUN /bin/sh -c pnpm i # buildkit", "store/f=" + bytes + "\napp/f => store/f"},
                            {"RUN /bin/sh -c chown -R 5 /app # buildkit", "app/f=" + bytes + " uid:5"}})) ==
          "600 Set the owner of 1 file where it comes from / layer 1: end the RUN with chown -R 5 /app/f / layer 2: "
          "then chown is needless in RUN chown -R 5 /app\n");
    // two files of the same bytes, each stated again: one of them is a copy
    CHECK(advised(
              image_of({{"RUN /bin/sh -c make # buildkit", "a=" + bytes + "\nb=" + bytes},
                        {"RUN /bin/sh -c chown 5:0 /a /b # buildkit", "a=" + bytes + " uid:5\nb=" + bytes + " uid:5"}}))
              .find("600 Link 1 file that another path has too / layer 2: ln -s /a /b\n") != std::string::npos);
    BaseImage base;
    base.layers = 1;
    CHECK(advised(image_of({{"ADD rootfs.tar / # buildkit", "p/f=" + bytes + "\np/g => p/f"},
                            {"RUN /bin/sh -c chown 5 /p/f # buildkit", "p/f=" + bytes + " uid:5"}}),
                  base) == "600 Do not bring 1 file twice / layer 2: leave /p/f alone in RUN chown 5 /p/f\n");
}

TEST_CASE("the host's modules are ignored, whether npm ci writes other bytes or the same") {
    CHECK(advised(image_of({{"COPY . /app # buildkit", "app/node_modules/m/a.js=12345\napp/i.js=1"},
                            {"RUN /bin/sh -c npm ci # buildkit", "app/node_modules/m/a.js=12345 mtime:9"}})) ==
          "5 Keep 1 file out of the COPY / layer 1, .dockerignore: **/node_modules\n");
}

TEST_CASE("a file is lent to the RUN that uses it, not to the one that deletes it") {
    CHECK(advised(image_of({{"COPY a.sh /app/ # buildkit", "app/a.sh=12345"},
                            {"RUN /bin/sh -c sh /app/a.sh # buildkit", "out=1"},
                            {"RUN /bin/sh -c rm /app/a.sh # buildkit", "app/.wh.a.sh="}})) ==
          "5 Lend 1 file to the RUN in place of copying it / layer 2: in place of the COPY: RUN "
          "--mount=type=bind,source=a.sh,target=/app/a.sh …\n");
}

TEST_CASE("of a COPY that is recorded as a hash no words are made up") {
    CHECK(advised(image_of({{"/bin/sh -c #(nop) COPY --chown=5:5file:0123456789abcdef in /app/ ", "app/a=12345 uid:5"},
                            {"/bin/sh -c chown -R 0:0 /app", "app/a=12345"}}))
              .find("layer 1: COPY --chown=0:0 … /") != std::string::npos);
}

TEST_CASE("what is lent is called as the COPY calls it") {
    const auto lent = [](const std::string& copy, const std::string& path) {
        const std::size_t slash = path.rfind('/') + 1;
        const std::string out =
            advised(image_of({{copy + " # buildkit", path.substr(1) + "=12345"},
                              {"RUN /bin/sh -c use it # buildkit",
                               path.substr(1, slash - 1) + ".wh." + path.substr(slash) + "=\nout=1"}}));
        const std::size_t at = out.find("in place of the");
        return at == out.npos ? out : out.substr(at, out.size() - at - 1);
    };
    const std::string front = "in place of the COPY: RUN --mount=type=bind,";
    CHECK(lent("COPY dist/app-1.2.tgz /tmp/app.tgz", "/tmp/app.tgz") ==
          front + "source=dist/app-1.2.tgz,target=/tmp/app.tgz …");
    CHECK(lent("COPY a.tgz b/c.tgz /tmp/", "/tmp/c.tgz") == front + "source=b/c.tgz,target=/tmp/c.tgz …");
    CHECK(lent("COPY wheels /tmp/req", "/tmp/req/a.whl") == front + "source=wheels/a.whl,target=/tmp/req/a.whl …");
    CHECK(lent("COPY . /tmp", "/tmp/x/a.whl") == front + "source=x/a.whl,target=/tmp/x/a.whl …");
    CHECK(lent("COPY *.whl /tmp/", "/tmp/a.whl") == front + "source=…,target=/tmp/a.whl …");
    CHECK(lent("COPY file:0123456789abcdef in /tmp/", "/tmp/a.whl") == front + "source=…,target=/tmp/a.whl …");
    CHECK(lent("COPY --chown=5:5file:0123456789abcdef in /tmp/", "/tmp/a.whl") ==
          front + "source=…,target=/tmp/a.whl …");
    CHECK(lent("COPY --from=build /out/a.tgz /tmp/a.tgz", "/tmp/a.tgz") ==
          front + "from=build,source=/out/a.tgz,target=/tmp/a.tgz …");
    CHECK(lent("COPY /out/a.tgz /tmp/a.tgz", "/tmp/a.tgz") ==
          front + "source=/out/a.tgz,target=/tmp/a.tgz … (with from=… where the COPY has --from, which the image does "
                  "not record)");
    CHECK(lent("ADD https://example.com/a.tgz /tmp/a.tgz", "/tmp/a.tgz") ==
          "in place of the ADD: download /tmp/a.tgz in this RUN, and delete it there");
}

TEST_CASE("what a later step moves is made where it ends up") {
    CHECK(advised(image_of({{"RUN /bin/sh -c unpack # buildkit", "opt/\nopt/app-1.0/\nopt/app-1.0/d/x=12345"},
                            {"RUN /bin/sh -c mv /opt/app-1.0 /opt/app # buildkit",
                             "opt/.wh.app-1.0=\nopt/app/\nopt/app/d/x=12345"}})) ==
          "5 Have 1 file at once where a later step moves it / layer 1: end the RUN with mv /opt/app-1.0 /opt/app / "
          "layer 2: moves it too late: both copies are stored\n");
    CHECK(advised(image_of({{"COPY src /tmp/src # buildkit", "tmp/src=12345"},
                            {"RUN /bin/sh -c mv /tmp/src /opt/x # buildkit", "tmp/.wh.src=\nopt/x=12345"}})) ==
          "5 Have 1 file at once where a later step moves it / layer 1: COPY to /opt/x in place of /tmp/src / layer 2: "
          "moves it too late: both copies are stored\n");
    // several at once, to places that are no one folder
    CHECK(advised(image_of({{"RUN /bin/sh -c make # buildkit", "a=12345\nb=123"},
                            {"RUN /bin/sh -c mv /a /x; mv /b /y # buildkit", ".wh.a=\n.wh.b=\nx=12345\ny=123"}})) ==
          "8 Have 2 files at once where a later step moves them / layer 1: have /a /b at once where layer 2 moves them "
          "/ layer 2: moves them too late: both copies are stored\n");
    // bytes that nobody compared are the same where the name is
    CHECK(advised(image_of({{"RUN /bin/sh -c make # buildkit", "b/a.o=12345 unhashed"},
                            {"RUN /bin/sh -c c # buildkit", "b/.wh.a.o=\nc/a.o=12345 unhashed\nd=54321 unhashed"}}))
              .find("mv /b/a.o /c/a.o") != std::string::npos);
    CHECK(advised(image_of({{"RUN /bin/sh -c make # buildkit", "a=12345"},
                            {"RUN /bin/sh -c c # buildkit", ".wh.a=\nb=54321"}}))
              .starts_with("5 Delete 1 file in the RUN that makes it"));
}

TEST_CASE("advice about an image of Windows speaks of its paths and commands") {
    const std::string bytes(600, 'x');
    Inspection image = image_of({{"cmd /S /C build", "Files/app/(a).exe=12345\nFiles/x/one=" + bytes +
                                                         "\nFiles/x/two=" + bytes + "\nFiles/ProgramData/x.log=12"},
                                 {"cmd /S /C del", "Files/app/.wh.(a).exe=\nHives/System_Base=" + bytes +
                                                       "y\nHives/Software_Delta=" + bytes + "y"}});
    image.image.platform = {.os = "windows", .architecture = "amd64"};
    CHECK(advised(image) ==
          "600 Link 1 file that another path has too / layer 1: mklink C:\\x\\two C:\\x\\one\n"
          "5 Delete 1 file in the RUN that makes it / layer 1: end the RUN with deleting C:\\app\\(a).exe / layer "
          "2: deletes it too late\n"
          "2 Do not keep logs / layer 1: end the RUN with deleting C:\\ProgramData\\x.log\n");
}
