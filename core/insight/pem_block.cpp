#include "core/insight/pem_block.hpp"

#include "core/base/base64.hpp"
#include "core/insight/der.hpp"

#include <algorithm>

namespace strata {

namespace {

constexpr std::string_view begin_mark = "-----BEGIN ";
constexpr std::string_view end_mark = "-----END ";
constexpr std::string_view dashes = "-----";
constexpr std::size_t longest_label = 48;
constexpr std::size_t least_body = 16; ///< characters: what a program compares with is followed by none

/// Passes white space, as it is or written as `\n`, `\r`, `\\n`.
std::size_t pass_blanks(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const char c = text[at];
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            at++;
            continue;
        }
        if (c != '\\') break;
        std::size_t behind = at;
        while (behind < text.size() && text[behind] == '\\') behind++;
        if (behind == text.size() || (text[behind] != 'n' && text[behind] != 'r')) break;
        at = behind + 1;
    }
    return at;
}

/// Passes the lines "Proc-Type: 4,ENCRYPTED" and their like.
std::size_t pass_headers(std::string_view text, std::size_t at, bool& encrypted) {
    for (;;) {
        const std::size_t line_end = text.find('\n', at);
        const std::string_view line = text.substr(at, line_end == text.npos ? text.npos : line_end - at);
        if (line_end == text.npos || line.size() > 200 || line.find(": ") == line.npos) return at;
        if (line.find("ENCRYPTED") != line.npos) encrypted = true;
        at = pass_blanks(text, line_end);
    }
}

struct Body {
    std::string characters;
    std::size_t end = 0;
};

Body read_body(std::string_view text, std::size_t at) {
    Body body;
    for (;;) {
        at = pass_blanks(text, at);
        if (at >= text.size()) break;
        const char c = text[at];
        if (c == '-' || (base64_value(c) < 0 && c != '=')) break;
        body.characters += c;
        at++;
    }
    body.end = at;
    return body;
}

} // namespace

std::optional<PemBlock> read_pem_block(std::string_view text, std::size_t start) {
    text = text.substr(0, start + std::min(text.size() - start, longest_pem_block));
    if (!text.substr(start).starts_with(begin_mark)) return std::nullopt;
    const std::size_t label_start = start + begin_mark.size();
    const std::size_t label_end = text.substr(0, label_start + longest_label + dashes.size()).find(dashes, label_start);
    if (label_end == text.npos) return std::nullopt;
    PemBlock block{.label = std::string(text.substr(label_start, label_end - label_start))};
    std::size_t at = pass_blanks(text, label_end + dashes.size());
    at = pass_headers(text, at, block.encrypted);
    const Body body = read_body(text, at);
    if (body.characters.size() < least_body) return std::nullopt;
    const std::string last = std::string(end_mark) + block.label + std::string(dashes);
    if (!text.substr(body.end).starts_with(last)) return std::nullopt;
    block.bytes = decode_base64(body.characters);
    block.end = body.end + last.size();
    return block;
}

KeyFacts key_facts(const PemBlock& block) {
    constexpr std::string_view words = " PRIVATE KEY";
    KeyFacts facts{.kind = "PKCS #8", .encrypted = block.encrypted};
    const std::size_t end = block.label.find(words);
    if (end != std::string::npos) facts.kind = block.label.substr(0, end);
    if (block.label == "PRIVATE KEY") facts.kind = "PKCS #8";
    if (block.label == "PGP PRIVATE KEY BLOCK") return {"PGP", false, true};
    if (facts.kind == "ENCRYPTED") return {"PKCS #8", true, der_is_sequence(block.bytes)};
    constexpr std::string_view magic("openssh-key-v1\0", 15);
    if (block.bytes.starts_with(magic)) {
        // PROTOCOL.key of OpenSSH: the cipher's name follows as a string, "none" for no encryption.
        constexpr std::string_view none("\0\0\0\4none", 8);
        return {"OpenSSH", !std::string_view(block.bytes).substr(magic.size()).starts_with(none), true};
    }
    facts.sound = facts.encrypted || der_is_sequence(block.bytes);
    return facts;
}

} // namespace strata
