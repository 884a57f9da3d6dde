#include "shell/arguments.hpp"
#include "shell/limit_option.hpp"
#include "tests/kit/run_in_process.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;
using kit::run;

namespace {

constexpr std::string_view colors[] = {"red", "green"};
constexpr OptionRow options[] = {
    {.name = "format", .letter = 'f', .kind = ValueKind::text, .value = "TEMPLATE", .help = "how"},
    {.name = "depth", .kind = ValueKind::number, .value = "N", .help = "how deep"},
    {.name = "tint", .kind = ValueKind::choice, .value = "TINT", .help = "which", .fallback = "red", .choices = colors},
    {.name = "human", .letter = 'H', .help = "for people", .fallback = "true"},
    {.name = "quiet", .letter = 'q', .help = "less"},
    {.name = "filter", .kind = ValueKind::text, .value = "F", .help = "which", .repeat = Repeat::collected},
};
constexpr OperandRow operands[] = {{"IMAGE", "the image"}, {"PATH", "paths", OperandCount::any}};
constexpr CommandRow row = {.name = "try", .operands = operands, .options = options};

Result<Arguments> parse(const std::vector<std::string_view>& words) { return parse_arguments(row, words); }

std::string error_of(const std::vector<std::string_view>& words) {
    const auto arguments = parse(words);
    return arguments ? "no error" : arguments.error().message;
}

/// Fields of an aggregate: as many values as it can be initialised with.
struct Anything {
    template <class T>
    operator T() const; // NOLINT: never called
};
template <class T, class... Values>
consteval std::size_t count_fields() {
    if constexpr (requires { T{Values{}..., Anything{}}; }) return count_fields<T, Values..., Anything>();
    return sizeof...(Values);
}
template <class T>
constexpr std::size_t field_count = count_fields<T>();

} // namespace

TEST_CASE("options and operands are read in any order") {
    const auto arguments = parse({"-q", "web.tar", "--format", "{{.ID}}", "--filter=a=b", "etc", "--filter", "c", "-"});
    REQUIRE(arguments);
    CHECK(arguments->operands().size() == 3);
    CHECK(arguments->operands()[0] == "web.tar");
    CHECK(arguments->operands()[2] == "-");
    CHECK(arguments->flag("quiet"));
    CHECK(arguments->value("format") == "{{.ID}}");
    CHECK(std::vector<std::string>(arguments->values("filter").begin(), arguments->values("filter").end()) ==
          std::vector<std::string>{"a=b", "c"});
    CHECK(arguments->value("tint") == "red");
    CHECK(arguments->flag("human"));
    CHECK_FALSE(arguments->number("depth"));
    CHECK_FALSE(arguments->flag("json"));
}

TEST_CASE("the last of an option that stands twice wins, and flags take values") {
    const auto arguments = parse({"a", "--depth", "3", "--depth=12", "--human=false", "-fx"});
    REQUIRE(arguments);
    CHECK(arguments->number("depth") == 12);
    CHECK_FALSE(arguments->flag("human"));
    CHECK(arguments->value("format") == "x");
}

TEST_CASE("behind -- everything is an operand") {
    const auto arguments = parse({"-q", "a", "--", "--format", "-"});
    REQUIRE(arguments);
    CHECK(arguments->operands().size() == 3);
    CHECK(arguments->operands()[1] == "--format");
}

TEST_CASE("a wrong command line is refused with a reason") {
    CHECK(error_of({"a", "--formt", "x"}) == "there is no option --formt; did you mean --format?");
    CHECK(error_of({"a", "--xyzzy"}) == "there is no option --xyzzy");
    CHECK(error_of({"a", "--format"}) == "--format needs a value");
    CHECK(error_of({"a", "--depth", "three"}) == "--depth: \"three\" is not a whole number");
    CHECK(error_of({"a", "--tint=blue"}) == "--tint: \"blue\" is not one of red, green");
    CHECK(error_of({"a", "--quiet=perhaps"}) ==
          "--quiet is either there or not; \"perhaps\" is neither true nor false");
    CHECK(error_of({"-q"}) == "no IMAGE given");
    CHECK(error_of({"a", "--limit", "entrys=1"}) == "--limit: there is no limit \"entrys\"; did you mean entries?");
    CHECK(error_of({"a", "--limit", "entries"}) == "--limit: \"entries\" is not NAME=VALUE");
    CHECK(error_of({"a", "--limit", "layers=5000000000"}) == "--limit: layers: more than 32 bits hold");
}

TEST_CASE("limits are set by name") {
    const auto arguments = parse({"a", "--limit=unpacked-bytes=1.5GiB", "--limit", "layers=7"});
    REQUIRE(arguments);
    CHECK(arguments->limits().unpacked_bytes == 1536 * mebibyte);
    CHECK(arguments->limits().layers == 7);
    CHECK(arguments->limits().images == Limits{}.images);
}

TEST_CASE("sizes are read in powers of 1000 and 1024") {
    CHECK(parse_size("4096") == 4096);
    CHECK(parse_size("10MB") == 10'000'000);
    CHECK(parse_size("1gib") == gibibyte);
    CHECK(parse_size("0.5k") == 500);
    CHECK(parse_size("16EB").error().message.find("not a size") != std::string::npos);
    for (const std::string_view wrong : {"", "MB", "1..5MB", "-1", "1 MB", "1.2.3", "99999999999TB", "0x10"}) {
        INFO(wrong);
        CHECK_FALSE(parse_size(wrong));
    }
}

TEST_CASE("every limit can be set by name") {
    for (const LimitRow& limit : limit_rows()) {
        INFO(limit.name);
        Limits limits;
        REQUIRE(apply_limit(std::string(limit.name) + "=123", limits));
        CHECK(limit.of(limits) == 123);
    }
    CHECK(limit_rows().size() == field_count<Limits>);
}

TEST_CASE("a mistyped word finds its neighbour") {
    constexpr std::string_view words[] = {"history", "inspect", "images", "layers"};
    CHECK(nearest("hsitory", words) == "history");
    CHECK(nearest("image", words) == "images");
    CHECK(nearest("layer", words) == "layers");
    CHECK(nearest("hist", words) == "history");
    CHECK(nearest("zzz", words).empty());
    CHECK(nearest(std::string(100'000, 'x'), words).empty());
}

TEST_CASE("a command that does not exist is answered with the one that was meant") {
    const kit::Ran ran = run({"hstory", "web.tar"});
    CHECK(ran.exit == 2);
    CHECK(ran.out.empty());
    CHECK(ran.err == "strata: there is no command \"hstory\"; did you mean history?\n");
}

TEST_CASE("without words the help goes to standard error, with --help to standard output") {
    const kit::Ran bare = run({});
    CHECK(bare.exit == 2);
    CHECK(bare.out.empty());
    const kit::Ran asked = run({"--help"});
    CHECK(asked.exit == 0);
    CHECK(asked.err.empty());
    CHECK(asked.out == bare.err);
}

TEST_CASE("every command has help, and its row is complete") {
    for (const CommandRow* command : commands()) {
        INFO(command->name);
        CHECK_FALSE(command->summary.empty());
        CHECK_FALSE(command->description.empty());
        REQUIRE(command->run != nullptr);
        const kit::Ran ran = run({command->name, "--help"});
        CHECK(ran.exit == 0);
        CHECK(ran.out.starts_with("strata " + std::string(command->name) + ": "));
        CHECK(run({"help", command->name}).out == ran.out);
        for (const OptionRow* option : all_options(*command)) {
            INFO(option->name);
            CHECK_FALSE(option->help.ends_with('.'));
            CHECK(option->value.empty() == (option->kind == ValueKind::flag));
            CHECK(ran.out.find("--" + std::string(option->name)) != std::string::npos);
        }
    }
}
