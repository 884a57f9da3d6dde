// strata_smoke ARCHIVE: says what the core reads from an archive, which it holds in memory. Natively and in WebAssembly
// it must say the same.
#include "core/archive/open_archive.hpp"
#include "core/base/limits.hpp"
#include "core/base/text.hpp"
#include "core/bytes/hash.hpp"
#include "core/bytes/source.hpp"

#include <cstdio>
#include <span>
#include <string>
#include <utility>

using namespace strata;

namespace {

void print(const std::string& line) { std::printf("%s\n", line.c_str()); }

Result<std::string> read_whole(const char* path) {
    std::FILE* file = std::fopen(path, "rb");
    if (!file) return fail(text("cannot open ", path));
    std::string bytes;
    char buffer[65536];
    while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file)) bytes.append(buffer, count);
    std::fclose(file);
    return bytes;
}

std::string digests(const std::string& bytes) {
    std::string out;
    for (const auto algorithm : {DigestAlgorithm::sha256, DigestAlgorithm::sha384, DigestAlgorithm::sha512})
        out += text(" ", digest_of(std::as_bytes(std::span(bytes)), algorithm).text());
    return out;
}

Result<> print_members(const Archive& archive) {
    const auto members = archive.members();
    for (MemberIndex i = 0; i < members.size(); ++i) {
        print(text(members[i].name, " ", members[i].size, " ", members[i].link_target));
        if (members[i].type != FileType::regular) continue;
        const auto source = TRY(archive.open(i));
        print(digests(TRY(read_all(*source, gibibyte))));
    }
    return {};
}

Result<> print_archive(const char* path) {
    auto bytes = TRY(read_whole(path));
    const auto archive = TRY(open_archive(make_memory_source(std::move(bytes))));
    TRY(print_members(*archive));
    for (const Problem& problem : archive->problems()) print(problem.message);
    return {};
}

} // namespace

int main(int count, char** words) {
    const auto printed = count == 2 ? print_archive(words[1]) : Result<>(fail("usage: strata_smoke ARCHIVE"));
    if (!printed) print(printed.error().message);
    return printed ? 0 : 2;
}
