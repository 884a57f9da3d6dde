#include "core/image/verify.hpp"

#include "core/base/text.hpp"
#include "core/report/json_object.hpp"
#include "core/report/table.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"
#include "shell/input.hpp"

#include <string>
#include <string_view>

namespace strata {
namespace {

std::string_view word(CheckResult result) {
    switch (result) {
    case CheckResult::right: return "right";
    case CheckResult::wrong: return "wrong";
    case CheckResult::missing: return "missing";
    case CheckResult::damaged: return "damaged";
    case CheckResult::unchecked: return "unchecked";
    }
    return "";
}

std::string as_table(const std::vector<Check>& checks) {
    Table table({"PART", "CHECK", "RESULT", "STATED", "FOUND"});
    for (const Check& check : checks) {
        const bool same = check.found == check.expected;
        table.add({check.part, check.what, std::string(word(check.result)), check.expected, same ? "" : check.found});
    }
    return table.text();
}

bool verified(const std::vector<Check>& checks) { return all_right(checks) && any_right(checks); }

std::string as_json(const Input& input, const std::vector<Check>& checks) {
    std::string rows;
    for (const Check& check : checks) {
        if (!rows.empty()) rows += ',';
        rows += JsonObject()
                    .add("part", check.part)
                    .add("check", check.what)
                    .add("result", word(check.result))
                    .add("stated", check.expected)
                    .add("found", check.found)
                    .text();
    }
    return JsonObject()
               .add("image", input.name)
               .add("verified", verified(checks))
               .add_json("checks", text('[', rows, ']'))
               .text() +
           "\n";
}

Result<Exit> run(const Arguments& arguments, Console& console) {
    Console told(console); // what is missing is a result here, and no failure to find one
    const Input input = TRY(open_image(arguments.operands().front(), arguments, told));
    if (!input.archive) return fail(text(input.name, ": a snapshot has no blobs that could be checked"));
    std::vector<Check> checks;
    {
        ProgressBar bar(console, text("checking ", input.name));
        checks = verify_image(*input.archive, input.listing, input.image(), inspect_options(arguments, console, bar));
    }
    console.out << (arguments.flag("json") ? as_json(input, checks) : as_table(checks));
    if (!verified(checks)) return Exit::different;
    return told.reported_errors() ? Exit::failed : Exit::done;
}

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};
constexpr FieldRow fields[] = {
    {"image", "the archive"},
    {"verified", "whether something is right, and nothing wrong, missing or damaged"},
    {"checks[].part", "manifest, config, or layer and its number"},
    {"checks[].check", "digest, size or diff_id"},
    {"checks[].result", "right, wrong, missing, damaged or unchecked"},
    {"checks[].stated", "what the documents say, \"\" where they say nothing"},
    {"checks[].found", "what was found, \"\" where that could not be told"},
};
constexpr Example examples[] = {
    {"strata verify web.tar", "check the blobs of the image in web.tar"},
    {"strata verify --json oci:build/out:web | jq .verified", "true or false"},
};

} // namespace

constinit const CommandRow verify_command = {
    .name = "verify",
    .summary = "check every digest, size and diff_id",
    .description =
        "Reads every byte of the image's blobs and compares digest and size of each with what the manifest says, and "
        "the digest of each unpacked layer with the config's diff_id. The config of a docker archive is named by its "
        "digest.\n\n"
        "RESULT is right, wrong, missing (the blob is not in the archive), damaged (it can't be read to its end) or "
        "unchecked (a foreign or encrypted layer, or one of which nothing is stated, as in archives of docker before "
        "1.10 and root file systems). The exit status is 1 where anything is wrong, missing or damaged, and where "
        "nothing could be checked.",
    .operands = operands,
    .examples = examples,
    .json_shape = "one object",
    .fields = fields,
    .run = run,
};

} // namespace strata
