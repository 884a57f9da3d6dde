#include "core/archive/open_archive.hpp"
#include "core/base/text.hpp"
#include "core/image/inspect.hpp"
#include "core/image/list_images.hpp"
#include "tests/kit/image_builder.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

kit::ImagePlan small_image() {
    kit::ImagePlan image{.names = {"shop/api:1.0"}};
    image.steps = {
        {.created_by = "ADD base", .layer = kit::write_tar({kit::folder("etc"), kit::file("etc/passwd", "root")})},
        {.created_by = "ENV A=b"},
        {.created_by = "COPY app",
         .layer = kit::write_tar({kit::file("app", std::string(3000, 'a')), kit::whiteout("etc/passwd")})}};
    return image;
}

/// Everything that was found out about an archive, as one answer.
struct Answer {
    std::string error; ///< it could not be opened at all
    std::vector<Inspection> images;
    bool problems = false;
    bool nameless_problem = false;
};

void note(Answer& answer, std::span<const Problem> problems) {
    for (const Problem& problem : problems) {
        if (problem.severity != Severity::note) answer.problems = true;
        if (problem.message.empty()) answer.nameless_problem = true;
    }
}

Answer ask(std::string bytes) {
    Answer answer;
    const auto archive = open_archive(make_memory_source(std::move(bytes)));
    if (!archive) {
        answer.error = archive.error().message;
        return answer;
    }
    note(answer, (*archive)->problems());
    const auto listing = list_images(**archive, "test.tar");
    if (!listing) {
        answer.error = listing.error().message;
        return answer;
    }
    note(answer, listing->problems);
    for (const ImageRecord& image : listing->images) {
        answer.images.push_back(inspect(**archive, *listing, image, {.layer = {.digests = true}}));
        note(answer, answer.images.back().image.problems);
        for (const auto& layer : answer.images.back().layers) note(answer, layer->problems);
    }
    return answer;
}

bool same_files(const Answer& left, const Answer& right) {
    return std::ranges::equal(left.images, right.images, [](const Inspection& a, const Inspection& b) {
        return std::ranges::equal(a.layers, b.layers,
                                  [](const auto& x, const auto& y) { return x->tree == y->tree; }) &&
               a.image.names == b.image.names && a.image.config == b.image.config;
    });
}

struct Form {
    kit::Layout layout;
    kit::Packing layers;
    kit::Packing outer;
};

} // namespace

TEST_CASE("every prefix of an archive gives an error, a named problem or the truth") {
    using enum kit::Layout;
    using enum kit::Packing;
    const kit::ImagePlan image = small_image();
    for (const Form& form : std::vector<Form>{{docker_save, none, none},
                                              {docker_save_v1, none, none},
                                              {hybrid, none, none},
                                              {containerd, gzip, none},
                                              {oci, zstd, none},
                                              {podman, none, none},
                                              {crane, gzip_members, none},
                                              {root_filesystem, none, none},
                                              {docker_save, none, gzip},
                                              {oci, gzip, zstd},
                                              {oci, none, xz},
                                              {docker_save, none, bzip2}}) {
        const std::string whole =
            kit::build_archive(image, {.layout = form.layout, .layers = form.layers, .outer = form.outer});
        const Answer truth = ask(whole);
        INFO(kit::name_of(form.layout) << ", layers " << kit::name_of(form.layers) << ", outer "
                                       << kit::name_of(form.outer));
        REQUIRE(truth.error.empty());
        CHECK_FALSE(truth.problems);
        REQUIRE(truth.images.size() == 1);
        // At every block, and beside it; a packed archive at every seventh byte.
        const std::size_t step = form.outer == none ? 512 : 7;
        for (std::size_t at = 0; at < whole.size(); at += step)
            for (const std::size_t size : {at, at + 1}) {
                const Answer answer = ask(whole.substr(0, size));
                INFO("cut to " << size << " of " << whole.size() << " bytes: " << answer.error);
                const bool honest = !answer.error.empty() || answer.problems || same_files(answer, truth);
                if (!honest || answer.nameless_problem) CHECK((honest && !answer.nameless_problem));
            }
    }
}
