#include "core/base/text.hpp"
#include "core/insight/base_image.hpp"

#include <catch2/catch_test_macros.hpp>
#include <initializer_list>
#include <string>

using namespace strata;

namespace {

struct Row {
    std::string created_by;
    std::string day = ""; ///< "2026-01-02T10:00"; "" for none
    std::string comment = "";
};

/// Rows that begin with "-" made no layer. Layers are numbered: 1, 2, … or, in an image built on another, the same.
ImageRecord image_of(std::initializer_list<Row> rows, const std::string& name = "") {
    ImageRecord image;
    if (!name.empty()) image.names.push_back(read_reference(name));
    for (const Row& row : rows) {
        const bool empty = row.created_by.starts_with('-');
        const auto number = static_cast<std::uint32_t>(image.config.history.size());
        image.config.history.push_back({.created = row.day.empty() ? "" : row.day + ":00Z",
                                        .created_by = empty ? row.created_by.substr(1) : row.created_by,
                                        .comment = row.comment,
                                        .empty_layer = empty});
        if (empty) continue;
        LayerRecord layer;
        layer.diff_id = *parse_digest(text("sha256:", std::string(60, '0'), 1000 + image.layers.size()));
        layer.history = number;
        image.layers.push_back(std::move(layer));
    }
    image.config_digest = *parse_digest(text("sha256:", std::string(60, 'a'), 1000 + image.config.history.size()));
    return image;
}

std::string split(const ImageRecord& image, std::initializer_list<const ImageRecord*> known = {}) {
    const BaseImage base = find_base(image, std::span(known.begin(), known.size()));
    return text(base.layers, '/', base.rows, base.name.empty() ? "" : " ", base.name, base.name_is_guess ? "?" : "",
                " | ", base.reason);
}

const std::string buildkit = "buildkit.dockerfile.v0";

} // namespace

TEST_CASE("a base ends with its CMD where layers of another day follow") {
    CHECK(split(image_of({{"/bin/sh -c #(nop) ADD file:ab in / ", "2026-01-01T10:00"},
                          {"-/bin/sh -c #(nop)  CMD [\"bash\"]", "2026-01-01T10:00"},
                          {"COPY . . # buildkit", "2026-02-01T10:00", buildkit},
                          {"-CMD [\"app\"]", "2026-02-01T10:00", buildkit}})) ==
          "1/2 | guess: its CMD is followed by more steps, made 4 weeks later");
}

TEST_CASE("of several images under each other the last one is the base, and its version names it") {
    CHECK(
        split(image_of({{"# debian.sh --arch 'amd64' out/ 'bookworm' '@171'", "2026-01-01T10:00", "debuerreotype 0.15"},
                        {"-ENV PYTHON_VERSION=3.12.1", "2026-01-03T10:00", buildkit},
                        {"RUN /bin/sh -c make python # buildkit", "2026-01-03T10:00", buildkit},
                        {"-CMD [\"python3\"]", "2026-01-03T10:00", buildkit},
                        {"COPY . . # buildkit", "2026-02-01T10:00", buildkit}})) ==
        "2/4 python:3.12.1? | guess: its CMD is followed by more steps, made 4 weeks later");
    CHECK(
        split(image_of({{"# debian.sh --arch 'amd64' out/ 'bookworm' '@171'", "2026-01-01T10:00", "debuerreotype 0.15"},
                        {"RUN /bin/sh -c make # buildkit", "2026-01-03T10:00", buildkit}})) ==
        "1/1 debian:bookworm? | guess: a root file system is followed by other steps, made 2 days later");
    CHECK(split(image_of({{"-/bin/sh -c #(nop)  LABEL org.opencontainers.image.ref.name=ubuntu"},
                          {"-/bin/sh -c #(nop)  LABEL org.opencontainers.image.version=22.04"},
                          {"/bin/sh -c #(nop) ADD file:ab in / "},
                          {"-/bin/sh -c #(nop)  CMD [\"/bin/bash\"]"},
                          {"/bin/sh -c make"}})) == "1/4 ubuntu:22.04? | guess: its CMD is followed by more steps");
    CHECK(split(image_of({{"ADD alpine-minirootfs-3.20.0-x86_64.tar.gz / # buildkit", "", buildkit},
                          {"-CMD [\"/bin/sh\"]", "", buildkit},
                          {"RUN /bin/sh -c apk add curl # buildkit", "", buildkit}})) ==
          "1/2 alpine:3.20.0? | guess: its CMD is followed by more steps");
    CHECK(split(image_of({{"ADD alpine-minirootfs-3.20.0-x86_64.tar.gz / # buildkit", "", buildkit},
                          {"-CMD [\"/bin/sh\"]", "", buildkit},
                          {"-ENV PYTHON_VERSION=3.12.4", "", buildkit},
                          {"RUN /bin/sh -c make python # buildkit", "", buildkit},
                          {"-CMD [\"python3\"]", "", buildkit},
                          {"COPY . . # buildkit", "", buildkit}})) ==
          "2/5 python:3.12.4-alpine3.20? | guess: its CMD is followed by more steps");
}

TEST_CASE("an image's own CMD is no end of a base") {
    // EXPOSE behind CMD, and a COPY made moments after it
    CHECK(split(image_of({{"COPY . . # buildkit", "2026-02-01T10:00", buildkit},
                          {"-CMD [\"app\"]", "2026-02-01T10:00", buildkit},
                          {"-EXPOSE map[80/tcp:{}]", "2026-02-01T10:00", buildkit}})) ==
          "0/0 | nothing tells where a base image ends");
    CHECK(split(image_of({{"COPY . . # buildkit", "2026-02-01T10:00", buildkit},
                          {"-CMD [\"app\"]", "2026-02-01T10:00", buildkit},
                          {"COPY conf /etc # buildkit", "2026-02-01T10:01", buildkit}})) ==
          "0/0 | nothing tells where a base image ends");
    CHECK(split(image_of({})) == "0/0 | nothing tells where a base image ends");
}

TEST_CASE("steps of another builder are another image's") {
    CHECK(split(image_of({{"/bin/sh -c #(nop) COPY file:ab in /a "},
                          {"/bin/sh -c #(nop) COPY file:ab in /b "},
                          {"COPY . . # buildkit", "", buildkit}})) ==
          "2/2 | guess: the later steps were made by BuildKit, those before not");
}

TEST_CASE("ko, Jib and buildpacks build on what others made") {
    for (const std::string author : {"ko", "Jib"}) {
        ImageRecord image = image_of({{"bazel build //a"}, {"bazel build //b"}, {"build x"}, {"build x"}});
        image.config.history[2].author = image.config.history[3].author = author;
        CHECK(split(image) == "2/2 | guess: the later steps were made by " + author + ", those before not");
    }
    CHECK(split(image_of({{"bazel build //a"},
                          {"bazel build //b"},
                          {"Layer: 'jre', Created by buildpack: paketo-buildpacks/jre@10"},
                          {"Application Layer"}})) ==
          "2/2 | guess: the later steps were made by buildpacks, those before not");
}

TEST_CASE("the label of buildpacks says where the run image ends, but for an image built on top") {
    constexpr std::string_view label = "io.buildpacks.lifecycle.metadata";
    const Row run[] = {{"/bin/sh -c #(nop) ADD file:ab in / ", "2026-01-01T10:00"},
                       {"-/bin/sh -c #(nop)  CMD [\"bash\"]", "2026-01-01T10:00"},
                       {"RUN useradd cnb # buildkit", "2026-01-03T10:00", buildkit},
                       {"-USER 1002 # buildkit", "2026-01-03T10:00", buildkit}};
    ImageRecord image = image_of({run[0], run[1], run[2], run[3], {"Application Layer"}, {"Buildpacks Process Types"}});
    const auto labelled = [&](ImageRecord record, const std::string& names) {
        const std::string top = record.layers[1].diff_id.text();
        record.config.settings.labels = {
            {std::string(label), "{\"runImage\": {\"topLayer\": \"" + top + "\", " + names + "}"}};
        return record;
    };
    const std::string reference = "docker.io/pack/run@sha256:" + std::string(64, 'a');
    CHECK(split(labelled(image, R"("reference": ")" + reference + "\"}")) ==
          "2/4 " + reference + " | by label io.buildpacks.lifecycle.metadata");
    CHECK(split(labelled(image, R"("reference": "0123abcd"}, "stack": {"runImage": {"image": "pack/run:1"}})")) ==
          "2/4 pack/run:1 | by label io.buildpacks.lifecycle.metadata");
    const ImageRecord above = image_of({run[0],
                                        run[1],
                                        run[2],
                                        run[3],
                                        {"Application Layer"},
                                        {"Buildpacks Process Types"},
                                        {"RUN make # buildkit", "", buildkit}});
    CHECK(split(labelled(above, R"("reference": ")" + reference + "\"}")) ==
          "4/6 | guess: the later steps were made by BuildKit, those before not");
    image.config.settings.labels = {{std::string(label), "no JSON"}};
    CHECK(find_base(image).evidence == BaseEvidence::guess);
}

TEST_CASE("buildah's comments name the base and say where it ends") {
    CHECK(split(image_of({{"/bin/sh -c #(nop) ADD file:ab in /", "", "imported from tarball"},
                          {"-/bin/sh -c #(nop) ENV A=b", "", "FROM localhost/corpus/bb:1"},
                          {"/bin/sh -c make", "", "FROM 75edb21ad551"}})) ==
          "1/1 localhost/corpus/bb:1 | by the history's comment \"FROM localhost/corpus/bb:1\"");
    // all steps in one layer: the comment stands at the last
    CHECK(split(image_of({{"/bin/sh -c #(nop) ADD file:ab in /", "2026-01-01T10:00"},
                          {"-/bin/sh -c #(nop) CMD [\"sh\"]", "2026-01-01T10:00"},
                          {"-/bin/sh -c #(nop) ENV A=b", "2026-02-01T10:00"},
                          {"/bin/sh -c make", "2026-02-01T10:01", "FROM base:1"}})) ==
          "1/2 base:1 | by the history's comment \"FROM base:1\"");
}

TEST_CASE("OCI's annotations and labels name the base") {
    ImageRecord image = image_of({{"ADD rootfs.tar.xz / # buildkit"}, {"RUN make # buildkit"}});
    image.config.settings.labels = {{"org.opencontainers.image.base.name", "docker.io/library/alpine:3.20"}};
    CHECK(split(image) ==
          "1/1 docker.io/library/alpine:3.20 | named by label org.opencontainers.image.base.name; where "
          "it ends is a guess: a root file system is followed by other steps");
    image.annotations = {{"org.opencontainers.image.base.name", "alpine:3.21"},
                         {"org.opencontainers.image.base.digest", "sha256:ab"}};
    CHECK(find_base(image).name == "alpine:3.21");
    CHECK(find_base(image).digest == "sha256:ab");
    image = image_of({{"bazel build"}});
    image.annotations = {{"org.opencontainers.image.base.name", "alpine:3.21"}};
    CHECK(split(image) ==
          "0/0 alpine:3.21 | named by annotation org.opencontainers.image.base.name; nothing tells where it ends");
}

TEST_CASE("an image at hand whose layers are the lowest ones is the base") {
    const ImageRecord small = image_of({{"ADD a / # buildkit"}}, "small:1");
    const ImageRecord common = image_of({{"ADD a / # buildkit"}, {"RUN b # buildkit"}, {"-CMD [\"sh\"]"}}, "common:1");
    const ImageRecord image =
        image_of({{"ADD a / # buildkit"}, {"RUN b # buildkit"}, {"-CMD [\"sh\"]"}, {"-USER 5"}, {"RUN c"}}, "app:1");
    CHECK(split(image, {&small, &common, &image}) == "2/3 common:1 | by layers: common:1 is the lowest 2 layers");
    CHECK(split(image, {&small}) == "1/1 small:1 | by layers: small:1 is the lowest 1 layer");
    CHECK(split(common, {&image}) != "2/3 app:1"); // larger than it
    const ImageRecord settings =
        image_of({{"ADD a / # buildkit"}, {"RUN b # buildkit"}, {"-CMD [\"sh\"]"}, {"-USER 5"}});
    CHECK(split(settings, {&common}) == "2/3 common:1 | by layers: common:1 is the lowest 2 layers");
    CHECK(split(common, {&settings}).find("by layers") == std::string::npos);
    // Two builds of one Dockerfile share layers too, but not the rows behind them.
    const ImageRecord before =
        image_of({{"ADD a / # buildkit"}, {"RUN b # buildkit"}, {"-LABEL version=1"}, {"-CMD [\"sh\"]"}}, "app:0");
    CHECK(split(image, {&before}).find("app:0") == std::string::npos);
    const BaseImage given =
        base_given(image, image_of({{"ADD a / # buildkit"}, {"RUN b"}, {"RUN c"}, {"RUN d"}}, "x:1"));
    CHECK(given.layers == 3);
    CHECK(given.reason == "by layers: x:1 has the lowest 3 of 4 in common");
}

TEST_CASE("a recorded name is the base's, whatever other images are at hand, and its digest stands with no other") {
    constexpr const char* name = "org.opencontainers.image.base.name";
    constexpr const char* digest = "org.opencontainers.image.base.digest";
    ImageRecord first = image_of({{"ADD rootfs.tar.xz / # buildkit"}, {"COPY x /app # buildkit"}}, "shop:1.0");
    ImageRecord second = image_of(
        {{"ADD rootfs.tar.xz / # buildkit"}, {"COPY x /app # buildkit"}, {"COPY fix /app # buildkit"}}, "shop:1.1");
    first.config.settings.labels =
        second.config.settings.labels = {{name, "docker.io/library/alpine:3.19"}, {digest, "sha256:cd"}};
    CHECK(split(second, {&first, &second}) ==
          "1/1 docker.io/library/alpine:3.19 | named by label org.opencontainers.image.base.name; where it ends is a "
          "guess: a root file system is followed by other steps");
    const ImageRecord* known[] = {&first};
    CHECK(find_base(second, known).digest == "sha256:cd");
    // The image of that name says where it ends.
    const ImageRecord alpine = image_of({{"ADD rootfs.tar.xz / # buildkit"}}, "alpine:3.19");
    CHECK(split(second, {&first, &alpine}) ==
          "1/1 docker.io/library/alpine:3.19 | by layers: alpine:3.19 is the lowest 1 layer");
    // Annotations are this image's own; labels it may have from its base.
    second.annotations = {{name, "shop:1.0"}};
    CHECK(split(second, {&first, &alpine}) == "2/2 shop:1.0 | by layers: shop:1.0 is the lowest 2 layers");
    CHECK(find_base(second, known).digest.empty());
    second.annotations = {{digest, "sha256:ef"}};
    second.config.settings.labels.clear();
    first.manifest_digest = parse_digest("sha256:" + std::string(64, 'e')).value();
    CHECK(split(second, {&first}).starts_with("1/1 | guess"));
    second.annotations = {{digest, first.manifest_digest.text()}};
    CHECK(split(second, {&first}) == "2/2 shop:1.0 | by layers: shop:1.0 is the lowest 2 layers");
    // What buildah's comment names has not the digest of what the label names.
    ImageRecord built = image_of({{"ADD rootfs.tar.xz / # buildkit"}, {"/bin/sh -c make", "", "FROM localhost/b:1"}});
    built.config.settings.labels = {{name, "alpine"}, {digest, "sha256:cd"}};
    CHECK(find_base(built).name == "localhost/b:1");
    CHECK(find_base(built).digest.empty());
    built.config.settings.labels = {{name, "localhost/b:1"}, {digest, "sha256:cd"}};
    CHECK(find_base(built).digest == "sha256:cd");
}
