#include "core/model/snapshot.hpp"

#include "core/base/text.hpp"
#include "core/insight/examiner.hpp"
#include "core/insight/without_secrets.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"
#include "shell/input.hpp"
#include "shell/write_output.hpp"

#include <string>

namespace strata {
namespace {

bool has_secrets(const Inspection& inspection) {
    const Inspection shown = without_secrets(inspection);
    return shown.image.config != inspection.image.config || shown.image.annotations != inspection.image.annotations ||
           shown.image.manifest_document != inspection.image.manifest_document;
}

Result<Exit> run(const Arguments& arguments, Console& console) {
    const auto path = arguments.value("output");
    if (!path) return fail("snapshot: -o FILE is missing: where to write the snapshot, - for standard output");
    const Input input = TRY(open_image(arguments.operands()[0], arguments, console));
    const auto examiner = make_examiner(facts_all, arguments.limits());
    const Inspection inspection =
        inspect_image(input, arguments, console, {.hashing = Hashing::all, .examiner = examiner.get()});
    if (has_secrets(inspection))
        console.complain(text("warning: ", input.name,
                              ": its settings or history hold secrets, and the snapshot keeps them (strata findings "
                              "names them)"));
    const std::string bytes = write_snapshot(inspection);
    TRY(write_output(*path, console, [&](std::ostream& out) { out << bytes; }));
    return Exit::done;
}

constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};
constexpr OptionRow options[] = {
    {.name = "output",
     .letter = 'o',
     .kind = ValueKind::path,
     .value = "FILE",
     .help = "where to write it, by custom with the ending .strata; - is standard output"},
};
constexpr Example examples[] = {
    {"strata snapshot web.tar -o web.strata", "keep what is known of an image without its bytes"},
    {"strata diff web.strata web-1.1.tar", "compare with it later"},
};

} // namespace

constinit const CommandRow snapshot_command = {
    .name = "snapshot",
    .summary = "keep what is known of an image in a small file",
    .description =
        "A snapshot holds the image's settings, history and layers, and of each file the name, size, mode, owner, "
        "time and a hash of its content. Every command that takes an archive takes a snapshot too, except where "
        "files' bytes are needed (cat, extract, verify, diff --content). Equal images in equal archives give equal "
        "snapshots.\n\n"
        "It keeps the settings, the history and the names of files as they are, with the secrets in them (ENV, ARG, "
        "labels), so that every command says of it what it says of the archive and a rule about secrets can't be "
        "passed by taking a snapshot; a warning tells where there are some. Of files' contents it keeps hashes and "
        "what was found in them, without the secrets themselves. Who may not have the image should not have its "
        "snapshot: `strata report` shows no secrets.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .shared = shares_choice | shares_limits | shares_work,
    .run = run,
};

} // namespace strata
