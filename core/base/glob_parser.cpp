// Reads shell patterns.
#include "core/base/pattern_part.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

#include <utility>

namespace strata::pattern {

namespace {

class GlobParser {
public:
    explicit GlobParser(std::string_view pattern) : rest_(pattern) {}

    Result<Part> run() {
        while (rest_.size() > 1 && rest_.ends_with('/')) rest_.remove_suffix(1);
        const bool whole_path = rest_.find('/') != rest_.npos;
        if (rest_.starts_with('/')) rest_.remove_prefix(1);
        Part whole{.kind = Part::Kind::sequence};
        if (whole_path) whole.parts.push_back({.kind = Part::Kind::assertion, .assertion = Assertion::text_begins});
        whole.parts.push_back(characters({{'/', '/'}}));
        for (bool part_begins = true; !rest_.empty();) {
            const bool slash = rest_.front() == '/';
            whole.parts.push_back(TRY(step(part_begins)));
            part_begins = slash || (part_begins && left_folder_);
        }
        whole.parts.push_back({.kind = Part::Kind::assertion, .assertion = Assertion::text_ends});
        return whole;
    }

private:
    bool take(std::string_view front) {
        if (!rest_.starts_with(front)) return false;
        rest_.remove_prefix(front.size());
        return true;
    }

    /// Bytes, as Glob has them: what is no UTF-8 counts byte by byte.
    Result<Part> step(bool part_begins) {
        const Ranges anything = {{0, last_character}};
        left_folder_ = false;
        if (part_begins && take("**/")) {
            left_folder_ = true;
            Part folders{.kind = Part::Kind::sequence};
            folders.parts.push_back(repeated(characters(anything, StrayBytes::taken), 0, unlimited));
            folders.parts.push_back(characters({{'/', '/'}}));
            return repeated(std::move(folders), 0, 1);
        }
        if (take("**")) return repeated(characters(anything, StrayBytes::taken), 0, unlimited);
        if (take("*")) return repeated(characters(inverted({{'/', '/'}}), StrayBytes::taken), 0, unlimited);
        if (take("?")) return characters(inverted({{'/', '/'}}), StrayBytes::taken);
        if (take("[")) return set();
        if (take("\\") && rest_.empty()) return fail("it ends with a \\ before nothing");
        const DecodedCharacter decoded = decode_character(rest_);
        rest_.remove_prefix(decoded.bytes);
        return characters({{decoded.character, decoded.character}});
    }

    Result<char32_t> set_character() {
        take("\\");
        if (rest_.empty()) return fail("a [ has no ] behind it");
        const DecodedCharacter decoded = decode_character(rest_);
        rest_.remove_prefix(decoded.bytes);
        return decoded.character;
    }

    Result<Part> set() {
        const bool inverts = take("!") || take("^");
        Ranges ranges;
        for (bool first = true; first || !rest_.starts_with(']'); first = false) {
            const char32_t low = TRY(set_character());
            char32_t high = low;
            if (rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']') {
                rest_.remove_prefix(1);
                high = TRY(set_character());
            }
            ranges.push_back({low, high});
        }
        take("]");
        if (!inverts) return characters(std::move(ranges));
        ranges.push_back({'/', '/'});
        return characters(inverted(std::move(ranges)), StrayBytes::taken);
    }

    std::string_view rest_;
    bool left_folder_ = false; ///< the last step was "**/"
};

} // namespace

Result<Program> parse_glob(std::string_view pattern) {
    const std::string what = text("the pattern ", quote(pattern), " can't be used");
    const Part whole = TRY_WITHIN(what, GlobParser(pattern).run());
    return TRY_WITHIN(what, finish(whole));
}

} // namespace strata::pattern
