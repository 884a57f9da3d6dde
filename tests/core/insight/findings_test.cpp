// Images with one known fault each.
#include "core/base/base64.hpp"
#include "core/insight/allow_list.hpp"
#include "tests/core/insight/judged.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;
using kit::examined;
using kit::file;
using kit::folder;
using kit::judge;
using kit::of_rule;
using kit::only;

namespace {

const std::string token = std::string("gh") + "p_wT4kQ9zLm2Xc7Vb1Nn5Rr8Ss3Dd6Ff0Gg2Hj";

} // namespace

TEST_CASE("a secret in a file that a later layer deletes is a ghost") {
    Inspection image = examined({{file("srv/key.txt", "a\nb " + token + "\n")}, {kit::whiteout("srv/key.txt")}});
    kit::add_history(image, "COPY . /srv", kit::MakesLayer::yes);
    kit::add_history(image, "RUN rm /srv/key.txt", kit::MakesLayer::yes);
    const Finding row = only(judge(image), "github-token");
    CHECK(row.severity == FindingSeverity::high);
    CHECK(row.path == "/srv/key.txt");
    CHECK(row.line == 2);
    CHECK(row.layer == 0);
    CHECK(row.hidden_by == 1);
    CHECK(row.is_ghost());
    CHECK(row.history == 0);
    CHECK(row.shown == "ghp_…Hj (40 characters)");
}

TEST_CASE("a file copied for another owner holds its secret once, and a hard link keeps it alive") {
    kit::TarFile owned = file("srv/key.txt", token);
    const auto first = owned;
    owned.uid = 1000;
    const Finding row = only(judge(examined({{first}, {owned}})), "github-token");
    CHECK(row.layer == 0);
    CHECK_FALSE(row.is_ghost());
    const Inspection linked =
        examined({{first, kit::hard_link("srv/same", "srv/key.txt")}, {kit::whiteout("srv/key.txt")}});
    CHECK_FALSE(only(judge(linked), "github-token").is_ghost());
    CHECK(only(judge(examined({{first}, {file("srv/key.txt", "clean")}})), "github-token").hidden_by == 1);
}

TEST_CASE("settings: ENV, labels, commands, arguments of the build") {
    Inspection image = examined({{folder("srv")}});
    image.image.config.settings.env = {{"PATH=/bin", "DB_PASSWORD=Tr4-kw9z"}};
    image.image.config.settings.labels = {{"net.example.token", token}};
    image.image.config.settings.cmd = {{"serve", "--url", "https://shop:Qq7-mm2x@db.shop.internal"}};
    kit::add_history(image, "ADD rootfs /", kit::MakesLayer::yes);
    kit::add_history(image, "ENV DB_PASSWORD=Tr4-kw9z");
    kit::add_history(image, "RUN |1 NPM_AUTH_TOKEN=9f8KK2mQz81a /bin/sh -c npm ci # buildkit");
    kit::add_history(image, "RUN |1 NPM_AUTH_TOKEN=9f8KK2mQz81a /bin/sh -c npm test # buildkit");
    const Findings found = judge(image);
    const auto passwords = of_rule(found, "password-setting");
    REQUIRE(passwords.size() == 2);
    CHECK(passwords[0].setting == "ENV DB_PASSWORD");
    CHECK(passwords[0].history == 1); // the row that set it; one finding for both
    CHECK(passwords[0].shown == "DB_PASSWORD=… (8 characters)");
    CHECK(passwords[1].setting == "history 3"); // the second RUN has the same
    CHECK(passwords[1].note == "an ARG of the build");
    CHECK(only(found, "github-token").setting == "LABEL net.example.token");
    CHECK(only(found, "url-password").setting == "CMD");
}

namespace {

std::vector<std::string> settings_of(const std::vector<Finding>& rows) {
    std::vector<std::string> settings;
    for (const Finding& row : rows) settings.push_back(row.setting);
    return settings;
}
using Settings = std::vector<std::string>;

} // namespace

TEST_CASE("two secrets that look the same when they are masked are two findings") {
    Inspection image = examined({{folder("srv")}});
    image.image.config.settings.env = {{"TOKEN=vJ47rGpctaegMI"}};
    kit::add_history(image, "ENV TOKEN=vJ47rGpctaegMI");
    kit::add_history(image, "/bin/sh -c TOKEN=qQ81kd93ZmmalX npm ci");
    kit::add_history(image, "/bin/sh -c TOKEN=zZ10kd93Zmmal9 npm ci");
    kit::add_history(image, "ENV TOKEN=uU33kd93Zmmal7"); // set to something else afterwards
    kit::add_history(image, "ENV TOKEN=vJ47rGpctaegMI");
    CHECK(settings_of(of_rule(judge(image), "password-setting")) ==
          Settings{"ENV TOKEN", "history 2", "history 3", "history 4"});
}

TEST_CASE("a secret in several places is allowed where the list names it and nowhere else") {
    Inspection image = examined({{folder("srv")}});
    image.image.config.settings.env = {{"T=" + token, "U=" + token}};
    image.image.config.settings.cmd = {{"serve", token}};
    kit::add_history(image, "ENV T=" + token + " U=" + token);
    kit::add_history(image, "RUN git clone https://x:" + token + "@git.example.net/a");
    kit::add_history(image, "RUN |2 A=1 G=" + token + " /bin/sh -c make " + token);
    kit::add_history(image, "RUN |2 A=1 G=" + token + " /bin/sh -c make test");
    kit::add_history(image, R"(/bin/sh -c #(nop)  CMD ["serve" ")" + token + "\"]");
    const auto rows = of_rule(judge(image), "github-token");
    CHECK(settings_of(rows) == Settings{"CMD", "ENV T", "ENV U", "history 2", "history 3", "history 3"});
    CHECK(rows[0].history == 4);
    CHECK(rows[1].history == 0);
    CHECK(rows[2].history == 0);
    CHECK(rows[4].note == "an ARG of the build");
    CHECK(rows[5].note == ""); // the same in the command itself
    const auto list = AllowList::parse("github-token ENV T");
    CHECK(settings_of(of_rule(judge(image, &*list), "github-token")) ==
          Settings{"CMD", "ENV U", "history 2", "history 3", "history 3"});
}

TEST_CASE("every place of the configuration where words stand is looked at") {
    Inspection image = examined({{folder("srv")}});
    ImageConfig& config = image.image.config;
    config.settings.shell = {{"/bin/sh", "-c", "export T=" + token}};
    config.settings.on_build = {{"USER 0", "ENV T=" + token}};
    config.author = "shop " + token;
    config.document =
        R"({"config": {"Healthcheck": {"Test": ["CMD", "curl", "-u", "shop:Tr4-kw9z", "http://localhost/"]}}})";
    image.image.annotations = {{"net.example.token", token}};
    kit::add_history(image, "RUN make");
    config.history[0].comment = "with " + token;
    kit::add_history(image, "RUN make test");
    config.history[1].author = "builder " + token;
    kit::add_history(image, "CMD serve");
    config.history[2].author = config.author; // as builders repeat it
    CHECK(settings_of(of_rule(judge(image), "github-token")) ==
          Settings{"ANNOTATION net.example.token", "MAINTAINER", "ONBUILD", "SHELL", "history 1", "history 2"});
    CHECK(only(judge(image), "basic-login").setting == "HEALTHCHECK");
}

TEST_CASE("files by their names, deleted ones too") {
    const Findings found = judge(
        examined({{file("srv/.env", "A=1"), file("srv/.env.example", "A="), file("root/.npmrc", ""),
                   file("root/.aws/credentials", "[default]\naws_session_token = x"), file("root/.bash_history", "ls")},
                  {kit::whiteout("root/.aws")}}));
    CHECK(only(found, "dotenv").path == "/srv/.env");
    CHECK(of_rule(found, "package-registry-login").empty()); // an empty file holds nothing
    CHECK(only(found, "cloud-credentials").hidden_by == 1);
    CHECK_FALSE(only(found, "shell-history").is_ghost());
}

TEST_CASE("settings of docker, kubectl and gh are logins where one is in them") {
    const std::string_view docker = find_rule("docker-auth")->finds;
    const Findings without = judge(examined(
        {{file("root/.docker/config.json", R"({"credsStore": "desktop"})"), file("srv/.docker/config.json", "{}"),
          file("root/.config/gh/hosts.yml", "github.com:\n  user: shop\n"),
          file("root/.kube/config", "apiVersion: v1\nusers: []\n")}}));
    CHECK(without.rows.empty());
    CHECK(only(judge(examined({{file("root/.docker/config.json", std::string(docker))}})), "docker-auth").severity ==
          FindingSeverity::high);
    const std::string identity = R"({"auths": {"a.example.net": {"identitytoken": "q7ZtX2mP9vLr4KcW8sHd"}}})";
    CHECK(judge(examined({{file("root/.docker/config.json", identity)}})).rows.at(0).severity == FindingSeverity::high);
    const std::string user = "users:\n- name: shop\n  user:\n    ";
    const Findings token_login = judge(examined({{file("root/.kube/config", user + "token: q7ZtX2mP9vLr4KcW8sHd\n")}}));
    CHECK(only(token_login, "password-setting").severity == FindingSeverity::high);
    const std::string gh = "github.com:\n  oauth_token: 3f8a91c07be24d56a1908cd7e2b64f50913ad8e7\n";
    CHECK(judge(examined({{file("root/.config/gh/hosts.yml", gh)}})).rows.at(0).severity == FindingSeverity::high);
    const std::string key(find_rule("kubernetes-client-key")->finds);
    CHECK(only(judge(examined({{file("etc/kubernetes/admin.conf", user + key)}})), "kubernetes-client-key").line == 4);
}

TEST_CASE("variables are looked for where a system keeps its environment") {
    for (const std::string path : {"etc/environment", "etc/profile", "etc/default/shop", "etc/sysconfig/shop",
                                   "root/.profile", "root/.bashrc", "etc/cron.d/shop"}) {
        INFO(path);
        CHECK(only(judge(examined({{file(path, "export DB_PASSWORD=Tr4-kw9z\n")}})), "password-setting").line == 1);
    }
    CHECK(judge(examined({{file("etc/motd", "export DB_PASSWORD=Tr4-kw9z\n")}})).rows.empty());
}

TEST_CASE("a secret that comes back names each layer that has it") {
    const Finding row =
        only(judge(examined({{file("srv/a", token)}, {file("srv/a", "no")}, {file("srv/a", token)}})), "github-token");
    CHECK(row.layer == 0);
    CHECK_FALSE(row.is_ghost());
    CHECK(row.note == "again in layer 3");
}

TEST_CASE("certificates by when they end, bundles as one row, the system's roots only when expired") {
    const std::string pem(find_rule("certificate")->finds); // ends in 2036
    const auto severity_at = [&](std::string_view day) {
        const Inspection image = examined({{file("srv/shop.crt", pem)}});
        const auto at = *parse_time(day);
        return only(find_findings(image, Timeline(image), {at, nullptr}), "certificate");
    };
    CHECK(severity_at("2026-11-26T00:00:00Z").severity == FindingSeverity::note);
    CHECK(severity_at("2026-11-26T00:00:00Z").note == "expires on 2036-11-22");
    CHECK(severity_at("2026-11-24T00:00:00Z").severity == FindingSeverity::medium);
    CHECK(severity_at("2026-11-24T00:00:00Z").note == "not valid before 2026-11-25");
    CHECK(severity_at("2036-11-01T00:00:00Z").severity == FindingSeverity::low);
    CHECK(severity_at("2036-11-23T00:00:00Z").severity == FindingSeverity::medium);
    CHECK(severity_at("2036-11-23T00:00:00Z").note == "expired on 2036-11-22");
    const Findings bundle = judge(examined({{file("srv/all.pem", pem + pem + pem + pem)}}));
    CHECK(only(bundle, "certificate").shown == "4 certificates");
    CHECK(only(bundle, "certificate").note == "the first expires on 2036-11-22");
    CHECK(of_rule(judge(examined({{file("etc/ssl/certs/root.pem", pem)}})), "certificate").empty());
}

TEST_CASE("keys in bytes are found by what they are, and text that begins like one is text") {
    const std::string key =
        decode_base64("MC4CAQAwBQYDK2VwBCIEIApexWEnPR2faLvZz0KgWfpfw32KbDihPgPgzQoX9ufi"); // made for this test
    const Findings found = judge(examined({{file("srv/tls/server.key", key), file("srv/app.bin", key)}}));
    CHECK(only(found, "private-key").where() == "/srv/tls/server.key");
    CHECK(only(found, "private-key").severity == FindingSeverity::high);
    CHECK(only(judge(examined({{file("srv/api.key", "0 " + token + "\n")}})), "github-token").line == 1);
}

TEST_CASE("what packages ship as examples and tests weighs nothing") {
    const Findings found = judge(examined({{file("usr/lib/python3/test/keys.txt", token)}}));
    CHECK(only(found, "github-token").severity == FindingSeverity::note);
    CHECK(only(found, "github-token").note == "an example or a test of a package");
    CHECK(judge(examined({{file("srv/test/keys.txt", token)}})).rows[0].severity == FindingSeverity::high); // one's own
}

TEST_CASE("words to translate are no settings") {
    const std::string words = R"({"password": "Passwort vergessen?", "token": "Zugangscode"})";
    CHECK(judge(examined({{file("srv/i18n/de.json", words), file("srv/locales/de/auth.yml", words)}})).rows.empty());
    CHECK(judge(examined({{file("srv/settings.json", words)}})).rows.size() == 2);
    CHECK(of_rule(judge(examined({{file("srv/lang/.env", "DB_PASSWORD=Tr4-kw9z")}})), "password-setting").size() == 1);
}

TEST_CASE("bytes that are no text are not looked into, text is however large") {
    CHECK(judge(examined({{file("srv/program", std::string("\0", 1) + token)}})).rows.empty());
    std::string large(3'000'000, 'x');
    large.replace(1'000'000, token.size() + 2, " " + token + " ");
    CHECK(only(judge(examined({{file("srv/large.js", large)}})), "github-token").offset == 1'000'001);
    large.replace(1'000'000, token.size() + 2, token.size() + 2, 'x')
        .replace(2'900'000, token.size() + 2, " " + token + " ");
    CHECK(only(judge(examined({{file("srv/large.js", large)}})), "github-token").offset == 2'900'001);
}

TEST_CASE("a text of two bytes a character, as Windows writes it, is looked into too") {
    const auto wide = [](std::string_view text, bool low_first) {
        std::string bytes = low_first ? "\xff\xfe" : "\xfe\xff";
        for (const char c : text) {
            const char pair[] = {low_first ? c : '\0', low_first ? '\0' : c};
            bytes.append(pair, 2);
        }
        return bytes;
    };
    for (const bool low_first : {true, false}) {
        const Finding row =
            only(judge(examined({{file("srv/login.ps1", wide("# keys\n$key = '" + token + "'\n", low_first))}})),
                 "github-token");
        CHECK(row.line == 2);
        CHECK(row.offset == 2 + 2 * std::string_view("# keys\n$key = '").size());
        CHECK(row.shown == "ghp_…Hj (40 characters)");
    }
    CHECK(judge(examined({{file("srv/odd.txt", "\xff\xfe" + token)}})).rows.empty()); // two characters in each pair
    CHECK(judge(examined({{file("srv/mark.txt", "\xff\xfe")}})).rows.empty());
}

TEST_CASE("an allow list takes away what it names, and tells what it did not need") {
    const Inspection image = examined({{file("srv/a.txt", token), file("opt/run", "x", 04755)}});
    const auto list = AllowList::parse("# known\ngithub-token /srv/**   # a fake\nsetuid /usr/bin/*\n\n");
    REQUIRE(list);
    const Findings found = judge(image, &*list);
    CHECK(found.allowed == 1);
    CHECK(of_rule(found, "github-token").empty());
    CHECK(of_rule(found, "setuid").size() == 1);
    CHECK(found.unused == std::vector<std::string>{"setuid /usr/bin/*"});
    CHECK(AllowList::parse("ok-rule **").error().message.starts_with("line 1: there is no rule \"ok-rule\""));
    CHECK(AllowList::parse("\nsetuid").error().message.starts_with("line 2: a path is missing"));
    CHECK_FALSE(AllowList::parse("setuid [a"));
    const auto marked = AllowList::parse("\xef\xbb\xbfsetuid /opt/run\r\n"); // as Windows writes it
    REQUIRE(marked);
    CHECK(of_rule(judge(image, &*marked), "setuid").empty());
    const auto all = AllowList::parse("* **");
    CHECK(judge(image, &*all).rows.empty());
}

TEST_CASE("layers that nobody looked into are counted, rows are in order, and an empty image has none") {
    Inspection image = examined({{file("opt/run", "x", 04755), file("srv/a.txt", token)}});
    const Findings found = judge(image);
    CHECK(found.unexamined == 0);
    CHECK(found.rows.size() == 2);
    CHECK(found.rows[0].severity == FindingSeverity::high);
    CHECK(found.counts == std::array<std::uint64_t, finding_severities>{1, 1, 0, 0});
    Layer blind = *image.layers[0];
    blind.examined = 0;
    blind.facts.clear();
    image.layers[0] = std::make_shared<const Layer>(blind);
    CHECK(judge(image).unexamined == 1);
    CHECK(judge(Inspection{}).rows.empty());
}
