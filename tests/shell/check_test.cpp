// `strata findings` and `strata check` as a person runs them.
#include "tests/kit/image_builder.hpp"
#include "tests/kit/run_in_process.hpp"
#include "tests/kit/temporary_directory.hpp"
#include "tests/samples/shop_api.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

using namespace strata;
using kit::run;

namespace {

const std::string token = std::string("gh") + "p_wT4kQ9zLm2Xc7Vb1Nn5Rr8Ss3Dd6Ff0Gg2Hj";

class Folder {
public:
    std::string write(const std::string& name, std::string_view bytes) {
        const std::filesystem::path path = folder_.path() / name;
        std::ofstream(path, std::ios::binary) << bytes;
        return path.string();
    }
    std::string image(const std::string& name, std::vector<kit::TarFile> files, const std::string& user = "node") {
        kit::ImagePlan plan{.names = {"shop/api:1.0"}};
        plan.settings.user = user;
        plan.settings.env = {"PATH=/bin", "DB_PASSWORD=Tr4-kw9z"};
        plan.steps = {{.created_by = "COPY . /srv # buildkit", .layer = kit::write_tar(files)},
                      {.created_by = "ENV DB_PASSWORD=Tr4-kw9z"},
                      {.created_by = "RUN /bin/sh -c rm /srv/token # buildkit",
                       .layer = kit::write_tar({kit::whiteout("srv/token")})}};
        return write(name, kit::build_archive(plan, {}));
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ifstream file(folder_.path() / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    [[nodiscard]] std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

private:
    kit::TemporaryDirectory folder_;
};

} // namespace

TEST_CASE("findings shows secrets masked, with layer and instruction, and ends with 1") {
    Folder folder;
    const std::string image = folder.image("a.tar", {kit::file("srv/token", token)});
    const auto ran = run({"findings", image});
    CHECK(ran.exit == 1);
    CHECK(ran.err.empty());
    CHECK(ran.out.starts_with(
        "Found: 1 high, 1 medium. 1 of them is in no file of the finished image, but still in a layer.\n"));
    CHECK(ran.out.find("/srv/token:1") != std::string::npos);
    CHECK(ran.out.find("layer 1, deleted by layer 2  COPY . /srv") != std::string::npos);
    CHECK(ran.out.find("ENV DB_PASSWORD") != std::string::npos);
    CHECK(ran.out.find("Tr4-kw9z") == std::string::npos); // nor in the instruction that sets it
    CHECK(ran.out.find(token.substr(4, 12)) == std::string::npos);
    CHECK(run({"findings", image, "--rule", "setuid"}).exit == 0);
    CHECK(run({"findings", image, "--rule", "setuid"}).out == "Found: nothing.\n");
    CHECK(run({"findings", image, "--rule", "setiud"}).err.find("did you mean \"setuid\"?") != std::string::npos);
    const auto json = run({"findings", image, "--json", "--severity", "high"});
    CHECK(json.out.starts_with(
        "{\"rule\":\"github-token\",\"title\":\"GitHub token\",\"severity\":\"high\",\"group\":\"secret\","
        "\"path\":\"/srv/"
        "token\",\"setting\":null,\"line\":1,\"offset\":0,\"layer\":1,\"in_base\":false,\"hidden_by\":2,"
        "\"history\":1,\"instruction\":\"COPY . /srv\","));
    CHECK(std::ranges::count(json.out, '\n') == 1);
    const std::string list = folder.write("known", "github-token /srv/token\npassword-setting ENV *\nsetuid /none\n");
    const auto allowed = run({"findings", image, "--allow", list});
    CHECK(allowed.exit == 0);
    CHECK(allowed.out == "Found: nothing. Allowed: 2.\n");
    CHECK(allowed.err.find("\"setuid /none\" allows nothing") != std::string::npos);
}

TEST_CASE("check prints the rules that hold, with their origin, and ends with 0, 1 or 2") {
    Folder folder;
    const std::string image = folder.image("a.tar", {kit::file("srv/token", token)});
    const std::string rules = folder.write("rules.yaml", "max-size: 1MB\nno-root: true\nrules:\n  no-latest: on\n"
                                                         "max_size: 3\nallow: [\"password-setting ENV DB_*\"]\n");
    const auto good = run({"check", image, "--rules", rules});
    CHECK(good.exit == 0);
    CHECK(good.out.find("PASS  max-size: 1MB  (" + rules + ", line 1)") != std::string::npos);
    CHECK(good.out.ends_with("\nPASS [pass:3]\n"));
    CHECK(good.err.find("line 5: \"max_size\" is no rule; did you mean \"max-size\"?") != std::string::npos);
    const auto bad = run({"check", image, "--rules", rules, "--no-secrets", "--max-size", "10"});
    CHECK(bad.exit == 1);
    CHECK(bad.out.find("FAIL  max-size: 10  (--max-size)") != std::string::npos);
    CHECK(bad.out.find("/srv/token:1  GitHub token: ghp_…Hj (40 characters) (layer 1, deleted by layer 2)") !=
          std::string::npos);
    CHECK(bad.out.find("ENV DB_PASSWORD") == std::string::npos); // allowed by the file
    CHECK(run({"check", image, "--max-size", "many"}).exit == 2);
    CHECK(run({"check", image, "--rules", folder.path("absent")}).exit == 2);
    CHECK(run({"check", image, "--report", "pdf=x"}).exit == 2);
    CHECK(run({"check", image, "--rules", folder.write("odd.yaml", "no-root: [a, b]")})
              .err.find("line 1: no-root: one") != std::string::npos);
}

TEST_CASE("check of sizes alone says nothing of secrets, and an allow list is judged all the same") {
    Folder folder;
    const std::string image = folder.image("a.tar", {kit::file("srv/token", token)});
    const auto sizes = run({"check", image, "--max-size", "1GB"});
    CHECK(sizes.exit == 0);
    CHECK(sizes.err.empty());
    const std::string allowed = folder.write("allow.txt", "github-token /srv/token\ngithub-token /srv/other\n");
    const auto listed = run({"check", image, "--max-size", "1GB", "--allow", allowed});
    CHECK(listed.err.find("/srv/other\" allows nothing") != std::string::npos);
    CHECK(listed.err.find("/srv/token\" allows nothing") == std::string::npos);
    CHECK(listed.out.find("\n  Allowed: github-token /srv/token\n") != std::string::npos);
}

TEST_CASE("a report, which is handed around, shows no secret of the settings and the history") {
    Folder folder;
    const std::string image = folder.image("a.tar", {kit::file("srv/x", "x")});
    for (const char* form : {"--json", "--markdown", "--html"}) {
        const auto ran = run({"report", image, form});
        INFO(form);
        CHECK(ran.out.find("PASSWORD") != std::string::npos);
        CHECK(ran.out.find("Tr4-kw9z") == std::string::npos);
    }
    CHECK(run({"inspect", image}).out.find("Tr4-kw9z") != std::string::npos); // as docker shows it
}

TEST_CASE("a diff shows that a secret changed, and neither the old one nor the new") {
    Folder folder;
    const auto image = [&](const std::string& name, const std::string& password, const std::string& label) {
        kit::ImagePlan plan{.names = {"shop/api:1.0"}};
        plan.settings.env = {"PATH=/bin", "DB_PASSWORD=" + password};
        plan.settings.labels = {{"registry-token", label}, {"team", "shop"}};
        plan.steps = {{.created_by = "ENV DB_PASSWORD=" + password},
                      {.created_by = "COPY . /srv", .layer = kit::write_tar({kit::file("srv/x", "x")})}};
        return folder.write(name, kit::build_archive(plan, {}));
    };
    const std::string first = "Tr4-kw9z", second = "Zq8-mm2x";
    const std::string old = image("old.tar", first, token), now = image("new.tar", second, "none");
    for (const char* form : {"--all", "--json", "--markdown", "--html"}) {
        const auto ran = run({"diff", old, now, form});
        INFO(form);
        CHECK(ran.exit == 1);
        CHECK(ran.out.find("PASSWORD") != std::string::npos);
        CHECK(ran.out.find("registry-token") != std::string::npos);
        for (const std::string& secret : {first, second, token}) CHECK(ran.out.find(secret) == std::string::npos);
    }
}

TEST_CASE("check compares with an older image") {
    Folder folder;
    const std::string old = folder.image("old.tar", {kit::file("srv/a", "x")});
    const std::string now =
        folder.image("new.tar", {kit::file("srv/a", std::string(100, 'x')), kit::file("opt/run", "x", 04755)});
    const auto ran = run({"check", now, "--against", old, "--max-growth", "50", "--no-new-privileges"});
    CHECK(ran.exit == 1);
    CHECK(ran.out.find("larger by 100 B than shop/api:1.0, 50 are allowed at most") != std::string::npos);
    CHECK(ran.out.find("/opt/run  setuid program: rwsr-xr-x 0:0") != std::string::npos);
    CHECK(run({"check", now, "--against", now, "--max-growth", "0", "--no-new-privileges"}).exit == 0);
}

TEST_CASE("diff tells which findings are new and which are gone, and none of an image with itself") {
    Folder folder;
    const std::string a = folder.image("a.tar", {kit::file("opt/run", "x", 04755)});
    const std::string b = folder.image("b.tar", {kit::file("opt/new", "x", 04755), kit::file("srv/token", token)});
    const auto text = run({"diff", a, b, "--only", "findings"});
    CHECK(text.out.find(
              "\nFindings\n  + high  github-token  /srv/token:1  ghp_…Hj (40 characters)  (in a layer alone)\n"
              "  + medium  setuid  /opt/new  rwsr-xr-x 0:0\n  - medium  setuid  /opt/run") != std::string::npos);
    const auto json = run({"diff", a, b, "--only", "findings", "--json"});
    CHECK(json.out.find("\"change\": \"removed\",\n      \"rule\": \"setuid\"") != std::string::npos);
    CHECK(json.out.find("\"ghost\": true") != std::string::npos);
    CHECK(run({"diff", a, b, "--markdown"}).out.find("<summary>Findings (2 new, 1 gone)</summary>") !=
          std::string::npos);
    CHECK(run({"diff", a, a}).out.find("Findings") == std::string::npos);
    CHECK(run({"diff", a, a, "--json"}).out.find("\"findings\": []") != std::string::npos);
    CHECK(run({"diff", a, b, "--only", "files", "--json"}).out.find("\"findings\": []") != std::string::npos);
}

TEST_CASE("the faults of the sample images are found") {
    Folder folder;
    const std::string image =
        folder.write("shop.tar", kit::build_archive(samples::shop_api(samples::Version::second), {}));
    const auto found = [&](std::string_view rule) {
        return run({"findings", image, "--severity", "note", "--rule", rule}).out;
    };
    CHECK(found("dotenv").find("/srv/app/.env") != std::string::npos);
    CHECK(found("dotenv").find("deleted by layer 8") != std::string::npos);
    CHECK(found("private-key").find("/srv/app/certs/shop.key:1") != std::string::npos);
    CHECK(found("git-repository").find("/srv/app/.git") != std::string::npos);
    CHECK(run({"check", image, "--no-secrets"}).exit == 1);
}

TEST_CASE("check writes every form") {
    Folder folder;
    const std::string image = folder.image("a.tar", {kit::file("srv/token", token)}, "");
    const std::string junit = "junit=" + folder.path("check.xml"), sarif = "sarif=" + folder.path("check.sarif");
    const auto ran = run(
        {"check", image, "--no-root", "--no-secrets", "--report", junit, "--report", sarif, "--format", "markdown"});
    CHECK(ran.exit == 1);
    CHECK(ran.out.starts_with("### ❌ Image check of shop/api:1.0: FAIL [fail:2]"));
    CHECK(folder.read("check.xml").find("<testcase classname=\"strata.check\" name=\"no-root: true\"") !=
          std::string::npos);
    CHECK(folder.read("check.sarif").find("\"ruleId\": \"github-token\"") != std::string::npos);
    CHECK(run({"check", image, "--json", "--no-root"})
              .out.starts_with("{\n  \"holds\": false,\n  \"image\": \"shop/api:1.0\","));
}

TEST_CASE("waste writes dive's export, and replaces what stood in the file") {
    Folder folder;
    const std::string image = folder.image("a.tar", {kit::file("srv/token", token)});
    const std::string path = folder.write("export.json", std::string(10'000, 'x'));
    CHECK(run({"waste", image, "--dive-json", path}).exit == 0);
    const std::string written = folder.read("export.json");
    CHECK(written.starts_with("{\n  \"layer\": [\n"));
    CHECK(written.ends_with("}"));
    CHECK(run({"waste", image, "--dive-json", "-"}).out == written + "\n");
}

TEST_CASE("help lists the rules") {
    const auto ran = run({"help", "rules"});
    CHECK(ran.out.find("github-token") != std::string::npos);
    CHECK(ran.out.find("unknown-owner") != std::string::npos);
}

TEST_CASE("check fails where a file sets no rule, and where options contradict each other") {
    Folder folder;
    const std::string image = folder.image("a.tar", {kit::file("srv/a", "x")});
    const auto none = run({"check", image, "--rules", folder.write("none.yaml", "rules:\n")});
    CHECK(none.exit == 2);
    CHECK(none.err.find("none.yaml: no rule is set") != std::string::npos);
    CHECK(run({"check", image, "--rules", folder.path("none.yaml"), "--no-root"}).exit == 0);
    for (const std::string toml : {"[rules]\nmax-size = \"1MB\"\n", "max-size = \"1MB\"\n"}) {
        const auto refused = run({"check", image, "--rules", folder.write("rules.toml", toml)});
        CHECK(refused.exit == 2);
        CHECK(refused.err.find("YAML") != std::string::npos);
    }
    CHECK(run({"check", image, "--no-root", "--json", "--format", "junit"}).exit == 2);
    CHECK(run({"check", image, "--no-root", "--json", "--format", "json"}).exit == 0);
}

TEST_CASE("check looks the user up in the image") {
    Folder folder;
    const std::string passwd = "root:x:0:0::/:/bin/sh\ntoor:x:0:0::/:/bin/sh\napp:x:7:7::/:/bin/sh\n";
    const auto exit_as = [&](const std::string& user) {
        return run({"check", folder.image("a.tar", {kit::file("etc/passwd", passwd)}, user), "--no-root"}).exit;
    };
    CHECK(exit_as("toor") == 1);
    CHECK(exit_as("+0") == 1);
    CHECK(exit_as("app") == 0);
    CHECK(exit_as("7") == 0);
}
