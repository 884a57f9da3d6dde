// File capabilities (the xattr security.capability) in the words of getcap.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace strata {

struct FileCapabilities {
    std::uint64_t permitted = 0;   ///< a bit for each capability
    std::uint64_t inheritable = 0; ///< likewise
    bool effective = false;
    std::uint32_t root_id = 0; ///< of the user namespace it is for (revision 3); 0 for the first

    /// "cap_net_raw=ep", "cap_chown=i cap_net_raw=eip".
    [[nodiscard]] std::string text() const;
    /// Whether any of them is as good as root: sys_admin, setuid, dac_override, sys_ptrace, sys_module…
    [[nodiscard]] bool is_dangerous() const;
    friend bool operator==(const FileCapabilities&, const FileCapabilities&) = default;
};

/// struct vfs_cap_data of linux/capability.h, revisions 1 to 3. None where the bytes are something else.
[[nodiscard]] std::optional<FileCapabilities> read_capabilities(std::string_view xattr);

} // namespace strata
