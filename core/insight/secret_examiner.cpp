#include "core/insight/secret_examiner.hpp"

#include "core/base/path.hpp"
#include "core/insight/path_rules.hpp"
#include "core/insight/secret_scanner.hpp"
#include "core/insight/spare_buffers.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

namespace strata {

namespace {

constexpr std::size_t sniffed = 4096; ///< bytes of a file that tell text from anything else
constexpr std::size_t most_accounts = 100'000;

using Scan = std::vector<Sighting> (*)(const SecretScanner&, std::string_view text);

std::vector<Sighting> scan_text(const SecretScanner& scanner, std::string_view text) {
    return scanner.scan(text, TextKind::any);
}
std::vector<Sighting> scan_configuration(const SecretScanner& scanner, std::string_view text) {
    return scanner.scan(text, TextKind::configuration);
}
std::vector<Sighting> scan_shadow(const SecretScanner& scanner, std::string_view text) {
    return scanner.scan_accounts(text);
}
std::vector<Sighting> scan_certificate(const SecretScanner& scanner, std::string_view text) {
    if (text.starts_with('-')) return scanner.scan(text, TextKind::any);
    const auto found = certificate_sighting(text);
    return found ? std::vector{*found} : std::vector<Sighting>{};
}

/// "name:x:1000:…": passwd(5), group(5).
std::vector<Sighting> scan_names(const SecretScanner&, std::string_view text) {
    std::vector<Sighting> accounts;
    for (std::uint32_t line = 1; !text.empty() && accounts.size() < most_accounts; line++) {
        const std::string_view row = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), row.size() + 1));
        const std::size_t first = row.find(':');
        const std::size_t second = first == row.npos ? row.npos : row.find(':', first + 1);
        if (second == row.npos) continue;
        const std::string_view number = row.substr(second + 1, row.find(':', second + 1) - second - 1);
        accounts.push_back({.rule = "account",
                            .masked = std::string(row.substr(0, first)),
                            .detail = std::string(number),
                            .line = line});
    }
    return accounts;
}

/// The mark in front of a text of two bytes a character (RFC 2781): Windows writes them.
enum class WideText : std::uint8_t { none, low_first, high_first };

WideText wide_text(std::string_view front) {
    if (front.starts_with("\xff\xfe")) return WideText::low_first;
    return front.starts_with("\xfe\xff") ? WideText::high_first : WideText::none;
}

/// Such a text with a byte for each two: ASCII as it is, for all else one that no rule knows.
std::string narrowed(std::string_view bytes, WideText wide) {
    constexpr char other = '\x7f';
    std::string text;
    text.reserve(bytes.size() / 2);
    for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
        const char low = bytes[wide == WideText::low_first ? at : at + 1];
        const char high = bytes[wide == WideText::low_first ? at + 1 : at];
        text += high == 0 && static_cast<unsigned char>(low) < 0x80 ? low : other;
    }
    return text;
}

/// Reads a file that lies in one piece where it is, any other from a copy of its front.
class Look final : public Examination {
public:
    Look(const SecretScanner& scanner, SpareBuffers& spare, Scan scan, std::uint64_t size)
        : scanner_(scanner),
          spare_(spare),
          scan_(scan),
          wanted_(static_cast<std::size_t>(std::min(size, examined_text))) {}

    Appetite take(std::span<const std::byte> bytes) override {
        const std::string_view piece(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        if (kept_.empty() && !is_wanted(piece)) return Appetite::enough;
        if (kept_.empty() && piece.size() >= wanted_) {
            facts_.sightings = look_at(piece.substr(0, wanted_));
            return Appetite::enough;
        }
        if (kept_.empty()) {
            kept_ = spare_.take();
            kept_.reserve(wanted_);
        }
        kept_.append(piece.substr(0, wanted_ - kept_.size()));
        return kept_.size() < wanted_ ? Appetite::more : Appetite::enough;
    }

    FileFacts finish() override {
        if (!kept_.empty()) facts_.sightings = look_at(kept_);
        spare_.give_back(std::move(kept_));
        return std::move(facts_);
    }

private:
    [[nodiscard]] std::vector<Sighting> look_at(std::string_view bytes) const {
        const WideText wide = wide_text(bytes);
        if (wide == WideText::none || scan_ == scan_certificate) return scan_(scanner_, bytes);
        std::vector<Sighting> sightings = scan_(scanner_, narrowed(bytes, wide));
        for (Sighting& each : sightings) each.offset = 2 + 2 * each.offset;
        return sightings;
    }

    /// Text has no NUL, but where a character takes two bytes; a certificate may be bytes.
    [[nodiscard]] bool is_wanted(std::string_view front) const {
        if (scan_ == scan_certificate) return front.starts_with('\x30') || front.starts_with('-');
        if (wide_text(front) != WideText::none) return true;
        return std::memchr(front.data(), 0, std::min(front.size(), sniffed)) == nullptr;
    }

    const SecretScanner& scanner_;
    SpareBuffers& spare_;
    Scan scan_;
    std::size_t wanted_; ///< bytes
    std::string kept_;
    FileFacts facts_;
};

bool is_packed(std::string_view name) {
    constexpr auto endings = std::to_array<std::string_view>(
        {".gz",    ".xz",  ".bz2", ".zst", ".zip", ".jar", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".woff",
         ".woff2", ".ttf", ".so",  ".pyc", ".mo",  ".a",   ".o",   ".ko",  ".deb",  ".rpm", ".whl"});
    const std::size_t dot = name.rfind('.');
    return dot != name.npos && std::ranges::find(endings, name.substr(dot)) != endings.end();
}

class SecretExaminer final : public Examiner {
public:
    std::uint8_t kinds() const override { return facts_secrets; }

    std::unique_ptr<Examination> begin(std::string_view path, const Entry& entry) const override {
        const std::string_view name = base_name(path);
        if (is_packed(name)) return nullptr;
        return std::make_unique<Look>(scanner_, spare_, scan_for(path, entry.size), entry.size);
    }

private:
    static Scan scan_for(std::string_view path, std::uint64_t size) {
        if (path == "/etc/passwd" || path == "/etc/group") return scan_names;
        if (path == "/etc/shadow" || path == "/etc/shadow-") return scan_shadow;
        if (path.ends_with(".crt") || path.ends_with(".cer") || path.ends_with(".der")) return scan_certificate;
        return is_configuration(path, size) ? scan_configuration : scan_text;
    }

    const SecretScanner& scanner_ = secret_scanner();
    mutable SpareBuffers spare_;
};

} // namespace

std::unique_ptr<Examiner> make_secret_examiner() { return std::make_unique<SecretExaminer>(); }

} // namespace strata
