#include "core/insight/der.hpp"

#include "core/base/format.hpp"

#include <algorithm>

namespace strata {

namespace {

constexpr std::uint8_t tag_integer = 0x02, tag_octets = 0x04, tag_oid = 0x06, tag_sequence = 0x30, tag_set = 0x31,
                       tag_version = 0xa0;
constexpr std::uint8_t tag_utc_time = 0x17, tag_generalized_time = 0x18, tag_bmp_string = 0x1e;
constexpr std::size_t longest_subject = 200;

std::uint8_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

/// "261124000000Z" or "20261124000000Z": RFC 5280, 4.1.2.5; years below 50 are of this century.
std::optional<std::int64_t> read_time(const DerValue& value) {
    std::string digits(value.body);
    if (value.tag == tag_utc_time && digits.size() == 13)
        digits.insert(0, digits[0] < '5' ? "20" : "19");
    else if (value.tag != tag_generalized_time)
        return std::nullopt;
    if (digits.size() != 15 || digits.back() != 'Z') return std::nullopt;
    const std::string written = digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2) + "T" +
                                digits.substr(8, 2) + ":" + digits.substr(10, 2) + ":" + digits.substr(12, 2) + "Z";
    const auto time = parse_time(written);
    if (!time) return std::nullopt;
    return time->seconds;
}

/// RFC 4514's short names of the attributes that people look at.
std::string_view attribute_name(std::string_view oid) {
    if (oid == "\x55\x04\x03") return "CN";
    if (oid == "\x55\x04\x0a") return "O";
    if (oid == "\x55\x04\x0b") return "OU";
    return "";
}

std::string name_text(std::string_view name) {
    std::string out;
    DerReader sets(name);
    while (const auto set = sets.next(tag_set)) {
        DerReader pairs(*set);
        while (const auto pair = pairs.next(tag_sequence)) {
            DerReader parts(*pair);
            const auto oid = parts.next(tag_oid);
            const auto value = parts.next();
            if (!oid || !value || value->tag == tag_bmp_string) continue;
            const std::string_view attribute = attribute_name(*oid);
            if (attribute.empty() || out.size() > longest_subject) continue;
            if (!out.empty()) out += ", ";
            out.append(attribute).append("=").append(value->body.substr(0, longest_subject));
        }
    }
    return out;
}

} // namespace

std::optional<DerValue> DerReader::next() {
    if (rest_.size() < 2 || (byte_at(rest_, 0) & 0x1fU) == 0x1f) return std::nullopt;
    DerValue value{byte_at(rest_, 0), {}};
    std::size_t length = byte_at(rest_, 1);
    std::size_t head = 2;
    if (length >= 0x80) {
        const std::size_t count = length - 0x80;
        if (count == 0 || count > 4 || rest_.size() < 2 + count) return std::nullopt;
        length = 0;
        for (std::size_t at = 0; at < count; at++) length = length << 8U | byte_at(rest_, 2 + at);
        head += count;
    }
    if (length > rest_.size() - head) return std::nullopt;
    value.body = rest_.substr(head, length);
    rest_.remove_prefix(head + length);
    return value;
}

std::optional<std::string_view> DerReader::next(std::uint8_t tag) {
    const auto value = next();
    if (value && value->tag == tag) return value->body;
    rest_ = {};
    return std::nullopt;
}

bool der_is_sequence(std::string_view bytes) {
    DerReader reader(bytes);
    const auto body = reader.next(tag_sequence);
    return body && reader.at_end() && !body->empty();
}

std::optional<DerKey> read_private_key(std::string_view der) {
    if (!der_is_sequence(der)) return std::nullopt;
    DerReader key(*DerReader(der).next(tag_sequence));
    const auto first = key.next(), second = key.next();
    if (!first || !second) return std::nullopt;
    if (first->tag == tag_sequence) {
        // Any digest has this form too: the algorithm must be one that encrypts with a password (RFC 8018, RFC 7292).
        constexpr std::string_view pkcs5 = "\x2a\x86\x48\x86\xf7\x0d\x01\x05",
                                   pkcs12 = "\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01";
        const auto algorithm = DerReader(first->body).next(tag_oid);
        const bool by_password = algorithm && (algorithm->starts_with(pkcs5) || algorithm->starts_with(pkcs12));
        if (!by_password || second->tag != tag_octets || !key.at_end()) return std::nullopt;
        return DerKey{"PKCS #8", true};
    }
    if (first->tag != tag_integer || first->body.size() != 1 || byte_at(first->body, 0) > 1) return std::nullopt;
    if (second->tag == tag_sequence) {
        if (!DerReader(second->body).next(tag_oid) || !key.next(tag_octets)) return std::nullopt;
        return DerKey{"PKCS #8"};
    }
    if (second->tag == tag_octets && first->body == "\x01") return DerKey{"EC"};
    // Modulus and exponents, the two primes, and three numbers that follow from them.
    constexpr int numbers_behind_modulus = 7;
    if (second->tag != tag_integer) return std::nullopt;
    for (int i = 0; i < numbers_behind_modulus; i++)
        if (!key.next(tag_integer)) return std::nullopt;
    return DerKey{"RSA"};
}

std::optional<Certificate> read_certificate(std::string_view der) {
    DerReader outer(der);
    const auto signed_part = outer.next(tag_sequence);
    if (!signed_part) return std::nullopt;
    DerReader certificate(*signed_part);
    const auto body = certificate.next(tag_sequence);
    if (!body) return std::nullopt;
    DerReader fields(*body);
    std::optional<DerValue> serial = fields.next();
    if (serial && serial->tag == tag_version) serial = fields.next();
    if (!serial || serial->tag != tag_integer || !fields.next(tag_sequence)) return std::nullopt;
    const auto issuer = fields.next(tag_sequence);
    const auto validity = fields.next(tag_sequence);
    const auto subject = fields.next(tag_sequence);
    if (!issuer || !validity || !subject) return std::nullopt;
    DerReader times(*validity);
    const auto from = times.next();
    const auto until = times.next();
    if (!from || !until) return std::nullopt;
    const auto not_before = read_time(*from);
    const auto not_after = read_time(*until);
    if (!not_before || !not_after) return std::nullopt;
    return Certificate{name_text(*subject), *not_after, *not_before};
}

} // namespace strata
