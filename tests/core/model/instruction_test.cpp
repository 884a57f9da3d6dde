#include "core/base/text.hpp"
#include "core/model/instruction.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace strata;

TEST_CASE("the instruction of a row is read in every builder's dialect") {
    const std::vector<std::pair<std::string, std::string>> rows = {{"/bin/sh -c #(nop) ADD file:5b77 in / ", "ADD"},
                                                                   {"/bin/sh -c #(nop)  CMD [\"sh\"]", "CMD"},
                                                                   {"/bin/sh -c #(nop)\tWORKDIR /x", "WORKDIR"},
                                                                   {"/bin/sh -ec #(nop)  SHELL [/bin/sh -ec]", "SHELL"},
                                                                   {"/bin/sh -c apt-get update", "RUN"},
                                                                   {"/bin/bash -o pipefail -c a | b", "RUN"},
                                                                   {"RUN /bin/sh -c apt-get update # buildkit", "RUN"},
                                                                   {"RUN |1 A=b /bin/sh -c make # buildkit", "RUN"},
                                                                   {"|1 BUILD_REV=r42 /bin/sh -c true", "RUN"},
                                                                   {"COPY shared.txt /shared.txt # buildkit", "COPY"},
                                                                   {"ENTRYPOINT [\"/bin/app\"]", "ENTRYPOINT"},
                                                                   {"cmd /S /C powershell", "RUN"},
                                                                   {"cmd /S /C #(nop)  ENV A=b", "ENV"},
                                                                   {"HEALTHCHECK &{[\"CMD\"]}", "HEALTHCHECK"},
                                                                   {"bazel build ...", ""},
                                                                   {"sh -c echo committed", ""},
                                                                   {"/bin/sh", ""},
                                                                   {"/bin/bash -l", ""},
                                                                   {"RUNNING", ""},
                                                                   {"", ""},
                                                                   {"/bin/sh -c #(nop)", ""},
                                                                   {"FROM scratch", "FROM"}};
    for (const auto& [row, verb] : rows) {
        INFO(row);
        CHECK(read_instruction(row).verb == verb);
    }
}

TEST_CASE("the parts of a row are told apart") {
    const auto parts = [](std::string_view row) {
        const Instruction read = read_instruction(row);
        return text(read.build_arguments, '[', read.shell, ']', read.arguments, read.marked ? " marked" : "",
                    read.buildkit ? " buildkit" : "");
    };
    CHECK(parts("RUN |2 A=b C=d e /bin/sh -c make  all # buildkit") == "|2 A=b C=d e[/bin/sh -c]make  all buildkit");
    CHECK(parts("RUN |1 A=b ./configure # buildkit") == "|1 A=b[]./configure buildkit");
    CHECK(parts("/bin/bash -eo pipefail -c curl x | sh") == "[/bin/bash -eo pipefail -c]curl x | sh");
    CHECK(parts("/bin/sh -ec #(nop)  CMD [\"-f\"]") == "[/bin/sh -ec][\"-f\"] marked");
    CHECK(parts("powershell -Command $ErrorActionPreference = 'Stop'; #(nop)  ENV A=b") ==
          "[powershell -Command $ErrorActionPreference = 'Stop';]A=b marked");
    CHECK(parts("RUN /bin/sh -c echo '#(nop)' # buildkit") == "[/bin/sh -c]echo '#(nop)' buildkit");
    CHECK(parts("/bin/sh -c echo '#(nop)'") == "[/bin/sh -c]echo '#(nop)'");
    CHECK(parts("RUN echo plain") == "[]echo plain");
    CHECK(parts("bazel build //a:b") == "[]bazel build //a:b");
    CHECK(parts("|") == "|[]");
    CHECK(parts("|99999999999 a").size() < 40);
}
