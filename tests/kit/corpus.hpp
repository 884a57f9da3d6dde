// The folder of real and hostile archives that STRATA_CORPUS names, and skips that are seen and counted.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strata::kit {

/// The folder that holds `real`, `facts` and `hostile`; nullopt where STRATA_CORPUS is not set.
[[nodiscard]] std::optional<std::filesystem::path> corpus();
/// The corpus, or a visible skip of the running test case.
[[nodiscard]] std::filesystem::path corpus_or_skip();

/// Ends the running test case as skipped, with a line "SKIP test: reason" on standard error; the last line of the run
/// counts them.
[[noreturn]] void skip(std::string_view reason);
/// The same line and count for a part of a test that goes on.
void note_skip(std::string_view reason);

/// The entries of a folder, sorted by name.
[[nodiscard]] std::vector<std::filesystem::path> list_folder(const std::filesystem::path& folder);
/// The whole file; gunzipped where it ends in ".gz".
[[nodiscard]] std::string read_text(const std::filesystem::path& path);
/// The lines of a text, without the last one's empty rest.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

} // namespace strata::kit
