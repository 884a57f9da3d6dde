#include "core/report/diff_report.hpp"
#include "core/tree/rows.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>

using namespace strata;

namespace {

struct Compared {
    Compared(Inspection a, Inspection b) : in_a(std::move(a)), in_b(std::move(b)) {}
    [[nodiscard]] DiffReport report() const { return {.a = {in_a, of_a}, .b = {in_b, of_b}, .diff = diff}; }

    Inspection in_a, in_b;
    Timeline of_a{in_a}, of_b{in_b};
    ImageDiff diff = diff_images({in_a, of_a}, {in_b, of_b});
};

/// "/a+2": each line with how many rows or files it stands for beside its own.
std::string lines(Inspection a, Inspection b) {
    const Compared compared(std::move(a), std::move(b));
    const DiffReport report = compared.report();
    std::string out;
    for (const FileLine& line : file_lines(report).lines)
        out +=
            row_path(report.diff.files.rows[line.row], report.a, report.b) + "+" + std::to_string(line.entries) + " ";
    return out;
}

std::string lines(std::string_view a, std::string_view b) {
    return lines(kit::inspection_from_text({a}), kit::inspection_from_text({b}));
}

} // namespace

TEST_CASE("a folder that only one image has is one line") {
    CHECK(lines("a=1", "a=1\nd/x=1\nd/e/y=2\nd-/z=3\nda=4") == "/d+3 /d-+1 /da+0 ");
    CHECK(lines("d/x=1\nd/e/y=2\nz=1", "e=5\nz=1") == "/d+3 /e+0 ");
    CHECK(lines("d/x=12\nd/y=34", "n/new=5\nn/m/x=12\nn/m/y=34\nn/o=6") == "/n+2 /n/m+2 ");
    CHECK(lines(Inspection{}, kit::inspection_from_text({"d/x=1"})) == "/+0 /d+1 ");
}

TEST_CASE("a chain of new folders is one line however deep it goes, and rows name its end") {
    std::string deep = "x=1\n";
    for (int i = 0; i < 100'000; i++) deep += "d/";
    CHECK(lines("x=1", deep + "name=1") == "/d+100000 ");
    CHECK(lines(deep + "name=1", "x=1") == "/d+100000 ");
    const std::string changed = lines(deep + "name=1", deep + "name=22");
    CHECK(changed.starts_with("…/d/d/"));
    CHECK(changed.ends_with("/d/name+0 "));
    CHECK(changed.size() <= longest_matched_path + 6);
}
