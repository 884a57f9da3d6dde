// Findings as JSON for programs: stable, every field always there.
#pragma once

#include "core/insight/base_image.hpp"
#include "core/insight/findings.hpp"
#include "core/insight/secret_scanner.hpp"

#include <string>

namespace strata {

/// What findings are told of with.
struct FindingScope {
    const Inspection& inspection;
    const BaseImage& base;
    const SecretScanner& scanner;
};

/// One object on one line, no line end:
///
///     rule, title, severity ("high" "medium" "low" "note"), group ("secret" "permission" "content" "leftover")
///     path           string: of the file or folder; null for settings
///     setting        string: "ENV NAME", "LABEL name", "ENTRYPOINT", "CMD", "history N"; null for files
///     line, offset   numbers: line from 1, byte of the file from 0; null where there is none
///     layer          number, from 1: the layer that brought it; null where none did
///     in_base        whether the base image brought it, as far as that is known
///     hidden_by      number, from 1: the layer that deletes or overwrites it; null where the image shows it
///     history        number, from 1: the row of the history; null where there is none
///     instruction    string: of that row, secrets masked
///     found          string: what is there, secrets masked
///     note           string: more about it, or why it is less severe than its rule
///     files, bytes   numbers: of a row that stands for several files; else 0, and the size of a file found by its name
///     why, advice    strings
[[nodiscard]] std::string finding_json(const FindingScope& scope, const Finding& finding);

[[nodiscard]] std::string_view finding_group_name(FindingGroup group);

} // namespace strata
