// The packages of the corpus' images against what dpkg-query, rpm and go say of them.
#include "core/base/text.hpp"
#include "core/insight/examiner.hpp"
#include "core/insight/find_packages.hpp"
#include "tests/kit/corpus.hpp"
#include "tests/real/open_image.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

using Lines = std::vector<std::string>;

PackageList packages_of(const std::filesystem::path& archive) {
    const auto examiner = make_examiner(facts_packages);
    const Inspection inspection = real::open(archive).inspect(0, {.examiner = examiner.get()});
    return find_packages(Timeline(inspection));
}

/// "NAME VERSION ARCHITECTURE" of each package of an ecosystem, sorted.
Lines told(const PackageList& list, Ecosystem ecosystem) {
    Lines out;
    for (const FoundPackage& found : list.packages)
        if (found.package.ecosystem == ecosystem)
            out.push_back(text(found.package.name, ' ', found.package.version, ' ', found.package.architecture));
    std::ranges::sort(out);
    return out;
}

/// The cells of each line.
std::vector<Lines> table_of(const std::filesystem::path& path) {
    std::vector<Lines> rows;
    for (const std::string& line : kit::lines_of(kit::read_text(path))) {
        Lines cells(1);
        for (const char byte : line)
            if (byte == '\t')
                cells.emplace_back();
            else
                cells.back() += byte;
        rows.push_back(std::move(cells));
    }
    return rows;
}

} // namespace

TEST_CASE("dpkg's packages are those that dpkg-query lists") {
    const auto corpus = kit::corpus_or_skip();
    Lines expected;
    for (const Lines& row : table_of(corpus / "facts/pkg-dpkg.dpkg-query.tsv"))
        if (row[3].starts_with("ii")) expected.push_back(text(row[0], ' ', row[1], ' ', row[2]));
    std::ranges::sort(expected);
    const PackageList found = packages_of(corpus / "real/pkg-dpkg.tar");
    CHECK(expected.size() > 50);
    CHECK(told(found, Ecosystem::deb) == expected);
    CHECK(found.distribution.id == "debian");
}

TEST_CASE("rpm's packages are those that rpm -qa lists, with their sizes and licences") {
    const auto corpus = kit::corpus_or_skip();
    Lines expected, sizes, found_sizes;
    for (const Lines& row : table_of(corpus / "facts/pkg-rpm-sqlite.rpm-qa.tsv")) {
        const std::string epoch = row[1] == "(none)" || row[1] == "0" ? "" : row[1] + ":";
        expected.push_back(text(row[0], ' ', epoch, row[2], '-', row[3], ' ', row[4]));
        sizes.push_back(text(row[0], ' ', row[5], ' ', row[6]));
    }
    const PackageList found = packages_of(corpus / "real/pkg-rpm-sqlite.tar");
    CHECK(told(found, Ecosystem::rpm) == expected);
    for (const FoundPackage& one : found.packages) {
        found_sizes.push_back(text(one.package.name, ' ', one.package.installed_size, ' ', one.package.license));
        CHECK(one.files.size() == 2);
        CHECK(one.bytes == one.package.installed_size); // none of their files was changed
    }
    CHECK(found_sizes == sizes);
}

TEST_CASE("distroless and Alpine images tell their packages") {
    const auto corpus = kit::corpus_or_skip();
    CHECK(told(packages_of(corpus / "real/pkg-distroless.tar"), Ecosystem::deb).size() == 4);
    const PackageList alpine = packages_of(corpus / "real/pkg-apk.tar");
    CHECK(told(alpine, Ecosystem::apk).size() == alpine.packages.size());
    CHECK_FALSE(alpine.packages.empty());
}

TEST_CASE("the packages of languages are found beside each other") {
    const auto corpus = kit::corpus_or_skip();
    const PackageList found = packages_of(corpus / "real/pkg-lang.tar");
    const Lines go = told(found, Ecosystem::golang); // go version -m
    CHECK(go == Lines{"example.invalid/corpus/hello (devel) ", "stdlib 1.24.4 "});
    const Lines python = told(found, Ecosystem::pypi);
    CHECK(std::ranges::any_of(python, [](const std::string& line) { return line.starts_with("pip "); }));
}
