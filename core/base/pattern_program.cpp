#include "core/base/pattern_program.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace strata::pattern {

namespace {

constexpr std::size_t most_steps = 4000;

ByteSet bytes_between(unsigned first, unsigned last) {
    ByteSet set;
    for (unsigned byte = first; byte <= last; byte++) set.set(byte);
    return set;
}

std::string encoded(char32_t character) {
    std::string out;
    append_character(out, character);
    return out;
}

/// The last character that is as long in UTF-8 as this one.
char32_t last_of_length(char32_t character) {
    return character <= 0x7f ? 0x7f : character <= 0x7ff ? 0x7ff : character <= 0xffff ? 0xffff : 0x10ffff;
}

/// The part of the range's front that is one byte range after the other: the same bytes but for a tail of whole ranges.
CharacterRange aligned_front(CharacterRange range) {
    char32_t last = std::min(range.last, last_of_length(range.first));
    for (int bits = 6; bits <= 18; bits += 6) {
        const char32_t tail = (char32_t{1} << bits) - 1;
        if ((range.first & ~tail) == (last & ~tail)) break;
        // A front that does not begin a block of this size ends where its block does.
        if ((range.first & tail) != 0) last = std::min<char32_t>(last, range.first | tail);
        // A back that does not end one is left to the next round.
        else if ((last & tail) != tail)
            last = (last & ~tail) - 1;
    }
    return {range.first, last};
}

} // namespace

StepIndex Builder::put(const Step& step) {
    if (program_.steps.size() >= most_steps) {
        full_ = true;
        return found();
    }
    program_.steps.push_back(step);
    return static_cast<StepIndex>(program_.steps.size() - 1);
}

std::uint16_t Builder::keep(const ByteSet& set) {
    const auto known = std::ranges::find(program_.sets, set);
    if (known == program_.sets.end() && program_.sets.size() < most_steps) {
        program_.sets.push_back(set);
        return static_cast<std::uint16_t>(program_.sets.size() - 1);
    }
    return static_cast<std::uint16_t>(known - program_.sets.begin());
}

StepIndex Builder::bytes(const ByteSet& set, StepIndex next) {
    return put({.kind = Step::Kind::bytes, .set = keep(set), .next = next});
}

StepIndex Builder::byte(char value, StepIndex next) {
    const auto byte = static_cast<unsigned char>(value);
    return bytes(bytes_between(byte, byte), next);
}

/// A way through the bytes of the range's characters, beside the way `others`.
StepIndex Builder::sequences(CharacterRange range, StepIndex next, StepIndex others) {
    while (range.first <= range.last && !full_) {
        const CharacterRange front = aligned_front(range);
        const std::string low = encoded(front.first), high = encoded(front.last);
        StepIndex way = next;
        for (std::size_t i = low.size(); i-- > 0;)
            way = bytes(bytes_between(static_cast<unsigned char>(low[i]), static_cast<unsigned char>(high[i])), way);
        others = others == no_step ? way : fork(way, others);
        range.first = front.last + 1;
    }
    return others;
}

StepIndex Builder::characters(std::span<const CharacterRange> ranges, bool any_byte, StepIndex next) {
    constexpr char32_t surrogates = 0xd800, behind_surrogates = 0xe000;
    ByteSet single;
    if (any_byte) single = bytes_between(0x80, 0xc1) | bytes_between(0xf5, 0xff);
    StepIndex way = no_step;
    for (CharacterRange range : ranges) {
        for (; range.first <= range.last && range.first < 0x80; range.first++) single.set(range.first);
        if (range.first > range.last) continue;
        if (range.first < surrogates)
            way = sequences({range.first, std::min<char32_t>(range.last, surrogates - 1)}, next, way);
        if (range.last >= behind_surrogates)
            way = sequences({std::max(range.first, behind_surrogates), range.last}, next, way);
    }
    if (single.none() && way != no_step) return way;
    const StepIndex one = bytes(single, next);
    return way == no_step ? one : fork(one, way);
}

Program Builder::finish(StepIndex start) {
    program_.start = start;
    return std::move(program_);
}

Program parse_words(std::string_view words) {
    Builder builder;
    StepIndex next = builder.found();
    for (std::size_t i = words.size(); i-- > 0;) {
        const char letter = words[i];
        const bool small = letter >= 'a' && letter <= 'z', large = letter >= 'A' && letter <= 'Z';
        ByteSet set;
        set.set(static_cast<unsigned char>(letter));
        if (small || large) set.set(static_cast<unsigned char>(letter) ^ 0x20U);
        next = builder.bytes(set, next);
    }
    return builder.finish(next);
}

} // namespace strata::pattern
