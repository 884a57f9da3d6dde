#include "core/insight/secret_scanner.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/insight/der.hpp"
#include "core/insight/pem_block.hpp"
#include "core/insight/secret_value.hpp"

#include <algorithm>

namespace strata {

namespace {

constexpr std::string_view pem_begin = "-----BEGIN ";
constexpr std::size_t longest_token = 4096; ///< bytes that a pattern is shown
constexpr std::size_t longest_lead = 80;    ///< bytes of what stands before a secret that are shown

std::vector<std::string_view> split_words(std::string_view words) {
    std::vector<std::string_view> list;
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (end > 0) list.push_back(words.substr(0, end));
        words.remove_prefix(std::min(words.size(), end + 1));
    }
    return list;
}

std::vector<std::string_view> all_words() {
    std::vector<std::string_view> words;
    for (const FindingRule& rule : finding_rules())
        if (rule.look == RuleLook::token) std::ranges::copy(split_words(rule.words), std::back_inserter(words));
    words.push_back(pem_begin);
    return words;
}

bool is_word_byte(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// A comment's words are no setting.
bool in_comment(std::string_view text, std::size_t at) {
    const std::size_t line = text.rfind('\n', at) == text.npos || at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    const std::string_view before = text.substr(line, at - line);
    const std::size_t first = before.find_first_not_of(" \t");
    const std::string_view start = text.substr(first == before.npos ? at : line + first);
    return start.starts_with('#') || start.starts_with(';') || start.starts_with("// ") || start.starts_with("<!--");
}

/// Whether a secret ends where a URL goes on with "@" and the name of a host that nobody can have.
bool is_for_nobody(std::string_view text, std::size_t behind_secret) {
    constexpr std::string_view ends = "/:?#\"'`<>()[]{},;\\ \t\r\n";
    constexpr std::size_t longest_host = 256;
    if (behind_secret >= text.size() || text[behind_secret] != '@') return false;
    const std::string_view rest = text.substr(behind_secret + 1, longest_host);
    return is_reserved_host(rest.substr(0, rest.find_first_of(ends)));
}

/// What stands on the line before the secret: the name of the setting, mostly.
std::string lead_of(std::string_view text, std::size_t start, std::size_t secret) {
    std::string_view lead = text.substr(start, secret - start);
    if (const std::size_t line = lead.find_last_of("\n\r"); line != lead.npos) lead.remove_prefix(line + 1);
    if (const std::size_t first = lead.find_first_not_of(" \t|,;{(["); first != lead.npos) lead.remove_prefix(first);
    if (lead.size() > longest_lead) lead.remove_prefix(lead.size() - longest_lead);
    return std::string(lead);
}

/// Numbers the lines of sightings in the order of their offsets, in one pass.
void number_lines(std::string_view text, std::vector<Sighting>& sightings) {
    std::size_t at = 0;
    std::uint32_t line = 1;
    for (Sighting& each : sightings) {
        const std::size_t end = static_cast<std::size_t>(std::min<std::uint64_t>(each.offset, text.size()));
        line += static_cast<std::uint32_t>(std::ranges::count(text.substr(at, end - at), '\n'));
        at = end;
        each.line = line;
    }
}

} // namespace

SecretScanner::SecretScanner() : words_(all_words()) {
    for (const FindingRule& rule : finding_rules()) {
        if (rule.pattern.empty()) continue;
        if (rule.look == RuleLook::token) {
            rule_of_word_.insert(rule_of_word_.end(), split_words(rule.words).size(), tokens_.size());
            tokens_.emplace_back(rule);
            if (rule.match_offset > 0) settings_.emplace_back(rule);
        } else if (rule.look == RuleLook::setting) {
            settings_.emplace_back(rule);
        } else if (rule.look == RuleLook::file_setting) {
            file_settings_.emplace_back(rule);
        } else {
            accounts_.emplace_back(rule);
        }
    }
}

const Regex* SecretScanner::Rule::pattern() const {
    std::call_once(once_, [this] {
        if (auto parsed = Regex::parse(facts->pattern)) pattern_ = *std::move(parsed);
    });
    return pattern_ ? &*pattern_ : nullptr;
}

std::optional<RegexMatch> SecretScanner::Rule::find(std::string_view text, std::size_t from) const {
    const Regex* regex = pattern();
    return regex ? regex->find(text, from) : std::nullopt;
}

std::optional<RegexMatch> SecretScanner::Rule::find_at(std::string_view text, std::size_t from) const {
    const Regex* regex = pattern();
    return regex ? regex->find_at(text, from) : std::nullopt;
}

std::optional<SecretScanner::Hit> SecretScanner::token_at(const Rule& rule, std::string_view text,
                                                          std::size_t word) const {
    const int offset = rule.facts->match_offset;
    if (offset < 0 && word < static_cast<std::size_t>(-offset)) return std::nullopt;
    const std::size_t start =
        offset < 0 ? word - static_cast<std::size_t>(-offset) : word + static_cast<std::size_t>(offset);
    if (start > 0 && is_word_byte(text[start - 1]) && is_word_byte(text[start])) return std::nullopt;
    const auto match = rule.find_at(text.substr(0, start + std::min(text.size() - start, longest_token)), start);
    if (!match) return std::nullopt;
    const std::string_view secret = text.substr(match->group_start, match->group_end - match->group_start);
    if (!looks_secret(secret, rule.facts->entropy)) return std::nullopt;
    if (rule.facts->in_url && is_for_nobody(text, match->group_end)) return std::nullopt;
    const bool whole = match->group_start == match->start;
    Sighting sighting{.rule = std::string(rule.facts->id),
                      .masked = lead_of(text, match->start, match->group_start) + masked(secret, whole ? 4 : 0),
                      .offset = start};
    return Hit{std::move(sighting), match->group_start, match->group_end};
}

std::optional<SecretScanner::Hit> SecretScanner::block_at(std::string_view text, std::size_t start) {
    const auto block = read_pem_block(text, start);
    if (!block) return std::nullopt;
    if (block->label == "CERTIFICATE" || block->label == "TRUSTED CERTIFICATE") {
        auto sighting = certificate_sighting(block->bytes);
        if (!sighting) return std::nullopt;
        sighting->offset = start;
        return Hit{*std::move(sighting), start, start};
    }
    if (block->label.starts_with("OpenVPN ") && block->label.find(" key") != std::string::npos) {
        Sighting sighting{
            .rule = "openvpn-key", .masked = strata::text(pem_begin, block->label, "-----…"), .offset = start};
        return Hit{std::move(sighting), start, block->end};
    }
    if (block->label.find("PRIVATE KEY") == std::string::npos) return std::nullopt;
    const KeyFacts facts = key_facts(*block);
    std::string_view state;
    if (facts.encrypted) state = ", encrypted";
    if (!facts.sound) state = ", no key";
    Sighting sighting{.rule = "private-key",
                      .masked = strata::text(pem_begin, block->label, "-----…"),
                      .detail = strata::text(facts.kind, state),
                      .offset = start};
    return Hit{std::move(sighting), start, block->end};
}

void SecretScanner::find_settings(const Rule& rule, std::string_view text, Hits& hits) {
    for (std::size_t from = 0; hits.size() < most_sightings;) {
        const auto match = rule.find(text, from);
        if (!match) return;
        from = std::max(match->group_end, match->start + 1);
        const std::string_view secret = text.substr(match->group_start, match->group_end - match->group_start);
        if (!looks_secret(secret, rule.facts->entropy) || in_comment(text, match->group_start)) continue;
        if (rule.facts->in_url && is_for_nobody(text, match->group_end)) continue;
        const bool known = std::ranges::any_of(hits, [&](const Hit& hit) {
            return hit.secret_start < match->group_end && match->group_start < hit.secret_end;
        });
        if (known) continue;
        Sighting sighting{.rule = std::string(rule.facts->id),
                          .masked = lead_of(text, match->start, match->group_start) + masked(secret, 0),
                          .offset = match->group_start};
        hits.push_back({std::move(sighting), match->group_start, match->group_end});
    }
}

SecretScanner::Hits SecretScanner::find(std::string_view text, TextKind kind, const FindingRule* of_file) const {
    Hits hits;
    std::size_t behind_block = 0;
    words_.search(text, [&](std::size_t start, std::size_t word) {
        if (hits.size() >= most_sightings || start < behind_block) return;
        const bool block = word >= rule_of_word_.size();
        auto hit = block ? block_at(text, start) : token_at(tokens_[rule_of_word_[word]], text, start);
        if (!hit) return;
        behind_block = block ? hit->secret_end : behind_block;
        hits.push_back(*std::move(hit));
    });
    for (const Rule& rule : file_settings_)
        if (rule.facts == of_file) find_settings(rule, text, hits);
    if (kind == TextKind::configuration)
        for (const Rule& rule : settings_) find_settings(rule, text, hits);
    std::ranges::stable_sort(hits, {}, [](const Hit& hit) { return hit.sighting.offset; });
    return hits;
}

std::vector<Sighting> SecretScanner::scan(std::string_view text, TextKind kind, const FindingRule* of_file) const {
    std::vector<Sighting> sightings;
    for (Hit& hit : find(text, kind, of_file)) sightings.push_back(std::move(hit.sighting));
    number_lines(text, sightings);
    return sightings;
}

std::vector<Sighting> SecretScanner::scan_accounts(std::string_view text) const {
    std::vector<Sighting> sightings;
    for (const Rule& rule : accounts_) {
        for (std::size_t from = 0; sightings.size() < most_sightings;) {
            const auto match = rule.find(text, from);
            if (!match) break;
            from = std::max(match->group_end, match->start + 1);
            const std::string_view name = text.substr(match->start, text.find(':', match->start) - match->start);
            sightings.push_back({.rule = std::string(rule.facts->id),
                                 .masked = strata::text(name, match->group_start > match->start ? ":…" : "::"),
                                 .offset = match->start});
        }
    }
    std::ranges::stable_sort(sightings, {}, &Sighting::offset);
    number_lines(text, sightings);
    return sightings;
}

std::string SecretScanner::redacted(std::string_view text) const {
    std::string out;
    std::size_t at = 0;
    Hits hits = find(text, TextKind::configuration);
    if (hits.size() >= most_sightings) return "…"; // there may be more than were looked for
    std::ranges::sort(hits, {}, &Hit::secret_start);
    for (const Hit& hit : hits) {
        if (hit.secret_start < at || hit.secret_end == hit.secret_start) continue;
        out.append(text.substr(at, hit.secret_start - at)).append("…");
        at = hit.secret_end;
    }
    return out.append(text.substr(at));
}

std::vector<std::string> SecretScanner::redacted_words(const std::vector<std::string>& words) const {
    std::vector<std::string> shown;
    std::string line;
    for (const std::string& word : words) {
        shown.push_back(redacted(word));
        line.append(line.empty() ? "" : " ").append(word);
    }
    const Hits hits = find(line, TextKind::configuration);
    if (hits.size() >= most_sightings) return std::vector<std::string>(words.size(), "…"); // as redacted()
    for (const Hit& hit : hits) {
        std::size_t start = 0;
        for (std::size_t at = 0; at < words.size(); start += words[at++].size() + 1) {
            const bool alone = hit.secret_start == start && hit.secret_end == start + words[at].size();
            if (alone && !words[at].empty()) shown[at] = "…";
        }
    }
    return shown;
}

std::string SecretScanner::redacted_value(std::string_view name, std::string_view value) const {
    const std::string front = text(name, '='), whole = redacted(text(front, value));
    return whole.starts_with(front) ? whole.substr(front.size()) : redacted(value);
}

const SecretScanner& secret_scanner() {
    static const SecretScanner shared;
    return shared;
}

std::optional<Sighting> certificate_sighting(std::string_view der) {
    const auto certificate = read_certificate(der);
    if (!certificate) return std::nullopt;
    return Sighting{.rule = "certificate",
                    .masked = certificate->subject.empty() ? "without a name" : certificate->subject,
                    .detail = text(format_time(certificate->not_after), ' ', format_time(certificate->not_before))};
}

} // namespace strata
