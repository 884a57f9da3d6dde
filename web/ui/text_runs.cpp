#include "web/ui/text_runs.hpp"

#include "core/base/scripts.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

constexpr char32_t first_private = 0xE000, last_private = 0xF8FF; // Unicode's private use area in its lowest plane
constexpr std::size_t most_runs = 6000;
constexpr std::size_t longest_run = 48;    // characters; about what the platform draws as one picture
constexpr unsigned char first_lead = 0xCC; // UTF-8 of U+0300, below which no character needs its neighbours

/// What comes behind these belongs to the run before it: tags, more variation selectors.
constexpr CharacterRange more_marks[] = {{0xE0020, 0xE007F}, {0xE0100, 0xE01EF}};

bool attaches(char32_t c) {
    return c == joiner || c == non_joiner || is_mark(c) || is_skin_colour(c) || holds(more_marks, c);
}

/// Letters that make flags in pairs.
bool is_flag_letter(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

bool is_joined(char32_t c) { return is_shaped(c) || is_flag_letter(c); }

constexpr std::string_view between_words = " -_.,'+0123456789"; // take the direction of the words around them

struct Piece {
    char32_t character;
    std::size_t begin, end;  ///< bytes
    bool mark, right, alone; ///< alone: a run of its own
};

std::vector<Piece> pieces_of(std::string_view text) {
    std::vector<Piece> pieces;
    for (std::size_t at = 0; at < text.size();) {
        const DecodedCharacter decoded = decode_character(text.substr(at));
        const char32_t c = decoded.character;
        pieces.push_back({.character = c,
                          .begin = at,
                          .end = at + decoded.bytes,
                          .mark = attaches(c),
                          .right = is_right_to_left(c),
                          .alone = c >= first_private && c <= last_private});
        at += decoded.bytes;
    }
    return pieces;
}

/// Past the run that begins at `from`; `from` where none does.
std::size_t end_of_run(const std::vector<Piece>& pieces, std::size_t from, std::string_view text) {
    const std::size_t last = std::min(pieces.size(), from + longest_run);
    if (pieces[from].alone) return from + 1;
    const bool script = pieces[from].right || is_joined(pieces[from].character);
    std::size_t end = from + 1;
    const auto joins = [&](std::size_t at) {
        return pieces[at].mark || pieces[at - 1].character == joiner ||
               (script && (pieces[at].right || is_joined(pieces[at].character)));
    };
    while (end < last) {
        if (joins(end)) {
            end++;
            continue;
        }
        // What stands between two words from right to left stands so on the screen too.
        std::size_t next = end;
        while (next < last && between_words.find(text[pieces[next].begin]) != text.npos) next++;
        if (!pieces[from].right || next == end || next == last || !pieces[next].right) break;
        end = next;
    }
    return script || end > from + 1 ? end : from;
}

} // namespace

char32_t TextRuns::character_of(std::string_view run) {
    if (const auto known = characters_.find(run); known != characters_.end()) return known->second;
    if (runs_.size() == most_runs) return 0;
    const char32_t character = first_private + static_cast<char32_t>(runs_.size());
    runs_.push_back(characters_.emplace(run, character).first->first);
    return character;
}

std::string_view TextRuns::replaced(std::string_view text, std::string& kept) {
    const auto may_need = [](char c) { return static_cast<unsigned char>(c) >= first_lead; };
    if (std::ranges::none_of(text, may_need)) return text;
    const std::vector<Piece> pieces = pieces_of(text);
    kept.clear();
    bool any = false;
    for (std::size_t at = 0; at < pieces.size();) {
        const std::size_t end = end_of_run(pieces, at, text);
        const std::size_t next = std::max(end, at + 1);
        const std::string_view bytes = text.substr(pieces[at].begin, pieces[next - 1].end - pieces[at].begin);
        if (end > at) {
            const char32_t character = character_of(bytes);
            if (character == 0) return text;
            append_character(kept, character);
            any = true;
        } else {
            kept += bytes;
        }
        at = next;
    }
    return any ? kept : text;
}

std::vector<std::size_t> cursor_stops(std::string_view text) {
    const std::vector<Piece> pieces = pieces_of(text);
    std::vector<std::size_t> stops;
    for (std::size_t at = 0; at < pieces.size(); at = std::max(end_of_run(pieces, at, text), at + 1))
        stops.push_back(pieces[at].begin);
    stops.push_back(text.size());
    return stops;
}

std::string_view TextRuns::run(char32_t character) const {
    if (character < first_private || character - first_private >= runs_.size()) return {};
    return runs_[character - first_private];
}

} // namespace strata::ui
