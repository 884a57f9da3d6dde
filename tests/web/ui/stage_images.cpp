#include "tests/web/ui/stage_images.hpp"

#include "tests/kit/layer_text.hpp"

namespace strata::kit {

namespace {

Digest digest_of(char letter) { return parse_digest("sha256:" + std::string(64, letter)).value(); }

void describe(Inspection& image, std::string_view tag, std::string_view diff_ids) {
    image.source = std::string("shop-").append(tag).append(".tar");
    image.image.names = {{.repository = "shop/api", .tag = std::string(tag), .digest = {}}};
    image.image.platform = image.image.config.platform = {.os = "linux", .architecture = "amd64"};
    image.image.config_digest = digest_of('e');
    for (std::uint32_t i = 0; i < image.image.layers.size(); i++) {
        LayerRecord& layer = image.image.layers[i];
        layer.state = BlobState::present;
        layer.member = i;
        layer.stored_size = 1000 * (i + 1);
        layer.diff_id = digest_of(diff_ids[i]);
        layer.descriptor.digest = layer.diff_id;
    }
}

} // namespace

Inspection shop_image() {
    Inspection image = inspection_from_text({R"(etc/
        etc/passwd=root
        usr/bin/node=node-program
        lib/moved.js=the-same-bytes-elsewhere size:2000)",
                                             R"(srv/app/server.js=hello
        srv/app/old.js=gone size:5000
        srv/app/start.sh=start mode:0644)",
                                             R"(srv/app/server.js=hello uid:1000 size:5
        srv/app/.wh.old.js=)"});
    describe(image, "1.0", "abc");
    ImageConfig& config = image.image.config;
    config.history = {
        {.created = "2026-11-01T10:00:00Z", .created_by = "/bin/sh -c #(nop) ADD rootfs.tar.xz / "},
        {.created = "2026-11-02T14:03:00Z", .created_by = "COPY . . # buildkit", .comment = "buildkit.dockerfile.v0"},
        {.created = "2026-11-02T14:03:00Z", .created_by = "ENV PORT=8080", .empty_layer = true},
        {.created = "2026-11-02T14:04:00Z", .created_by = "/bin/sh -c chown -R 1000 /srv/app && rm old.js"}};
    image.image.layers[0].history = 0;
    image.image.layers[1].history = 1;
    image.image.layers[2].history = 3;
    config.settings.env = {{"PATH=/usr/local/bin:/usr/bin", "PORT=8080"}};
    config.settings.cmd = {{"node", "/srv/app/server.js"}};
    config.settings.working_dir = "/srv/app";
    config.settings.labels = {{"org.example.team", "shop"}};
    config.document = R"({"config":{"Healthcheck":{"Test":["CMD","true"]}}})";
    return image;
}

Inspection newer_shop_image() {
    Inspection image = inspection_from_text({R"(etc/
        etc/passwd=root
        usr/bin/node=node-program
        lib/moved.js=the-same-bytes-elsewhere size:2000)",
                                             R"(srv/app/server.js=hello-world
        srv/app/certs/tls.key=secret
        srv/app/start.sh=start mode:0755
        opt/moved.js=the-same-bytes-elsewhere size:2000
        lib/.wh.moved.js=)"});
    describe(image, "1.1", "ad");
    ImageConfig& config = image.image.config;
    config.history = {
        {.created = "2026-11-01T10:00:00Z", .created_by = "/bin/sh -c #(nop) ADD rootfs.tar.xz / "},
        {.created = "2026-11-09T14:03:00Z", .created_by = "COPY . . # buildkit", .comment = "buildkit.dockerfile.v0"},
        {.created = "2026-11-09T14:03:00Z", .created_by = "ENV PORT=9090", .empty_layer = true}};
    image.image.layers[0].history = 0;
    image.image.layers[1].history = 1;
    config.settings.env = {{"PATH=/usr/local/bin:/usr/bin", "PORT=9090"}};
    config.settings.cmd = {{"node", "/srv/app/server.js"}};
    config.settings.working_dir = "/srv/app";
    config.settings.exposed_ports = {"9464/tcp"};
    config.settings.labels = {{"org.example.team", "shop"}};
    config.document = R"({"config":{"Healthcheck":{"Test":["CMD","true"]}}})";
    return image;
}

Inspection small_shop_image() {
    Inspection inspection = inspection_from_text({"etc/\netc/passwd=root\nsrv/server.js=hello", "srv/new.js=new"});
    inspection.source = "shop.tar";
    inspection.image.names = {{.repository = "shop/api", .tag = "1.0", .digest = {}}};
    for (std::uint32_t i = 0; i < 2; i++) {
        inspection.image.layers[i].state = BlobState::present;
        inspection.image.layers[i].member = i;
    }
    return inspection;
}

Inspection as_archived(std::initializer_list<std::string_view> layers) {
    Inspection image = inspection_from_text(layers);
    for (std::uint32_t i = 0; i < image.image.layers.size(); i++) {
        image.image.layers[i].state = BlobState::present;
        image.image.layers[i].member = i;
    }
    return image;
}

bool is_selected(const Stage& stage, std::string_view name) {
    const ui::MirrorNode* node = stage.find(name);
    return node && (node->states & ui::state_selected);
}

bool is_focused(const Stage& stage, std::string_view name) {
    const ui::MirrorNode* node = stage.find(name);
    return node && (node->states & ui::state_focused);
}

} // namespace strata::kit
