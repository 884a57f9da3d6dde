#include "core/insight/package_version.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace strata {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The digits or the letters at the front, taken off.
template <class Kind>
std::string_view take_while(std::string_view& text, Kind kind) {
    const std::size_t size = static_cast<std::size_t>(std::ranges::find_if_not(text, kind) - text.begin());
    const std::string_view front = text.substr(0, size);
    text.remove_prefix(size);
    return front;
}

std::weak_ordering compare_numbers(std::string_view a, std::string_view b) {
    const auto significant = [](std::string_view digits) {
        return digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
    };
    a = significant(a), b = significant(b);
    return a.size() != b.size() ? a.size() <=> b.size() : a.compare(b) <=> 0;
}

/// "2:1.0-1" is epoch "2" and "1.0-1".
std::string_view take_epoch(std::string_view& version, char sign) {
    const std::size_t at = version.find(sign);
    if (at == std::string_view::npos || !std::ranges::all_of(version.substr(0, at), is_digit)) return "";
    const std::string_view epoch = version.substr(0, at);
    version.remove_prefix(at + 1);
    return epoch;
}

/// What stands behind the last "-", taken off.
std::string_view take_revision(std::string_view& version) {
    const std::size_t dash = version.rfind('-');
    if (dash == std::string_view::npos) return "";
    const std::string_view revision = version.substr(dash + 1);
    version = version.substr(0, dash);
    return revision;
}

/// "~" sorts before the end, the end before letters, letters before all else.
int debian_order(std::string_view text) {
    if (text.empty() || is_digit(text[0])) return 0;
    if (text[0] == '~') return -1;
    return static_cast<unsigned char>(text[0]) + (is_letter(text[0]) ? 0 : 256);
}

std::weak_ordering compare_debian_part(std::string_view a, std::string_view b) {
    while (!a.empty() || !b.empty()) {
        while ((!a.empty() && !is_digit(a[0])) || (!b.empty() && !is_digit(b[0]))) {
            if (const auto order = debian_order(a) <=> debian_order(b); order != 0) return order;
            if (!a.empty()) a.remove_prefix(1);
            if (!b.empty()) b.remove_prefix(1);
        }
        const std::string_view of_a = take_while(a, is_digit), of_b = take_while(b, is_digit);
        if (const auto order = compare_numbers(of_a, of_b); order != 0) return order;
    }
    return std::weak_ordering::equivalent;
}

/// rpmio/rpmvercmp.cc
std::weak_ordering compare_rpm_part(std::string_view a, std::string_view b) {
    const auto separates = [](char c) { return !is_digit(c) && !is_letter(c) && c != '~' && c != '^'; };
    while (!a.empty() || !b.empty()) {
        (void)take_while(a, separates);
        (void)take_while(b, separates);
        const bool before_a = a.starts_with('~'), before_b = b.starts_with('~');
        if (before_a != before_b) return before_a ? std::weak_ordering::less : std::weak_ordering::greater;
        const bool behind_a = a.starts_with('^'), behind_b = b.starts_with('^');
        if (behind_a != behind_b) { // "^" sorts behind the end and before all else
            const bool other_ended = behind_a ? b.empty() : a.empty();
            return behind_a == other_ended ? std::weak_ordering::greater : std::weak_ordering::less;
        }
        if (before_a || behind_a) {
            a.remove_prefix(1);
            b.remove_prefix(1);
            continue;
        }
        if (a.empty() || b.empty()) break;
        const bool number = is_digit(a[0]);
        if (number != is_digit(b[0])) return number ? std::weak_ordering::greater : std::weak_ordering::less;
        const std::string_view of_a = number ? take_while(a, is_digit) : take_while(a, is_letter);
        const std::string_view of_b = number ? take_while(b, is_digit) : take_while(b, is_letter);
        const std::weak_ordering order = number ? compare_numbers(of_a, of_b) : of_a.compare(of_b) <=> 0;
        if (order != 0) return order;
    }
    return !a.empty() <=> !b.empty();
}

template <class Compare>
std::weak_ordering compare_system(std::string_view a, std::string_view b, Compare part) {
    const std::string_view epoch_a = take_epoch(a, ':'), epoch_b = take_epoch(b, ':');
    if (const auto order = compare_numbers(epoch_a, epoch_b); order != 0) return order;
    const std::string_view revision_a = take_revision(a), revision_b = take_revision(b);
    if (const auto order = part(a, b); order != 0) return order;
    return part(revision_a, revision_b);
}

/// Where a word stands against the release itself: negative before it, positive behind.
int weight_of(std::string_view word, Ecosystem ecosystem) {
    constexpr std::array<std::pair<std::string_view, int>, 29> words = {{
        {"dev", -7},      {"alpha", -6}, {"a", -6},       {"beta", -5},   {"b", -5},  {"milestone", -4},
        {"m", -4},        {"pre", -3},   {"preview", -3}, {"rc", -3},     {"c", -3},  {"cr", -3},
        {"snapshot", -2}, {"final", 0},  {"ga", 0},       {"release", 0}, {"r", 0},   {"v", 0},
        {"sp", 1},        {"cvs", 1},    {"svn", 2},      {"git", 3},     {"hg", 4},  {"p", 5},
        {"post", 5},      {"patch", 5},  {"pl", 5},       {"rev", 5},     {"jre", 0},
    }};
    const bool letter = word.size() == 1 && word != "r" && word != "p" && word != "v";
    if (ecosystem == Ecosystem::apk && letter) return 1; // OpenSSL 1.1.1k
    const auto found = std::ranges::find(words, word, &std::pair<std::string_view, int>::first);
    if (found != words.end()) return found->second;
    return ecosystem == Ecosystem::gem ? -1 : 1; // any letter makes a gem a prerelease
}

/// A number, or a word in small letters, taken off the front with the signs before it; "" at the end.
std::string take_part(std::string_view& version) {
    (void)take_while(version, [](char c) { return !is_digit(c) && !is_letter(c); });
    if (version.empty()) return "";
    std::string part(is_digit(version[0]) ? take_while(version, is_digit) : take_while(version, is_letter));
    for (char& letter : part)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
    return part;
}

/// A part against the end of the other version, or against a zero there.
std::weak_ordering against_nothing(const std::string& part, Ecosystem ecosystem) {
    if (part.empty()) return std::weak_ordering::equivalent;
    if (is_digit(part[0])) return compare_numbers(part, "0");
    return weight_of(part, ecosystem) <=> 0;
}

std::weak_ordering compare_parts(std::string_view a, std::string_view b, Ecosystem ecosystem) {
    while (!a.empty() || !b.empty()) {
        const std::string of_a = take_part(a), of_b = take_part(b);
        const bool number_a = !of_a.empty() && is_digit(of_a[0]), number_b = !of_b.empty() && is_digit(of_b[0]);
        std::weak_ordering order = std::weak_ordering::equivalent;
        if (number_a && number_b)
            order = compare_numbers(of_a, of_b);
        else if (of_a.empty() || (number_a && compare_numbers(of_a, "0") == 0))
            order = 0 <=> against_nothing(of_b, ecosystem);
        else if (of_b.empty() || (number_b && compare_numbers(of_b, "0") == 0))
            order = against_nothing(of_a, ecosystem);
        else if (number_a != number_b)
            order = number_a ? std::weak_ordering::greater : std::weak_ordering::less;
        else if (order = weight_of(of_a, ecosystem) <=> weight_of(of_b, ecosystem); order == 0)
            order = of_a.compare(of_b) <=> 0;
        if (order != 0) return order;
    }
    return std::weak_ordering::equivalent;
}

/// "1.2.3-rc.1+build" is "1.2.3" and "rc.1".
std::string_view take_prerelease(std::string_view& version) {
    version = version.substr(0, version.find('+'));
    if (version.starts_with('v')) version.remove_prefix(1);
    const std::size_t dash = version.find('-');
    if (dash == std::string_view::npos) return "";
    const std::string_view prerelease = version.substr(dash + 1);
    version = version.substr(0, dash);
    return prerelease;
}

std::weak_ordering compare_prereleases(std::string_view a, std::string_view b) {
    if (a.empty() || b.empty()) return a.empty() <=> b.empty();
    while (!a.empty() && !b.empty()) {
        const std::string_view of_a = a.substr(0, a.find('.')), of_b = b.substr(0, b.find('.'));
        a.remove_prefix(std::min(of_a.size() + 1, a.size()));
        b.remove_prefix(std::min(of_b.size() + 1, b.size()));
        const bool number_a = std::ranges::all_of(of_a, is_digit), number_b = std::ranges::all_of(of_b, is_digit);
        if (number_a != number_b) return number_a ? std::weak_ordering::less : std::weak_ordering::greater;
        const std::weak_ordering order = number_a ? compare_numbers(of_a, of_b) : of_a.compare(of_b) <=> 0;
        if (order != 0) return order;
    }
    return !a.empty() <=> !b.empty();
}

std::weak_ordering compare_semantic(std::string_view a, std::string_view b, Ecosystem ecosystem) {
    const std::string_view prerelease_a = take_prerelease(a), prerelease_b = take_prerelease(b);
    if (const auto order = compare_parts(a, b, ecosystem); order != 0) return order;
    return compare_prereleases(prerelease_a, prerelease_b);
}

} // namespace

std::weak_ordering compare_versions(Ecosystem ecosystem, std::string_view a, std::string_view b) {
    switch (ecosystem) {
    case Ecosystem::deb: return compare_system(a, b, compare_debian_part);
    case Ecosystem::rpm: return compare_system(a, b, compare_rpm_part);
    case Ecosystem::npm:
    case Ecosystem::cargo:
    case Ecosystem::golang:
    case Ecosystem::nuget: return compare_semantic(a, b, ecosystem);
    case Ecosystem::pypi: {
        const std::string_view epoch_a = take_epoch(a, '!'), epoch_b = take_epoch(b, '!');
        if (const auto order = compare_numbers(epoch_a, epoch_b); order != 0) return order;
        break;
    }
    case Ecosystem::apk:
    case Ecosystem::gem:
    case Ecosystem::maven:
    case Ecosystem::composer: break;
    }
    return compare_parts(a, b, ecosystem);
}

} // namespace strata
