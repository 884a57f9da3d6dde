// Texts of any length, in pieces of any size, are looked through as if they lay in one piece.
#include "core/insight/finding_rules.hpp"
#include "core/insight/secret_examiner.hpp"
#include "core/insight/secret_scanner.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>

using namespace strata;

namespace {

std::string words(std::mt19937& random, std::size_t size, bool lines) {
    std::string text(size, ' ');
    for (char& c : text) c = (lines ? "abcdefgh=:/ \n" : "abcdefgh=:/ .")[random() % 13];
    return text;
}

std::string service_token(std::mt19937& random) {
    std::string token = std::string("gh") + "p_";
    while (token.size() < 40) token += "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789"[random() % 54];
    return token;
}

std::vector<Sighting> look(std::string_view path, std::string_view text, std::mt19937& random, Limits limits = {}) {
    const auto examiner = make_secret_examiner(limits);
    const auto look = examiner->begin(path, {.size = text.size()});
    REQUIRE(look);
    const std::size_t largest = std::size_t{1} << (10 + random() % 12);
    for (Appetite appetite = Appetite::more; appetite == Appetite::more && !text.empty();) {
        const std::string_view piece = text.substr(0, 4096 + random() % largest);
        appetite = look->take(std::as_bytes(std::span(piece)));
        text.remove_prefix(piece.size());
    }
    return look->finish().sightings;
}

std::string wide(std::string_view text) {
    std::string bytes = "\xff\xfe";
    for (const char c : text) bytes.append({c, '\0'});
    return bytes;
}

} // namespace

TEST_CASE("a long text is looked through to its end, secrets that two windows share too") {
    std::mt19937 random(11);
    const std::string key(find_rule("private-key")->finds), certificate(find_rule("certificate")->finds);
    for (const bool lines : {true, false}) {
        std::string text = words(random, 5'000'000, lines);
        const auto put = [&](std::size_t at, const std::string& what) { text.replace(at, what.size(), what); };
        for (std::size_t end = 2'000'000; end < 2'200'000; end += 997) put(end, " " + service_token(random) + " ");
        for (std::size_t at = 2'400'000; at < 4'900'000; at += 101'000)
            put(at, "\n" + (at % 2000 == 0 ? key : certificate));
        const auto expected = secret_scanner().scan(text, TextKind::any);
        REQUIRE(expected.size() > 200);
        REQUIRE(expected.size() < most_sightings);
        for (int round = 0; round < 4; round++) CHECK(look("/srv/dump.sql", text, random) == expected);

        std::vector<Sighting> in_wide = look("/srv/dump.sql", wide(text), random);
        for (Sighting& each : in_wide) each.offset = (each.offset - 2) / 2;
        CHECK(in_wide == expected);
    }
}

TEST_CASE("of a text longer than the limit that is said") {
    std::mt19937 random(12);
    std::string text = words(random, 3'000'000, true);
    const std::string token = "\n" + service_token(random) + "\n";
    text.replace(2'500'000, token.size(), token).replace(2'900'000, token.size(), token);
    Limits limits;
    limits.text_bytes = 2'800'000;
    const auto found = look("/srv/dump.sql", text, random, limits);
    REQUIRE(found.size() == 2);
    CHECK(found[0].rule == "long-text");
    CHECK(found[0].masked == "the first 2.8 MB of 3 MB");
    CHECK(found[1].rule == "github-token");
    CHECK(found[1].offset == 2'500'001);
    CHECK(look("/srv/dump.sql", text, random).size() == 2); // both tokens
}

TEST_CASE("a text that goes on in bytes is left there") {
    std::mt19937 random(13);
    std::string file =
        words(random, 2 * mebibyte, true) + std::string(2 * mebibyte, '\0') + "\n" + service_token(random);
    CHECK(look("/opt/install.run", file, random).empty());
}

TEST_CASE("every account of a long /etc/passwd has its place") {
    std::mt19937 random(14);
    std::string text;
    for (int number = 0; text.size() < 3'000'000; number++)
        text += "user" + std::to_string(number) + ":x:" + std::to_string(number) + ":0::/home:/bin/sh\n";
    const auto found = look("/etc/passwd", text, random);
    REQUIRE(found.size() == static_cast<std::size_t>(std::ranges::count(text, '\n')));
    for (std::size_t at = 0; at < found.size(); at++) {
        REQUIRE(found[at].detail == std::to_string(at));
        REQUIRE(found[at].line == at + 1);
        REQUIRE(text.substr(found[at].offset).starts_with(found[at].masked + ":"));
    }
}

TEST_CASE("the memory of a crashed program is told by its form, or by its name") {
    std::mt19937 random(15);
    const auto elf = [](char type, char order = '\1') {
        std::string bytes = std::string("\x7f") + "ELF\2" + order + std::string(200, '\0');
        bytes[order == '\1' ? 16 : 17] = type;
        return bytes;
    };
    const auto rules = [&](std::string_view path, const std::string& bytes) {
        std::string out;
        for (const Sighting& each : look(path, bytes, random)) out += each.rule + " ";
        return out;
    };
    for (const std::string_view path : {"/core", "/srv/core.1234", "/var/crash/dump-of-server"})
        CHECK(rules(path, elf(4)) == "core-dump ");
    CHECK(rules("/srv/core", elf(4, '\2')) == "core-dump "); // numbers of large machines
    CHECK(rules("/srv/core.7", elf(0)) == "core-dump ");
    for (const char type : {'\1', '\2', '\3'}) CHECK(rules("/srv/core", elf(type)).empty());
    CHECK(rules("/srv/dump", elf(0)).empty());
    CHECK(rules("/srv/core.js", elf(0)).empty());
    CHECK(rules("/srv/app.core", elf(4)).empty()); // its name tells
    CHECK(rules("/srv/core", "a text").empty());
    CHECK(rules("/srv/core", elf(4).substr(0, 17)).empty());
}

TEST_CASE("some files hold passwords in a form of their own, which is one nowhere else") {
    std::mt19937 random(16);
    const auto rules = [&](std::string_view path, const std::string& text) {
        std::string out;
        for (const Sighting& each : look(path, text, random)) out += each.rule + " ";
        return out;
    };
    const std::string ppp = "# client server secret\nshop * Tr4-kw9z-moss *\n\"a b\"\tvpn \"Qq7-mm2x\"\n";
    CHECK(rules("/etc/ppp/chap-secrets", ppp) == "ppp-secret ppp-secret ");
    CHECK(rules("/etc/ppp/pap-secrets", "*\thost\t\"\"\t*\nguest host \"*\" -\n").empty());
    CHECK(rules("/etc/other.conf", ppp).empty());
    const std::string ipsec = ": PSK \"Tr4-kw9z-moss\"\nshop : EAP \"Qq7-mm2x\"\n: RSA key.pem\n";
    CHECK(rules("/etc/ipsec.secrets", ipsec) == "ipsec-secret ipsec-secret ");
    CHECK(rules("/etc/ipsec.d/vpn.secrets", ipsec) == "ipsec-secret ipsec-secret ");
    CHECK(rules("/etc/ipsec.conf", ipsec).empty());
    CHECK(rules("/root/.curlrc", "user = \"shop:Tr4-kw9z\"\n-u a:Qq7-mm2x\nurl=x\n") == "curl-login curl-login ");
    CHECK(rules("/etc/fstab", "//nas/s /m cifs username=u,password=Tr4-kw9z-moss 0 0\n") == "password-setting ");
    CHECK(rules("/root/.config/hub", "github.com:\n- user: a\n  oauth_token: 3f8a91c07be24d56\n") ==
          "password-setting ");
}
