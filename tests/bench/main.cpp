// strata_bench [--peers]: measures what Strata promises, each against a reference taken in the same run.
// strata_bench --inputs FOLDER: makes the archives that tests/bench/browser.mjs opens on the page.
#include "tests/bench/budgets.hpp"
#include "tests/bench/inputs.hpp"
#include "tests/kit/temporary_directory.hpp"

#include <cstdio>
#include <string_view>

namespace {

void make_browser_inputs(const std::filesystem::path& folder) {
    using namespace strata::bench;
    write_sparse_archive(folder / "ten-gigabytes.tar",
                         {.layers = 8, .large_files = 11, .large_bytes = 110'000'000, .small_files = 4'000});
    write_many_files(folder / "million-files.tar", 1'000'000, 3);
    (void)write_machine_archive(folder / "gzip-layers.tar", 1'000'000'000, 50'000);
}

} // namespace

int main(int count, char** words) {
    const std::string_view first = count > 1 ? words[1] : "";
    if (count == 3 && first == "--inputs") {
        make_browser_inputs(words[2]);
        return 0;
    }
    if (count > 2 || (count == 2 && first != "--peers")) {
        std::fprintf(stderr, "usage: strata_bench [--peers]\n       strata_bench --inputs FOLDER\n");
        return 2;
    }
    const strata::kit::TemporaryDirectory folder;
    strata::bench::Report report;
    strata::bench::measure_budgets(report, folder.path());
    if (first == "--peers") strata::bench::compare_with_peers(report, folder.path());
    report.finish();
    return report.all_within() ? 0 : 1;
}
