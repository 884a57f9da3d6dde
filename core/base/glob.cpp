#include "core/base/glob.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>

namespace strata {

Result<Glob> Glob::parse(std::string_view pattern) {
    Glob glob;
    while (pattern.size() > 1 && pattern.ends_with('/')) pattern.remove_suffix(1);
    glob.whole_path_ = pattern.find('/') != pattern.npos;
    if (pattern.starts_with('/')) pattern.remove_prefix(1);
    for (std::size_t at = 0; at < pattern.size(); at++) {
        const char byte = pattern[at];
        const bool part_begins = at == 0 || pattern[at - 1] == '/';
        if (byte == '*' && pattern.substr(at).starts_with("**/") && part_begins) {
            glob.steps_.push_back({.kind = Kind::folders});
            at += 2;
        } else if (byte == '*' && pattern.substr(at).starts_with("**")) {
            glob.steps_.push_back({.kind = Kind::stars});
            at += 1;
        } else if (byte == '*') {
            glob.steps_.push_back({.kind = Kind::star});
        } else if (byte == '?') {
            glob.steps_.push_back({.kind = Kind::any});
        } else if (byte == '[') {
            at = TRY_WITHIN(text("the pattern ", quote(pattern)), glob.read_set(pattern, at));
        } else if (byte == '\\') {
            if (++at == pattern.size())
                return fail(text("the pattern ", quote(pattern), " ends with a \\ before nothing"));
            glob.steps_.push_back({.byte = pattern[at]});
        } else {
            glob.steps_.push_back({.byte = byte});
        }
    }
    glob.note_literals();
    return glob;
}

/// Bytes that stand one behind the other in the pattern do so in every path that matches.
void Glob::note_literals() {
    std::string run;
    for (std::size_t i = 0; i <= steps_.size(); i++) {
        if (i < steps_.size() && steps_[i].kind == Kind::byte) {
            run += steps_[i].byte;
            continue;
        }
        if (i == run.size()) front_ = run;
        if (i == steps_.size()) back_ = run;
        if (run.size() > middle_.size()) middle_ = run;
        run.clear();
    }
}

bool Glob::may_match(std::string_view path) const {
    return path.starts_with(front_) && path.find(middle_) != path.npos;
}

/// Reads `[…]` from its bracket on; returns where the closing one stands.
Result<std::size_t> Glob::read_set(std::string_view pattern, std::size_t at) {
    Set set;
    std::size_t next = at + 1;
    if (next < pattern.size() && (pattern[next] == '!' || pattern[next] == '^')) {
        set.inverted = true;
        next++;
    }
    for (bool first = true; next < pattern.size() && (first || pattern[next] != ']'); first = false) {
        if (pattern[next] == '\\' && next + 1 < pattern.size()) next++;
        const char low = pattern[next++];
        const bool range = next + 1 < pattern.size() && pattern[next] == '-' && pattern[next + 1] != ']';
        set.ranges += low;
        set.ranges += range ? pattern[next + 1] : low;
        if (range) next += 2;
    }
    if (next >= pattern.size()) return fail("a [ has no ] behind it");
    steps_.push_back({.kind = Kind::set, .set = static_cast<std::uint32_t>(sets_.size())});
    sets_.push_back(std::move(set));
    return next;
}

bool Glob::Set::holds(char byte) const {
    const auto value = static_cast<unsigned char>(byte);
    bool found = false;
    for (std::size_t i = 0; i + 1 < ranges.size(); i += 2)
        found = found ||
                (static_cast<unsigned char>(ranges[i]) <= value && value <= static_cast<unsigned char>(ranges[i + 1]));
    return found != inverted;
}

bool Glob::step_matches(const Step& step, char byte) const {
    switch (step.kind) {
    case Kind::byte: return step.byte == byte;
    case Kind::any:
    case Kind::star: return byte != '/';
    case Kind::set: return byte != '/' && sets_[step.set].holds(byte);
    case Kind::stars:
    case Kind::folders: return true;
    }
    return false;
}

// All places in the pattern that the bytes so far can have led to, carried along at the same time: no going back.
bool Glob::matches(std::string_view path) const {
    if (!path.ends_with(back_)) return false; // most are told by that, and before their last name is looked for
    if (!whole_path_)
        path.remove_prefix(path.rfind('/') + 1);
    else if (path.starts_with('/'))
        path.remove_prefix(1);
    if (!may_match(path)) return false;
    std::vector<char> now(steps_.size() + 1, 0);
    std::vector<char> next(steps_.size() + 1, 0);
    // "**/" may be left at the front of a part only; stars can be left at once.
    const auto reach = [&](std::vector<char>& places, bool part_begins) {
        for (std::size_t i = 0; i < steps_.size(); i++) {
            const Kind kind = steps_[i].kind;
            const bool leaves = kind == Kind::star || kind == Kind::stars || (kind == Kind::folders && part_begins);
            if (places[i] != 0 && leaves) places[i + 1] = 1;
        }
    };
    now[0] = 1;
    reach(now, true);
    for (const char byte : path) {
        std::ranges::fill(next, 0);
        for (std::size_t i = 0; i < steps_.size(); i++) {
            if (now[i] == 0 || !step_matches(steps_[i], byte)) continue;
            const Kind kind = steps_[i].kind;
            const bool stays = kind == Kind::star || kind == Kind::stars || kind == Kind::folders;
            next[stays ? i : i + 1] = 1;
        }
        reach(next, byte == '/');
        std::swap(now, next);
    }
    return now.back() != 0;
}

/// Makes the step's part of a program, which goes on at `next`.
pattern::StepIndex Glob::add_to(pattern::Builder& builder, const Step& step, pattern::StepIndex next) const {
    pattern::ByteSet taken;
    // A pattern without "/" is asked of the last part alone.
    const bool in_part = step.kind == Kind::stars && !whole_path_;
    for (unsigned byte = 0; byte < 256; byte++)
        taken[byte] = step_matches(step, static_cast<char>(byte)) && !(in_part && byte == '/');
    switch (step.kind) {
    case Kind::byte:
    case Kind::any:
    case Kind::set: return builder.bytes(taken, next);
    case Kind::star:
    case Kind::stars: {
        const pattern::StepIndex loop = builder.open_fork(next);
        builder.close_fork(loop, builder.bytes(taken, loop));
        return loop;
    }
    case Kind::folders: {
        const pattern::StepIndex loop = builder.open_fork(builder.byte('/', next));
        builder.close_fork(loop, builder.bytes(taken, loop));
        return builder.fork(loop, next);
    }
    }
    return next;
}

Result<pattern::Program> Glob::program() const {
    pattern::Builder builder;
    pattern::StepIndex next = builder.assertion(pattern::Assertion::text_ends, builder.found());
    for (std::size_t i = steps_.size(); i-- > 0 && !builder.full();) next = add_to(builder, steps_[i], next);
    next = builder.byte('/', next);
    if (whole_path_) next = builder.assertion(pattern::Assertion::text_begins, next);
    if (builder.full()) return fail("the pattern is too long");
    return builder.finish(next);
}

} // namespace strata
