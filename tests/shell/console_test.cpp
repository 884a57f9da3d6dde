#include "shell/console.hpp"
#include "shell/help.hpp"
#include "shell/jobs.hpp"
#include "shell/progress.hpp"
#include "tests/kit/golden.hpp"
#include "tests/kit/run_command.hpp"
#include "tests/kit/run_in_process.hpp"
#include "tests/kit/temporary_directory.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <sstream>

using namespace strata;

namespace {

struct Streams {
    std::ostringstream out;
    std::ostringstream err;
};

} // namespace

TEST_CASE("colours come on a terminal, and NO_COLOR and --color decide") {
    Streams streams;
    ConsoleFacts facts = kit::plain_console();
    CHECK(Console(streams.out, streams.err, facts).paint(Tone::added, "x") == "x");
    facts.output_is_terminal = true;
    CHECK(Console(streams.out, streams.err, facts).paint(Tone::added, "x") == "\x1b[32mx\x1b[0m");
    CHECK(Console(streams.out, streams.err, facts).paint(Tone::plain, "x") == "x");
    facts.no_color = true;
    Console console(streams.out, streams.err, facts);
    CHECK(console.paint(Tone::added, "x") == "x");
    console.choose_color("always");
    CHECK(console.paint(Tone::added, "x") == "\x1b[32mx\x1b[0m");
    console.choose_color("never");
    CHECK(console.paint(Tone::added, "x") == "x");
}

TEST_CASE("problems are one line each, harmless to terminals, and errors are remembered") {
    Streams streams;
    Console console(streams.out, streams.err, kit::plain_console());
    console.report("a\x1b.tar", Problem{Severity::warning, "odd\nname"});
    CHECK(streams.err.str() == "strata: a\\x1b.tar: warning: odd\\nname\n");
    CHECK_FALSE(console.reported_errors());
    console.report("a.tar", Problem{Severity::error, "broken"});
    CHECK(console.reported_errors());
    CHECK(streams.out.str().empty());
}

TEST_CASE("a progress line has bytes, rate and time left, and fits") {
    CHECK(progress_line("reading web.tar", 1'200'000'000, 2'400'000'000, 3.0, 120) ==
          "reading web.tar  [============>           ]  50%  1.2 GB of 2.4 GB  400 MB/s  3s left");
    CHECK(progress_line("reading web.tar", 1'200'000'000, 2'400'000'000, 3.0, 70) ==
          "reading web.tar  50%  1.2 GB of 2.4 GB  400 MB/s  3s left");
    CHECK(progress_line("standard input", 5'000'000, 0, 1.0, 80) == "standard input  5 MB  5 MB/s");
    CHECK(progress_line("x", 10, 10, 1.0, 120).find("100%") != std::string::npos);
    CHECK(progress_line("a very long name of an archive", 1, 10, 1.0, 10).size() <= 12);
}

TEST_CASE("a progress bar is silent where standard error is no terminal") {
    Streams streams;
    Console console(streams.out, streams.err, kit::plain_console());
    ProgressBar bar(console, "reading");
    CHECK_FALSE(bar.reporter());
}

TEST_CASE("jobs all run, each once, on any number of threads") {
    for (const unsigned threads : {0U, 1U, 3U, 64U}) {
        std::vector<std::atomic<int>> runs(200);
        run_on_threads(threads)(runs.size(), [&](std::size_t index) { ++runs[index]; });
        for (const auto& count : runs) CHECK(count == 1);
    }
    run_on_threads(4)(0, [](std::size_t) { FAIL("there is no job"); });
}

TEST_CASE("output that can't be written is an error") {
    std::ostringstream err;
    std::ostringstream out;
    out.setstate(std::ios::badbit);
    Console console(out, err, kit::plain_console());
    CHECK_FALSE(console.out);
    const kit::Ran ran = kit::run({"--version"});
    CHECK(ran.out.starts_with("strata 0."));
}

TEST_CASE("help and the manual page tell of every command") {
    const std::string overview = kit::run({"--help"}).out;
    for (const CommandRow* row : commands()) CHECK(overview.find(std::string(row->summary)) != std::string::npos);
    kit::check_golden("history-help.txt", kit::run({"history", "--help"}).out);
    const std::string page = manual_page();
    for (const CommandRow* row : commands())
        CHECK(page.find(".SS strata " + std::string(row->name)) != std::string::npos);
}

TEST_CASE("completion scripts are taken by their shells") {
    const kit::TemporaryDirectory folder;
    const std::string bash = folder.write("strata.bash", kit::run({"completion", "bash"}).out).string();
    const auto checked = kit::run_command({"bash", "-n", bash});
    CHECK(checked.error.empty());
    CHECK(checked.exit_code == 0);
    const auto completed =
        kit::run_command({"bash", "-c",
                          "source " + bash + "; COMP_WORDS=(strata hi); COMP_CWORD=1; _strata; echo ${COMPREPLY[@]};" +
                              "COMP_WORDS=(strata history --no-t); COMP_CWORD=2; _strata; echo ${COMPREPLY[@]};" +
                              "COMP_WORDS=(strata history --color a); COMP_CWORD=3; _strata; echo ${COMPREPLY[@]}"});
    CHECK(completed.out == "history\n--no-trunc\nauto always\n");
    for (const std::string_view name : {"zsh", "fish"}) {
        const std::string script = kit::run({"completion", name}).out;
        for (const CommandRow* row : commands()) CHECK(script.find(row->name) != std::string::npos);
    }
    CHECK(kit::run({"completion", "tcsh"}).exit == 2);
}
