#include "core/base/regex.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <re2/re2.h>

namespace strata {

namespace {

constexpr std::int64_t most_memory = 16 * 1024 * 1024; // bytes; RE2 answers from a slower machine beyond that

RE2::Options options() {
    RE2::Options options;
    options.set_encoding(RE2::Options::EncodingLatin1); // bytes: names need not be UTF-8
    options.set_log_errors(false);
    options.set_max_mem(most_memory);
    return options;
}

} // namespace

struct Regex::Program {
    explicit Program(std::string_view pattern)
        : compiled(re2::StringPiece(pattern.data(), pattern.size()), options()) {}
    RE2 compiled;

    [[nodiscard]] std::optional<RegexMatch> find(std::string_view text, std::size_t from, RE2::Anchor anchor) const {
        std::array<re2::StringPiece, 2> found;
        const int groups = std::min(compiled.NumberOfCapturingGroups(), 1);
        if (from > text.size() || !compiled.Match(re2::StringPiece(text.data(), text.size()), from, text.size(), anchor,
                                                  found.data(), 1 + groups))
            return std::nullopt;
        const auto start = [&](re2::StringPiece piece) { return static_cast<std::size_t>(piece.data() - text.data()); };
        RegexMatch match{start(found[0]), start(found[0]) + found[0].size()};
        const re2::StringPiece group = groups == 1 && found[1].data() != nullptr ? found[1] : found[0];
        match.group_start = start(group);
        match.group_end = match.group_start + group.size();
        return match;
    }
};

Result<Regex> Regex::parse(std::string_view pattern) {
    auto program = std::make_shared<const Program>(pattern);
    if (!program->compiled.ok())
        return fail(text("the regular expression ", quote(pattern), " can't be used: ", program->compiled.error()));
    return Regex(std::move(program));
}

bool Regex::found_in(std::string_view text) const {
    return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), program_->compiled);
}

std::optional<RegexMatch> Regex::find(std::string_view text, std::size_t from) const {
    return program_->find(text, from, RE2::UNANCHORED);
}

std::optional<RegexMatch> Regex::find_at(std::string_view text, std::size_t from) const {
    return program_->find(text, from, RE2::ANCHOR_START);
}

} // namespace strata
