// Finds any of some words in much text, looking at two bytes of every three.
#pragma once

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
    static constexpr std::size_t window = 4; ///< bytes; no word is shorter

    /// Words shorter than `window` are left out.
    explicit WordFilter(std::span<const std::string_view> words);

    /// Calls `found(start, word)` for each place where a word stands, in no certain order where they overlap; `word` is
    /// its number in the list.
    template <class Found>
    void search(std::string_view text, Found found) const {
        const std::size_t size = text.size();
        if (size < window) return;
        const char* bytes = text.data();
        std::size_t at = 0;
        for (; at + 11 <= size; at += 12) {
            const std::uint64_t first = bit(bytes + at), second = bit(bytes + at + 3), third = bit(bytes + at + 6),
                                fourth = bit(bytes + at + 9);
            if (((first | second | third | fourth) & 1) == 0) [[likely]]
                continue;
            if ((first & 1) != 0) look(text, at, found);
            if ((second & 1) != 0) look(text, at + 3, found);
            if ((third & 1) != 0) look(text, at + 6, found);
            if ((fourth & 1) != 0) look(text, at + 9, found);
        }
        for (; at + 2 <= size; at += 3)
            if ((bit(bytes + at) & 1) != 0) look(text, at, found);
    }

private:
    struct Window {
        std::uint32_t bytes = 0;
        std::uint32_t offset = 0; ///< of the window in its word
        std::uint32_t word = 0;
    };

    [[nodiscard]] std::uint64_t bit(const char* bytes) const {
        const auto pair = static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[0])) |
                          static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[1])) << 8U;
        return pairs_[pair >> 6U] >> (pair & 63U);
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

    std::array<std::uint64_t, 1024> pairs_{}; ///< a bit for each two bytes
    std::vector<std::string> words_;
    std::vector<Window> windows_; ///< by slot
    std::array<std::uint16_t, (1U << slot_bits) + 1> first_{};
};

} // namespace strata
