#include "core/base/text.hpp"
#include "tests/kit/corpus.hpp"
#include "tests/kit/run_command.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <map>

using namespace strata;

namespace {

constexpr double allowed_seconds = 10;
constexpr std::uint64_t allowed_bytes = 256 * 1024 * 1024;

/// "compare" is diff with an image that has nothing to do with it.
constexpr std::string_view verbs[] = {"images",     "inspect", "history", "layers",  "files",    "waste",
                                      "verify",     "diff",    "compare", "df",      "packages", "findings",
                                      "dockerfile", "check",   "report",  "snapshot"};

kit::CommandResult run(std::string_view verb, const std::filesystem::path& file) {
    std::vector<std::string> words = {STRATA_COMMAND, std::string(verb), file.string()};
    if (verb == "diff") words.push_back(file.string());
    if (verb == "compare") words = {STRATA_COMMAND, "diff", file.string(), file.parent_path() / "00-control-valid.tar"};
    if (verb == "snapshot") words.insert(words.end(), {"-o", "/dev/null"});
    if (verb == "check")
        words.insert(words.end(),
                     {"--no-secrets", "--max-waste", "5%", "--deny-package", "telnetd", "--forbid", "**/*.{pem,key}"});
    return kit::run_command(words);
}

/// Where a control character stands that a terminal would obey; a tab between columns is none.
std::optional<std::size_t> control_character(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const bool c1 = byte == 0xc2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xa0;
        if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f || c1) return at;
    }
    return std::nullopt;
}

/// What must hold of any command on any input.
void check_manners(std::string_view verb, const std::filesystem::path& file, const kit::CommandResult& result) {
    INFO("strata " << verb << " " << file.string() << "\nexit " << result.exit_code << ", signal " << result.signal
                   << ", " << result.seconds << " s, " << result.peak_bytes / 1024 << " KiB\n"
                   << result.error.substr(0, 2000));
    CHECK(result.signal == 0);
    CHECK((result.exit_code >= 0 && result.exit_code <= 2));
    // On a busy machine the clock alone would accuse the innocent.
    CHECK_FALSE(result.timed_out);
    CHECK(std::min(result.seconds, result.processor_seconds) <= allowed_seconds);
    CHECK(result.peak_bytes <= allowed_bytes);
    CHECK(control_character(result.out) == std::nullopt);
    CHECK(control_character(result.error) == std::nullopt);
    if (result.exit_code == 2) {
        const auto lines = kit::lines_of(result.error);
        REQUIRE_FALSE(lines.empty());
        CHECK(std::ranges::any_of(lines, [&](const std::string& line) {
            return line.starts_with("strata: ") && line.find(file.filename().string()) != std::string::npos;
        }));
    }
}

/// expectations.tsv: file, exit statuses of images, layers and verify, and words that what is said must hold.
struct Expectation {
    std::map<std::string, std::string> exits; ///< by verb
    std::string words;
};

std::map<std::string, Expectation> expectations() {
    std::map<std::string, Expectation> table;
    for (const std::string& line : kit::lines_of(kit::read_text(STRATA_EXPECTATIONS))) {
        if (line.starts_with('#')) continue;
        std::vector<std::string> cells(1);
        for (const char byte : line)
            if (byte == '\t')
                cells.emplace_back();
            else
                cells.back() += byte;
        cells.resize(5);
        table[cells[0]] = {.exits = {{"images", cells[1]}, {"layers", cells[2]}, {"verify", cells[3]}},
                           .words = cells[4]};
    }
    return table;
}

void check_expectation(const std::filesystem::path& file, const Expectation& expected,
                       const std::map<std::string, kit::CommandResult>& results) {
    std::string said;
    for (const auto& [verb, wanted] : expected.exits) {
        const kit::CommandResult& result = results.at(verb);
        INFO("strata " << verb << " " << file.filename().string() << "\n" << result.error.substr(0, 2000));
        CHECK(text(result.exit_code) == wanted);
        said += result.error + result.out;
    }
    INFO(said.substr(0, 4000));
    if (!expected.words.empty()) CHECK(said.find(expected.words) != std::string::npos);
}

std::vector<std::filesystem::path> hostile_archives(const std::filesystem::path& folder) {
    auto files = kit::list_folder(folder);
    std::erase_if(files, [](const auto& file) { return file.filename() == "INVENTORY.tsv"; });
    return files;
}

} // namespace

TEST_CASE("every verb keeps its manners with every hostile archive") {
    const std::string_view verb = GENERATE(from_range(std::begin(verbs), std::end(verbs)));
    const auto folder = kit::corpus_or_skip() / "hostile";
    for (const auto& file : hostile_archives(folder)) check_manners(verb, file, run(verb, file));
}

TEST_CASE("every hostile archive comes to what it must") {
    const auto folder = kit::corpus_or_skip() / "hostile";
    const auto table = expectations();
    const auto files = hostile_archives(folder);
    CHECK(files.size() >= 112);
    for (const auto& file : files) {
        std::map<std::string, kit::CommandResult> results;
        for (const std::string_view verb : {"images", "layers", "verify"}) results[std::string(verb)] = run(verb, file);
        if (const auto row = table.find(file.filename().string()); row != table.end())
            check_expectation(file, row->second, results);
        else
            FAIL_CHECK(file.filename().string() << " has no row in expectations.tsv");
    }
}
