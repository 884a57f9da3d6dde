#include "tests/kit/golden.hpp"

#include "core/base/text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace strata::kit {

namespace {

std::string first_difference(std::string_view wanted, std::string_view actual) {
    for (int line = 1;; ++line) {
        const auto left = wanted.substr(0, wanted.find('\n'));
        const auto right = actual.substr(0, actual.find('\n'));
        if (left != right) return text("line ", line, "\n  golden: ", left, "\n  actual: ", right);
        if (left.size() == wanted.size() || right.size() == actual.size())
            return text("line ", line, ": one of them ends here");
        wanted.remove_prefix(left.size() + 1);
        actual.remove_prefix(right.size() + 1);
    }
}

} // namespace

void check_golden(std::string_view name, std::string_view actual) {
    const std::filesystem::path path = std::filesystem::path(STRATA_TESTS) / "golden" / name;
    std::ostringstream wanted;
    if (std::ifstream in(path, std::ios::binary); in) wanted << in.rdbuf();
    if (std::filesystem::exists(path) && wanted.view() == actual) {
        SUCCEED();
        return;
    }
    const char* accept = std::getenv("STRATA_ACCEPT");
    if (accept != nullptr && std::string_view(accept) == "1") {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << actual;
        FAIL_CHECK("accepted " << path.string() << "; look at it with git diff and run again without STRATA_ACCEPT");
        return;
    }
    if (!std::filesystem::exists(path))
        FAIL_CHECK(path.string() << " is not there; STRATA_ACCEPT=1 writes it:\n" << actual);
    else
        FAIL_CHECK(path.string() << " differs at " << first_difference(wanted.view(), actual));
}

} // namespace strata::kit
