#include "tests/kit/image_builder.hpp"
#include "tests/kit/run_command.hpp"
#include "tests/kit/tar_writer.hpp"
#include "tests/kit/temporary_directory.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace strata;
using namespace strata::kit;

namespace {

/// What GNU tar says of these bytes: the names, and complaints.
CommandResult tar_list(const TemporaryDirectory& folder, const std::string& tar) {
    const auto path = folder.write("a.tar", tar);
    return run_command({"tar", "tvf", path.string(), "--full-time"});
}

} // namespace

TEST_CASE("GNU tar reads every dialect that the kit writes") {
    const TemporaryDirectory folder_of_test;
    for (const TarDialect dialect : {TarDialect::v7, TarDialect::ustar, TarDialect::gnu, TarDialect::pax}) {
        const auto listed = tar_list(
            folder_of_test, write_tar({folder("etc"), file("etc/passwd", "root"), symbolic_link("etc/link", "passwd"),
                                       hard_link("etc/hard", "etc/passwd"), whiteout("etc/shadow"), opaque("var/lib")},
                                      {.dialect = dialect}));
        INFO(listed.error);
        CHECK(listed.exit_code == 0);
        CHECK(listed.error.empty());
        CHECK(listed.out.find("etc/.wh.shadow") != std::string::npos);
        CHECK(listed.out.find("etc/link -> passwd") != std::string::npos);
        CHECK(listed.out.find("var/lib/.wh..wh..opq") != std::string::npos);
    }
}

TEST_CASE("GNU tar reads long names, odd numbers and holes as the kit writes them") {
    const TemporaryDirectory folder_of_test;
    const std::string long_name(300, 'n');
    TarFile big = file(long_name, "x");
    big.uid = 3'000'000;
    big.mtime = -5;
    TarFile sparse = file("sparse", "");
    sparse.sparse_size = 100'000;
    for (std::uint64_t at = 0; at < 30; ++at) sparse.sparse.push_back({at * 3000, std::string(512, 'a')});
    for (const TarOptions& options : std::vector<TarOptions>{{.dialect = TarDialect::gnu},
                                                             {.dialect = TarDialect::pax},
                                                             {.sparse = SparseFormat::pax_0_0},
                                                             {.sparse = SparseFormat::pax_0_1}}) {
        const auto listed = tar_list(folder_of_test, write_tar({big, sparse, file("after", "")}, options));
        INFO(listed.out << listed.error);
        CHECK(listed.exit_code == 0);
        CHECK(listed.out.find(long_name) != std::string::npos);
        CHECK(listed.out.find("3000000/0") != std::string::npos);
        CHECK(listed.out.find("100000 ") != std::string::npos);
        CHECK(listed.out.find(" sparse\n") != std::string::npos);
        CHECK(listed.out.find(" after\n") != std::string::npos);
    }
}

TEST_CASE("packed bytes are what the tools unpack") {
    const TemporaryDirectory folder_of_test;
    std::string bytes;
    for (int at = 0; at < 40'000; ++at) bytes += std::to_string(at) + ' ';
    const std::vector<std::pair<Packing, std::string>> tools = {
        {Packing::gzip, "gzip"}, {Packing::gzip_members, "gzip"},
        {Packing::zstd, "zstd"}, {Packing::zstd_frames, "zstd"},
        {Packing::xz, "xz"},     {Packing::bzip2, "bzip2"}};
    for (const auto& [packing, tool] : tools) {
        if (!have_command(tool)) continue;
        const auto path = folder_of_test.write("packed", pack(bytes, packing));
        INFO(name_of(packing));
        CHECK(run_command({tool, "-dc"}, {.input = path.string()}).out == bytes);
    }
}

TEST_CASE("a command's end, output and cost are told") {
    const auto done = run_command({"sh", "-c", "echo out; echo error >&2; exit 3"});
    CHECK(done.exit_code == 3);
    CHECK(done.out == "out\n");
    CHECK(done.error == "error\n");
    CHECK(done.peak_bytes > 0);
    CHECK(done.peak_bytes < 20'000'000);
    const auto slow = run_command({"sleep", "20"}, {.limit = std::chrono::milliseconds(100)});
    CHECK(slow.timed_out);
    CHECK(slow.seconds < 5);
    CHECK(run_command({"no-such-program"}).exit_code == 127);
    const TemporaryDirectory folder_of_test;
    const auto path = folder_of_test.write("million", std::string(1'000'000, 'x'));
    CHECK(run_command({"cat", path.string()}).read_bytes >= 1'000'000);
}
