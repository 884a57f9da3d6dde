#include "core/insight/examiner.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

using namespace strata;

namespace {

/// Wants files of one name, `most` bytes of them.
class Wants final : public Examiner {
public:
    Wants(std::string_view name, std::size_t most, std::uint8_t kinds) : name_(name), most_(most), kinds_(kinds) {}
    std::uint8_t kinds() const override { return kinds_; }
    std::unique_ptr<Examination> begin(std::string_view path, const Entry&) const override {
        if (!path.ends_with(name_)) return nullptr;
        return std::make_unique<Look>(most_);
    }

private:
    struct Look final : Examination {
        explicit Look(std::size_t bytes) : most(bytes) {}
        Appetite take(std::span<const std::byte> bytes) override {
            seen += bytes.size();
            return seen < most ? Appetite::more : Appetite::enough;
        }
        FileFacts finish() override {
            FileFacts facts;
            facts.owned = {std::to_string(seen)};
            return facts;
        }
        std::size_t most;
        std::size_t seen = 0;
    };
    std::string_view name_;
    std::size_t most_;
    std::uint8_t kinds_;
};

std::unique_ptr<Examiner> two_parts() {
    std::vector<std::unique_ptr<Examiner>> parts;
    parts.push_back(std::make_unique<Wants>("both", 3, facts_packages));
    parts.push_back(std::make_unique<Wants>("h", 6, facts_secrets));
    return join_examiners(std::move(parts));
}

std::span<const std::byte> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

} // namespace

TEST_CASE("several examiners look at the same bytes, each until it has enough") {
    const auto examiner = two_parts();
    CHECK(examiner->kinds() == facts_all);
    const auto look = examiner->begin("/both", {});
    REQUIRE(look);
    CHECK(look->take(bytes("1234")) == Appetite::more); // enough for the first
    CHECK(look->take(bytes("5678")) == Appetite::enough);
    CHECK(look->finish().owned == std::vector<std::string>{"4", "8"});
}

TEST_CASE("a file that one examiner wants is shown to that one alone") {
    const auto examiner = two_parts();
    CHECK(examiner->begin("/none", {}) == nullptr);
    const auto look = examiner->begin("/oh", {});
    REQUIRE(look);
    CHECK(look->take(bytes("123456")) == Appetite::enough);
    CHECK(look->finish().owned == std::vector<std::string>{"6"});
}

TEST_CASE("only what is asked for is looked for") {
    CHECK(make_examiner(facts_packages)->kinds() == facts_packages);
    CHECK(make_examiner(0)->kinds() == 0);
    CHECK(make_examiner(facts_packages)->begin("/var/lib/dpkg/status", {.size = 5}) != nullptr);
    CHECK(make_examiner(0)->begin("/var/lib/dpkg/status", {.size = 5}) == nullptr);
}
