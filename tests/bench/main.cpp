// strata_bench [--peers]: measures what Strata promises, each against a reference taken in the same run.
#include "tests/bench/budgets.hpp"
#include "tests/kit/temporary_directory.hpp"

#include <cstdio>
#include <string_view>

int main(int count, char** words) {
    const bool peers = count == 2 && std::string_view(words[1]) == "--peers";
    if (count > 2 || (count == 2 && !peers)) {
        std::fprintf(stderr, "usage: strata_bench [--peers]\n");
        return 2;
    }
    const strata::kit::TemporaryDirectory folder;
    strata::bench::Report report;
    strata::bench::measure_budgets(report, folder.path());
    if (peers) strata::bench::compare_with_peers(report, folder.path());
    report.finish();
    return report.all_within() ? 0 : 1;
}
