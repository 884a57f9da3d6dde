#include "core/base/regex.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

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

} // namespace strata
