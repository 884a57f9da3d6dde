#include "core/base/text.hpp"
#include "shell/input.hpp"
#include "tests/kit/image_builder.hpp"
#include "tests/kit/run_in_process.hpp"
#include "tests/kit/temporary_directory.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;
using kit::run;

namespace {

kit::ImagePlan plan(const std::string& name, std::string architecture = "amd64") {
    kit::ImagePlan image;
    if (!name.empty()) image.names.push_back(name);
    image.platform.architecture = std::move(architecture);
    image.steps.push_back(
        {"COPY a /a", kit::write_tar({kit::file("a", text(image.platform.architecture, ", ", name))})});
    return image;
}

std::vector<kit::ImagePlan> two() { return {plan("shop/web:1.0"), plan("shop/api:2.0")}; }

ImageRecord record(std::string_view name, std::string_view architecture, bool available = true) {
    ImageRecord image;
    if (!name.empty()) image.names.push_back(read_reference(name));
    image.platform = {"linux", std::string(architecture), "", ""};
    image.available = available;
    image.config_digest = *parse_bare_sha256(std::string(62, 'a') + (architecture == "amd64" ? "01" : "02"));
    return image;
}

std::string choice(const Listing& listing, std::string image, std::string_view platform = "") {
    ImageChoice wanted{std::move(image), std::nullopt};
    if (!platform.empty()) wanted.platform = *parse_platform(platform);
    const auto chosen = choose_image(listing, wanted);
    return chosen ? text(*chosen) : chosen.error().message;
}

} // namespace

TEST_CASE("a file that can't be opened is named once") {
    const kit::Ran ran = kit::run({"layers", "/nowhere/web.tar"});
    CHECK(ran.exit == 2);
    CHECK(ran.err == "strata: /nowhere/web.tar: No such file or directory\n");
}

TEST_CASE("a folder that is a root file system is refused with what to do instead") {
    const kit::TemporaryDirectory folder;
    const std::filesystem::path root = folder.path() / "root";
    std::filesystem::create_directories(root / "etc");
    for (const std::string_view command : {"layers", "files", "images", "verify"}) {
        const kit::Ran ran = kit::run({command, root.string()});
        CHECK(ran.exit == 2);
        CHECK(ran.out.empty());
        CHECK(ran.err == text("strata: ", root.string(),
                              ": a root file system is read as a tar, not as a folder: give `tar -C ", root.string(),
                              " -c .` as standard input (-)\n"));
    }
}

TEST_CASE("skopeo's transports are taken apart") {
    const kit::TemporaryDirectory folder;
    const std::string odd = folder.write("oci:x", "").string();
    CHECK(parse_operand("web.tar").path == "web.tar");
    CHECK(parse_operand("docker-archive:web.tar:shop/web:1.0").path == "web.tar");
    CHECK(parse_operand("docker-archive:web.tar:shop/web:1.0").reference == "shop/web:1.0");
    CHECK(parse_operand("docker-archive:web.tar:@0").reference == "1");
    CHECK(parse_operand("oci:layout:latest").path == "layout");
    CHECK(parse_operand("oci-archive:web.tar").path == "web.tar");
    CHECK(parse_operand("dir:a:b").path == "a:b");
    CHECK(parse_operand("-").path == "-");
    CHECK(parse_operand(odd).path == odd);
    CHECK(parse_operand("oci:" + odd).path == odd);
}

TEST_CASE("an image is chosen by name, tag, id, number and platform") {
    Listing listing;
    listing.images = {record("shop/web:1.0", "amd64"), record("shop/api:latest", "arm64")};
    CHECK(choice(listing, "shop/web:1.0") == "0");
    CHECK(choice(listing, "docker.io/shop/web:1.0") == "0");
    CHECK(choice(listing, "shop/api") == "1");
    CHECK(choice(listing, "1.0") == "0");
    CHECK(choice(listing, "2") == "1");
    listing.images[0].names = {read_reference("shop/web:2")};
    CHECK(choice(listing, "2") == "1"); // the number, though there is such a tag
    CHECK(choice(listing, "shop/web:2") == "0");
    listing.images[0].names = {read_reference("shop/web:1.0")};
    CHECK(choice(listing, std::string(62, 'a') + "02") == "1");
    CHECK(choice(listing, "sha256:" + std::string(62, 'a') + "01") == "0");
    CHECK(choice(listing, "", "linux/arm64") == "1");
    CHECK(choice(listing, "3").starts_with("holds no image \"3\", only:\nN         IMAGE"));
    for (const std::string number : {"0", "7", "20261126"}) { // beyond, though there are such tags
        listing.images[0].names = {read_reference("app:" + number)};
        CHECK(choice(listing, number).starts_with("holds no image \"" + number + "\", only:\n"));
        CHECK(choice(listing, "app:" + number) == "0");
    }
    listing.images[0].names = {read_reference("shop/web:1.0")};
    Listing digits = listing;
    digits.images[0].config_digest = *parse_bare_sha256(std::string(64, '7'));
    CHECK(choice(digits, "777777777777") == "0"); // the short id, as `images` shows it
    CHECK(choice(listing, "shop/web").starts_with("holds no image"));
    CHECK(choice(listing, "", "linux/s390x").starts_with("holds no image for linux/s390x, only:\n"));
    CHECK(choice(listing, "aaaa").starts_with("holds 2 images; choose one"));
    CHECK(choice(listing, "").find("shop/api:latest") != std::string::npos);
    listing.images[1].names.push_back(read_reference("shop/other:3"));
    CHECK(choice(listing, "").find("shop/api:latest, shop/other:3 ") != std::string::npos); // every name
}

TEST_CASE("what is not in the archive is not chosen where something is") {
    Listing listing;
    listing.images = {record("web:1", "amd64", false), record("web:1", "arm64")};
    CHECK(choice(listing, "") == "1");
    CHECK(choice(listing, "web:1") == "1");
    CHECK(choice(listing, "", "linux/amd64").starts_with("lists this image, but"));
}

TEST_CASE("an archive with several images asks for a choice and says how") {
    const kit::TemporaryDirectory folder;
    const std::string archive = folder.write("two.tar", kit::build_archive(two(), {})).string();
    const kit::Ran open = run({"history", archive});
    CHECK(open.exit == 2);
    CHECK(open.out.empty());
    CHECK(open.err.starts_with("strata: " + archive + ": holds 2 images; choose one with --image REF|N"));
    CHECK(open.err.find("shop/api:2.0") != std::string::npos);
    CHECK(run({"diff", archive, archive}).err.find("--image-a REF|N or") != std::string::npos);
    CHECK(run({"diff", archive, archive, "--image-a", "1"}).err.find("--image-b REF|N or") != std::string::npos);
    CHECK(run({"check", archive, "--image", "1", "--against", archive}).err.find("--against-image REF|N or") !=
          std::string::npos);
    CHECK(run({"history", archive, "--image", "shop/api:2.0"}).exit == 0);
    CHECK(run({"history", "docker-archive:" + archive + ":shop/web:1.0"}).out ==
          run({"history", archive, "--image", "1"}).out);
}

TEST_CASE("an archive is read from a pipe and from a file on standard input") {
    const std::string bytes = kit::build_archive(plan("shop/web:1.0"), {});
    const kit::Ran piped = kit::run_with_input({"images", "-"}, bytes, kit::Input::pipe);
    CHECK(piped.exit == 0);
    CHECK(piped.err.empty());
    CHECK(piped.out.find("shop/web") != std::string::npos);
    CHECK(kit::run_with_input({"images", "-"}, bytes, kit::Input::file).out == piped.out);
    const kit::Ran empty = kit::run_with_input({"images", "-"}, "", kit::Input::pipe);
    CHECK(empty.exit == 2);
    CHECK(empty.err.starts_with("strata: standard input: "));
}

TEST_CASE("what can't be opened is one line that names it") {
    const kit::TemporaryDirectory folder;
    const std::string missing = (folder.path() / "missing.tar").string();
    const kit::Ran ran = run({"images", missing});
    CHECK(ran.exit == 2);
    CHECK(ran.err.starts_with("strata: " + missing + ": "));
    CHECK(std::ranges::count(ran.err, '\n') == 1);
    const std::string other = folder.write("other.tar", kit::write_tar({kit::file("notes", "no image")})).string();
    const kit::Ran none = run({"images", other});
    CHECK(none.exit == 2);
    CHECK(none.err.starts_with("strata: " + other + ": holds no image"));
    const std::string junk = folder.write("junk.zip", "PK\x03\x04 and more").string();
    CHECK(run({"images", junk}).err.find("zip") != std::string::npos);
}

TEST_CASE("a folder is opened as a layout") {
    const kit::TemporaryDirectory folder;
    const std::vector<kit::ImagePlan> images = {plan("shop/web:1.0")};
    kit::write_folder(kit::lay_out(images, {.layout = kit::Layout::oci}), folder.path() / "layout");
    const std::string path = (folder.path() / "layout").string();
    CHECK(run({"images", path}).exit == 0);
    CHECK(run({"images", "oci:" + path}).out == run({"images", path}).out);
}
