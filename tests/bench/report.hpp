// The table of a benchmark: what was measured, against what, and whether it keeps its budget.
#pragma once

#include "tests/kit/run_command.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace strata::bench {

enum class Verdict : std::uint8_t { within, over, failed, told };

struct Row {
    std::string measure;
    std::string value;
    std::string reference; ///< "" where the budget is a plain number
    std::string ratio;
    std::string budget;
    Verdict verdict = Verdict::told;
};

/// Prints rows as they come, so that a long run shows what it has.
class Report {
public:
    void heading(std::string_view title);
    void add(const Row& row);
    /// A measure with a limit of its own, "0.12 s of at most 0.2 s".
    void limit(std::string measure, double value, double allowed, const std::function<std::string(double)>& write);
    /// A measure against a reference that was taken in the same run.
    void ratio(std::string measure, double value, double reference, double allowed,
               const std::function<std::string(double)>& write);
    void failed(std::string measure, const kit::CommandResult& result);
    [[nodiscard]] bool all_within() const { return over_ == 0; }
    void finish() const;

private:
    std::size_t within_ = 0;
    std::size_t over_ = 0;
};

[[nodiscard]] std::string seconds(double value);
[[nodiscard]] std::string megabytes(double bytes);

/// The quickest of `runs` runs: what the machine's other work adds is no part of the program. The first failure is
/// returned as it is; the largest peak is kept.
[[nodiscard]] kit::CommandResult best_of(int runs, const std::vector<std::string>& words,
                                         const std::vector<std::string>& environment = {});

} // namespace strata::bench
