// The files that `strata check` reads its rules from.
#include "shell/check_file.hpp"
#include "shell/yaml_file.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace strata;

TEST_CASE(".dive-ci is read as dive reads it") {
    // dive's own sample, .data/.dive-ci, but for its comments.
    const auto sample =
        read_check_file("---\nplugins:\n  - plugin1\n\nrules:\n  # comment\n  lowestEfficiency: 0.95\n\n"
                        "  highestWastedBytes: 20Mb\n\n  highestUserWastedPercent: 0.10\n\n"
                        "  plugin1/rule1: error\n",
                        ".dive-ci");
    REQUIRE(sample);
    REQUIRE(sample->rules.size() == 3);
    CHECK(sample->rules[0].ratio == 0.95);
    CHECK(sample->rules[1].bytes == 20'000'000);
    CHECK(sample->rules[2].ratio == 0.1);
    CHECK(sample->warnings.size() == 2);
    // What is not set has dive's default; a key outside of `rules` means nothing to dive, and is named.
    const auto some = read_check_file("lowestEfficiency: 0.5\nrules:\n  highestWastedBytes: off\n", "x/.dive-ci");
    REQUIRE(some);
    REQUIRE(some->rules.size() == 3);
    CHECK(some->rules[0].disabled);
    CHECK(some->rules[1].ratio == 0.9);
    CHECK(some->rules[1].origin == "dive's default");
    CHECK(some->warnings[0].find("\"lowestEfficiency\" counts only below \"rules:\"") != std::string::npos);
    CHECK(read_check_file("", ".dive-ci")->rules.size() == 3);
    CHECK(read_check_file("rules:\n  lowestEfficiency: 1.1\n", ".dive-ci").error().message.find("line 2") !=
          std::string::npos);
    // Nothing is no setting; and dive reads none but its own spelling.
    const auto nothing = read_check_file("rules:\n  lowestEfficiency:\n  highestUserWastedPercent: ~\n", ".dive-ci");
    REQUIRE(nothing);
    REQUIRE(nothing->rules.size() == 3);
    CHECK(nothing->rules[0].ratio == 0.9);
    CHECK(read_check_file("rules:\n  lowestEfficiency: \"\"\n", ".dive-ci")->rules[0].disabled);
    const auto kebab = read_check_file("rules:\n  lowest-efficiency: 0.99\n", ".dive-ci");
    REQUIRE(kebab);
    CHECK(kebab->rules[0].ratio == 0.9);
    CHECK(kebab->warnings.at(0).find("means nothing to dive; did you mean \"lowestEfficiency\"?") != std::string::npos);
    // Strata's own file has no defaults, and knows dive's names.
    CHECK(read_check_file("lowestEfficiency: 0.5\n", "rules.yaml")->rules.size() == 1);
}

TEST_CASE("an alias in YAML stands for the text of its anchor") {
    const auto read = read_check_file("rules:\n  lowestEfficiency: &share 0.8\n  highestUserWastedPercent: *share\n"
                                      "later: &list [&share 0.5, *share]\n",
                                      ".dive-ci");
    REQUIRE(read);
    CHECK(read->rules[0].ratio == 0.8);
    CHECK(read->rules[1].ratio == 0.8);
    CHECK(parse_yaml("a: &x 1\nb: &x 2\nc: *x\n")->fields[2].value.text == "2"); // the last one before it
}

TEST_CASE("YAML that is none, or is made to hurt, is refused with its line") {
    CHECK(parse_yaml("a: [1, 2]\nb:\n  c: x\n")->fields.size() == 2);
    CHECK(parse_yaml("")->fields.empty());
    CHECK(parse_yaml("a: {b: ").error().message.starts_with("line "));
    CHECK(parse_yaml("\ta: b").error().message.starts_with("line 1: "));
    for (const std::string& alias :
         {std::string("a: 1\nb: *x\n"), "a: &x [1]\nb: *x\n" + std::string(),
          "a: &x " + std::string(2000, '1') + "\nb: *x\n", std::string("a: &x [*x]\nb: 1\n")})
        CHECK(parse_yaml(alias).error().message.find(
                  ": *x stands for no short text that was anchored before; write the value out") != std::string::npos);
    CHECK(parse_yaml("? [a]\n: b\n").error().message.find("a key must be text") != std::string::npos);
    CHECK(parse_yaml(std::string(1000, '[')).error().message.find("deep") != std::string::npos);
    std::string many = "a: [";
    for (int i = 0; i < 110'000; i++) many += "1,";
    CHECK(parse_yaml(many + "]").error().message.find("more than 100000 values") != std::string::npos);
}

TEST_CASE("a file of rules that would not count as written is refused, with the line") {
    const auto refused = [](std::string_view written) {
        const auto read = read_check_file(written, "r.yaml");
        return read ? std::string("taken") : read.error().message;
    };
    CHECK(refused("[rules]\nmax-size = \"1MB\"\n") ==
          "r.yaml: line 1: rules are written in YAML: keys and values are needed, like \"max-size: 400MB\"");
    CHECK(refused("- max-size: 1B\n").find("line 1: rules are written in YAML: keys and values are needed") !=
          std::string::npos);
    CHECK(refused("max-size").find("line 1: rules are written in YAML: keys and values are needed") !=
          std::string::npos);
    CHECK(refused("max-size: 30MB\n---\nmax-size: 1\n").find("line 2: only the first document is read") !=
          std::string::npos);
    CHECK(refused("max-size: 1\nmax-size: 30MB\n").find("line 2: \"max-size\" is set already (r.yaml, line 1)") !=
          std::string::npos);
    CHECK(refused("max-size: 1\nrules:\n  max-size: 30MB\n").find("line 3: \"max-size\" is set") != std::string::npos);
    CHECK(refused("lowestEfficiency: 1\nlowest-efficiency: 0\n").find("is set already") != std::string::npos);
    CHECK(refused("rules:\n  - max-size: 1\n").find("line 1: \"rules\" must hold keys and values") !=
          std::string::npos);
    CHECK(refused("max-size: [1MB]").find("line 1: max-size: one value is needed, not a list") != std::string::npos);
    CHECK(refused("---\nmax-size: 1\n...\n") == "taken");
    CHECK(refused("rules:\n") == "taken");
    // dive reads all of these; what does not count is named.
    for (const char* odd : {"- a\n", "rules:\n  lowestEfficiency: 0.5\n---\nrules: {}\n",
                            "rules:\n  lowestEfficiency: 0.5\n  lowestEfficiency: 0.6\n"}) {
        const auto read = read_check_file(odd, ".dive-ci");
        REQUIRE(read);
        CHECK(read->rules.size() == 3);
        CHECK(read->warnings.size() == 1);
    }
    CHECK(read_check_file("rules:\n", ".dive-ci")->warnings.empty());
}
