#include "core/insight/size_checks.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace strata {

namespace {

std::string fixed(double number, int decimals) {
    std::array<char, 400> digits{};
    char* const end =
        std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed, decimals).ptr;
    return {digits.data(), end};
}

std::string ratio_text(double ratio) {
    if (!std::isfinite(ratio)) return "endlessly much";
    return fixed(ratio, 4);
}

std::string percent_text(double share) { return fixed(share * 100, 1) + " %"; }

CheckVerdict check_size(const CheckSubject& subject, const CheckRule& rule) {
    const std::uint64_t bytes = unpacked_bytes(subject.inspection);
    const bool holds = bytes <= rule.bytes;
    return judged(holds, text(human_size(bytes), holds ? " are not more than " : " are more than ", rule.setting));
}

CheckVerdict check_growth(const CheckSubject& subject, const CheckRule& rule) {
    if (!subject.against) return {CheckStatus::skipped, "there is no image to compare with (--against)", {}};
    const std::uint64_t now = unpacked_bytes(subject.inspection);
    const std::uint64_t before = subject.against->bytes;
    const std::uint64_t growth = now > before ? now - before : 0;
    const bool holds =
        rule.is_share ? static_cast<double>(growth) <= rule.ratio * static_cast<double>(before) : growth <= rule.bytes;
    return judged(holds, text(now >= before ? "larger by " : "smaller by ",
                              human_size(now >= before ? growth : before - now), " than ", subject.against->name, ", ",
                              rule.setting, holds ? " are allowed" : " are allowed at most"));
}

CheckVerdict check_waste(const CheckSubject& subject, const CheckRule& rule) {
    const std::uint64_t wasted = subject.waste.wasted_bytes;
    const double share = subject.waste.total_bytes == 0
                             ? 0
                             : static_cast<double>(wasted) / static_cast<double>(subject.waste.total_bytes);
    const bool holds = rule.is_share ? share <= rule.ratio : wasted <= rule.bytes;
    return judged(
        holds, text(human_size(wasted), " wasted, ", percent_text(share), " of all; ", rule.setting, " are allowed"));
}

CheckVerdict check_efficiency(const CheckSubject& subject, const CheckRule& rule) {
    const bool holds = !(rule.ratio > subject.dive.efficiency);
    return judged(holds, text("efficiency ", ratio_text(subject.dive.efficiency),
                              holds ? " is not below " : " is below ", rule.setting));
}

CheckVerdict check_wasted_bytes(const CheckSubject& subject, const CheckRule& rule) {
    const bool holds = !(subject.dive.wasted_bytes > rule.bytes);
    return judged(holds, text(grouped(subject.dive.wasted_bytes), " bytes wasted by dive's count",
                              holds ? " are not more than " : " are more than ", rule.setting));
}

CheckVerdict check_user_wasted(const CheckSubject& subject, const CheckRule& rule) {
    if (std::isnan(subject.dive.wasted_user_percent))
        return judged(true, "no bytes lie behind the first layer, so no share of them is wasted");
    const bool holds = !(subject.dive.wasted_user_percent > rule.ratio);
    return judged(holds, text("user wasted percent ", ratio_text(subject.dive.wasted_user_percent),
                              holds ? " is not above " : " is above ", rule.setting));
}

} // namespace

CheckVerdict check_sizes(const CheckSubject& subject, const CheckRule& rule) {
    switch (rule.kind->kind) {
    case CheckKind::max_size: return check_size(subject, rule);
    case CheckKind::max_growth: return check_growth(subject, rule);
    case CheckKind::max_waste: return check_waste(subject, rule);
    case CheckKind::lowest_efficiency: return check_efficiency(subject, rule);
    case CheckKind::highest_wasted_bytes: return check_wasted_bytes(subject, rule);
    default: return check_user_wasted(subject, rule);
    }
}

} // namespace strata
