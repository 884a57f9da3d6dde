// What is advised where later steps change nothing but owners, modes, capabilities and times.
#include "tests/core/insight/advised.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;
using kit::advised;
using kit::image_of;
using kit::Step;

TEST_CASE("a chown in a later step is an option of the COPY and a part of the RUN") {
    CHECK(
        advised(image_of({{"COPY . /app # buildkit", "app/\napp/a=12345\napp/b=12"},
                          {"RUN /bin/sh -c make # buildkit", "app/c=123"},
                          {"RUN /bin/sh -c chown -R node:node /app # buildkit",
                           "app/ uid:5\napp/a=12345 uid:5\napp/b=12 uid:5\napp/c=123 uid:5"}})) ==
        "10 Set the owner of 3 files where they come from / layer 1: COPY --chown=node:node . /app / layer 2: end the "
        "RUN with chown -R node:node /app/c / layer 3: then chown is needless in RUN chown -R node:node /app\n");
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

TEST_CASE("a file that was chowned is advised about where it came from") {
    CHECK(advised(image_of({{"COPY . /app # buildkit", "app/.git/HEAD=12345"},
                            {"RUN /bin/sh -c chown -R 5 /app # buildkit", "app/.git/HEAD=12345 uid:5"}})) ==
          "5 Set the owner of 1 file where it comes from / layer 1: COPY --chown=5:0 . /app / layer 2: then chown is "
          "needless in RUN chown -R 5 /app\n"
          "5 Keep git's history out of the COPY / layer 1, .dockerignore: **/.git\n");
    // two names of one file, which chown copies one by one
    const std::string large = "=" + std::string(600, 'x'), chowned = large + " uid:5";
    CHECK(advised(image_of({{"COPY . /app # buildkit", "app/a" + large + "\napp/b => app/a"},
                            {"RUN /bin/sh -c chown -R 5 /app # buildkit", "app/a" + chowned + "\napp/b" + chowned}})) ==
          "1200 Set the owner of 2 files where they come from / layer 1: COPY --chown=5:0 . /app / layer 2: then chown "
          "is needless in RUN chown -R 5 /app\n");
}

TEST_CASE("of two steps that only touch a file both edits are where it comes from") {
    CHECK(advised(image_of({{"COPY a /a # buildkit", "a=12345"},
                            {"RUN /bin/sh -c chown 5 /a # buildkit", "a=12345 uid:5"},
                            {"RUN /bin/sh -c chmod 755 /a # buildkit", "a=12345 uid:5 mode:0755"}})) ==
          "5 Set the owner of 1 file where it comes from / layer 1: COPY --chown=5:0 a /a / layer 2: then chown is "
          "needless "
          "in RUN chown 5 /a\n"
          "5 Set the mode of 1 file where it comes from / layer 1: COPY --chmod=755 a /a / layer 3: then chmod is "
          "needless "
          "in RUN chmod 755 /a\n");
}

TEST_CASE("a layer is told to chown what it made, and nothing that others bring") {
    CHECK(advised(image_of({{"RUN /bin/sh -c npm ci # buildkit", "app/\napp/nm/\napp/nm/x=12345"},
                            {"COPY src /app/src # buildkit", "app/\napp/src/\napp/src/y=123"},
                            {"RUN /bin/sh -c chown -R n:n /app/nm /app/src # buildkit",
                             "app/\napp/nm/ uid:5 gid:5\napp/nm/x=12345 uid:5 gid:5\napp/src/ uid:5 gid:5\n"
                             "app/src/y=123 uid:5 gid:5"}})) ==
          "8 Set the owner of 2 files where they come from / layer 1: end the RUN with chown -R n:n /app/nm / layer 2: "
          "COPY --chown=n:n src /app/src / layer 3: then chown is needless in RUN chown -R n:n /app/nm /app/src\n");
    // /app is not of layer 2 alone: a chown of all of it would copy the files of layer 1 again
    CHECK(advised(image_of({{"COPY a /app/ # buildkit", "app/\napp/a=12345"},
                            {"RUN /bin/sh -c make # buildkit", "app/\napp/b=123"},
                            {"RUN /bin/sh -c chown -R n:n /app # buildkit",
                             "app/ uid:5 gid:5\napp/a=12345 uid:5 gid:5\napp/b=123 uid:5 gid:5"}}))
              .find("layer 2: end the RUN with chown -R n:n /app/b /") != std::string::npos);
}

TEST_CASE("a chmod of a folder is the author's own, since its files have other modes than itself") {
    const Step made{"RUN /bin/sh -c fetch # buildkit", "srv/\nsrv/d/ mode:0700\nsrv/d/a=12345 mode:0600"};
    const std::string after = "srv/d/ mode:0755\nsrv/d/a=12345 mode:0644";
    CHECK(advised(image_of({made, {"RUN /bin/sh -c chmod -R go+rX /srv/d # buildkit", after}}))
              .find("layer 1: end the RUN with chmod -R go+rX /srv/d /") != std::string::npos);
    CHECK(advised(image_of({made, {"RUN /bin/sh -c sh fix # buildkit", after}}))
              .find("layer 1: end the RUN with chmod … /srv/d /") != std::string::npos);
    CHECK(advised(image_of({made, {"RUN /bin/sh -c chmod 755 /srv/d && chmod 644 /srv/d/a # buildkit", after}}))
              .find("layer 1: end the RUN with chmod … /srv/d /") != std::string::npos);
    CHECK(advised(image_of({{"COPY d /srv/d # buildkit", made.layer},
                            {"RUN /bin/sh -c chmod -R go+rX /srv/d # buildkit", after}}))
              .find("layer 1: set the mode of /srv/d in the build context: COPY keeps it /") != std::string::npos);
}

TEST_CASE("options of a COPY replace its own, and give nothing to files that have it not") {
    CHECK(advised(image_of({{"COPY --chown=1000:1000 --link a /app/ # buildkit", "app/a=12345 uid:5"},
                            {"RUN /bin/sh -c chown -R root:root /app # buildkit", "app/a=12345"}}))
              .find("layer 1: COPY --chown=root:root --link a /app/ /") != std::string::npos);
    CHECK(advised(image_of({{"COPY --chmod=644 a /app/ # buildkit", "app/\napp/a=12345"},
                            {"RUN /bin/sh -c chmod 755 /app/a # buildkit", "app/a=12345 mode:0755"}}))
              .find("layer 1: COPY --chmod=755 a /app/ /") != std::string::npos);
    CHECK(advised(image_of({{"COPY d /srv/d # buildkit", "srv/d/a=1234\nsrv/d/s.sh=12345"},
                            {"RUN /bin/sh -c chmod +x /srv/d/*.sh # buildkit", "srv/d/s.sh=12345 mode:0755"}}))
              .find("layer 1: copy /srv/d/s.sh by a COPY of its own, with --chmod=755 /") != std::string::npos);
    CHECK(advised(image_of({{"COPY . /app # buildkit", "app/a=1234\napp/data/b=12345"},
                            {"RUN /bin/sh -c chown -R n:n /app/data # buildkit", "app/data/b=12345 uid:5 gid:5"}}))
              .find("layer 1: copy /app/data/b by a COPY of its own, with --chown=n:n /") != std::string::npos);
}

TEST_CASE("an owner is named by number where the layer has no such user yet, and with its group in a COPY") {
    const std::string root = "root:x:0:0::/:/bin/sh";
    const Step copy{"COPY x /app/ # buildkit", "app/x=12345"};
    const Step base{"ADD rootfs.tar / # buildkit", "etc/passwd=" + root};
    CHECK(advised(image_of({base,
                            copy,
                            {"RUN /bin/sh -c adduser new && chown -R new /app # buildkit",
                             "etc/passwd=" + root + "new\napp/x=12345 uid:1001 gid:1001"}}))
              .find("layer 2: COPY --chown=1001:1001 x /app/ /") != std::string::npos);
    CHECK(advised(image_of({base, copy, {"RUN /bin/sh -c chown -R new /app # buildkit", "app/x=12345 uid:1001 gid:7"}}))
              .find("layer 2: COPY --chown=new:7 x /app/ /") != std::string::npos);
    CHECK(advised(image_of({{"RUN /bin/sh -c make # buildkit", "a=12345"}, {"RUN chown", "a=12345 uid:5"}}))
              .find("layer 1: end the RUN with chown -R 5:0 /a /") != std::string::npos);
}
