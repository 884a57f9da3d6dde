#include "core/model/digest.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

namespace strata {

namespace {

struct AlgorithmName {
    DigestAlgorithm algorithm;
    std::string_view name;
    std::size_t size;
};
constexpr AlgorithmName algorithms[] = {{DigestAlgorithm::sha256, "sha256", 32},
                                        {DigestAlgorithm::sha384, "sha384", 48},
                                        {DigestAlgorithm::sha512, "sha512", 64}};

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

bool read_hex(std::string_view hex, Digest& digest, std::size_t size) {
    if (hex.size() != 2 * size) return false;
    for (std::size_t i = 0; i < size; i++) {
        const int high = hex_value(hex[2 * i]), low = hex_value(hex[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        digest.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return true;
}

} // namespace

std::size_t digest_size(DigestAlgorithm algorithm) {
    for (const auto& known : algorithms)
        if (known.algorithm == algorithm) return known.size;
    return 0;
}

std::string Digest::hex() const {
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i < digest_size(algorithm); i++) {
        out += digits[bytes[i] >> 4];
        out += digits[bytes[i] & 15];
    }
    return out;
}

std::string Digest::text() const {
    for (const auto& known : algorithms)
        if (known.algorithm == algorithm) return strata::text(known.name, ':', hex());
    return {};
}

std::string Digest::short_hex() const { return hex().substr(0, 12); }

Result<Digest> parse_digest(std::string_view text) {
    const auto shown = [&] { return quote(text, 90); };
    const std::size_t colon = text.find(':');
    if (colon == text.npos) return fail(shown() + " is not a digest: it has no algorithm, such as \"sha256:\"");
    for (const auto& known : algorithms) {
        if (known.name != text.substr(0, colon)) continue;
        Digest digest{.algorithm = known.algorithm};
        if (read_hex(text.substr(colon + 1), digest, known.size)) return digest;
        return fail(
            strata::text(shown(), " is not a digest: ", known.name, " has ", 2 * known.size, " digits of 0-9 and a-f"));
    }
    return fail(shown() + " is not a digest of a known algorithm (sha256, sha384, sha512)");
}

Result<Digest> parse_bare_sha256(std::string_view hex) {
    Digest digest{.algorithm = DigestAlgorithm::sha256};
    if (read_hex(hex, digest, 32)) return digest;
    return fail("not 64 digits of 0-9 and a-f");
}

} // namespace strata
