#include "core/insight/dockerfile_words.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace strata {

namespace {

void append_utf8(std::string& out, std::uint32_t point) {
    const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (point < 0x80) return put(point);
    if (point < 0x800) {
        put(0xC0 | (point >> 6));
    } else if (point < 0x10000) {
        put(0xE0 | (point >> 12));
        put(0x80 | ((point >> 6) & 0x3F));
    } else {
        put(0xF0 | (point >> 18));
        put(0x80 | ((point >> 12) & 0x3F));
        put(0x80 | ((point >> 6) & 0x3F));
    }
    put(0x80 | (point & 0x3F));
}

/// Text between Go's quotes, read from its front.
class Cursor {
public:
    explicit Cursor(std::string_view text) : text_(text) {}

    [[nodiscard]] bool at_end() const { return text_.empty(); }
    [[nodiscard]] bool take(char wanted) {
        if (!text_.starts_with(wanted)) return false;
        text_.remove_prefix(1);
        return true;
    }
    void skip_blanks() { text_.remove_prefix(std::min(text_.find_first_not_of(" \t"), text_.size())); }

    /// A string or character in the given quotes (Go's strconv.Quote and QuoteRune).
    [[nodiscard]] std::optional<std::string> quoted(char quote) {
        if (!take(quote)) return std::nullopt;
        std::string out;
        while (!text_.empty()) {
            if (take(quote)) return out;
            const char next = text_.front();
            text_.remove_prefix(1);
            if (next != '\\')
                out += next;
            else if (!escaped(out))
                return std::nullopt;
        }
        return std::nullopt;
    }

private:
    bool escaped(std::string& out) {
        if (text_.empty()) return false;
        constexpr std::string_view letters = "abfnrtv\\\"'";
        constexpr std::string_view meanings = "\a\b\f\n\r\t\v\\\"'";
        const char kind = text_.front();
        text_.remove_prefix(1);
        if (const std::size_t at = letters.find(kind); at != letters.npos) {
            out += meanings[at];
            return true;
        }
        const std::size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
        if (digits == 0 || text_.size() < digits) return false;
        std::uint32_t value = 0;
        const auto [end, error] = std::from_chars(text_.data(), text_.data() + digits, value, 16);
        if (error != std::errc{} || end != text_.data() + digits || value > 0x10FFFF) return false;
        text_.remove_prefix(digits);
        if (kind == 'x')
            out += static_cast<char>(value);
        else
            append_utf8(out, value);
        return true;
    }

    std::string_view text_;
};

std::optional<std::vector<std::string>> take_list(Cursor& cursor) {
    if (!cursor.take('[')) return std::nullopt;
    std::vector<std::string> words;
    while (true) {
        cursor.skip_blanks();
        if (cursor.take(']')) return words;
        if (!words.empty() && cursor.take(',')) cursor.skip_blanks();
        auto word = cursor.quoted('"');
        if (!word) return std::nullopt;
        words.push_back(*std::move(word));
    }
}

bool is_key(std::string_view word) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-/:";
    return !word.empty() && word.find_first_not_of(letters) == word.npos && (word[0] < '0' || word[0] > '9');
}

/// Where the next ` KEY=` begins behind `from`, as the position of its blank; npos for none.
std::size_t next_key(std::string_view text, std::size_t from) {
    for (std::size_t blank = text.find(' ', from); blank != text.npos; blank = text.find(' ', blank + 1)) {
        const std::size_t end = text.find_first_of("= ", blank + 1);
        if (end != text.npos && text[end] == '=' && is_key(text.substr(blank + 1, end - blank - 1))) return blank;
    }
    return text.npos;
}

} // namespace

std::string dockerfile_word(std::string_view value, char escape) {
    constexpr std::string_view safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:@%+,=~^-";
    if (!value.empty() && value.find_first_not_of(safe) == value.npos) return std::string(value);
    std::string out = "\"";
    for (const char each : value) {
        if (each == '\n' || each == '\r') {
            out += ' ';
            continue;
        }
        if (each == '"' || each == '$' || each == escape) out += escape;
        out += each;
    }
    return out + '"';
}

std::string dockerfile_list(const std::vector<std::string>& words) {
    std::string out = "[";
    for (const std::string& word : words) out.append(out.size() > 1 ? ", " : "").append(json_quote(word));
    return out + ']';
}

std::optional<std::vector<std::string>> read_word_list(std::string_view text) {
    Cursor cursor(text);
    auto words = take_list(cursor);
    cursor.skip_blanks();
    return words && cursor.at_end() ? words : std::nullopt;
}

std::vector<std::string> split_words(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
        if (!word.empty()) words.emplace_back(word);
    }
    return words;
}

std::string joined_words(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out.append(out.empty() ? "" : " ").append(word);
    return out;
}

std::vector<std::string> read_plain_list(std::string_view text) {
    if (text.starts_with("map[")) text.remove_prefix(3);
    if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
    std::vector<std::string> words = split_words(text);
    for (std::string& word : words)
        if (word.ends_with(":{}")) word.resize(word.size() - 3);
    return words;
}

Pairs read_flat_pairs(std::string_view text, const KnownValues& known) {
    Pairs read;
    while (!text.empty()) {
        const std::size_t equals = text.find('=');
        const std::string_view key = text.substr(0, equals);
        if (equals == text.npos || !is_key(key)) {
            read.sure = false;
            return read;
        }
        text.remove_prefix(equals + 1);
        const std::size_t near = std::min(next_key(text, 0), text.size());
        const auto final = known.find(std::string(key));
        const std::string_view value = final == known.end() ? std::string_view() : std::string_view(final->second);
        const bool fits = final != known.end() && text.starts_with(value) &&
                          (text.size() == value.size() || text[value.size()] == ' ');
        const std::size_t length = fits ? value.size() : near;
        // Without the finished image's word for it a blank in a value is a guess.
        if (!fits && text.substr(0, length).find(' ') != text.npos) read.sure = false;
        read.pairs.emplace_back(key, text.substr(0, length));
        text.remove_prefix(std::min(length + 1, text.size()));
    }
    return read;
}

KnownValues known_variables(const ContainerSettings& settings) {
    KnownValues known;
    if (settings.env)
        for (const std::string& pair : *settings.env)
            if (const std::size_t equals = pair.find('='); equals != pair.npos)
                known.emplace(pair.substr(0, equals), pair.substr(equals + 1));
    return known;
}

bool is_as_written(const HistoryRow& row, const Instruction& read) {
    constexpr std::string_view mark = "#(nop)";
    if (!read.marked) return !read.buildkit && !row.comment.starts_with("buildkit");
    const std::size_t at = row.created_by.find(mark) + mark.size();
    return row.created_by.compare(at, 1, " ") == 0 && row.created_by.compare(at, 2, "  ") != 0;
}

std::optional<std::string> read_health_check(std::string_view text) {
    Cursor cursor(text);
    if (!cursor.take('&') || !cursor.take('{')) return std::nullopt;
    const auto test = take_list(cursor);
    if (!test || test->empty()) return std::nullopt;
    std::vector<std::string> times;
    cursor.skip_blanks();
    while (auto time = cursor.quoted('"')) {
        times.push_back(*std::move(time));
        cursor.skip_blanks();
    }
    const auto retries = cursor.quoted('\'');
    if (!retries || times.size() > 4) return std::nullopt;
    if (test->front() == "NONE") return "NONE";
    constexpr std::array names = {"--interval=", "--timeout=", "--start-period=", "--start-interval="};
    std::string out;
    for (std::size_t i = 0; i < times.size(); i++)
        if (times[i] != "0s" && !times[i].empty()) out += strata::text(names[i], times[i], ' ');
    // Go prints the number as the character of that number.
    if (retries->size() == 1 && retries->front() != '\0')
        out += strata::text("--retries=", static_cast<unsigned>(static_cast<unsigned char>(retries->front())), ' ');
    const std::vector<std::string> command(test->begin() + 1, test->end());
    if (test->front() == "CMD-SHELL" && command.size() == 1) return out + "CMD " + command.front();
    return test->front() == "CMD" ? std::optional(out + "CMD " + dockerfile_list(command)) : std::nullopt;
}

} // namespace strata
