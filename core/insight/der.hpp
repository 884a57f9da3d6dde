// ASN.1 in its distinguished encoding (X.690), read piece by piece and never beyond its bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace strata {

struct DerValue {
    std::uint8_t tag = 0;  ///< with class and form: 0x30 is a sequence
    std::string_view body; ///< in the bytes that were read
};

/// Values one behind the other.
class DerReader {
public:
    explicit DerReader(std::string_view bytes) : rest_(bytes) {}
    /// None at the end, on a length beyond it, a tag of several bytes or a length of more than four.
    [[nodiscard]] std::optional<DerValue> next();
    /// The next value when it has this tag; none otherwise, and nothing can be read after that.
    [[nodiscard]] std::optional<std::string_view> next(std::uint8_t tag);
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

/// Whether this is one sequence and nothing behind it: the outer form of every key and certificate.
[[nodiscard]] bool der_is_sequence(std::string_view bytes);

struct Certificate {
    std::string subject;         ///< "CN=shop.example, O=Shop", in the order of the certificate
    std::int64_t not_after = 0;  ///< seconds since 1970
    std::int64_t not_before = 0; ///< likewise
};

struct DerKey {
    std::string_view kind; ///< "PKCS #8", "RSA", "EC"
    bool encrypted = false;
};

/// A private key: PKCS #8, plain or encrypted (RFC 5958, sections 2 and 3), RSA (RFC 8017, A.1.2) or EC (RFC 5915).
/// None where the bytes are none of these.
[[nodiscard]] std::optional<DerKey> read_private_key(std::string_view der);

/// RFC 5280, section 4.1. None where the bytes are no certificate.
[[nodiscard]] std::optional<Certificate> read_certificate(std::string_view der);

} // namespace strata
