// The shell that RUN, and CMD and ENTRYPOINT in shell form, go through at a step of a history.
#pragma once

#include "core/model/config.hpp"
#include "core/model/instruction.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// Begins as docker's own: /bin/sh -c, or cmd /S /C for Windows.
class ShellInEffect {
public:
    ShellInEffect(const ContainerSettings& settings, bool windows);

    /// The arguments of SHELL as a Dockerfile has them, from those of a row: `["/bin/bash", "-c"]`, or
    /// `[/bin/bash -c]` of Go, whose words end where the finished image's do. What else stands behind powershell's
    /// -Command is one word then.
    struct Choice {
        std::string list; ///< `["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]`
        bool sure = true; ///< false: its words may have ended elsewhere
    };
    [[nodiscard]] Choice choose(std::string_view arguments);

    /// The command of a RUN that was made with this shell, or with that of the finished image, which its base may have
    /// chosen; nullopt for another shell and for none.
    [[nodiscard]] std::optional<std::string_view> command_of(const Instruction& run) const;

    /// The arguments of CMD or ENTRYPOINT from those of a row: in shell form where the list is what that becomes.
    [[nodiscard]] std::string command(std::string_view arguments, char escape) const;

private:
    const ContainerSettings& settings_;
    std::string text_; ///< as builders print it in front of a command
    std::vector<std::string> words_;
};

} // namespace strata
