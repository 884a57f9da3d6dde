#include "core/model/check.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <utility>

namespace strata {

namespace {

/// What is the case with a layer that was not read to its end.
CheckResult reason(const LayerRecord& record) {
    switch (record.state) {
    case BlobState::present: return CheckResult::damaged;
    case BlobState::missing: return CheckResult::missing;
    case BlobState::foreign:
    case BlobState::encrypted: break;
    }
    return CheckResult::unchecked;
}

} // namespace

Check make_check(std::string part, std::string what, std::string expected, std::string found) {
    const CheckResult result = expected.empty()    ? CheckResult::unchecked
                               : expected == found ? CheckResult::right
                                                   : CheckResult::wrong;
    return {std::move(part), std::move(what), result, std::move(expected), std::move(found)};
}

std::vector<Check> check_layer(std::size_t index, const LayerRecord& record, const LayerDigests& found) {
    std::vector<Check> checks;
    const std::string part = text("layer ", index + 1);
    const Descriptor& stated = record.descriptor;
    const auto add = [&](std::string_view what, std::string expected, std::string computed) {
        if (expected.empty()) return;
        checks.push_back(make_check(part, std::string(what), std::move(expected), std::move(computed)));
        if (checks.back().found.empty()) checks.back().result = reason(record);
    };
    const bool present = record.state == BlobState::present;
    if (stated.size > 0) add("size", text(stated.size), present ? text(record.stored_size) : std::string());
    add("digest", stated.digest.text(), found.blob.text());
    add("diff_id", record.diff_id.text(), found.diff_id.text());
    return checks;
}

bool all_right(const std::vector<Check>& checks) {
    return std::ranges::all_of(checks, [](const Check& check) {
        return check.result == CheckResult::right || check.result == CheckResult::unchecked;
    });
}

bool any_right(const std::vector<Check>& checks) {
    return std::ranges::any_of(checks, [](const Check& check) { return check.result == CheckResult::right; });
}

} // namespace strata
