#include "core/insight/capabilities.hpp"

#include "core/base/text.hpp"

#include <array>
#include <map>

namespace strata {

namespace {

/// In the order of linux/capability.h.
constexpr auto names = std::to_array<std::string_view>({"chown",
                                                        "dac_override",
                                                        "dac_read_search",
                                                        "fowner",
                                                        "fsetid",
                                                        "kill",
                                                        "setgid",
                                                        "setuid",
                                                        "setpcap",
                                                        "linux_immutable",
                                                        "net_bind_service",
                                                        "net_broadcast",
                                                        "net_admin",
                                                        "net_raw",
                                                        "ipc_lock",
                                                        "ipc_owner",
                                                        "sys_module",
                                                        "sys_rawio",
                                                        "sys_chroot",
                                                        "sys_ptrace",
                                                        "sys_pacct",
                                                        "sys_admin",
                                                        "sys_boot",
                                                        "sys_nice",
                                                        "sys_resource",
                                                        "sys_time",
                                                        "sys_tty_config",
                                                        "mknod",
                                                        "lease",
                                                        "audit_write",
                                                        "audit_control",
                                                        "setfcap",
                                                        "mac_override",
                                                        "mac_admin",
                                                        "syslog",
                                                        "wake_alarm",
                                                        "block_suspend",
                                                        "audit_read",
                                                        "perfmon",
                                                        "bpf",
                                                        "checkpoint_restore"});

constexpr std::uint64_t bits(std::initializer_list<unsigned> numbers) {
    std::uint64_t all = 0;
    for (const unsigned number : numbers) all |= std::uint64_t{1} << number;
    return all;
}
// chown, dac_override, dac_read_search, fowner, setgid, setuid, sys_module, sys_rawio, sys_ptrace, sys_admin, setfcap,
// mac_override, bpf
constexpr std::uint64_t dangerous = bits({0, 1, 2, 3, 6, 7, 16, 17, 19, 21, 31, 32, 39});

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::string name_of(unsigned number) {
    return number < names.size() ? text("cap_", names[number]) : text("cap_", number);
}

} // namespace

std::string FileCapabilities::text() const {
    std::map<std::string, std::string> by_flags;
    for (unsigned number = 0; number < 64; number++) {
        const bool may = (permitted >> number & 1U) != 0;
        const bool inherits = (inheritable >> number & 1U) != 0;
        if (!may && !inherits) continue;
        std::string flags = effective ? "e" : "";
        flags.append(inherits ? "i" : "").append(may ? "p" : "");
        std::string& list = by_flags[flags];
        list.append(list.empty() ? "" : ",").append(name_of(number));
    }
    std::string out;
    for (const auto& [flags, list] : by_flags)
        out.append(out.empty() ? "" : " ").append(list).append("=").append(flags);
    if (root_id != 0) out += strata::text(" [rootid=", root_id, "]");
    return out.empty() ? "=" : out;
}

bool FileCapabilities::is_dangerous() const { return (permitted & dangerous) != 0; }

std::optional<FileCapabilities> read_capabilities(std::string_view xattr) {
    if (xattr.size() < 12) return std::nullopt;
    const std::uint32_t magic = number_at(xattr, 0);
    const std::uint32_t revision = magic >> 24U;
    constexpr std::array<std::size_t, 4> sizes{0, 12, 20, 24};
    if (revision == 0 || revision > 3 || xattr.size() != sizes[revision]) return std::nullopt;
    FileCapabilities found{
        .permitted = number_at(xattr, 4), .inheritable = number_at(xattr, 8), .effective = (magic & 1U) != 0};
    if (revision > 1) {
        found.permitted |= std::uint64_t{number_at(xattr, 12)} << 32U;
        found.inheritable |= std::uint64_t{number_at(xattr, 16)} << 32U;
    }
    if (revision == 3) found.root_id = number_at(xattr, 20);
    return found;
}

} // namespace strata
