// Certificates, keys and secrets in strangers' bytes: an answer for any bytes, inside of them, the same again and
// however they are cut; what is masked is not shown.
#include "core/base/base64.hpp"
#include "core/insight/capabilities.hpp"
#include "core/insight/der.hpp"
#include "core/insight/pem_block.hpp"
#include "core/insight/secret_examiner.hpp"
#include "core/insight/secret_scanner.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

using namespace strata;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

/// The paths choose how the examiner looks.
constexpr std::array<std::string_view, 6> paths = {"/srv/.env",    "/srv/a.txt", "/etc/ssl/a.crt",
                                                   "/etc/shadow-", "/etc/group", "/srv/config.json"};

FileFacts examine(const Examiner& examiner, std::string_view path, std::string_view bytes, std::size_t piece) {
    Entry entry;
    entry.size = bytes.size();
    const auto look = examiner.begin(path, entry);
    if (look == nullptr) return {};
    Appetite appetite = Appetite::more;
    for (std::size_t at = 0; at < bytes.size() && appetite == Appetite::more; at += piece)
        appetite = look->take(std::as_bytes(std::span(bytes.substr(at, piece))));
    return look->finish();
}

void read_blocks(std::string_view bytes) {
    (void)read_certificate(bytes);
    (void)der_is_sequence(bytes);
    DerReader reader(bytes);
    while (const auto value = reader.next())
        require(value->body.data() >= bytes.data() &&
                value->body.data() + value->body.size() <= bytes.data() + bytes.size());
    require(decode_base64(bytes).size() <= bytes.size());
    for (std::size_t at = bytes.find("-----BEGIN "); at != bytes.npos; at = bytes.find("-----BEGIN ", at + 1)) {
        const auto block = read_pem_block(bytes, at);
        if (!block) continue;
        require(block->end > at && block->end <= bytes.size() && block->end - at <= longest_pem_block);
        (void)key_facts(*block);
        (void)certificate_sighting(block->bytes);
    }
}

void scan(const SecretScanner& scanner, std::string_view bytes) {
    for (const TextKind kind : {TextKind::any, TextKind::configuration}) {
        const auto found = scanner.scan(bytes, kind);
        require(found == scanner.scan(bytes, kind));
        require(found.size() <= most_sightings);
        require(std::ranges::is_sorted(found, {}, &Sighting::offset));
        for (const Sighting& each : found) require(each.offset < bytes.size() && each.line > 0);
    }
    (void)scanner.scan_accounts(bytes);
    (void)scanner.redacted(bytes);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static const SecretScanner scanner;
    static const auto examiner = make_secret_examiner();
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::string_view path = paths[data[0] % paths.size()];
    read_blocks(bytes);
    if (const auto capabilities = read_capabilities(bytes)) (void)capabilities->text();
    scan(scanner, bytes);
    // Beyond the first bytes, which tell text from data, it does not matter where the pieces end.
    require(examine(*examiner, path, bytes, 4096) == examine(*examiner, path, bytes, 5000));
    return 0;
}
