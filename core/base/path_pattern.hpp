// What a person looks for among paths: words, a shell pattern or /a regular expression/, all run as one machine that
// reads bytes and never goes back.
#pragma once

#include "core/base/glob.hpp"
#include "core/base/pattern_program.hpp"
#include "core/base/result.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace strata {

/// A deterministic automaton that is made while it runs (Thompson 1968; Aho, Sethi, Ullman 3.7). Where the paths of a
/// tree are asked, it goes on from the state that the folder left: a million paths cost what their last parts weigh.
class PathPattern {
public:
    /// "/…/" or "/…/i" is a regular expression, what has one of * ? [ a shell pattern (as Glob has it), all else are
    /// words. Fails with a sentence for whoever wrote it.
    [[nodiscard]] static Result<PathPattern> parse(std::string_view wanted);

    /// Matches what the glob matches, byte for byte. Fails where the glob is too long.
    [[nodiscard]] static Result<PathPattern> of(const Glob& glob);

    using State = std::uint32_t;
    [[nodiscard]] State start() const { return first_state; }
    /// The state behind this byte.
    [[nodiscard]] State read(State state, char byte) {
        const State next = next_[cell(state, byte)];
        return next == unknown ? make_next(state, byte) : next;
    }
    /// The state behind these bytes.
    [[nodiscard]] State read(State state, std::string_view bytes) {
        for (const char byte : bytes) state = read(state, byte);
        return state;
    }
    /// Whether a path that ends in this state matches.
    [[nodiscard]] bool accepts(State state);
    /// Whether every path that goes on from this state matches.
    [[nodiscard]] static bool accepts_all(State state) { return state == found_state; }
    [[nodiscard]] bool matches(std::string_view path) { return accepts(read(start(), path)); }

    /// The pattern met so many different cases that it gave up: it matches nothing from there on.
    [[nodiscard]] bool overflowed() const { return overflowed_; }

private:
    static constexpr State lost_state = 0, found_state = 1, first_state = 2, unknown = 0xffffffff;
    /// What is known behind some bytes: the steps to go on from, and what stood before.
    struct Place {
        std::vector<pattern::StepIndex> steps; ///< sorted, before forks and assertions are followed
        bool begins = false;                   ///< nothing was read yet
        bool behind_word = false;              ///< the last byte belongs to a word; false where no one asks
        friend auto operator<=>(const Place&, const Place&) = default;
    };
    enum class Next : std::uint8_t { word, other, end };

    explicit PathPattern(pattern::Program program);
    [[nodiscard]] std::size_t cell(State state, char byte) const {
        return (static_cast<std::size_t>(state) << row_bits_) + class_of_[static_cast<unsigned char>(byte)];
    }
    void sort_bytes();
    State keep(Place place);
    State make_next(State from, char byte);
    State step(State from, unsigned char byte);
    bool follow(const Place& place, Next next);

    pattern::Program program_;
    bool asks_for_words_ = false;
    std::array<std::uint8_t, 256> class_of_{}; ///< bytes that no step tells apart
    unsigned row_bits_ = 0;   ///< a row of next_ has 1 << row_bits_ places, for as many classes or fewer
    std::vector<State> next_; ///< a row for each state, by class; `unknown` where not computed yet
    std::vector<Place> places_;
    std::vector<std::uint8_t> accepts_; ///< by state: 0 no, 1 yes, 2 not known yet
    std::map<Place, State> known_;
    bool overflowed_ = false;
    std::vector<bool> seen_;                        ///< scratch of follow()
    std::vector<pattern::StepIndex> open_, takers_; ///< scratch of follow(); takers_: the steps that take a byte
};

} // namespace strata
