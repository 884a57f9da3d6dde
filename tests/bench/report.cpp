#include "tests/bench/report.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace strata::bench {

namespace {

std::string with_digits(double value, int digits, const char* unit) {
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.*f%s", digits, value, unit);
    return buffer.data();
}

std::string_view word_of(Verdict verdict) {
    switch (verdict) {
    case Verdict::within: return "ok";
    case Verdict::over: return "OVER";
    case Verdict::failed: return "FAILED";
    case Verdict::told: return "";
    }
    return "";
}

} // namespace

void Report::heading(std::string_view title) {
    std::printf("\n%.*s\n", static_cast<int>(title.size()), title.data());
    std::printf("  %-54s %12s %12s %8s %10s\n", "measure", "value", "reference", "ratio", "budget");
    std::fflush(stdout);
}

void Report::add(const Row& row) {
    std::printf("  %-54s %12s %12s %8s %10s  %s\n", row.measure.c_str(), row.value.c_str(), row.reference.c_str(),
                row.ratio.c_str(), row.budget.c_str(), std::string(word_of(row.verdict)).c_str());
    std::fflush(stdout);
    if (row.verdict == Verdict::within) ++within_;
    if (row.verdict == Verdict::over || row.verdict == Verdict::failed) ++over_;
}

void Report::limit(std::string measure, double value, double allowed, const std::function<std::string(double)>& write) {
    add({.measure = std::move(measure),
         .value = write(value),
         .reference = {},
         .ratio = {},
         .budget = write(allowed),
         .verdict = value <= allowed ? Verdict::within : Verdict::over});
}

void Report::ratio(std::string measure, double value, double reference, double allowed,
                   const std::function<std::string(double)>& write) {
    const double ratio = reference > 0 ? value / reference : 0;
    add({.measure = std::move(measure),
         .value = write(value),
         .reference = write(reference),
         .ratio = with_digits(ratio, 2, ""),
         .budget = with_digits(allowed, 2, ""),
         .verdict = reference > 0 && ratio <= allowed ? Verdict::within : Verdict::over});
}

void Report::failed(std::string measure, const kit::CommandResult& result) {
    add({.measure = std::move(measure),
         .value = text("exit ", result.exit_code),
         .reference = {},
         .ratio = {},
         .budget = {},
         .verdict = Verdict::failed});
    std::printf("    %s\n", result.error.substr(0, result.error.find('\n')).c_str());
}

void Report::finish() const { std::printf("\n%zu within budget, %zu over or failed\n", within_, over_); }

std::string seconds(double value) { return with_digits(value, value < 0.1 ? 3 : 2, " s"); }
std::string megabytes(double bytes) { return with_digits(bytes / 1e6, bytes < 1e7 ? 2 : 1, " MB"); }

kit::CommandResult best_of(int runs, const std::vector<std::string>& words,
                           const std::vector<std::string>& environment) {
    kit::CommandResult best;
    for (int run = 0; run < runs; ++run) {
        kit::CommandResult result = kit::run_command(
            words,
            {.limit = std::chrono::minutes(10), .output_bytes = std::uint64_t{1} << 20, .environment = environment});
        const std::uint64_t peak = std::max(best.peak_bytes, result.peak_bytes);
        const bool failed = result.signal != 0 || result.timed_out || result.exit_code < 0 || result.exit_code > 1;
        if (run == 0 || failed || result.seconds < best.seconds) best = std::move(result);
        best.peak_bytes = peak;
        if (failed) break;
    }
    return best;
}

} // namespace strata::bench
