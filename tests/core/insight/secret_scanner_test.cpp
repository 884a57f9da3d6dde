#include "core/insight/pem_block.hpp"
#include "core/insight/secret_scanner.hpp"
#include "core/insight/secret_value.hpp"
#include "core/insight/word_filter.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>

using namespace strata;

namespace {

const SecretScanner& scanner() {
    static const SecretScanner once;
    return once;
}

std::vector<std::string> rules_in(std::string_view text, TextKind kind = TextKind::configuration) {
    std::vector<std::string> rules;
    for (const Sighting& each : scanner().scan(text, kind)) rules.push_back(each.rule);
    return rules;
}
using Rules = std::vector<std::string>;

const std::string token = std::string("gh") + "p_wT4kQ9zLm2Xc7Vb1Nn5Rr8Ss3Dd6Ff0Gg2Hj";

} // namespace

TEST_CASE("a word is found at every place of any text") {
    const std::vector<std::string_view> words = {"AKIA", "ghp_", "aws_secret_access_key", "xoxb-"};
    const WordFilter filter(words);
    std::mt19937 random(7);
    for (std::size_t size = 0; size < 60; size++) {
        for (std::size_t word = 0; word < words.size(); word++) {
            if (words[word].size() > size) continue;
            for (std::size_t at = 0; at + words[word].size() <= size; at++) {
                std::string text(size, ' ');
                for (char& c : text) c = "AKIghp_xo-b "[random() % 12];
                text.replace(at, words[word].size(), words[word]);
                std::set<std::pair<std::size_t, std::size_t>> found, expected;
                filter.search(text, [&](std::size_t start, std::size_t which) { found.emplace(start, which); });
                for (std::size_t which = 0; which < words.size(); which++)
                    for (std::size_t start = text.find(words[which]); start != text.npos;
                         start = text.find(words[which], start + 1))
                        expected.emplace(start, which);
                REQUIRE(found == expected);
            }
        }
    }
}

TEST_CASE("tokens are found wherever they stand, with their line") {
    const auto found = scanner().scan("// one\nlet a = '" + token + "';\n", TextKind::any);
    REQUIRE(found.size() == 1);
    CHECK(found[0].rule == "github-token");
    CHECK(found[0].line == 2);
    CHECK(found[0].offset == 16);
    CHECK(found[0].masked == "ghp_…Hj (40 characters)");
    CHECK(rules_in("x" + token).empty());         // part of a longer word
    CHECK(rules_in(token + "abc").empty());       // too long
    CHECK(rules_in(token.substr(0, 39)).empty()); // too short
}

TEST_CASE("settings are asked only where settings stand") {
    CHECK(rules_in("DB_PASSWORD=Tr4-kw9z", TextKind::any).empty());
    CHECK(rules_in("DB_PASSWORD=Tr4-kw9z") == Rules{"password-setting"});
    CHECK(scanner().scan("DB_PASSWORD=Tr4-kw9z", TextKind::configuration)[0].masked == "DB_PASSWORD=… (8 characters)");
    CHECK(rules_in("POSTGRES_PASSWORD=postgres") == Rules{"password-setting"});
    CHECK(rules_in("  password: 'hunter2-and-more'") == Rules{"password-setting"});
    CHECK(rules_in("{\"clientSecret\": \"9f8KK2mQz81\"}") == Rules{"password-setting"});
    CHECK(rules_in("NPM_TOKEN=" + token) == Rules{"github-token"}); // the surer rule alone
    CHECK(rules_in("url=https://shop:Tr4-kw9z@db.shop.internal/x") == Rules{"url-password"});
}

TEST_CASE("passwords of commands are found, and their variables, files and options left alone") {
    const std::string aws = "dTGjjGu5PDHHIUrQdMftdK7Z9Z2A"
                            "Oyxpz/Yyj1v3";
    const std::vector<std::pair<std::string, std::string>> commands = {
        {"command-password", "sshpass -p Tr4kw9zMoss ssh shop@host"},
        {"command-password", "docker login -u shop -pTr4kw9zMoss registry.example.net"},
        {"command-password", "mysql -uroot -pTr4kw9zMoss -e 'select 1'"},
        {"command-password", "mysqldump -h db -pTr4kw9zMoss shop"},
        {"command-password", "redis-cli -h db -a Tr4kw9zMoss ping"},
        {"command-password", "useradd -m -p Tr4kw9zMoss shop"},
        {"command-password", "htpasswd -bc /etc/users shop Tr4kw9zMoss"},
        {"command-password", "htpasswd -Bbn shop Tr4kw9zMoss > /etc/users"},
        {"command-password", "composer config --global http-basic.repo.example.net shop Tr4kw9zMoss"},
        {"command-password", "composer config github-oauth.github.com Tr4kw9zMoss"},
        {"bundler-login", "bundle config gems.example.net shop:Tr4kw9zMoss"},
        {"bundler-login",
         "bundle config --local https://gems.example.net/private/ 'shop:Tr4kw9zMoss' && bundle install"},
        {"bundler-login", "export BUNDLE_GEMS__EXAMPLE__NET=shop:Tr4kw9zMoss"},
        {"bundler-login", "printf 'BUNDLE_RUBYGEMS__PKG__GITHUB__COM: \"shop:Tr4kw9zMoss\"' > ~/.bundle/config"},
        {"piped-password", "echo 'root:Tr4kw9zMoss' | chpasswd"},
        {"piped-password", "set -e; echo root:root|sudo /usr/sbin/chpasswd"},
        {"piped-password", "echo Tr4kw9zMoss | passwd --stdin root"},
        {"command-password", "az login --service-principal -u shop -p Tr4kw9zMoss --tenant shop"},
        {"command-password", "dotnet nuget add source https://nuget.example.net -u shop -p Tr4kw9zMoss"},
        {"command-password", "poetry config http-basic.shop user Tr4kw9zMoss"},
        {"piped-login", "echo Tr4kw9zMoss | docker login -u shop --password-stdin"},
        {"piped-login", "printf '%s' 'Tr4kw9zMoss' | helm registry login example.net --password-stdin"},
        {"netrc-login", "echo \"machine example.net login shop password Tr4kw9zMoss\" > ~/.netrc"},
        {"netrc-login", "printf 'machine example.net\\nlogin shop\\npassword Tr4kw9zMoss\\n' > ~/.netrc"},
        {"password-option", "serve --password Tr4kw9zMoss"},
        {"password-option", "serve --db-token 'Tr4kw9zMoss'"},
        {"password-option", "[\"serve\" \"--api-key\" \"Tr4kw9zMoss\"]"}, // as docker writes a list
        {"password-option", "keytool -genkey -storepass Tr4kw9zMoss -alias shop"},
        {"npm-auth", "npm config set //registry.example.net/:_authToken Tr4kw9zMoss"},
        {"aws-secret-key", "aws configure set aws_secret_access_key " + aws},
    };
    for (const auto& [rule, command] : commands) {
        INFO(command);
        CHECK(rules_in("/bin/sh -c " + command) == Rules{rule});
        std::string variable = command;
        const std::string secret = command.find(aws) != command.npos           ? aws
                                   : command.find("root:root") != command.npos ? "root|"
                                                                               : "Tr4kw9zMoss";
        variable.replace(variable.rfind(secret), secret.size(), secret == "root|" ? "$SECRET1|" : "${SECRET_1}");
        INFO(variable);
        CHECK(rules_in("/bin/sh -c " + variable).empty());
        CHECK(scanner().redacted(command).find(secret) == command.npos);
    }
    for (const std::string_view text :
         {"docker login -u shop --password-stdin registry.example.net", "mysql -p shop", "mysql -P3306 -h db",
          "apt-get install -y mysql-client -pq", "keytool -storepass changeit", "serve --password --port 8080",
          "serve --password PASSWORD", "serve --token-file /run/token1", "serve --password prompt",
          "docker build --secret id=npm1,src=npmrc .", "bundle config build.nokogiri --with-xml2-dir=/opt:/usr",
          "bundle config gems.example.net && rake db:migrate1", "bundle config local.shop1 ../shop:x",
          "BUNDLE_MIRROR__ALL=https://gems.example.net:8080", "echo hello-there1 | tee a", "cp -p file1 /srv"}) {
        INFO(text);
        CHECK(rules_in(text).empty());
    }
}

TEST_CASE("a token with a short mark is found in any text where a quote or a sign stands before it") {
    for (const std::string_view id : {"hugging-face-token", "sendgrid-key"}) {
        INFO(id);
        const std::string_view example = find_rule(id)->finds;
        const std::string key(example.substr(example.find('=') + 1));
        for (const std::string& text : {"key = \"" + key + "\"", "key='" + key + "';", "Use `" + key + "`."}) {
            const auto found = scanner().scan(text, TextKind::any);
            REQUIRE(found.size() == 1);
            CHECK(found[0].rule == id);
            CHECK(found[0].offset == text.find(key));
            CHECK(scanner().redacted(text).find(key.substr(5)) == std::string::npos);
        }
        CHECK(rules_in(key) == Rules{std::string(id)}); // settings need no mark
        CHECK(rules_in("\"" + key.substr(0, 20) + "\"", TextKind::any).empty());
    }
}

TEST_CASE("a token whose word stands within it is masked from its start to its end") {
    const std::string_view example = find_rule("openai-user-key")->finds;
    const std::string key(example.substr(example.find('=') + 1));
    CHECK(scanner().redacted("k = '" + key + "'") == "k = '…'");
    CHECK(rules_in("x" + key, TextKind::any).empty());
    CHECK(rules_in(key.substr(3), TextKind::any).empty());
    CHECK(scanner().scan("KEY=" + key, TextKind::configuration).at(0).rule == "openai-user-key");
}

TEST_CASE("what stands behind a token is not of it") {
    for (const std::string_view id : {"google-api-key", "square-token"}) {
        const std::string key(find_rule(id)->finds);
        CHECK(scanner().redacted("a " + key + "\nb") == "a …\nb");
    }
}

TEST_CASE("passwords in URLs and constants are found in any text, those of manuals are not") {
    for (const std::string_view url : {"postgres://shop:Tr4-kw9z@db/shop", "redis://:Tr4-kw9z@cache.shop.io:6379/0",
                                       "mongodb+srv://shop:Tr4-kw9z@db/x", "git+https://shop:Tr4-kw9z@localhost/a"})
        CHECK(rules_in(url, TextKind::any) == Rules{"url-password"});
    for (const std::string_view url : {"http://user:pass@host/", "https://abc:xyz@host", "http://user:password@host",
                                       "https://host:8080/@name", "redis://:${PASSWORD}@db", "http://host/a:secret1@b"})
        CHECK(rules_in(url, TextKind::any).empty());
    CHECK(rules_in("define('DB_PASSWORD', 'database_password_here');", TextKind::any).empty());
    CHECK(rules_in("<settings><password>Tr4-kw9z</password></settings>") == Rules{"xml-password"});
    CHECK(rules_in("<settings><password>${env.PASSWORD}</password></settings>").empty());
}

TEST_CASE("a URL whose host nobody can have shows no password, but a token is one there too") {
    for (const std::string_view host : {"my.example.com", "EXAMPLE.org", "a.b.example.net:8080", "shop.example",
                                        "db.test.", "x.invalid", "example.com?a", "example.com')"}) {
        const std::string url = "http://shop:Tr4-kw9z@" + std::string(host) + "/x";
        CHECK(rules_in(url, TextKind::any).empty());
        CHECK(rules_in("u=" + url).empty());
    }
    for (const std::string_view host : {"example.com.shop.io", "myexample.com", "latest", "localhost", "test.io"})
        CHECK(rules_in("http://shop:Tr4-kw9z@" + std::string(host), TextKind::any) == Rules{"url-password"});
    CHECK(rules_in("https://x:" + token + "@git.example.net/a") == Rules{"github-token"});
}

TEST_CASE("what is no secret is left alone") {
    for (const std::string_view text :
         {"PASSWORD=changeme",
          "DB_PASSWORD=${DB_PASSWORD}",
          "db_password=$1",
          "token: <your token>",
          "password: /run/secrets/db",
          "PASSWORD_FILE=/run/secrets/a",
          "secret: vault.shop.internal",
          "# password=Tr4-kw9z",
          "; secret = Tr4-kw9z",
          "api_key=xxxxxxxxxxxxxxxx",
          "token_ttl=86400",
          "password_policy=strict-one",
          "secret = settings.secret",
          "token=true",
          "PWD=/srv/app",
          "OLDPWD=/root/build",
          "pass: 12345",
          "secretName: db-secret-name",
          "bypass=something9",
          "GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568",
          "PYTHON_PIP_SHA256=45a2bb8bf2bb5eff16fdd00faef6f29731831c7c59bd9fc2bf1f3bed511ff1fe",
          "https://example.net/a:b@c",
          "mail: a:b@example.net"}) {
        INFO(text);
        CHECK(rules_in(text).empty());
    }
}

TEST_CASE("private keys say what they are") {
    const std::string body = "MC4CAQAwBQYDK2VwBCIEIEJ1dCBub2JvZHkgZXZlciB1c2VkIHRoaXMga2V5IDop";
    const auto detail = [&](const std::string& text) {
        const auto found = scanner().scan(text, TextKind::any);
        return found.size() == 1 && found[0].rule == "private-key" ? found[0].detail : "none";
    };
    const auto block = [](const std::string& label, const std::string& inner) {
        return "-----BEGIN " + label + "-----\n" + inner + "\n-----END " + label + "-----\n";
    };
    CHECK(detail(block("PRIVATE KEY", body)) == "PKCS #8");
    CHECK(detail(block("RSA PRIVATE KEY", body)) == "RSA");
    CHECK(detail(block("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n" + body)) ==
          "RSA, encrypted");
    CHECK(detail(block("ENCRYPTED PRIVATE KEY", body)) == "PKCS #8, encrypted");
    CHECK(detail(block("PRIVATE KEY", "bm90IGEgcmVhbCBrZXkgYXQgYWxs")) == "PKCS #8, no key");
    CHECK(detail("{\"key\": \"-----BEGIN PRIVATE KEY-----\\n" + body + "\\n-----END PRIVATE KEY-----\\n\"}") ==
          "PKCS #8");
    // "openssh-key-v1", the cipher "none" and "aes256-ctr"
    CHECK(detail(block("OPENSSH PRIVATE KEY", "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ==")) == "OpenSSH");
    CHECK(detail(block("OPENSSH PRIVATE KEY", "b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAA=")) == "OpenSSH, encrypted");
    CHECK(detail("BEGIN = '-----BEGIN PRIVATE KEY-----'\nEND = '-----END PRIVATE KEY-----'\n") == "none");
    CHECK(detail("-----BEGIN PRIVATE KEY-----\n" + body) == "none"); // cut off
    CHECK(detail("-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY") == "none");
    CHECK(detail("-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY BLOCK-----\n") == "none");
    CHECK(detail(block("PUBLIC KEY", body)) == "none");
}

TEST_CASE("accounts of /etc/shadow") {
    const auto found =
        scanner().scan_accounts("root::19000:0:::::\nbin:*:1::::::\nshop:$6$abcdefgh$0123456789abcdef:1::::::\n");
    REQUIRE(found.size() == 2);
    CHECK(found[0].rule == "empty-password");
    CHECK(found[0].masked == "root::");
    CHECK(found[1].rule == "password-hash");
    CHECK(found[1].masked == "shop:…");
    CHECK(found[1].line == 3);
}

TEST_CASE("any bytes end in an answer") {
    std::mt19937 random(11);
    for (int round = 0; round < 300; round++) {
        std::string text(random() % 400, '\0');
        for (char& c : text) c = static_cast<char>(random() % 256);
        const std::size_t at = text.empty() ? 0 : random() % text.size();
        text.insert(at, round % 2 == 0 ? "-----BEGIN PRIVATE KEY-----\n" : "-----BEGIN CERTIFICATE-----\nMIIB");
        (void)scanner().scan(text, TextKind::configuration);
        (void)scanner().redacted(text);
        (void)certificate_sighting(text.substr(at));
    }
    SUCCEED("nothing was read beyond its end");
}

TEST_CASE("secrets are told from words by their entropy and never shown") {
    CHECK(entropy_of("aaaa") == 0);
    CHECK(entropy_of("abcd") == 2);
    CHECK(masked("short-secret", 4) == "… (12 characters)");
    CHECK(masked("AKIA0123456789ABCDEF", 4) == "AKIA…EF (20 characters)");
}

TEST_CASE("a text with more secrets than are looked for is not shown at all") {
    std::string few = "RUN", many = "RUN";
    for (int i = 0; i < 3; i++) few += " && export API_PASSWORD" + std::to_string(i) + "=Tr4-kw9z" + std::to_string(i);
    for (int i = 0; i < 2000; i++) many += " && export API_PASSWORD=Tr4-kw9z" + std::to_string(1000 + i) + "\n";
    CHECK(scanner().redacted(few).find("API_PASSWORD2=…") != std::string::npos);
    CHECK(scanner().redacted(many).find("Tr4-kw9z") == std::string::npos);
    CHECK(scanner().redacted_value("STEPS", many).find("Tr4-kw9z") == std::string::npos);
}

TEST_CASE("a secret behind its option is masked in a list of words too") {
    const std::vector<std::string> words = {"serve", "--token", "Tr4kw9zMoss", "--db=Tr4kw9zMoss",
                                            "DB_PASSWORD=Tr4-kw9z"};
    CHECK(scanner().redacted_words(words) ==
          std::vector<std::string>{"serve", "--token", "…", "--db=Tr4kw9zMoss", "DB_PASSWORD=…"});
}
