#include "core/base/format.hpp"

#include "core/base/text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace strata {
namespace {

/// Three significant digits without trailing zeros, as C's %.3g for 0 ≤ value < 1000.
std::string three_digits(double value) {
    std::array<char, 32> digits{};
    const auto written =
        std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::general, 3);
    return {digits.data(), written.ptr};
}

std::string size_with(std::uint64_t bytes, std::string_view space) {
    constexpr std::array<std::string_view, 7> units = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    // 999.5 would be rounded to 1000: that is 1 of the next unit.
    while (value >= (unit == 0 ? 1000.0 : 999.5)) {
        value /= 1000;
        ++unit;
    }
    return text(three_digits(value), space, units[unit]);
}

std::string two(std::uint64_t number) { return number < 10 ? text('0', number) : text(number); }

/// Days since 1970-01-01 of a date (Howard Hinnant's days_from_civil).
std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146'097 + day_of_era - 719'468;
}

unsigned days_in(std::int64_t year, unsigned month) {
    if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// Takes `count` digits from the front of `rest`.
Result<unsigned> take_digits(std::string_view& rest, std::size_t count) {
    unsigned number = 0;
    if (rest.size() < count) return fail("it ends too early");
    for (const char digit : rest.substr(0, count)) {
        if (digit < '0' || digit > '9') return fail(text("\"", rest.substr(0, count), "\" is not a number"));
        number = number * 10 + static_cast<unsigned>(digit - '0');
    }
    rest.remove_prefix(count);
    return number;
}

Result<> take_mark(std::string_view& rest, std::string_view any_of) {
    if (rest.empty() || any_of.find(rest.front()) == std::string_view::npos)
        return fail(text("\"", any_of.substr(0, 1), "\" is missing"));
    rest.remove_prefix(1);
    return {};
}

std::uint32_t take_decimals(std::string_view& rest) {
    std::uint32_t nanoseconds = 0;
    std::uint32_t scale = 100'000'000;
    rest.remove_prefix(1);
    while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') {
        nanoseconds += scale * static_cast<std::uint32_t>(rest.front() - '0');
        scale /= 10;
        rest.remove_prefix(1);
    }
    return nanoseconds;
}

Result<std::int64_t> take_offset(std::string_view& rest) {
    if (rest == "Z" || rest == "z") {
        rest = {};
        return 0;
    }
    const bool west = rest.starts_with('-');
    TRY(take_mark(rest, "+-"));
    const unsigned hours = TRY(take_digits(rest, 2));
    TRY(take_mark(rest, ":"));
    const unsigned minutes = TRY(take_digits(rest, 2));
    if (hours > 23 || minutes > 59) return fail("its offset is out of range");
    const std::int64_t offset = static_cast<std::int64_t>(hours) * 3600 + minutes * 60;
    return west ? -offset : offset;
}

Result<Time> parse_rest(std::string_view rest) {
    const unsigned year = TRY(take_digits(rest, 4));
    TRY(take_mark(rest, "-"));
    const unsigned month = TRY(take_digits(rest, 2));
    TRY(take_mark(rest, "-"));
    const unsigned day = TRY(take_digits(rest, 2));
    TRY(take_mark(rest, "Tt "));
    const unsigned hour = TRY(take_digits(rest, 2));
    TRY(take_mark(rest, ":"));
    const unsigned minute = TRY(take_digits(rest, 2));
    TRY(take_mark(rest, ":"));
    const unsigned second = TRY(take_digits(rest, 2));
    if (month < 1 || month > 12 || day < 1 || day > days_in(year, month) || hour > 23 || minute > 59 || second > 60)
        return fail("there is no such day or time");
    Time time;
    if (rest.starts_with('.')) time.nanoseconds = take_decimals(rest);
    const std::int64_t offset = TRY(take_offset(rest));
    if (!rest.empty()) return fail("something follows the time");
    time.seconds = days_from_civil(year, month, day) * 86'400 + hour * 3600 + minute * 60 + second - offset;
    return time;
}

std::string year_digits(std::int64_t year) {
    std::string digits = text(year);
    if (year >= 0 && digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
    return digits;
}

} // namespace

std::string docker_size(std::uint64_t bytes) { return size_with(bytes, ""); }
std::string human_size(std::uint64_t bytes) { return size_with(bytes, " "); }

std::string grouped(std::uint64_t number) {
    std::string digits = text(number);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string mode_letters(std::uint16_t mode) {
    std::string letters = "rwxrwxrwx";
    for (std::size_t bit = 0; bit < 9; ++bit)
        if ((mode >> (8 - bit) & 1) == 0) letters[bit] = '-';
    if ((mode & 04000) != 0) letters[2] = letters[2] == 'x' ? 's' : 'S';
    if ((mode & 02000) != 0) letters[5] = letters[5] == 'x' ? 's' : 'S';
    if ((mode & 01000) != 0) letters[8] = letters[8] == 'x' ? 't' : 'T';
    return letters;
}

CalendarTime calendar_time(std::int64_t seconds) {
    const std::int64_t days = (seconds >= 0 ? seconds : seconds - 86'399) / 86'400;
    const std::int64_t of_day = seconds - days * 86'400;
    // Howard Hinnant's civil_from_days.
    const std::int64_t shifted = days + 719'468;
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
    const std::int64_t day_of_era = shifted - era * 146'097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month_index = (5 * day_of_year + 2) / 153;
    CalendarTime time;
    time.day = static_cast<unsigned>(day_of_year - (153 * month_index + 2) / 5 + 1);
    time.month = static_cast<unsigned>(month_index < 10 ? month_index + 3 : month_index - 9);
    time.year = year_of_era + era * 400 + (time.month <= 2 ? 1 : 0);
    time.hour = static_cast<unsigned>(of_day / 3600);
    time.minute = static_cast<unsigned>(of_day / 60 % 60);
    time.second = static_cast<unsigned>(of_day % 60);
    return time;
}

Result<Time> parse_time(std::string_view written) {
    return TRY_WITHIN(text("time \"", written.substr(0, 64), "\""), parse_rest(written));
}

std::string format_time(std::int64_t seconds) {
    const CalendarTime time = calendar_time(seconds);
    return text(year_digits(time.year), '-', two(time.month), '-', two(time.day), 'T', two(time.hour), ':',
                two(time.minute), ':', two(time.second), 'Z');
}

std::string format_time_exact(Time time) {
    std::string written = format_time(time.seconds);
    if (time.nanoseconds == 0) return written;
    std::string decimals = text(1'000'000'000 + static_cast<std::uint64_t>(time.nanoseconds));
    decimals[0] = '.';
    decimals.erase(decimals.find_last_not_of('0') + 1);
    return written.insert(written.size() - 1, decimals);
}

std::string format_minute(std::int64_t seconds) {
    const CalendarTime time = calendar_time(seconds);
    return text(year_digits(time.year), '-', two(time.month), '-', two(time.day), ' ', two(time.hour), ':',
                two(time.minute));
}

std::string human_duration(std::int64_t seconds) {
    const std::int64_t minutes = seconds / 60;
    const std::int64_t hours = (seconds + 1800) / 3600;
    if (seconds < 1) return "Less than a second";
    if (seconds == 1) return "1 second";
    if (seconds < 60) return text(seconds, " seconds");
    if (minutes == 1) return "About a minute";
    if (minutes < 60) return text(minutes, " minutes");
    if (hours == 1) return "About an hour";
    if (hours < 48) return text(hours, " hours");
    if (hours < 24 * 7 * 2) return text(hours / 24, " days");
    if (hours < 24 * 30 * 2) return text(hours / 24 / 7, " weeks");
    if (hours < 24 * 365 * 2) return text(hours / 24 / 30, " months");
    return text(seconds / 3600 / 24 / 365, " years");
}

std::string short_duration(std::uint64_t seconds) {
    if (seconds < 60) return text(seconds, 's');
    if (seconds < 3600) return text(seconds / 60, 'm', two(seconds % 60), 's');
    return text(seconds / 3600, 'h', two(seconds / 60 % 60), 'm');
}

} // namespace strata
