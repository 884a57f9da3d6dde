#include "tests/samples/shop_api.hpp"

#include "core/base/text.hpp"
#include "tests/samples/shop_files.hpp"

#include <set>

namespace strata::samples {

namespace {

using kit::Step;

/// 1 is the first second of the build; every file of the image carries the time of its layer.
std::int64_t time_of(Version version, int step) {
    constexpr std::int64_t first_build = 1'793'628'180; // 2026-11-02 14:03:00 UTC
    constexpr std::int64_t a_week = 7 * 86'400;
    return first_build + (version == Version::second && step > 2 ? a_week : 0) + 5 * step;
}

std::string stamp(Version version, int step) {
    return text(version == Version::second && step > 2 ? "2026-11-09T14:03:" : "2026-11-02T14:03:", 10 + 5 * step, "Z");
}

std::string tar_of(Files files, Version version, int step) {
    for (kit::TarFile& each : files) each.mtime = time_of(version, step);
    return kit::write_tar(files);
}

/// `chown -R node:node /srv/app`: the same files again, for another owner.
Files chowned(Version version) {
    Files files;
    std::set<std::string> seen;
    for (Files part : {manifest_files(version), dependency_files(version), application_files(version)})
        for (kit::TarFile& each : part) {
            if (!each.path.starts_with("srv/app") || !seen.insert(each.path).second) continue;
            each.uid = 1000;
            each.gid = 1000;
            files.push_back(std::move(each));
        }
    return files;
}

/// The last step tidies up, too late: what it removes stays in the layers below.
Files tidied() {
    Files files = {kit::folder("srv/app"), kit::whiteout("srv/app/.env"), kit::folder("var/lib/apt")};
    files[0].uid = 1000;
    files[0].gid = 1000;
    files.push_back(kit::whiteout("var/lib/apt/lists"));
    return files;
}

ContainerSettings settings(Version version) {
    const bool first = version == Version::first;
    ContainerSettings settings;
    settings.user = "node";
    settings.working_dir = "/srv/app";
    settings.env = {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "NODE_ENV=production",
                    first ? "PORT=8080" : "PORT=8443"};
    if (!first) settings.env->push_back("LOG_LEVEL=info");
    settings.entrypoint = {{"/bin/sh", "/srv/app/start.sh"}};
    settings.cmd = std::vector<std::string>{};
    settings.exposed_ports = {first ? "8080/tcp" : "8443/tcp"};
    settings.labels = {{"org.opencontainers.image.title", "shop-api"},
                       {"org.opencontainers.image.version", first ? "1.0" : "1.1"}};
    return settings;
}

} // namespace

kit::ImagePlan shop_api(Version version) {
    const bool first = version == Version::first;
    const std::string port = first ? "8080" : "8443";
    kit::ImagePlan image{.names = {text("shop/api:", first ? "1.0" : "1.1")}};
    image.created = stamp(version, 8);
    image.settings = settings(version);
    const auto layer = [&](int step, std::string command, Files files) {
        image.steps.push_back(Step{.created_by = std::move(command),
                                   .layer = tar_of(std::move(files), version, step),
                                   .created = stamp(version, step),
                                   .author = {},
                                   .comment = step > 1 ? "buildkit.dockerfile.v0" : ""});
    };
    const auto setting = [&](std::string command) {
        image.steps.push_back(Step{.created_by = std::move(command),
                                   .layer = {},
                                   .created = stamp(version, 8),
                                   .author = {},
                                   .comment = "buildkit.dockerfile.v0"});
    };
    layer(1, "/bin/sh -c #(nop) ADD file:4b1be1de1a1e5aa608c688cad2824587262081866180d7368feb79d33ca05953 in / ",
          base_files());
    layer(2, "RUN /bin/sh -c apt-get update && apt-get install -y nodejs curl iputils-ping # buildkit",
          installed_files());
    layer(3, "WORKDIR /srv/app", {kit::folder("srv/app")});
    layer(4, "COPY package.json package-lock.json ./ # buildkit", manifest_files(version));
    layer(5, "RUN /bin/sh -c npm ci --omit=dev # buildkit", dependency_files(version));
    layer(6, "COPY . . # buildkit", application_files(version));
    layer(7, "RUN /bin/sh -c chown -R node:node /srv/app # buildkit", chowned(version));
    layer(8, "RUN /bin/sh -c rm -rf /var/lib/apt/lists .env # buildkit", tidied());
    setting("ENV NODE_ENV=production");
    setting("ENV PORT=" + port);
    if (!first) setting("ENV LOG_LEVEL=info");
    setting("USER node");
    setting(text("EXPOSE map[", port, "/tcp:{}]"));
    setting("ENTRYPOINT [\"/bin/sh\" \"/srv/app/start.sh\"]");
    return image;
}

} // namespace strata::samples
