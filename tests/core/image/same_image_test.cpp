#include "core/archive/directory_archive.hpp"
#include "core/archive/open_archive.hpp"
#include "core/base/text.hpp"
#include "core/image/inspect.hpp"
#include "core/image/list_images.hpp"
#include "core/model/snapshot.hpp"
#include "tests/kit/image_builder.hpp"
#include "tests/kit/temporary_directory.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

/// An image with something of everything that a layer can hold.
kit::ImagePlan rich_image() {
    kit::TarFile precise = kit::file("etc/precise", "now");
    precise.mtime_nanoseconds = 123'456'789;
    precise.xattrs = {{"security.capability", std::string("\1\0\0\2\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20)},
                      {"user.note", "a=b\nc"}};
    kit::TarFile holes = kit::file("var/holes", "");
    holes.sparse_size = 300'000;
    holes.sparse = {{4096, std::string(1000, 'x')}, {200'000, "tail"}};
    kit::TarFile far_owner = kit::file("home/big", "uid");
    far_owner.uid = 4'000'000;
    far_owner.user = "someone";
    kit::ImagePlan image{.names = {"shop/api:1.0", "shop/api:latest"}};
    image.settings.env = {{"PATH=/bin", "A=b=c"}};
    image.settings.cmd = {{"/bin/sh"}};
    image.settings.labels = {{"title", "\xd0\x9c\xd0\xb0\xd0\xb3\xd0\xb0\xd0\xb7\xd0\xb8\xd0\xbd"}};
    image.settings.exposed_ports = {"80/tcp"};
    image.steps = {
        {.created_by = "ADD base",
         .layer = kit::write_tar({kit::folder("etc"), kit::file("etc/passwd", "root"), precise, holes, far_owner,
                                  kit::symbolic_link("bin", "usr/bin"), kit::hard_link("etc/same", "etc/passwd"),
                                  kit::device("dev/null", FileType::character_device, 1, 3)})},
        {.created_by = "ENV A=b=c"},
        {.created_by = "RUN rm",
         .layer = kit::write_tar(
             {kit::whiteout("etc/same"), kit::opaque("var"), kit::file("var/new", std::string(200'000, 'n'))})},
        {.created_by = "COPY long",
         .layer = kit::write_tar({kit::file(text(std::string(180, 'd'), "/\xff\xfe"), "raw name")},
                                 {.dialect = kit::TarDialect::gnu, .prefix = "./"})},
        {.created_by = "RUN nothing", .layer = kit::write_tar({})},
        {.created_by = "RUN again", .layer = kit::write_tar({kit::file("etc/passwd", "toor", 0600)})}};
    return image;
}

Inspection inspection_of(const Archive& archive) {
    const auto listing = list_images(archive, "test");
    REQUIRE(listing);
    for (const Problem& problem : listing->problems) UNSCOPED_INFO(problem.message);
    REQUIRE(listing->images.size() == 1);
    return inspect(archive, *listing, listing->images.front(), {.layer = {.hashing = Hashing::all, .digests = true}});
}

Inspection inspection_of(const kit::ImagePlan& image, const kit::LayoutOptions& options) {
    const auto archive = open_archive(make_memory_source(kit::build_archive(image, options)));
    if (!archive) FAIL(archive.error().message);
    return inspection_of(**archive);
}

void check_same_layers(const Inspection& left, const Inspection& right) {
    REQUIRE(left.layers.size() == right.layers.size());
    for (std::size_t at = 0; at < left.layers.size(); ++at) {
        INFO("layer " << at);
        const Layer& a = *left.layers[at];
        const Layer& b = *right.layers[at];
        CHECK(a.tree == b.tree);
        CHECK(a.tar_bytes == b.tar_bytes);
        CHECK(a.file_bytes == b.file_bytes);
        CHECK(a.diff_id == b.diff_id);
        CHECK(a.problems == b.problems);
    }
}

void check_same_record(const ImageRecord& left, const ImageRecord& right) {
    CHECK(left.names == right.names);
    CHECK(left.config == right.config);
    CHECK(left.config_digest == right.config_digest);
    CHECK(left.platform == right.platform);
    CHECK(left.problems == right.problems);
    REQUIRE(left.layers.size() == right.layers.size());
    for (std::size_t at = 0; at < left.layers.size(); ++at) {
        CHECK(left.layers[at].diff_id == right.layers[at].diff_id);
        CHECK(left.layers[at].history == right.layers[at].history);
        CHECK(left.layers[at].state == right.layers[at].state);
    }
}

constexpr kit::Packing every_packing[] = {kit::Packing::none, kit::Packing::gzip,        kit::Packing::gzip_members,
                                          kit::Packing::zstd, kit::Packing::zstd_frames, kit::Packing::xz,
                                          kit::Packing::bzip2};

} // namespace

TEST_CASE("the builder's image is read as it was planned") {
    const kit::ImagePlan plan = rich_image();
    const Inspection image = inspection_of(plan, {.layout = kit::Layout::docker_save});
    CHECK(image.image.problems.empty());
    CHECK(image.image.config.document == kit::config_of(plan));
    REQUIRE(image.image.names.size() == 2);
    CHECK(image.image.names[0].text() == "shop/api:1.0");
    REQUIRE(image.layers.size() == 5);
    const auto diff_ids = kit::diff_ids_of(plan);
    for (std::size_t at = 0; at < 5; ++at) {
        CHECK(image.layers[at]->problems.empty());
        CHECK(image.layers[at]->diff_id.text() == diff_ids[at]);
        CHECK(image.image.layers[at].diff_id.text() == diff_ids[at]);
    }
    CHECK(image.image.layers[1].history == 2);
}

TEST_CASE("one image in every archive is one inspection") {
    const kit::ImagePlan plan = rich_image();
    const Inspection truth = inspection_of(plan, {.layout = kit::Layout::docker_save});
    for (const kit::Layout layout : {kit::Layout::docker_save, kit::Layout::hybrid, kit::Layout::containerd,
                                     kit::Layout::oci, kit::Layout::podman, kit::Layout::crane})
        for (const kit::Packing layers : every_packing) {
            INFO(kit::name_of(layout) << " with layers packed by " << kit::name_of(layers));
            const Inspection image = inspection_of(plan, {.layout = layout, .layers = layers});
            check_same_layers(image, truth);
            check_same_record(image.image, truth.image);
        }
}

TEST_CASE("an archive inside any compression is the same archive") {
    const kit::ImagePlan plan = rich_image();
    for (const kit::Layout layout : {kit::Layout::docker_save, kit::Layout::oci}) {
        const Inspection truth = inspection_of(plan, {.layout = layout, .layers = kit::Packing::gzip});
        for (const kit::Packing outer : every_packing) {
            INFO(kit::name_of(layout) << " inside " << kit::name_of(outer));
            const Inspection image =
                inspection_of(plan, {.layout = layout, .layers = kit::Packing::gzip, .outer = outer});
            check_same_layers(image, truth);
            check_same_record(image.image, truth.image);
        }
    }
}

TEST_CASE("an archive in any dialect of tar is the same archive") {
    const kit::ImagePlan plan = rich_image();
    const Inspection truth = inspection_of(plan, {.layout = kit::Layout::hybrid});
    for (const kit::TarOptions& tar : std::vector<kit::TarOptions>{{.dialect = kit::TarDialect::v7},
                                                                   {.dialect = kit::TarDialect::gnu, .prefix = "./"},
                                                                   {.dialect = kit::TarDialect::pax, .record = 10'240},
                                                                   {.global_pax = {{"comment", "4b1be1"}}},
                                                                   {.prefix = "/"},
                                                                   {.end_blocks = 0}}) {
        const Inspection image = inspection_of(plan, {.layout = kit::Layout::hybrid, .tar = tar});
        check_same_layers(image, truth);
        check_same_record(image.image, truth.image);
    }
}

TEST_CASE("a folder is the same image as its archive") {
    const kit::ImagePlan plan = rich_image();
    const kit::TemporaryDirectory folder;
    for (const kit::Layout layout : {kit::Layout::oci, kit::Layout::skopeo_dir, kit::Layout::podman}) {
        INFO(kit::name_of(layout));
        const kit::LayoutOptions options{.layout = layout, .layers = kit::Packing::gzip};
        const auto path = folder.path() / std::string(kit::name_of(layout));
        kit::write_folder(kit::lay_out(std::span(&plan, 1), options), path);
        const auto archive = open_directory(path);
        REQUIRE(archive);
        const Inspection image = inspection_of(**archive);
        Inspection truth = inspection_of(plan, options);
        check_same_layers(image, truth);
        check_same_record(image.image, truth.image);
        if (layout == kit::Layout::skopeo_dir) CHECK(image.image.names.empty());
    }
}

TEST_CASE("what docker wrote before manifest.json has the same files") {
    kit::ImagePlan plan = rich_image();
    std::erase_if(plan.steps, [](const kit::Step& step) { return !step.layer; });
    const Inspection truth = inspection_of(plan, {.layout = kit::Layout::docker_save});
    const Inspection old = inspection_of(plan, {.layout = kit::Layout::docker_save_v1});
    check_same_layers(old, truth);
    CHECK(old.image.names == truth.image.names);
    CHECK(old.image.config.settings == truth.image.config.settings);
}

TEST_CASE("a root file system is one layer") {
    const kit::ImagePlan plan = rich_image();
    const Inspection truth = inspection_of(plan, {.layout = kit::Layout::docker_save});
    for (const kit::Packing outer : every_packing) {
        INFO(kit::name_of(outer));
        const Inspection flat = inspection_of(plan, {.layout = kit::Layout::root_filesystem, .outer = outer});
        CHECK(flat.kind == ArchiveKind::root_filesystem);
        REQUIRE(flat.layers.size() == 1);
        CHECK(flat.layers[0]->tree == truth.layers[0]->tree);
        CHECK(flat.image.names.empty());
    }
}

TEST_CASE("a snapshot of any archive's image is that inspection again") {
    for (const kit::Packing layers : every_packing) {
        const Inspection image = inspection_of(rich_image(), {.layout = kit::Layout::oci, .layers = layers});
        const std::string bytes = write_snapshot(image);
        const auto again = read_snapshot(std::as_bytes(std::span(bytes)));
        REQUIRE(again);
        check_same_layers(*again, image);
        check_same_record(again->image, image.image);
        CHECK(again->kind == image.kind);
        CHECK(again->image.layers == image.image.layers);
        CHECK(write_snapshot(*again) == bytes);
    }
}
