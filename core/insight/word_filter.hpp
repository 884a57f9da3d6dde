// Finds any of some words in much text, looking at two bytes of every three.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// Of each word four neighbouring bytes are chosen that text seldom has. Whatever the text, one of the three pairs in
/// such a window stands at a multiple of three: only those places are looked at, and only where the pair is one of the
/// words' is there more to do. Several times as fast as asking at each byte.
class WordFilter {
public:
    static constexpr std::size_t window = 4;   ///< bytes; no word is shorter
    static constexpr std::size_t probes = 256; ///< places noted at a time

    /// Words shorter than `window` are left out.
    explicit WordFilter(std::span<const std::string_view> words);

    /// Calls `found(start, word)` for each place where a word stands, in no certain order where they overlap; `word` is
    /// its number in the list.
    template <class Found>
    void search(std::string_view text, Found found) const {
        if (text.size() < window) return;
        // Places are noted without a branch, which would be guessed wrong often, and looked at later.
        std::array<std::uint32_t, probes> pairs;
        for (std::size_t at = 0; at + 1 < text.size();) {
            const std::size_t end = std::min(text.size() - 1, at + 3 * probes);
            const std::size_t base = at;
            std::size_t count = 0;
            for (; at < end; at += 3) {
                pairs[count] = static_cast<std::uint32_t>(at - base);
                count += pairs_[pair_at(text.data() + at)];
            }
            for (std::size_t i = 0; i < count; i++) look(text, base + pairs[i], found);
        }
    }

private:
    struct Window {
        std::uint32_t bytes = 0;
        std::uint32_t offset = 0; ///< of the window in its word
        std::uint32_t word = 0;
    };

    static std::uint32_t pair_at(const char* bytes) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[0])) |
               static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[1])) << 8U;
    }
    static std::uint32_t four(const char* bytes) {
        std::uint32_t value = 0;
        std::memcpy(&value, bytes, sizeof value);
        return value;
    }
    /// There are so many that hardly any two words share one, and most are empty.
    static constexpr unsigned slot_bits = 12;
    static std::size_t slot(std::uint32_t bytes) { return (bytes * 2654435761U) >> (32U - slot_bits); }

    template <class Found>
    void look(std::string_view text, std::size_t pair, Found& found) const {
        for (std::size_t back = 0; back < 3 && back <= pair; back++) {
            const std::size_t start = pair - back;
            if (start + window > text.size()) continue;
            const std::uint32_t bytes = four(text.data() + start);
            const std::size_t place = slot(bytes);
            for (std::uint32_t at = first_[place]; at < first_[place + 1]; at++) {
                const Window& candidate = windows_[at];
                if (candidate.bytes != bytes || candidate.offset > start) continue;
                const std::string_view word = words_[candidate.word];
                if (text.substr(start - candidate.offset).starts_with(word))
                    found(start - candidate.offset, candidate.word);
            }
        }
    }

    std::array<std::uint8_t, 65536> pairs_{}; ///< 1 for each that is a word's; few of them are met in text
    std::vector<std::string> words_;
    std::vector<Window> windows_; ///< by slot
    std::array<std::uint16_t, (1U << slot_bits) + 1> first_{};
};

} // namespace strata
