#include "tests/kit/corpus.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/interfaces/catch_interfaces_capture.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <zlib.h>

namespace strata::kit {

std::optional<std::filesystem::path> corpus() {
    const char* folder = std::getenv("STRATA_CORPUS");
    if (folder == nullptr || *folder == '\0') return std::nullopt;
    return std::filesystem::path(folder);
}

std::filesystem::path corpus_or_skip() {
    auto folder = corpus();
    if (!folder) skip("STRATA_CORPUS is not set");
    if (!std::filesystem::is_directory(*folder / "real"))
        FAIL("STRATA_CORPUS: " << folder->string() << " has no real/");
    return *folder;
}

void note_skip(std::string_view reason) {
    const std::string test = Catch::getResultCapture().getCurrentTestName();
    std::fprintf(stderr, "SKIP %s: %.*s\n", test.c_str(), static_cast<int>(reason.size()), reason.data());
}

void skip(std::string_view reason) {
    note_skip(reason);
    SKIP(reason);
    std::abort(); // SKIP throws, which its macro does not tell the compiler
}

std::vector<std::filesystem::path> list_folder(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
    std::ranges::sort(paths);
    return paths;
}

std::string read_text(const std::filesystem::path& path) {
    if (path.extension() != ".gz") {
        std::ifstream in(path, std::ios::binary);
        if (!in) FAIL("can't read " << path.string());
        return {std::istreambuf_iterator<char>(in), {}};
    }
    const gzFile in = gzopen(path.c_str(), "rb");
    if (in == nullptr) FAIL("can't read " << path.string());
    std::string text;
    std::array<char, 64 * 1024> buffer{};
    int got = 0;
    while ((got = gzread(in, buffer.data(), buffer.size())) > 0)
        text.append(buffer.data(), static_cast<std::size_t>(got));
    gzclose(in);
    if (got < 0) FAIL("damaged: " << path.string());
    return text;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

} // namespace strata::kit
