// An image for commands that read files.
#pragma once

#include "tests/kit/image_builder.hpp"

namespace strata::kit {

/// Two layers: the second changes, deletes and links.
inline ImagePlan plan() {
    ImagePlan image;
    image.names = {"shop/api:1.0"};
    TarFile program = file("usr/bin/api", "program", 04755);
    program.mtime = 1'600'000'000;
    image.steps.push_back({.created_by = "COPY . /",
                           .layer = write_tar({folder("usr"), folder("usr/bin", 0750), program,
                                               file("etc/motd", "old\n"), file("etc/secret", "hush\n"),
                                               symbolic_link("bin", "usr/bin"), symbolic_link("dead", "etc/none")})});
    image.steps.push_back({.created_by = "RUN change",
                           .layer = write_tar({file("etc/motd", "new\n"), whiteout("etc/secret"),
                                               hard_link("usr/bin/alias", "usr/bin/api"), file("srv/data", "")})});
    return image;
}

} // namespace strata::kit
