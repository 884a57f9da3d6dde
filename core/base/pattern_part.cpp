#include "core/base/pattern_part.hpp"

#include <algorithm>

namespace strata::pattern {

namespace {

/// Whether it takes every character beyond ASCII, and stray bytes too.
bool takes_all_beyond_ascii(const Part& part) {
    const auto is_rest = [](const CharacterRange& range) {
        return range.first <= 0x80 && range.last == last_character;
    };
    return part.kind == Part::Kind::characters && part.any_byte && std::ranges::any_of(part.ranges, is_rest);
}

ByteSet bytes_of(const Ranges& ranges) {
    ByteSet set;
    for (const CharacterRange& range : ranges)
        for (char32_t byte = range.first; byte <= std::min<char32_t>(range.last, 0xff); byte++) set.set(byte);
    return set;
}

StepIndex make(Builder& builder, const Part& part, StepIndex next);

StepIndex make_repeat(Builder& builder, const Part& part, StepIndex next) {
    const Part& piece = part.parts.front();
    if (part.most == unlimited) {
        const StepIndex loop = builder.open_fork(next);
        // Where any number of any characters may stand, bytes need not be told apart.
        const bool any = takes_all_beyond_ascii(piece);
        builder.close_fork(loop, any ? builder.bytes(bytes_of(piece.ranges), loop) : make(builder, piece, loop));
        next = loop;
    } else {
        // What is optional leads to the end at every step.
        const StepIndex end = next;
        for (std::uint32_t i = part.least; i < part.most && !builder.full(); i++)
            next = builder.fork(make(builder, piece, next), end);
    }
    for (std::uint32_t i = 0; i < part.least && !builder.full(); i++) next = make(builder, piece, next);
    return next;
}

StepIndex make(Builder& builder, const Part& part, StepIndex next) {
    if (builder.full()) return builder.found();
    switch (part.kind) {
    case Part::Kind::characters: return builder.characters(part.ranges, part.any_byte, next);
    case Part::Kind::assertion: return builder.assertion(part.assertion, next);
    case Part::Kind::repeat: return make_repeat(builder, part, next);
    case Part::Kind::sequence:
        for (std::size_t i = part.parts.size(); i-- > 0;) next = make(builder, part.parts[i], next);
        return next;
    case Part::Kind::either: {
        StepIndex way = make(builder, part.parts.back(), next);
        for (std::size_t i = part.parts.size() - 1; i-- > 0;)
            way = builder.fork(make(builder, part.parts[i], next), way);
        return way;
    }
    }
    return next;
}

} // namespace

Part characters(Ranges ranges, StrayBytes stray) {
    return {.kind = Part::Kind::characters, .any_byte = stray == StrayBytes::taken, .ranges = std::move(ranges)};
}

Part repeated(Part part, std::uint32_t least, std::uint32_t most) {
    Part repeat{.kind = Part::Kind::repeat, .least = least, .most = most};
    repeat.parts.push_back(std::move(part));
    return repeat;
}

Ranges inverted(Ranges ranges) {
    std::ranges::sort(ranges, {}, &CharacterRange::first);
    Ranges out;
    char32_t next = 0;
    for (const CharacterRange& range : ranges) {
        if (range.first > next) out.push_back({next, range.first - 1});
        next = std::max<char32_t>(next, range.last + 1);
    }
    if (next <= last_character) out.push_back({next, last_character});
    return out;
}

Result<Program> finish(const Part& whole) {
    Builder builder;
    const StepIndex start = make(builder, whole, builder.found());
    if (builder.full()) return fail("it stands for too much");
    return builder.finish(start);
}

} // namespace strata::pattern
