#include "core/base/base64.hpp"
#include "core/base/format.hpp"
#include "core/insight/capabilities.hpp"
#include "core/insight/der.hpp"
#include "core/insight/finding_rules.hpp"
#include "core/insight/pem_block.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

std::string value(char tag, const std::string& body) {
    std::string out(1, tag);
    if (body.size() < 128) {
        out += static_cast<char>(body.size());
    } else {
        out += '\x82';
        out += static_cast<char>(body.size() >> 8);
        out += static_cast<char>(body.size());
    }
    return out + body;
}
std::string sequence(const std::string& body) { return value('\x30', body); }
std::string named(const std::string& common_name) {
    return sequence(value('\x31', sequence(value('\x06', "\x55\x04\x03") + value('\x0c', common_name))));
}
std::string certificate(const std::string& validity) {
    const std::string body = value('\xa0', value('\x02', "\x02")) + value('\x02', "\x01") + sequence("") +
                             named("Shop CA") + sequence(validity) + named("shop.example");
    return sequence(sequence(body) + sequence("") + value('\x03', "x"));
}

} // namespace

TEST_CASE("a certificate tells whose it is and when it ends") {
    const auto found = read_certificate(certificate(value('\x17', "240101000000Z") + value('\x17', "490101000000Z")));
    REQUIRE(found);
    CHECK(found->subject == "CN=shop.example");
    CHECK(format_time(found->not_before) == "2024-01-01T00:00:00Z");
    CHECK(format_time(found->not_after) == "2049-01-01T00:00:00Z");
    // Years from 50 on are of the last century; from 2050 on they have four digits.
    const auto old = read_certificate(certificate(value('\x17', "500101000000Z") + value('\x18', "20500101000000Z")));
    REQUIRE(old);
    CHECK(format_time(old->not_before) == "1950-01-01T00:00:00Z");
    CHECK(format_time(old->not_after) == "2050-01-01T00:00:00Z");
}

TEST_CASE("a certificate that openssl made") {
    const auto block = read_pem_block(find_rule("certificate")->finds, 0);
    REQUIRE(block);
    const auto found = read_certificate(block->bytes);
    REQUIRE(found);
    CHECK(found->subject == "CN=shop.example");
    CHECK(format_time(found->not_after) == "2036-11-22T18:30:10Z");
}

TEST_CASE("a certificate cut off anywhere, or with a wrong length, is none") {
    const std::string whole = certificate(value('\x17', "240101000000Z") + value('\x17', "490101000000Z"));
    for (std::size_t size = 0; size < whole.size(); size++) CHECK_FALSE(read_certificate(whole.substr(0, size)));
    CHECK_FALSE(read_certificate(certificate(value('\x17', "240101000000") + value('\x17', "490101000000Z"))));
    CHECK_FALSE(read_certificate(certificate(value('\x17', "24010100000xZ") + value('\x17', "490101000000Z"))));
    CHECK_FALSE(read_certificate(std::string("\x30\x84\xff\xff\xff\xff", 6)));
    CHECK_FALSE(read_certificate(std::string("\x30\x80\x00\x00", 4)));
    CHECK(der_is_sequence(sequence("x")));
    CHECK_FALSE(der_is_sequence(sequence("x") + "y"));
}

TEST_CASE("private keys in bytes, as openssl wrote them, and what has a like form") {
    const auto kind = [](std::string_view base64) -> std::string {
        const auto key = read_private_key(decode_base64(base64));
        return key ? std::string(key->kind) + (key->encrypted ? ", encrypted" : "") : "none";
    };
    const std::string_view ec =
        "MHcCAQEEIFHDEV09xAS1vSJs2Bo5oworJTcQOc+OSugFJLiHli7UoAoGCCqGSM49AwEHoUQDQgAEuxnxTsYTZ/VPz0"
        "v1exYilzE4O5jcW1+Z4tnyL5R14vm6os56+Tl4s98e6J45YRcPHkxaZNUH9+WcQSabHPE6gw==";
    CHECK(kind(ec) == "EC");
    CHECK(kind("MC4CAQAwBQYDK2VwBCIEIApexWEnPR2faLvZz0KgWfpfw32KbDihPgPgzQoX9ufi") == "PKCS #8");
    CHECK(
        kind("MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAg9xt7ogS64awICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEA9E"
             "W+RxbAuqXGdK8M+jPJcEgZCvT6HWRIfXTHRs0bZeBdTgZdLEA4Tk2FezejK+5g+uZWSjXu5kikUjo6V1eUh0GuSj03FTYlj+32J9lEOb"
             "JNpbSwkX5zkJVHg9HglzAkbfnastcHOTaAOCZYjfEfDdWIzkiMQtUHojqDslTL2knvhCFDamjFNbjEiwOzoQ0CnWnb9xxO1bGqzIgI0x"
             "LsvjvnY=") == "PKCS #8, encrypted");
    CHECK(
        kind("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEuxnxTsYTZ/VPz0v1exYilzE4O5jcW1+Z4tnyL5R14vm6os56+Tl4s98e6J45YRcPHkxa"
             "ZNUH9+WcQSabHPE6gw==") == "none"); // a public key
    std::string numbers;
    for (int i = 0; i < 9; i++) numbers += value('\x02', std::string(1, i == 0 ? '\0' : '\x11'));
    CHECK(read_private_key(sequence(numbers)).value().kind == "RSA");
    CHECK_FALSE(read_private_key(sequence(numbers.substr(3)))); // a number too few, and no version
    CHECK_FALSE(read_private_key(sequence(value('\x02', "\x11") + value('\x02', "\x11")))); // as a signature of ECDSA
    CHECK_FALSE(read_private_key(sequence(sequence(value('\x06', "\x2b\x0e")) + value('\x04', "digest"))));
    const std::string whole = decode_base64(ec);
    for (std::size_t size = 0; size < whole.size(); size++) CHECK_FALSE(read_private_key(whole.substr(0, size)));
}

TEST_CASE("file capabilities in getcap's words") {
    const auto text = [](const std::string& xattr) {
        const auto found = read_capabilities(xattr);
        return found ? found->text() : "none";
    };
    const auto data = [](const std::string& magic, const std::string& rest) { return magic + rest; };
    const std::string net_raw("\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16);
    CHECK(text(data(std::string("\1\0\0\2", 4), net_raw)) == "cap_net_raw=ep");
    CHECK(text(data(std::string("\0\0\0\2", 4), net_raw)) == "cap_net_raw=p");
    CHECK(text(data(std::string("\1\0\0\3", 4), net_raw + std::string("\xe8\3\0\0", 4))) ==
          "cap_net_raw=ep [rootid=1000]");
    const std::string two("\1\x04\0\0\x01\0\0\0\x80\0\0\0\0\0\0\0", 16); // chown inheritable too, bpf
    CHECK(text(data(std::string("\0\0\0\2", 4), two)) == "cap_chown=ip cap_net_bind_service,cap_bpf=p");
    CHECK(read_capabilities(data(std::string("\0\0\0\2", 4), two))->is_dangerous());
    CHECK_FALSE(read_capabilities(data(std::string("\0\0\0\2", 4), net_raw))->is_dangerous());
    CHECK(text(std::string("\1\0\0\1\0\x20\0\0\0\0\0\0", 12)) == "cap_net_raw=ep"); // revision 1
    CHECK(text("") == "none");
    CHECK(text(std::string("\1\0\0\2\0\x20\0\0\0\0\0\0", 12)) == "none");
    CHECK(text(std::string("\1\0\0\x09", 4) + net_raw) == "none");
}
