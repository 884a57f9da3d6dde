#include "tests/kit/corpus.hpp"
#include "tests/real/facts.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace strata;

TEST_CASE("the corpus' facts are found, each with its archive") {
    const auto folder = kit::corpus_or_skip();
    const auto facts = real::image_facts(folder);
    CHECK(facts.size() >= 140);
    for (const real::ImageFact& fact : facts) {
        INFO(fact.name);
        CHECK(std::filesystem::exists(fact.archive));
        CHECK((fact.config_digest || !fact.diff_ids.empty()));
    }
}

TEST_CASE("every archive of the corpus is in facts, or is known to have none") {
    const auto folder = kit::corpus_or_skip();
    const auto facts = real::image_facts(folder);
    for (const auto& archive : kit::list_folder(folder / "real")) {
        const std::string name = archive.filename().string();
        const bool known = name.ends_with(".export.tar") || name.starts_with("outer-") ||
                           name.starts_with("docker26-web.tar") || name == "buildx-cache-dir" ||
                           name == "buildx-flat.tar" || name == "umoci-bw.tar" || // umoci-bw/ as a tar
                           name == "docker26c-pulled-att.tar"; // without config and layers: skopeo refuses it
        INFO(name);
        CHECK((known || std::ranges::any_of(facts, [&](const auto& fact) { return fact.archive == archive; })));
    }
}

TEST_CASE("facts whose archive the corpus left out") {
    std::string names;
    for (const std::string& name : real::facts_without_archive(kit::corpus_or_skip())) names += " " + name;
    if (!names.empty()) kit::skip("no archive in real/ for" + names);
}
