#include "core/insight/secret_examiner.hpp"

#include "core/base/format.hpp"
#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/insight/der.hpp"
#include "core/insight/empty_login.hpp"
#include "core/insight/packages/elf.hpp"
#include "core/insight/path_rules.hpp"
#include "core/insight/pem_block.hpp"
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
/// A longer text is looked at window by window, each with the end of the one before: what begins in front of that end
/// was seen whole, a key of the largest size too.
constexpr std::size_t window_bytes = 2 * mebibyte;
constexpr std::size_t longest_line_start = 4096; ///< so much of a line is shown again with what stands on it

using Scan = std::vector<Sighting> (*)(const SecretScanner&, std::string_view text, const FindingRule* of_file);

std::vector<Sighting> scan_text(const SecretScanner& scanner, std::string_view text, const FindingRule*) {
    return scanner.scan(text, TextKind::any);
}
std::vector<Sighting> scan_configuration(const SecretScanner& scanner, std::string_view text,
                                         const FindingRule* of_file) {
    return scanner.scan(text, TextKind::configuration, of_file);
}
std::vector<Sighting> scan_shadow(const SecretScanner& scanner, std::string_view text, const FindingRule*) {
    return scanner.scan_accounts(text);
}
/// A certificate or a private key in bytes; text may begin like one.
std::vector<Sighting> scan_der(const SecretScanner& scanner, std::string_view der, const FindingRule*) {
    if (const auto found = certificate_sighting(der)) return {*found};
    if (const auto key = read_private_key(der))
        return {{.rule = "private-key",
                 .masked = "a key in DER",
                 .detail = text(key->kind, key->encrypted ? ", encrypted" : "")}};
    return der.find('\0') == der.npos ? scan_text(scanner, der, nullptr) : std::vector<Sighting>{};
}

/// "name:x:1000:…": passwd(5), group(5).
std::vector<Sighting> scan_names(const SecretScanner&, std::string_view text, const FindingRule*) {
    std::vector<Sighting> accounts;
    std::size_t at = 0;
    for (std::uint32_t line = 1; at < text.size() && accounts.size() < most_accounts; line++) {
        const std::size_t start = at;
        const std::string_view row = text.substr(start, text.find('\n', start) - start);
        at += row.size() + 1;
        const std::size_t first = row.find(':');
        const std::size_t second = first == row.npos ? row.npos : row.find(':', first + 1);
        if (second == row.npos) continue;
        const std::string_view number = row.substr(second + 1, row.find(':', second + 1) - second - 1);
        accounts.push_back({.rule = "account",
                            .masked = std::string(row.substr(0, first)),
                            .detail = std::string(number),
                            .offset = start,
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
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        const char low = bytes[wide == WideText::low_first ? at : at + 1];
        const char high = bytes[wide == WideText::low_first ? at + 1 : at];
        text += high == 0 && static_cast<unsigned char>(low) < 0x80 ? low : other;
    }
    return text;
}

bool has_nul(std::string_view front) {
    return std::memchr(front.data(), 0, std::min(front.size(), sniffed)) != nullptr;
}

/// Where the line at `at` starts, or a place in it not too far before.
std::size_t line_start(std::string_view text, std::size_t at) {
    const std::size_t from = at - std::min(at, longest_line_start);
    const std::size_t line = text.substr(from, at - from).rfind('\n');
    return line == text.npos ? from : from + line + 1;
}

/// What to look for in a file, by its path.
struct Wanted {
    Scan scan = scan_text;
    const FindingRule* rule = nullptr; ///< of RuleLook::file_setting, that is for this file
    enum class Dump : std::uint8_t { by_form, by_name, told } dump = Dump::by_form;
};

/// Whether the name is one that kernels give the memory of a crashed program: "core", "core.1234" (core(5)).
bool is_dump_name(std::string_view name) {
    if (!name.starts_with("core")) return false;
    const std::string_view number = name.substr(4);
    return number.empty() || (number.size() > 1 && number[0] == '.' &&
                              number.find_first_not_of("0123456789", 1) == std::string_view::npos);
}

/// Whether the file is an ELF file of the type ET_CORE (System V ABI, chapter 4), or has the name of one and is none of
/// a program, a library or an object.
bool is_core_dump(std::string_view front, Wanted::Dump dump) {
    constexpr std::uint16_t highest_other = 3, core = 4;
    const auto type = elf_type(front);
    if (dump == Wanted::Dump::told || !type) return false;
    return *type == core || (dump == Wanted::Dump::by_name && (*type == 0 || *type > highest_other));
}

/// Reads a file that lies in one piece where it is, any other from a copy of a window of it.
class Look final : public Examination {
public:
    Look(const SecretScanner& scanner, SpareBuffers& spare, const Wanted& what, std::uint64_t size, std::uint64_t limit)
        : scanner_(scanner), spare_(spare), what_(what), scan_(what.scan), size_(size), left_(std::min(size, limit)) {}

    Appetite take(std::span<const std::byte> bytes) override {
        std::string_view piece(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        if (!begun_ && !begin(piece)) return Appetite::enough;
        if (kept_.empty() && piece.size() >= left_) {
            look_at(piece.substr(0, static_cast<std::size_t>(left_)), true);
            return Appetite::enough;
        }
        if (kept_.capacity() == 0) kept_ = spare_.take();
        kept_.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(left_, window_bytes)));
        while (!piece.empty() && left_ > 0) {
            const std::uint64_t room = std::min<std::uint64_t>(left_, window_bytes - kept_.size());
            const std::string_view part = piece.substr(0, static_cast<std::size_t>(room));
            kept_.append(part);
            piece.remove_prefix(part.size());
            left_ -= part.size();
            if (kept_.size() == window_bytes && left_ > 0 && !pass_window()) return Appetite::enough;
        }
        return left_ > 0 ? Appetite::more : Appetite::enough;
    }

    FileFacts finish() override {
        if (!kept_.empty()) look_at(kept_, true);
        spare_.give_back(std::move(kept_));
        return std::move(facts_);
    }

private:
    /// Whether the file is text, which has no NUL but where a character takes two bytes, or a key or certificate in
    /// bytes.
    bool begin(std::string_view front) {
        begun_ = true;
        if (is_core_dump(front, what_.dump)) {
            facts_.sightings.push_back({.rule = "core-dump", .masked = text("an ELF core file, ", human_size(size_))});
            return false;
        }
        if (scan_ == scan_der && !front.starts_with('\x30')) scan_ = scan_text;
        if (scan_ == scan_der) return true;
        wide_ = wide_text(front);
        if (wide_ == WideText::none && has_nul(front)) return false;
        if (size_ > left_)
            facts_.sightings.push_back(
                {.rule = "long-text", .masked = text("the first ", human_size(left_), " of ", human_size(size_))});
        return true;
    }

    /// Adds what begins in this window in front of the end that the next one has too. Returns from where that one has
    /// it.
    std::size_t look_at(std::string_view bytes, bool last) {
        const std::string narrow = wide_ == WideText::none ? "" : narrowed(bytes, wide_);
        const std::string_view text = wide_ == WideText::none ? bytes : narrow;
        const std::size_t unit = wide_ == WideText::none ? 1 : 2;
        const std::size_t cut = last ? text.size() : text.size() - longest_pem_block;
        for (Sighting& each : scan_(scanner_, text, what_.rule)) {
            if (each.offset < decided_ || (each.offset >= cut && !last)) continue;
            each.offset = start_ + unit * each.offset;
            if (each.line > 0) each.line += lines_;
            facts_.sightings.push_back(std::move(each));
        }
        if (last) return bytes.size();
        const std::size_t next = line_start(text, cut);
        lines_ += static_cast<std::uint32_t>(std::ranges::count(text.substr(0, next), '\n'));
        start_ += unit * next;
        decided_ = cut - next;
        return unit * next;
    }

    /// False where no more of the file is of interest.
    bool pass_window() {
        kept_.erase(0, look_at(kept_, false));
        const bool full = facts_.sightings.size() >= (scan_ == scan_names ? most_accounts : most_sightings);
        const bool more = !full && scan_ != scan_der && (wide_ != WideText::none || !has_nul(kept_));
        if (!more) kept_.clear();
        return more;
    }

    const SecretScanner& scanner_;
    SpareBuffers& spare_;
    Wanted what_;
    Scan scan_;
    std::uint64_t size_; ///< bytes of the file
    std::uint64_t left_; ///< bytes of it that are still to come
    bool begun_ = false;
    WideText wide_ = WideText::none;
    std::string kept_;        ///< of a file in several pieces: the window so far
    std::uint64_t start_ = 0; ///< byte of the file where the window starts
    std::size_t decided_ = 0; ///< characters of it in front of which all was said with the window before
    std::uint32_t lines_ = 0; ///< in front of the window
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
    explicit SecretExaminer(const Limits& limits) : text_bytes_(limits.text_bytes) {}

    std::uint8_t kinds() const override { return facts_secrets; }

    std::unique_ptr<Examination> begin(std::string_view path, const Entry& entry) const override {
        const std::string_view name = base_name(path);
        if (is_packed(name)) return nullptr;
        const FindingRule* named = file_names_.may_want(name) ? file_names_.find(path) : nullptr;
        auto look = std::make_unique<Look>(scanner_, spare_, wanted_of(path, entry.size, named != nullptr), entry.size,
                                           text_bytes_);
        const bool holds_logins = named != nullptr && named->group == FindingGroup::secret;
        if (!holds_logins || entry.size > largest_empty_login) return look;
        return with_login_look(std::move(look));
    }

private:
    /// `told`: its name tells of it already.
    [[nodiscard]] Wanted wanted_of(std::string_view path, std::uint64_t size, bool told) const {
        Wanted wanted{.scan = scan_for(path, size)};
        const std::string_view name = base_name(path);
        if (file_settings_.may_want(name)) wanted.rule = file_settings_.find(path);
        if (wanted.rule != nullptr) wanted.scan = scan_configuration;
        if (is_dump_name(name)) wanted.dump = Wanted::Dump::by_name;
        if (told) wanted.dump = Wanted::Dump::told;
        return wanted;
    }

    static Scan scan_for(std::string_view path, std::uint64_t size) {
        // /etc/passwd may be a link to one elsewhere.
        if (path.ends_with("/etc/passwd") || path.ends_with("/etc/group")) return scan_names;
        if (path == "/etc/shadow" || path == "/etc/shadow-") return scan_shadow;
        constexpr auto keys = std::to_array<std::string_view>({".crt", ".cer", ".der", ".key", ".p8", ".pk8"});
        if (std::ranges::any_of(keys, [&](std::string_view end) { return path.ends_with(end); })) return scan_der;
        return is_configuration(path, size) ? scan_configuration : scan_text;
    }

    std::uint64_t text_bytes_;
    PathRules file_settings_{RuleLook::file_setting};
    PathRules file_names_{RuleLook::file_name};
    const SecretScanner& scanner_ = secret_scanner();
    mutable SpareBuffers spare_;
};

} // namespace

std::unique_ptr<Examiner> make_secret_examiner(const Limits& limits) {
    return std::make_unique<SecretExaminer>(limits);
}

} // namespace strata
