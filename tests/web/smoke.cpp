#include "core/base/json.hpp"
#include "core/model/digest.hpp"

#include <cstdio>
#include <string>

using namespace strata;

namespace {

void print(const std::string& line) { std::printf("%s\n", line.c_str()); }

void print_json() {
    const auto document = parse_json(R"({"config": {"Env": ["PATH=/bin"]}, "size": 18446744073709551615})");
    print(document ? std::string(document->root()["config"]["Env"][std::size_t{0}].string_or("missing"))
                   : document.error().message);
    const auto broken = parse_json(R"({"config": )");
    print(broken ? "read a broken document" : broken.error().message);
}

void print_digest() {
    const auto digest = parse_digest("sha256:../../etc/passwd");
    print(digest ? digest->text() : digest.error().message);
}

} // namespace

int main() {
    print_json();
    print_digest();
    return 0;
}
