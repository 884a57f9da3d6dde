// Values as builders print them into a history, turned back into the words of a Dockerfile.
#pragma once

#include "core/model/config.hpp"
#include "core/model/instruction.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// A value as one word: bare where that is safe, else in double quotes. `escape` is the Dockerfile's escape character.
[[nodiscard]] std::string dockerfile_word(std::string_view value, char escape);

/// `["a", "b"]`.
[[nodiscard]] std::string dockerfile_list(const std::vector<std::string>& words);

/// Reads Go's `["a" "b"]` and JSON's `["a", "b"]`; nullopt for anything else.
[[nodiscard]] std::optional<std::vector<std::string>> read_word_list(std::string_view text);

/// Words that blanks separate.
[[nodiscard]] std::vector<std::string> split_words(std::string_view text);

/// With a blank between two of them.
[[nodiscard]] std::string joined_words(const std::vector<std::string>& words);

/// Those of `split_words`, without the brackets and "map[" around them and the ":{}" behind: `map[53/udp:{}
/// 80/tcp:{}]`, `[/data /var/log]`.
[[nodiscard]] std::vector<std::string> read_plain_list(std::string_view text);

/// The pairs of `A=1 B=two words C=3`, in which nothing is quoted: what the finished image has for a key tells where
/// its value ends, else the next word that looks like a key does.
struct Pairs {
    StringMap pairs;
    bool sure = true; ///< false: a value may have ended elsewhere
};
using KnownValues = std::map<std::string, std::string>;
[[nodiscard]] Pairs read_flat_pairs(std::string_view text, const KnownValues& known);

/// What a container of the image has in its environment.
[[nodiscard]] KnownValues known_variables(const ContainerSettings& settings);

/// Whether the row's arguments stand there as the author wrote them: buildah's mark has one blank behind it where
/// docker's has two, and kaniko has no mark at all.
[[nodiscard]] bool is_as_written(const HistoryRow& row, const Instruction& read);

/// `HEALTHCHECK`'s arguments from Go's `&{["CMD-SHELL" "wget"] "30s" "5s" "2s" "0s" '\x05'}`; nullopt for anything
/// else.
[[nodiscard]] std::optional<std::string> read_health_check(std::string_view text);

} // namespace strata
