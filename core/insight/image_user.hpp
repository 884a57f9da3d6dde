// Whether the user that an image names is root.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace strata {

/// The name or number in front of the group: "node" of "node:staff".
[[nodiscard]] std::string_view user_part(std::string_view user);

/// A number as Go's Atoi reads it, which container engines use: "0", "00", "+0"; nullopt for a name.
[[nodiscard]] std::optional<bool> is_number_of_root(std::string_view user);

/// As moby/sys/user resolves USER: what reads as a number is one; a name is looked up in the image's /etc/passwd, where
/// the first line with it counts. Of a name that is not there only "root" is root.
[[nodiscard]] bool starts_as_root(std::string_view user, std::string_view passwd);

/// What is known of a user of Windows, whose accounts no file names that could be read.
enum class WindowsUser : std::uint8_t {
    administrator, ///< by name: ContainerAdministrator, Administrator, SYSTEM
    limited,       ///< ContainerUser
    unknown,       ///< one that the image itself made: of which groups it is, is not known
};
/// Of a name in any case, also behind its domain: "User Manager\ContainerUser".
[[nodiscard]] WindowsUser windows_user(std::string_view user);

} // namespace strata
