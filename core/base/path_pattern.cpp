#include "core/base/path_pattern.hpp"

#include <algorithm>
#include <bit>
#include <span>

namespace strata {

using pattern::Assertion;
using pattern::Step;
using pattern::StepIndex;

namespace {

constexpr std::size_t most_states = 4000;

bool is_word(unsigned char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || byte == '_' || (byte >= 'a' && byte <= 'z');
}

bool is_regex(std::string_view wanted) {
    return wanted.size() > 2 && wanted.starts_with('/') && (wanted.ends_with('/') || wanted.ends_with("/i"));
}

} // namespace

Result<PathPattern> PathPattern::parse(std::string_view wanted) {
    if (is_regex(wanted)) {
        const bool any_case = wanted.ends_with('i');
        const std::string_view inside = wanted.substr(1, wanted.size() - (any_case ? 3 : 2));
        // "/usr/" names a folder as well as an expression, and both find the same.
        return PathPattern(TRY(pattern::parse_regex(inside, any_case)));
    }
    if (wanted.find_first_of("*?[") != wanted.npos) return PathPattern(TRY(pattern::parse_glob(wanted)));
    return PathPattern(pattern::parse_words(wanted));
}

Result<PathPattern> PathPattern::of(const Glob& glob) { return PathPattern(TRY(glob.program())); }

PathPattern::PathPattern(pattern::Program program) : program_(std::move(program)) {
    asks_for_words_ = std::ranges::any_of(program_.steps, [](const Step& step) {
        return step.kind == Step::Kind::assertion &&
               (step.assertion == Assertion::word_edge || step.assertion == Assertion::no_word_edge);
    });
    seen_.resize(program_.steps.size());
    sort_bytes();
    keep({});
    keep({.steps = {}, .begins = true, .behind_word = true}); // no place is like it: bytes never lead here
    keep({.steps = {program_.start}, .begins = true});
    for (const State fixed : {lost_state, found_state}) {
        const auto row = std::span(next_).subspan(std::size_t{fixed} << row_bits_, std::size_t{1} << row_bits_);
        std::ranges::fill(row, fixed);
        accepts_[fixed] = fixed == found_state;
    }
}

/// Bytes that the same sets hold are one class.
void PathPattern::sort_bytes() {
    std::map<std::vector<bool>, std::uint8_t> classes;
    for (unsigned byte = 0; byte < 256; byte++) {
        std::vector<bool> signature;
        for (const pattern::ByteSet& set : program_.sets) signature.push_back(set[byte]);
        if (asks_for_words_) signature.push_back(is_word(static_cast<unsigned char>(byte)));
        const auto made = classes.emplace(std::move(signature), static_cast<std::uint8_t>(classes.size())).first;
        class_of_[byte] = made->second;
    }
    row_bits_ = static_cast<unsigned>(std::bit_width(classes.size() - 1));
}

PathPattern::State PathPattern::keep(Place place) {
    const auto known = known_.find(place);
    if (known != known_.end()) return known->second;
    if (places_.size() >= most_states) {
        overflowed_ = true;
        return lost_state;
    }
    const auto state = static_cast<State>(places_.size());
    next_.resize(next_.size() + (std::size_t{1} << row_bits_), unknown);
    accepts_.push_back(2);
    places_.push_back(place);
    known_.emplace(std::move(place), state);
    return state;
}

/// Follows forks and assertions from the place, before a byte of this kind or the end; puts the steps that take a byte
/// into takers_. True where the pattern is found.
bool PathPattern::follow(const Place& place, Next next) {
    std::fill(seen_.begin(), seen_.end(), false);
    takers_.clear();
    open_.assign(place.steps.begin(), place.steps.end());
    const bool edge = place.behind_word != (next == Next::word);
    const auto holds = [&](Assertion assertion) {
        switch (assertion) {
        case Assertion::text_begins: return place.begins;
        case Assertion::text_ends: return next == Next::end;
        case Assertion::word_edge: return edge;
        case Assertion::no_word_edge: return !edge;
        }
        return false;
    };
    while (!open_.empty()) {
        const StepIndex index = open_.back();
        open_.pop_back();
        if (seen_[index]) continue;
        seen_[index] = true;
        const Step& step = program_.steps[index];
        switch (step.kind) {
        case Step::Kind::found: return true;
        case Step::Kind::bytes: takers_.push_back(index); break;
        case Step::Kind::fork:
            open_.push_back(step.next);
            open_.push_back(step.other);
            break;
        case Step::Kind::assertion:
            if (holds(step.assertion)) open_.push_back(step.next);
            break;
        }
    }
    return false;
}

PathPattern::State PathPattern::step(State from, unsigned char byte) {
    const bool word = is_word(byte);
    if (follow(places_[from], word ? Next::word : Next::other)) return found_state;
    Place to{.steps = {program_.start}, .begins = false, .behind_word = asks_for_words_ && word};
    for (const StepIndex taker : takers_)
        if (program_.sets[program_.steps[taker].set][byte]) to.steps.push_back(program_.steps[taker].next);
    std::ranges::sort(to.steps);
    to.steps.erase(std::ranges::unique(to.steps).begin(), to.steps.end());
    return keep(std::move(to));
}

PathPattern::State PathPattern::make_next(State from, char byte) {
    const State next = step(from, static_cast<unsigned char>(byte));
    return next_[cell(from, byte)] = next;
}

bool PathPattern::accepts(State state) {
    if (accepts_[state] == 2) accepts_[state] = follow(places_[state], Next::end);
    return accepts_[state] == 1;
}

} // namespace strata
