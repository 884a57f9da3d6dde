// Numbers, sizes, modes and times in the words people read; no locale and no clock.
#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace strata {

/// docker's sizes: powers of 1000, three significant digits, no space ("0B", "8.46MB", "1.3kB"; go-units
/// `HumanSizeWithPrecision(size, 3)`). Where docker writes "1e+03kB" for 999.9 kB this writes "1MB".
[[nodiscard]] std::string docker_size(std::uint64_t bytes);
/// The same with a space before the unit: "8.46 MB".
[[nodiscard]] std::string human_size(std::uint64_t bytes);
/// All digits in groups of three with a thin mark between: "1,234,567".
[[nodiscard]] std::string grouped(std::uint64_t number);

/// "drwxr-xr-x" without its first letter: nine letters for the 12 permission bits, with s, S, t and T as `ls` writes
/// them.
[[nodiscard]] std::string mode_letters(std::uint16_t mode);

/// A point in time, without a zone.
struct Time {
    std::int64_t seconds = 0;      ///< since 1970-01-01T00:00:00Z, negative before
    std::uint32_t nanoseconds = 0; ///< 0 to 999 999 999, always forward
    friend auto operator<=>(const Time&, const Time&) = default;
};

/// Year 1 to 9999 of the proleptic Gregorian calendar, in UTC.
struct CalendarTime {
    std::int64_t year = 1970;
    unsigned month = 1; ///< 1 to 12
    unsigned day = 1;   ///< 1 to 31
    unsigned hour = 0, minute = 0, second = 0;
};
[[nodiscard]] CalendarTime calendar_time(std::int64_t seconds);

/// Reads RFC 3339 with any offset and any number of decimals (those behind the ninth are dropped):
/// "2026-11-23T19:35:27.343986446Z". Fails on anything else.
[[nodiscard]] Result<Time> parse_time(std::string_view text);
/// "2026-11-23T19:35:27Z".
[[nodiscard]] std::string format_time(std::int64_t seconds);
/// With as many decimals as it needs, as Go's RFC3339Nano: "2026-11-23T19:35:27.3439Z".
[[nodiscard]] std::string format_time_exact(Time time);
/// "2026-11-23 19:35".
[[nodiscard]] std::string format_minute(std::int64_t seconds);

/// How long, in docker's words: "Less than a second", "About an hour", "2 weeks" (go-units `HumanDuration`).
[[nodiscard]] std::string human_duration(std::int64_t seconds);
/// A short duration for progress: "8s", "1m05s", "2h03m".
[[nodiscard]] std::string short_duration(std::uint64_t seconds);

} // namespace strata
