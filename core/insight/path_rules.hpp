// Which rule a file's or folder's name breaks; quick enough to ask for each of a million files.
#pragma once

#include "core/insight/finding_rules.hpp"

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace strata {

class PathRules {
public:
    /// All rules of this look (file_name, folder or file_setting).
    explicit PathRules(RuleLook look);
    /// Whether any rule could want a file of this last part of a path: ask first, paths are dear.
    [[nodiscard]] bool may_want(std::string_view name) const;
    /// nullptr where no rule is broken.
    [[nodiscard]] const FindingRule* find(std::string_view path) const;

private:
    struct Word {
        std::string_view path;        ///< the end of a path; of "*.jks" what follows the "*"
        std::string_view folder = {}; ///< of "/keys/*.key" the "/keys" that the rest of the path ends with
        bool whole = false;           ///< the path as a whole
        const FindingRule* rule = nullptr;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Words = std::unordered_map<std::string, std::vector<Word>, Hash, std::equal_to<>>;
    [[nodiscard]] std::span<const Word> words_for(const Words& words, std::string_view key) const;

    Words by_name_;
    Words by_ending_; ///< from the last "." on
};

/// Whether a path lies where packages keep examples, documents and tests: what looks like a secret there is none.
[[nodiscard]] bool is_example_path(std::string_view path);
/// Whether a file's text is settings by its name, and not a package's own: then `RuleLook::setting` rules are asked.
[[nodiscard]] bool is_configuration(std::string_view path, std::uint64_t size);
/// Whether a certificate here is one of the system's roots.
[[nodiscard]] bool is_trust_store(std::string_view path);

} // namespace strata
