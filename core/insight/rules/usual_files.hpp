// Files with attributes that would be findings elsewhere: every distribution has them. By their base names.
#pragma once

#include <string_view>

namespace strata {

/// Programs that are installed setuid or setgid.
inline constexpr std::string_view usual_programs[] = {"su",
                                                      "passwd",
                                                      "chsh",
                                                      "chfn",
                                                      "newgrp",
                                                      "gpasswd",
                                                      "mount",
                                                      "umount",
                                                      "sudo",
                                                      "pkexec",
                                                      "fusermount",
                                                      "fusermount3",
                                                      "ping",
                                                      "expiry",
                                                      "chage",
                                                      "unix_chkpwd",
                                                      "pam_timestamp_check",
                                                      "userhelper",
                                                      "ssh-keysign",
                                                      "dbus-daemon-launch-helper",
                                                      "polkit-agent-helper-1",
                                                      "wall",
                                                      "write",
                                                      "write.ul",
                                                      "bsd-write",
                                                      "ssh-agent",
                                                      "bbsuid",
                                                      "crontab",
                                                      "at",
                                                      "newuidmap",
                                                      "newgidmap",
                                                      "mount.nfs",
                                                      "utempter",
                                                      "mlocate",
                                                      "plocate",
                                                      "dotlockfile",
                                                      "staprun"};

/// In /dev.
inline constexpr std::string_view usual_devices[] = {"null",    "zero", "full",    "random",
                                                     "urandom", "tty",  "console", "ptmx"};

} // namespace strata
