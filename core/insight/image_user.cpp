#include "core/insight/image_user.hpp"

#include "core/base/ascii.hpp"

#include <algorithm>

namespace strata {

namespace {

/// The field up to the next colon, taken off the front.
std::string_view take_field(std::string_view& line) {
    const std::string_view field = line.substr(0, line.find(':'));
    line.remove_prefix(std::min(field.size() + 1, line.size()));
    return field;
}

} // namespace

std::string_view user_part(std::string_view user) { return user.substr(0, user.find(':')); }

std::optional<bool> is_number_of_root(std::string_view user) {
    if (user.starts_with('+') || user.starts_with('-')) user.remove_prefix(1);
    if (user.empty() || user.find_first_not_of("0123456789") != user.npos) return std::nullopt;
    return user.find_first_not_of('0') == user.npos;
}

bool starts_as_root(std::string_view user, std::string_view passwd) {
    const std::string_view name = user_part(user);
    if (name.empty()) return true;
    if (const auto number = is_number_of_root(name)) return *number;
    while (!passwd.empty()) {
        std::string_view line = passwd.substr(0, passwd.find('\n'));
        passwd.remove_prefix(std::min(line.size() + 1, passwd.size()));
        if (take_field(line) != name) continue;
        take_field(line); // the password
        return is_number_of_root(take_field(line)).value_or(false);
    }
    return name == "root";
}

WindowsUser windows_user(std::string_view user) {
    if (const std::size_t domain = user.rfind('\\'); domain != user.npos) user.remove_prefix(domain + 1);
    const std::string name = ascii_lower(user);
    if (name == "containeruser") return WindowsUser::limited;
    const bool administrator = name == "containeradministrator" || name == "administrator" || name == "system";
    return administrator ? WindowsUser::administrator : WindowsUser::unknown;
}

} // namespace strata
