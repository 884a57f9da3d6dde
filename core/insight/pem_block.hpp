// Keys and certificates between BEGIN and END (RFC 7468), in files of their own or inside JSON and scripts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace strata {

inline constexpr std::size_t longest_pem_block = 64 * 1024; ///< bytes; an RSA key of 16384 bits takes 13 KB

struct PemBlock {
    std::string label;      ///< "RSA PRIVATE KEY"
    std::string bytes;      ///< what its base64 stands for
    bool encrypted = false; ///< by its own headers (RFC 1421, Proc-Type)
    std::size_t end = 0;    ///< byte of the text behind it
};

/// The block whose "-----BEGIN " stands at `start`. Line ends may be written as `\n` in a string of JSON. None where
/// there is no label, no base64 of at least 16 characters right behind it, or no END of the same label.
[[nodiscard]] std::optional<PemBlock> read_pem_block(std::string_view text, std::size_t start);

/// What a private key's block is. `sound`: its bytes have the form of a key.
struct KeyFacts {
    std::string kind; ///< "RSA", "EC", "OpenSSH", "PKCS #8"…
    bool encrypted = false;
    bool sound = false;
};
[[nodiscard]] KeyFacts key_facts(const PemBlock& block);

} // namespace strata
